using Cendra.Knowledge.Text;

namespace Cendra.Agent.Rules;

/// <summary>How much of a question the host's written words settle.</summary>
internal enum Settled
{
    /// <summary>All of it: something is to be known.</summary>
    All,

    /// <summary>What is to be known. Beside it something is to be arranged (another time, a booking, a charge), and that is a person's.</summary>
    InPart,

    /// <summary>Nothing: something is wrong, missing, closed, taken back or complained about, or somebody is to be spoken to.</summary>
    Nothing,
}

/// <summary>Wishes in ten languages: those that a fact helps with while a person arranges them, and those that are a person's alone.</summary>
internal static class WishWords
{
    /// <summary>To be arranged: earlier, later, another day, a booking, a charge.</summary>
    private static readonly Phrases Arranged = new(
        "early (check ?in|arrival|checkin|access)", "late (check ?out|departure|checkout)", "(arrive|arriving|check in|checkin|checking in|come|get in) (a (bit|little) )?(early|earlier|sooner|before)", "(leave|leaving|check out|checkout|checking out|stay) (a (bit|little) )?(late|later|longer)", "(early|earlier|later|late) than .. (check in|check out)",
        "(change|move|push|postpone|delay) .. (check ?in|check ?out|checkout|checkin|arrival|departure)( time| date)?", "(book|booking|reserve|reserving|reservation|appointment)", "(charge|charges)",
        "entrada anticipada", "salida tardia", "(entrar|llegar) (un poco )?(mas )?(antes|temprano)", "(salir|quedarnos|quedarme|quedar) (un poco )?(mas )?(tarde|tiempo)", "cambiar (la |el )?(hora|fecha)( de (la |el )?(entrada|salida|llegada))?", "reserv(ar|o|a|amos|arla|arlo|acion|aciones)", "(cobran|cobrais|cobra|cargo)",
        "arrivee anticipee", "depart tardif", "(arriver|entrer|venir) (un peu )?plus tot", "(partir|rester|quitter *) (un peu )?plus (tard|longtemps)", "changer (l |la |les )?(heure|date|dates)( d (arrivee|depart)| de (depart|l arrivee))?", "reserv(er|e|ation|ations|ons)",
        "(fruher|frueher|fruhzeitig) (einchecken|anreisen|ankommen|kommen|rein|hinein|in die wohnung)", "(spater|spaeter) (auschecken|abreisen|gehen|raus|ausziehen)", "(fruh|frueh|spat|spaet)e* (check ?in|check ?out|anreise|abreise|ankunft)", "reservier(en|e|t|ung|bar)", "buch(en|e|t|bar|ung)",
        "(arrivare|entrare) (un po )?prima", "(partire|uscire|restare|rimanere) (un po )?piu (tardi|a lungo)", "(check in|arrivo|ingresso) anticipato", "(check out|partenza|uscita) (posticipat[oa]|tardiv[oa]|ritardat[oa]|piu tardi|dopo)", "cambiare (l |la |le )?(ora|orario|data|date)", "prenot(are|o|azione|azioni|iamo|arlo|arla)",
        "(chegar|entrar) (um pouco )?mais cedo", "(sair|ficar) (um pouco )?mais (tarde|tempo)", "(check in|entrada|chegada) (antecipad[oa]|mais cedo)", "(check out|saida) (tardi[oa]|mais tarde)", "(mudar|alterar) (a |o )?(hora|data|horario)", "reserv(ar|o|a|amos)", "(cobram|cobra)",
        "erken (giris*|gel*|check*)", "gec (cikis*|cik*|check*)", "(giris|cikis) (saatini|saatimizi|tarihini|tarihimizi) degistir*", "rezerv*", "ayirt*",
        "(提前入住|早点入住|早點入住|早到|晚点退房|晚點退房|延迟退房|晚退房|推迟退房|晚点走|改时间|改时|预订|預訂|预定|预约|預約|订位)", "(アーリーチェックイン|早めにチェックイン|早くチェックイン|早めのチェックイン|レイトチェックアウト|遅めにチェックアウト|遅くチェックアウト|遅めのチェックアウト|予約)",
        "(دخول|وصول|تسجيل دخول) (بشكل )?مبكر*", "(نصل|اصل|ندخل|ادخل) (بشكل )?مبكر*", "(خروج|مغادره) متاخر*", "(نغادر|اغادر|نخرج|اخرج) متاخر*", "(حجز|احجز|نحجز|موعد)");

    /// <summary>Nothing that is written helps with it.</summary>
    private static readonly Phrases OfPersons = new(
        "(speak|talk|chat) (to|with)", "(transfer|connect|put) (me|us|my call)", "closed", "(can t|can not|unable to|not able to)", "(charged|overcharged|charging (me|us)|double charge)", "(doesn t|does not|won t|don t) (close|shut|lock|drain)",
        "(hablar|hable|comunicar*|comuniqu*|pasar*) con", "cerrad[oa]s?", "no (puedo|podemos|pude|pudimos|cierra|cierran)", "(cobraron|cobrado|habeis cobrado)",
        "parler (a|au|aux|avec)", "(est|sont|etait|etaient|reste|restent) fermee?s?", "(peux|peut|pouvons|arrive|arrivons) (toujours )?pas", "(debite|facture[es]?)",
        "(sprechen|reden|verbinden|durchstellen)", "geschlossen", "(kann|konnen|koennen|konnte|konnten) (ich |wir |man )?(\\w+ ){0,2}nicht", "(abgebucht|belastet)", "schliesst nicht",
        "parlare con", "chius[oaie]", "non (posso|possiamo|riesco|riusciamo|chiude)", "addebit*",
        "falar com", "fechad[oa]s?", "nao (posso|podemos|consigo|conseguimos|fecha)", "(cobraram|cobrado)",
        "(gorusmek|konusmak|gorusebilir*|konusabilir*|baglar misiniz)", "kapali*", "*(emiyorum|amiyorum|emiyoruz|amiyoruz|emedim|amadim|emedik|amadik)", "kapanmiyor",
        "(无法|無法|没法|沒法|关闭|沒開門|没开门|不开门|转接|扣款|扣了|关不上)", "(閉まって|閉鎖|休業|閉まらな|話したい|つないで|請求され)",
        "(اتحدث|نتحدث|اتكلم|نتكلم) (مع|الي)", "(مغلق|مغلقه|مسكر*|مقفل*)", "(لا|ما|مش) (استطيع|نستطيع|اقدر|نقدر|قادر|قادرين|يغلق)", "خصمتم");

    /// <summary>Something is to be arranged.</summary>
    public static bool WantsArranged(string folded) => Arranged.In(folded);

    /// <summary>Without the wishes that a person arranges, so that "early" in them is not read as a complaint.</summary>
    public static string WithoutArranged(string folded) => Arranged.CutFrom(folded);

    /// <summary>A person's alone.</summary>
    public static bool AreOfPersons(string folded) => OfPersons.In(folded);
}
