using System.Text.RegularExpressions;

namespace Cendra.Messaging.Email.Reading;

/// <summary>
/// By what lines a platform's wrapper around a guest's words is known, in English, German and Spanish. Booking.com's English and German lines are those that public programs look for; the Spanish ones and most of the
/// other platforms' are translations that nobody here has seen. A wrapper that is not known costs nothing but its lines: they stay.
/// </summary>
/// <param name="Title">A line above the head. Without one the language of the wrapper is not known, and a line that looks like a head may be the guest's; null = the head is as much as it.</param>
/// <param name="Head">The last line of the wrapper above the guest's words. Always a whole line.</param>
/// <param name="Within">How many lines below the title, or without one below the top, it stands at most.</param>
/// <param name="Foot">The first line below them that says where they end.</param>
/// <param name="Proof">What stands in the wrapper below that line, and never alone proves anything.</param>
internal sealed record RelayWords(Regex? Title, Regex Head, int Within, Regex Foot, Regex Proof)
{
    private const RegexOptions Safe = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const string Name = @"[^\n:：.!?]{1,80}";

    private static readonly Regex CommonFoot = new(
        @"^(?:reservation details|booking details|trip details|(?:your )?reservation information|buchungsangaben|buchungsdetails|reservierungsdetails|details (?:der|ihrer) (?:buchung|reservierung)"
        + @"|datos de (?:la|tu|su) reserva|detalles de (?:la|tu|su) reserva|información de (?:la|tu|su) reserva|privacy policy|datenschutz(?:erklärung)?|política de privacidad|automatically translated.*|automatisch übersetzt.*|traducido automáticamente.*)\s*:?$", Safe);

    private static readonly Regex CommonProof = new(
        @"^(?:guest name|guests?|check-?in|check-?out|arrival|departure|property(?: name)?|booking (?:number|id)|reservation (?:number|id)|confirmation (?:number|code)|number of (?:guests|rooms)|total (?:guests|rooms|price)"
        + @"|name des gastes|gäste|gastname|anreise|abreise|unterkunftsname|unterkunft|buchungsnummer|bestätigungsnummer|bestätigungscode|gesamtpreis|nombre del (?:cliente|huésped)|huéspedes|(?:fecha de )?(?:entrada|salida|llegada)|nombre del alojamiento|alojamiento|número de (?:la )?reserva|número de confirmación|precio total)\s*(?::|$)"
        + @"|^©|^(?:this e-?mail was sent by|diese e-?mail wurde (?:von .{1,40} )?(?:gesendet|verschickt)|(?:este|el) (?:e-?mail|correo(?: electrónico)?) (?:ha sido enviado|fue enviado) por)|^unsubscribe$|^abmelden$|^darse de baja$", Safe);

    private static readonly Dictionary<string, RelayWords> ByKey = new(StringComparer.Ordinal)
    {
        ["booking"] = With(
            @"^(?:you have (?:a new|received a) message from a guest|sie haben eine (?:neue )?nachricht von einem gast(?: erhalten)?|(?:tienes|tiene|has recibido) un (?:nuevo )?mensaje (?:nuevo )?de un (?:cliente|huésped))\W*$",
            $@"^(?:{Name} (?:said|wrote|has written)|message from {Name}|nachricht von {Name}|{Name} (?:hat geschrieben|schrieb|schreibt)|mensaje de {Name}|{Name} (?:ha dicho|dice|dijo|ha escrito|escribió))\s*[:：]$", 4),
        ["airbnb"] = With(null, @"^(?:booker|guest|buchende person|gast|titular de la reserva|huésped)$", 12),
        ["vrbo"] = With(@"^(?:traveler name|traveller name|name des reisenden|nombre del viajero|property|unterkunft|alojamiento|dates|reisedaten|fechas)\s*:?$", $@"^(?:message from {Name}|nachricht von {Name}|mensaje de {Name})[:：]?$", 40),
        ["expedia"] = With(null, $@"^(?:{Name} sent you a message|{Name} hat (?:ihnen|dir) eine nachricht (?:gesendet|geschickt)|{Name} (?:te|le) (?:ha enviado|envió) un mensaje)[:：.]?$", 12),
        ["agoda"] = With(
            $@"^(?:(?:new )?inquiry (?:by|from) {Name}|(?:new )?(?:reply|message) from {Name}|neue (?:anfrage|nachricht) von {Name}|nueva consulta de {Name}|nuevo mensaje de {Name})$",
            @"^(?:booking id|agoda booking id|buchungsnummer|buchungs-?id|número de reserva|id de (?:la )?reserva)\s*[:：]?\s*\[?[A-Z0-9-]{6,24}\]?$", 20),
    };

    /// <summary>"Please type your reply above this line" and its like: whoever writes that holds a message.</summary>
    public static readonly Regex Above = new(@"^##-.{1,100}-##$", Safe);

    /// <summary>An invitation to answer by mail.</summary>
    public static readonly Regex Answerable = new(
        @"(?:you can(?: also)? reply (?:directly )?to this e-?mail|replying to this e-?mail|(?:auch )?direkt auf diese e-?mail antworten|(?:también )?(?:puedes|puede) responder (?:directamente )?a este (?:correo|e-?mail|mensaje))", Safe);

    /// <summary>The button below the words.</summary>
    public static readonly Regex Button = new(@"^\[?(?:reply|antworten|responder)(?: now| jetzt| ahora)?\]?(?:\s*(?:-->|→|>|<|\[|\(|:)?\s*(?:https?://\S*)?)$", Safe);

    /// <summary>The first line of what a program answers in the guest's absence.</summary>
    public static readonly Regex Away = new(
        @"^(?:auto(?:matic)?[ -]?(?:reply|response)|out of (?:the )?office(?: (?:auto)?reply)?|vacation (?:reply|response|notice)|automatische antwort|abwesenheits(?:notiz|nachricht|meldung)|abwesend|respuesta automática|fuera de (?:la )?oficina|réponse automatique"
        + @"|absence du bureau|risposta automatica|fuori sede|resposta automática|automatisch antwoord|afwezigheidsbericht|undeliverable|unzustellbar|mail delivery failed|delivery status notification)\s*(?:[:：]|$)", Safe);

    /// <summary>Of a relay.</summary>
    public static RelayWords Of(MailRelay relay) => ByKey[relay.Key];

    private static RelayWords With(string? title, string head, int within) => new(title is null ? null : new Regex(title, Safe), new Regex(head, Safe), within, CommonFoot, CommonProof);
}
