using Cendra.Knowledge.Text;

namespace Cendra.Agent.Rules;

/// <summary>How people name one of several: the first, number two, the other flat.</summary>
internal static class StayWords
{
    /// <summary>Which of them: 1 to 4, as folded words.</summary>
    public static readonly Dictionary<string, int> Ordinals = Read(
        "1 first 1st 1o 1a primero primera primer erste ersten erster erstes premier premiere 1er 1ere primo prima primeiro primeira birinci birincisi ilk ilki الاول الاولي اول اولي",
        "2 second 2nd 2o 2a segundo segunda zweite zweiten zweiter zweites deuxieme 2eme 2e seconde secondo seconda ikinci ikincisi الثاني الثانيه ثاني ثانيه",
        "3 third 3rd 3o 3a tercero tercera tercer dritte dritten dritter drittes troisieme 3eme 3e terzo terza terceiro terceira ucuncu ucuncusu الثالث الثالثه",
        "4 fourth 4th cuarto cuarta vierte vierten vierter viertes quatrieme 4eme 4e quarto quarta dorduncu dorduncusu الرابع الرابعه");

    /// <summary>Numbers written out.</summary>
    public static readonly Dictionary<string, int> Numbers = Read(
        "1 one uno eins واحد واحده", "2 two dos zwei deux due dois duas iki اثنان اثنين اتنين", "3 three tres drei trois tre uc ثلاثه تلاته", "4 four cuatro vier quatre quattro quatro dort اربعه");

    /// <summary>Numbers that are articles too: they count only where nothing else stands.</summary>
    public static readonly HashSet<string> OneAlone = Set("un una ein eine une um uma bir");

    /// <summary>What may stand beside a number without asking for anything.</summary>
    public static readonly HashSet<string> Beside = Set("""
        the it is its it s that this one for of number no nr num option choice answer please pls thanks thank you i we mean meant about my our in at hi hello ok okay yes flat apartment place house home stay booking
        el la los las lo es esa ese esta opcion numero por favor de del gracias piso apartamento casa alojamiento reserva estancia hola si
        der die das den dem ist es bitte nummer option wohnung ferienwohnung apartment haus unterkunft buchung danke fur hallo ja meine
        le les l c est ce numero s il vous plait te merci appartement logement pour bonjour oui celui celle
        il la lo e numero opzione per favore piacere grazie appartamento alloggio ciao si quello quella
        o a os as e numero opcao por favor obrigado obrigada apartamento alojamento ola sim
        lutfen numara numarali secenek olan daire tesekkurler tesekkur ederim evet merhaba
        رقم الخيار خيار من فضلك لو سمحت الشقه شقه شكرا نعم مرحبا
        """);

    /// <summary>Those of them that are lodging: the whole answer where only one name has it, and no more than a small word in any other text.</summary>
    public static readonly HashSet<string> Lodging = Set("flat apartment place house home stay piso apartamento casa alojamiento wohnung ferienwohnung haus unterkunft appartement logement appartamento alloggio alojamento daire الشقه شقه");

    /// <summary>What a door or its code does, or does not do.</summary>
    public static readonly HashSet<string> Does = Set("work works working funciona funcionan abre abren funktioniert geht klappt offnet marche fonctionne ouvre funziona apre calismiyor acilmiyor");

    /// <summary>A number as Chinese and Japanese write it, with what stands around it; folded, so without the marks of Japanese letters.</summary>
    public const string OfSigns = "^(?:第|选|選|是)?([0-9]|[一二三四两])(?:番目|番|つ目|つめ|号|號|个|個|套|间|間)?(?:てす|てお願いします|をお願いします|お願いします|の方|のほう|吧|那个|那個|谢谢)?$";

    /// <summary>The other of two.</summary>
    public static readonly Phrases Other = new(
        "(the|my|our|your|for|in|at|about) other (flat|apartment|place|house|studio|loft|property|booking|stay|reservation|unit|condo|villa|appartment|apt)", "(and|about|for|to) .. other (flat|apartment|place|house|studio|stay|booking)",
        "otr[oa] (piso|apartamento|casa|alojamiento|estudio|vivienda|reserva|estancia|propiedad|loft|departamento)",
        "ander(e|en|er|es) (wohnung|ferienwohnung|apartment|haus|unterkunft|studio|buchung|aufenthalt|loft|objekt|ferienhaus)", "zweit(e|en|er|es) (wohnung|ferienwohnung|apartment|haus|unterkunft|buchung)",
        "(l )?autre (appartement|logement|maison|studio|location|reservation|sejour|hebergement|loft|appart)",
        "(l )?altr[oa] (appartamento|casa|alloggio|monolocale|prenotazione|soggiorno|loft|struttura)",
        "outr[oa] (apartamento|casa|alojamento|estudio|reserva|estadia|propriedade|loft|apto)",
        "(diger|oteki|obur) (daire*|ev*|konaklama*|rezervasyon*|studyo*)",
        "另(一|外一|外那|外)?(个|個|套|间|間|处|處)?(公寓|房子|房源|民宿|住处|住處|预订|預訂|住宿|房间|房間)", "(もう一つ|もうひとつ|もう1つ|もう一軒|別|他)の(お部屋|部屋|宿|アパート|物件|予約|滞在|家|マンション|ほう|方)",
        "(الشقه|البيت|المنزل|الحجز|السكن|الاقامه) (الاخري|الاخر|الثانيه|الثاني)");

    private static Dictionary<string, int> Read(params IEnumerable<string> lines) =>
        lines.Select(l => l.Split(' ')).SelectMany(l => l.Skip(1).Select(word => (word, Number: l[0][0] - '0'))).ToDictionary(w => w.word, w => w.Number, StringComparer.Ordinal);

    private static HashSet<string> Set(string words) => [.. words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
}
