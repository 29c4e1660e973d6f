using Cendra.Knowledge.Text;

namespace Cendra.Agent.Rules;

/// <summary>Words that make of a question about a topic something that a fact does not settle: it does not work, it is to be changed, booked, paid, or complained about.</summary>
internal static class FactWords
{
    private static readonly Phrases NotSettled = new(
        "(not|doesn t|don t|isn t|won t|can t|didn t|couldn t|stopped|never|no longer) .. (work*|function*|open*|turn*|start*|connect*|find|flush|heat|cool|come|arriv*|clean*)", "broken", "broke", "out of order", "leak*", "clogged", "blocked", "missing", "lost", "stolen", "dirty", "smell*", "cold", "faulty", "problem*", "issue*", "wrong", "too (hot|cold|loud|noisy|small)",
        "change", "cancel*", "refund*", "reimburs*", "compensat*", "discount*", "invoice", "receipt", "extend*", "extra night*", "early (check ?in|arrival|checkin)", "late (check ?out|departure|checkout)", "(arrive|check in|come) (early|earlier)", "(leave|check out|stay) (late|later|longer)", "complain*", "disappoint*", "unacceptable", "why",
        "no (funciona*|va|anda|enciende|conecta|calienta|enfria|hay|sale|tenemos|tengo|encuentro|encontramos)", "roto", "rota", "averia*", "estropead*", "fuga", "atascad*", "falta*", "perdid*", "robad*", "suci[oa]", "huele*", "problema*", "cambiar", "cancelar", "reembols*", "descuento*", "factura", "(entrar|llegar) antes", "(salir|quedar*) mas tarde", "salida tardia", "entrada anticipada", "queja*", "por que",
        "(funktioniert|funktionieren|geht|gehen|lauft|laeuft|startet|verbindet|kommt|finde|finden) .. nicht", "kein (warmes|heisses|strom|wlan|internet) *", "kaputt", "defekt", "undicht", "verstopft", "fehlt", "fehlen", "verloren", "gestohlen", "schmutzig", "dreckig", "riecht", "stinkt", "kalt", "problem*", "falsch", "andern", "aendern", "stornier*", "erstatt*", "rabatt*", "rechnung", "verlanger*", "fruher*", "frueher*", "spater*", "spaeter*", "beschwer*", "warum",
        "(marche|fonctionne|demarre|chauffe|connecte|trouve|trouvons) (toujours )?pas", "(il n y a|pas|plus) (d|de) (eau chaude|courant|wifi|chauffage)", "casse*", "en panne", "fuite", "bouche*", "manque*", "perdu*", "vole*", "sale", "sent mauvais", "froid", "probleme*", "changer", "annul*", "rembours*", "reduction", "facture", "prolong*", "plus tot", "plus tard", "arrivee anticipee", "depart tardif", "plaint*", "plaindre", "pourquoi");

    /// <summary>A fact alone does not answer it.</summary>
    public static bool Unsettled(string folded) => NotSettled.In(folded);
}
