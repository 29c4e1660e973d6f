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
        "(marche|fonctionne|demarre|chauffe|connecte|trouve|trouvons) (toujours )?pas", "(il n y a|pas|plus) (d|de) (eau chaude|courant|wifi|chauffage)", "casse*", "en panne", "fuite", "bouche*", "manque*", "perdu*", "vole*", "sale", "sent mauvais", "froid", "probleme*", "changer", "annul*", "rembours*", "reduction", "facture", "prolong*", "plus tot", "plus tard", "arrivee anticipee", "depart tardif", "plaint*", "plaindre", "pourquoi",
        "non (funziona*|va|vanno|si accende|parte|scalda|raffredda|si connette|trovo|troviamo|c e|esce|arriva)", "rott[oa]", "guast*", "perdita", "intasat*", "manca*", "pers[oa]", "rubat*", "sporc*", "puzza", "fredd[oa]", "problem[ai]", "cambiare", "cancellare", "annull*", "rimbors*", "sconto", "fattura", "ricevuta", "(arrivare|entrare) prima", "(partire|uscire|restare) piu (tardi|a lungo)", "prolung*", "reclam*", "perche",
        "nao (funciona*|liga|aquece|arrefece|conecta|ha|sai|tem|temos|encontr*|esta)", "avari*", "estragad*", "quebrad*", "partid[oa]", "fuga", "vazamento", "entupid*", "falta*", "perdi*", "roubad*", "suj[oa]*", "cheira*", "fri[oa]", "problema*", "mudar", "alterar", "cancelar", "reembols*", "desconto*", "fatura", "recibo", "(chegar|entrar) mais cedo", "(sair|ficar) mais (tarde|tempo)", "prolongar", "reclam*", "por que", "porque",
        "(calismiyor*|calismadi|bozuk|bozuldu|kirik|kirildi|yanmiyor|isinmiyor|sogutmuyor|baglanmiyor*|akmiyor|acilmiyor|bulamiyor*|bulamadi*|gelmiyor|yok|tikali|tikandi|eksik|kayip|kaybet*|calindi|kirli|kokuyor|soguk|sorun*|problem*|degistir*|iptal*|iade*|indirim*|fatura*|uzat*|sikayet*|neden|niye|niçin)", "erken (giris|gel*)", "gec (cikis|cik*)",
        "(坏了|壞了|不能用|用不了|没有热水|沒有熱水|不工作|不热|不冷|不亮|连不上|連不上|找不到|没有了|堵了|漏水|缺|丢了|丟了|被偷|脏|髒|臭|太冷|太热|太吵|问题|問題|改|取消|退款|折扣|优惠|发票|發票|延住|续住|提前|早点|晚点|推迟|投诉|为什么|為什麼|怎么没)", "(壊れ|故障|動かな|動きませ|使えな|使えませ|つかな|つきませ|出ませ|出な|繋がら|つながら|詰まっ|水漏れ|足りな|足りませ|なくし|無くし|盗まれ|汚|臭|寒|冷た|うるさ|問題|変更|キャンセル|返金|割引|領収書|請求書|延長|延泊|早め|早く|遅く|アーリー|レイト|苦情|なぜ|どうして|見つから)",
        "(لا|ما|مش|مو|لم) (يعمل|تعمل|يشتغل|تشتغل|شغال|شغاله|يسخن|يبرد|يتصل|اجد|نجد|لقيت|لقينا|يوجد|فيه|في)", "(معطل*|خربان*|مكسور*|تسريب|مسدود*|ناقص*|ضاع|فقدت|مسروق*|وسخ*|متسخ*|رائحه|ريحه|بارد*|مشكله|مشاكل|تغيير|الغاء|استرداد|خصم|فاتوره|تمديد|مبكر*|متاخر*|شكوي|لماذا|ليش|ليه)");

    private static readonly Phrases Missing = new(
        "(have|has|had|got|is|are|s|with) (no|any) (hot|warm|running|internet|wifi|wi|electricity|power|heating|light|water|towels|signal|connection)", "no (hot water|warm water|internet|wifi|wi fi|electricity|power|heating|water|towels|signal|connection)", "slow", "slowly", "loud", "louder", "noisy", "noise", "sleep", "awake", "(bed )?bugs", "ants", "cockroach*", "roach*", "mice", "mouse", "rat", "rats", "insects", "mould", "mold",
        "(send|bring|get us|give us|need|needs) .. (someone|somebody|more|another|other|extra|two|new|fresh|clean)", "(more|extra|another|additional) (towel*|blanket*|pillow*|sheet*|key*|bed|beds)", "fix", "repair*", "replace*",
        "sin (agua|luz|internet|wifi|wi fi|calefaccion|electricidad|toallas)", "no (tenemos|tengo|hay|llega|sale)", "lento", "lenta", "lentisim*", "ruido", "ruidos*", "dormir", "cucaracha*", "hormiga*", "chinche*", "raton*", "moho", "necesit*", "traer", "traiga*", "enviar a alguien", "mas (toallas|mantas|almohadas|sabanas)", "arregl*", "reparar",
        "kein*", "langsam", "laut", "lauter", "larm", "laerm", "schlafen", "ungeziefer", "ameisen", "kakerlake*", "schabe*", "wanze*", "mause", "maus", "schimmel", "(springt|geht|schaltet) .. nicht an", "(brauchen|brauche|benotigen|benoetigen)", "(noch|mehr|zusatzliche|weitere) (handtucher|handtuecher|decken|kissen)", "repari*", "(schicken|bringen) sie",
        "(pas|plus) (d|de) *", "lent", "lente", "lents", "bruit", "bruyant*", "dormir", "cafard*", "fourmi*", "punaise*", "souris", "moisi*", "froide", "froids", "froides", "(s )?(allume|allument) (toujours )?pas", "besoin", "(envoyer|apporter|envoyez|apportez)", "repar*",
        "senza (acqua|luce|internet|wifi|wi fi|riscaldamento|corrente|asciugamani)", "non (abbiamo|ho|ci sono)", "lent[oa]", "lentissim*", "rumor*", "dormire", "scarafagg*", "formich*", "cimici", "top[oi]", "muffa", "(serv*|bisogno|occorr*)", "(portare|portarci|mandare|mandarci)", "altr[ie] (asciugamani|coperte|cuscini|lenzuola)", "ripar*", "aggiust*",
        "sem (agua|luz|internet|wifi|wi fi|aquecimento|eletricidade|toalhas)", "lent[oa]", "lentissim*", "barulh*", "ruido*", "dormir", "barata*", "formiga*", "percevejo*", "rato*", "mofo", "bolor", "precis*", "trazer", "tragam", "enviar alguem", "mais (toalhas|mantas|almofadas|lencois|cobertores)", "consert*", "arranj*",
        "(yavas|gurultu*|ses|uyuyam*|hamamboce*|karinca*|tahtakurusu|fareler*|fare (var|gord*|cikti)|kuf|lazim|gerekiyor|ihtiyac*|getir*|gonder*|tamir*|fazladan|ekstra)", "daha fazla (havlu*|battaniye*|yastik*)",
        "(慢|吵|噪音|睡不着|蟑螂|蚂蚁|臭虫|老鼠|发霉|需要|送|拿来|多给|再给|修|换一)", "(遅い|騒音|眠れ|ゴキブリ|アリが|南京虫|ネズミ|カビ|必要|持ってきて|送って|もっと|追加|修理|直して|交換)",
        "(بطيء|بطيئه|ضوضاء|ازعاج|صراصير|صرصور|نمل|بق|فئران|فار|عفن|نحتاج|احتاج|محتاج*|ارسال|احضار|مزيد|زياده|اضافيه|اصلاح|تصليح)");

    /// <summary>How a question begins where no question mark says so.</summary>
    private static readonly HashSet<string> Asking = [.. """
        what where when which who how is are do does did can could may shall should will would any
        que donde cuando cual cuales como quien hay puedo podemos puede tienen teneis tienes esta estan se es a
        wo wie was wann welche welcher welches wer gibt ist sind kann konnen koennen darf durfen duerfen habt haben hat um
        che cosa dove quando come quale quali quanto quanti chi posso possiamo puo potete avete sono siete
        onde qual quais quanto quantos quem ha tem posso podemos pode podem esta estao
        ne nerede nereye nasil hangi kac kim
        هل ما ماذا اين متي كم كيف من اي وين شو ايش فين امتي
        ou quel quelle quels quelles comment quand qui est sont y peut puis peux pouvons avez a c
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Where a question is not told by its first word: at its end, or anywhere where no space parts words.</summary>
    private static readonly Phrases AsksAnywhere = new(
        "(mi|mu|midir|mudur|misiniz|musunuz|miyim|miyiz|muyuz)", "(nerede|nasil|hangi|kac|kacta|nedir|ne zaman|var mi)", "(吗|嗎|呢|什么|什麼|哪里|哪裡|哪儿|几点|幾點|多少|怎么|怎麼|如何|有没有|有沒有|能不能|可不可以|可以\\w*吗|几个|哪个)",
        "(ますか|ですか|ませんか|でしょうか|何時|何|どこ|いつ|いくら|どう|どの|教えて)");

    /// <summary>So many signs without spaces are a few words.</summary>
    private const int FewSigns = 8;
    private const int FewWords = 3;

    /// <summary>
    /// It asks one thing: one sentence beside a greeting, with a question mark, with the beginning of a question, or nothing but a topic ("wifi password"). What only says something is a request or a complaint, and
    /// of two questions one would go under.
    /// </summary>
    public static bool AsksOne(string text)
    {
        var sentences = FoldedText.Of(text).Split(" . ").Select(s => $" {s.Trim()} ").Where(s => s.Trim().Length > 0 && !SmallTalk.OnlyGreets(s) && !SmallTalk.NeedsNoAnswer(s, s)).ToList();
        return sentences is [var only] && FoldedText.Words(only) is var words
            && (Questions.Marked(text) || IsShort(only, words) || AsksAnywhere.In(only) || BeginsAsQuestion(words));
    }

    /// <summary>"A quelle heure", "um wie viel Uhr": what stands before the word that asks. Alone it is English or Portuguese for one of something.</summary>
    private static bool BeginsAsQuestion(IReadOnlyList<string> words) => words.SkipWhile(w => SmallTalk.Greets($" {w} ")).Take(2).ToList() switch
    {
        ["a" or "um", var next] => Asking.Contains(next),
        ["a" or "um"] => false,
        [var first, ..] => Asking.Contains(first),
        _ => false,
    };

    private static bool IsShort(string sentence, IReadOnlyList<string> words) =>
        sentence.EnumerateRunes().Count(FoldedText.IsUnspaced) is > 0 and var signs ? signs <= FewSigns : words.Count <= FewWords;

    /// <summary>It asks, in one of its sentences, by a mark or by how the sentence begins.</summary>
    public static bool Asks(string text) => Questions.Marked(text) || FoldedText.Of(text) is var folded
        && (AsksAnywhere.In(folded) || folded.Split(" . ").Any(s => BeginsAsQuestion(FoldedText.Words(s))));

    /// <summary>How much of it the host's written words settle.</summary>
    public static Settled Settles(string folded) => WishWords.WithoutArranged(folded) is var rest && (NotSettled.In(rest) || Missing.In(rest) || WishWords.AreOfPersons(rest)) ? Settled.Nothing
        : WishWords.WantsArranged(folded) ? Settled.InPart : Settled.All;
}
