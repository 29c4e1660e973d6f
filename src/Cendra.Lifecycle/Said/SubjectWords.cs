using System.Text.RegularExpressions;

namespace Cendra.Lifecycle.Said;

/// <summary>What a word says that a time is about.</summary>
internal enum CueKind
{
    /// <summary>Check-in by its name.</summary>
    CheckIn,

    /// <summary>To come or get in, which may also be somebody's plan.</summary>
    Coming,

    /// <summary>Check-out by its name.</summary>
    CheckOut,

    /// <summary>To leave or stay.</summary>
    Leaving,

    /// <summary>The code, or a door that opens with it.</summary>
    Code,

    /// <summary>Something else that has times: breakfast, a train, when somebody calls.</summary>
    Other,
}

/// <summary>A word of one of these kinds, where it stands.</summary>
internal sealed record Cue(CueKind Kind, int From, int Until);

/// <summary>The words of five languages by which a sentence says what its times are about, as <see cref="SaidText"/> writes them.</summary>
internal static partial class SubjectWords
{
    /// <summary>All of them, in their order; of two at one place the longer.</summary>
    public static IReadOnlyList<Cue> Of(string plain)
    {
        var all = Found(CheckIn(), CueKind.CheckIn).Concat(Found(CheckOut(), CueKind.CheckOut)).Concat(Found(Other(), CueKind.Other)).Concat(Found(Code(), CueKind.Code))
            .Concat(Found(Coming(), CueKind.Coming)).Concat(Found(Leaving(), CueKind.Leaving)).ToList();
        return [.. all.Where(c => !all.Exists(o => o != c && o.From <= c.From && c.Until <= o.Until && (o.Until - o.From > c.Until - c.From || all.IndexOf(o) < all.IndexOf(c)))).OrderBy(c => c.From)];

        IEnumerable<Cue> Found(Regex words, CueKind kind) => words.Matches(plain).Select(m => new Cue(kind, m.Index, m.Index + m.Length));
    }

    /// <summary>The clause denies what it says.</summary>
    public static bool Denies(string clause) => Denial().IsMatch(Excused().Replace(clause, " "));

    /// <summary>It speaks of a wish, an offer for money or what holds for others, and promises nothing.</summary>
    public static bool OnlyMentions(string clause) => Mention().IsMatch(clause);

    /// <summary>The clause begins a condition: "if you arrive at 12 …".</summary>
    public static bool IsCondition(string clause) => Condition().IsMatch(clause);

    /// <summary>The clause allows something.</summary>
    public static bool Allows(string clause) => Allowing().IsMatch(clause);

    [GeneratedRegex(@"\b(?:(?:self )?check(?:ed|ing)?[ -]?ins?|checkins?|einchecken|eincheckzeit|anreisezeit|ankunftszeit|hora de (?:entrada|llegada)|heure d'(?:arrivee|entree)|orario d(?:i|') ?(?:arrivo|ingresso)|arrival time|la entrada es|entrada (?=a partir|desde)|(?:arrival|ankunft|anreise|llegada|arrivee|arrivo|entrada) ?:|anreise (?=ist|ab|um)|l'arrivee est|arrivee (?=a partir|des))")]
    private static partial Regex CheckIn();

    [GeneratedRegex(@"\b(?:check(?:ed|ing)?[ -]?outs?|checkouts?|auschecken|auscheckzeit|abreisezeit|hora de salida|heure de depart|orario di (?:partenza|uscita)|departure time|la salida es|salida (?=antes|hasta)|(?:departure|abreise|salida|depart|partenza) ?:|abreise (?=ist|bis|um)|le depart est|depart (?=avant|jusqu))")]
    private static partial Regex CheckOut();

    [GeneratedRegex(@"\b(?:codes?|pins?|passcode|\w*codes?|codigos?|codice|claves?|keypad|valid|gultig\w*|gilt|valable|valido|valida|works?|funktioniert|funciona|fonctionne|funziona|(?:door|\w*tur|puerta|porte|porta) (?:\w+ )?(?:opens?|offnet|geht|abre|s'ouvre|ouvre|si apre|apre))\b")]
    private static partial Regex Code();

    [GeneratedRegex(@"\b(?:arriv\w*|ankunft|ankommen|kommen|anreisen?|einziehen|betreten|bezugsfertig|fertig|hinein|rein|llegada|llegar|llega[ns]?|entrar|entrada|entre|acceder|acceso|list[oa]|disponible|come(?: in| over)?|move in|enter|get in|access|ready|available|entrer|entree|venir|acces|prete?|entrare|ingresso|accesso|pront[oa]|disponibile|venire)\b")]
    private static partial Regex Coming();

    [GeneratedRegex(@"\b(?:departure|depart|leave|leaving|vacate|stay|abreisen?|abreise|verlassen|raumen|raus|bleiben|salida|salir|dejar|quedar\w*|quedarse|desalojar|(?<!a )partir|quitter|liberer|rester|partenza|lasciare|liberare|restare|rimanere|keep the (?:flat|room|apartment|place))\b")]
    private static partial Regex Leaving();

    [GeneratedRegex(@"\b(?:breakfasts?|fruhstuck\w*|desayunos?|petits?[ -]dejeuners?|colazion[ei]|pools?|piscin[ae]s?|gym|fitness\w*|gimnasio|palestra|saunas?|spa|restaurants?|restaurantes?|ristorant[ei]|bars?|reception|rezeption|recepcion|accueil|parking|parkplatz|parkhaus|garagen?|garages?|shops?|stores?|tiendas?|supermar\w*|supermer\w*|laden|geschafte?|baker\w*|backer\w*|panader\w*|boulanger\w*|panett\w*|quiet|nachtruhe|ruhezeit\w*|ruhe|silencio|silence|silenzio|part(?:y|ies)|fiestas?|clean\w*|reinigung\w*|putz\w*|limpi\w*|menage|nettoyage|pulizi\w*|plumber|handwerker|klempner|fontanero|plombier|idraulico|technician|techniker|tecnic\w+|technicien|trains?|zug|zuge|tren(?:es)?|treno|treni|bus(?:es|se)?|autobus|metro|u-bahn|s-bahn|tram|taxis?|ferry|flights?|flug\w*|vuelos?|vols?|voli?|airport|aeropuerto|aeroport|museums?|museos?|musees?|markets?|markt|mercados?|marche|mercat\w+|luggage|baggage|bags|gepack|koffer|equipaje|maletas|bagages?|valises|bagagli|packages?|paket\w*|heating|heizung|calefaccion|chauffage|riscaldamento|hot water|trash|rubbish|garbage|mull|basura|poubelles?|spazzatura|office|buro|oficina|bureau|ufficio|dinner|lunch|abendessen|mittagessen|cena|almuerzo|diner|dejeuner|pranzo|tours?|concert\w*|konzert\w*|conciert\w*|sunset|sonnenuntergang|offline|online|since|seit|depuis|battery|calls?|ring|anrufen|anruf|llam\w+|appel\w*|chiam\w+|reach|erreich\w*|localizable|joignable|raggiungibil\w*|send|sends|sent|schick\w*|sende\w*|gesendet|envi\w+|mand\w+|envoy\w+|invi\w+|tell|share|sage|sagen|decir|dire|mitteilen|messages?|nachricht\w*|mensajes?|message|messaggi\w*|we(?: will|'ll)? (?:come|be there|arrive|meet)|i(?: will|'ll)? (?:come|be|meet)|(?:wir|ich) (?:kommen|komme|sind|bin|treffen|warten)|komm(?:en|e) (?:wir|ich|jemand|unser\w*)|vendremos|venimos|vengo|pasaremos|estaremos|nous (?:viendrons|venons|serons|passerons)|je (?:viendrai|viens|serai|passe)|veniamo|verremo|vengo|passiamo|saremo|somebody|someone|jemand|alguien|quelqu'un|qualcuno|meet you|colleague|kollege|previous guests?|other guests?|next guests?|(?:vorherig|nachst|ander)\w* gaste?|huespedes (?:anteriores|siguientes)|(?:prochains|precedents) (?:clients|voyageurs)|ospiti (?:precedenti|successivi))\b")]
    private static partial Regex Other();

    [GeneratedRegex(@"\b(?:not|cannot|cant|dont|never|no|nicht|kein\w*|nie|nunca|pas|jamais|non|mai|impossible|imposible|unmoglich|impossibile|unable|too early|too late|zu fruh|zu spat|demasiado|trop|troppo)\b|n't\b|\bn'")]
    private static partial Regex Denial();

    /// <summary>"No problem", "no later than" deny nothing.</summary>
    [GeneratedRegex(@"\b(?:no problem\w*|kein problem|keine sorge|no worries|ningun problema|(?:no|sin) hay problema|pas de (?:probleme|souci)|nessun problema|non c'e problema|no hay problema|(?:no|not|nicht) (?:later|spater)(?: than| als)?|no mas tarde|pas plus tard|non oltre|not only|nicht nur|no solo|pas seulement|non solo)\b")]
    private static partial Regex Excused();

    [GeneratedRegex(@"\b(?:on request|upon request|for a fee|extra (?:charge|fee|cost)|surcharge|costs?|auf anfrage|gegen (?:aufpreis|gebuhr)|kostet|bajo peticion|suplemento|cuesta|sur demande|supplement|coute|su richiesta|supplemento|costa|usually|normally|normalerweise|normalmente|normalement|di solito|asked|wanted|requested|your request|would like|mochten|gefragt|ihre anfrage|pediste|pidio|querias|quisiera|demande|souhait\w+|chiesto|vorrebbe|another|andere\w*|otr[oa]s?|autres?|altr[oiae])\b|[€$£]")]
    private static partial Regex Mention();

    [GeneratedRegex(@"\b(?:if|when|once|in case|should you|wenn|falls|sobald|sollten|si|cuando|en cuanto|quand|lorsque|des que|se|quando|appena|qualora)\b")]
    private static partial Regex Condition();

    [GeneratedRegex(@"\b(?:can|may|could|welcome|possible|fine|ok|okay|sure|allowed|free|happy|ready|available|konnen|konnt|kannst|darf\w*|durfen|moglich|gern\w*|passt|fertig|bezugsfertig|frei|puede[ns]?|podeis|podras?|posible|list[oa]|disponible|bien|vale|perfecto|pouvez|peux|pourrez|possible|d'accord|prete?|bon|puo|puoi|potete|potra|possibile|pront[oa]|disponibile|bene|from|ab|desde|a partir|dalle|des)\b")]
    private static partial Regex Allowing();
}
