using Cendra.Knowledge.Text;

namespace Cendra.Agent.Rules;

/// <summary>Words that make of a question about a topic something that a fact does not settle: it does not work or is missing, it is to be changed, booked, brought, paid, or complained about.</summary>
internal static class FactWords
{
    private static readonly Phrases NotSettled = new(
        "(not|doesn t|don t|isn t|won t|can t|didn t|couldn t|stopped|never|no longer) .. (work*|function*|open*|turn*|start*|connect*|find|flush|heat|cool|come|arriv*|clean*)", "broken", "broke", "out of order", "leak*", "clogged", "blocked", "missing", "lost", "stolen", "dirty", "smell*", "cold", "faulty", "problem*", "issue*", "wrong", "too (hot|cold|loud|noisy|small)",
        "change", "cancel*", "refund*", "reimburs*", "compensat*", "discount*", "invoice", "receipt", "extend*", "extra night*", "early (check ?in|arrival|checkin)", "late (check ?out|departure|checkout)", "(arrive|check in|come) (early|earlier)", "(leave|check out|stay) (late|later|longer)", "complain*", "disappoint*", "unacceptable", "why",
        "no (funciona*|va|anda|enciende|conecta|calienta|enfria|hay|sale|tenemos|tengo|encuentro|encontramos)", "roto", "rota", "averia*", "estropead*", "fuga", "atascad*", "falta*", "perdid*", "robad*", "suci[oa]", "huele*", "problema*", "cambiar", "cancelar", "reembols*", "descuento*", "factura", "(entrar|llegar) antes", "(salir|quedar*) mas tarde", "salida tardia", "entrada anticipada", "queja*", "por que",
        "(funktioniert|funktionieren|geht|gehen|lauft|laeuft|startet|verbindet|kommt|finde|finden) .. nicht", "kaputt", "defekt", "undicht", "verstopft", "fehlt", "fehlen", "verloren", "gestohlen", "schmutzig", "dreckig", "riecht", "stinkt", "kalt", "problem*", "falsch", "andern", "aendern", "stornier*", "erstatt*", "rabatt*", "rechnung", "verlanger*", "fruher*", "frueher*", "spater*", "spaeter*", "beschwer*", "warum",
        "(marche|fonctionne|demarre|chauffe|connecte|trouve|trouvons) (toujours )?pas", "(il n y a|pas|plus) (d|de) (eau chaude|courant|wifi|chauffage)", "casse*", "en panne", "fuite", "bouche*", "manque*", "perdu*", "vole*", "sale", "sent mauvais", "froid", "probleme*", "changer", "annul*", "rembours*", "reduction", "facture", "prolong*", "plus tot", "plus tard", "arrivee anticipee", "depart tardif", "plaint*", "plaindre", "pourquoi");

    private static readonly Phrases Missing = new(
        "(have|has|had|got|is|are|s|with) (no|any) (hot|warm|running|internet|wifi|wi|electricity|power|heating|light|water|towels|signal|connection)", "no (hot water|warm water|internet|wifi|wi fi|electricity|power|heating|water|towels|signal|connection)", "slow", "slowly", "loud", "louder", "noisy", "noise", "sleep", "awake", "(bed )?bugs", "ants", "cockroach*", "roach*", "mice", "mouse", "rat", "rats", "insects", "mould", "mold",
        "(send|bring|get us|give us|need|needs) .. (someone|somebody|more|another|other|extra|two|new|fresh|clean)", "(more|extra|another|additional) (towel*|blanket*|pillow*|sheet*|key*|bed|beds)", "fix", "repair*", "replace*",
        "sin (agua|luz|internet|wifi|wi fi|calefaccion|electricidad|toallas)", "no (tenemos|tengo|hay|llega|sale)", "lento", "lenta", "lentisim*", "ruido", "ruidos*", "dormir", "cucaracha*", "hormiga*", "chinche*", "raton*", "moho", "necesit*", "traer", "traiga*", "enviar a alguien", "mas (toallas|mantas|almohadas|sabanas)", "arregl*", "reparar",
        "kein*", "langsam", "laut", "lauter", "larm", "laerm", "schlafen", "ungeziefer", "ameisen", "kakerlake*", "schabe*", "wanze*", "mause", "maus", "schimmel", "(springt|geht|schaltet) .. nicht an", "(brauchen|brauche|benotigen|benoetigen)", "(noch|mehr|zusatzliche|weitere) (handtucher|handtuecher|decken|kissen)", "repari*", "(schicken|bringen) sie",
        "(pas|plus) (d|de) *", "lent", "lente", "lents", "bruit", "bruyant*", "dormir", "cafard*", "fourmi*", "punaise*", "souris", "moisi*", "froide", "froids", "froides", "(s )?(allume|allument) (toujours )?pas", "besoin", "(envoyer|apporter|envoyez|apportez)", "repar*");

    /// <summary>How a question begins where no question mark says so.</summary>
    private static readonly HashSet<string> Asking = [.. """
        what where when which who how is are do does did can could may shall should will would any
        que donde cuando cual cuales como quien hay puedo podemos puede tienen teneis tienes esta estan se es a
        wo wie was wann welche welcher welches wer gibt ist sind kann konnen koennen darf durfen duerfen habt haben hat um
        ou quel quelle quels quelles comment quand qui est sont y peut puis peux pouvons avez a c
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    private const int FewWords = 3;

    /// <summary>
    /// It asks one thing: one sentence beside a greeting, with a question mark, with the beginning of a question, or nothing but a topic ("wifi password"). What only says something is a request or a complaint, and
    /// of two questions one would go under.
    /// </summary>
    public static bool AsksOne(string text)
    {
        var sentences = FoldedText.Of(text).Split(" . ").Select(s => $" {s.Trim()} ").Where(s => s.Trim().Length > 0 && !SmallTalk.OnlyGreets(s) && !SmallTalk.NeedsNoAnswer(s, s)).ToList();
        return sentences is [var only] && FoldedText.Words(only) is var words
            && (text.Contains('?', StringComparison.Ordinal) || words.Count <= FewWords || Asking.Contains(words.SkipWhile(w => SmallTalk.Greets($" {w} ")).FirstOrDefault() ?? ""));
    }

    /// <summary>A fact alone does not answer it.</summary>
    public static bool Unsettled(string folded) => NotSettled.In(folded) || Missing.In(folded);
}
