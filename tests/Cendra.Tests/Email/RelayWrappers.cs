using Cendra.Messaging.Email.Reading;

namespace Cendra.Tests.Email;

/// <summary>Mails of invented guests in the shape in which platforms wrap them; no platform sent any of these.</summary>
internal static class RelayWrappers
{
    public const string BookingFrom = "From: Ana Gomez via Booking.com <6011223344-ab1.cd2@guest.booking.com>";
    public const string AirbnbFrom = "From: Airbnb <express@airbnb.com>\nReply-To: \"Ana (Airbnb)\" <4xab12cd34@reply.airbnb.com>";
    public const string VrboFrom = "From: Ana Gomez <sender@messages.homeaway.com>\nReply-To: 0a1b-2c3d@messages.homeaway.com";
    public const string ExpediaFrom = "From: Ana Gomez <2p4a290mm8@m.expediapartnercentral.com>";
    public const string AgodaFrom = "From: Agoda <no-reply@agoda.com>\nReply-To: 0k9vgeez5n@agoda-messaging.com";

    /// <summary>Name of the wrapper, its headers, and what stands above and below the words.</summary>
    public static IReadOnlyDictionary<string, (string Headers, string Above, string Below)> Plain { get; } = new Dictionary<string, (string, string, string)>
    {
        ["Booking.com, English"] = (BookingFrom,
            "##- Please type your reply above this line -##\n\n   Confirmation number: 6011223344\n\nYou have a new message from a guest\n\nAna Gomez said:\n\n",
            "\n\nReply --> https://admin.booking.test/inbox?id=1\n\nReservation details\n\nGuest name:\nAna Gomez\nCheck-in:\nFri 4 Dec 2026\nCheck-out:\nSun 6 Dec 2026\nProperty name:\nSea View\nTotal guests:\n2\n\n© Copyright Booking.com 2026\nThis e-mail was sent by Booking.com\n[pixel]\n"),
        ["Booking.com, German"] = (BookingFrom,
            "##- Bitte schreiben Sie Ihre Antwort oberhalb dieser Zeile -##\nBuchungsnummer: 6011223344\nSie haben eine neue Nachricht von einem Gast\nNachricht von Ana Gomez:\n",
            "\nAntworten\nBuchungsangaben\nName des Gastes:\nAna Gomez\nCheck-in:\nFr., 4. Dez. 2026\nUnterkunftsname:\nSea View\n"),
        ["Booking.com, Spanish"] = (BookingFrom,
            "##- Escribe tu respuesta por encima de esta línea -##\nNúmero de confirmación: 6011223344\nTienes un nuevo mensaje de un cliente\nAna Gomez ha dicho:\n",
            "\nResponder\nDatos de la reserva\nNombre del cliente:\nAna Gomez\nEntrada:\nvie, 4 dic 2026\n"),
        ["Airbnb, English"] = (AirbnbFrom,
            "https://www.airbnb.test/?c=1\n\nRE: RESERVATION AT SEA VIEW, DEC 4 – 6\n\nAna\n\nBooker\n\n",
            "\n\nReply [https://www.airbnb.test/hosting/thread/1]\n\nYou can also reply directly to this email.\n\nReservation details\n\nCheck-in\n\nFriday, December 4\n"),
        ["Airbnb, German"] = (AirbnbFrom,
            "Ana\n\nBuchende Person\n\n",
            "\n\nAntworten\n\nDu kannst auch direkt auf diese E-Mail antworten.\n\nDetails der Buchung\n\nCheck-in\n\nFreitag, 4. Dezember\n"),
        ["Vrbo, English"] = (VrboFrom,
            "Property\n#1234567\n\nDates\nDec 4 - Dec 6, 2026, 2 nights\n\nGuests\n2 adults\n\nTraveler Name\nAna Gomez\n\nMessage from Ana Gomez\n\n",
            "\n\nReply\n\nPrivacy Policy\nUnsubscribe\n"),
        ["Expedia, English"] = (ExpediaFrom,
            "Expedia\n\nAna Gomez sent you a message\n\n",
            "\n\nReply\n\nReservation details\nReservation ID: 23011223\nCheck-in: Dec 4, 2026\n"),
        ["Agoda, English"] = (AgodaFrom,
            "Reply from Ana Gomez\nSea View\nBooking ID: 112233445\n\n",
            "\n\nReservation details\nGuest name: Ana Gomez\n\nReplying to this email will be sent directly to the guest.\n"),
    };

    /// <summary>A guest's words in a wrapper.</summary>
    public static IncomingMail Wrapped(string name, string words, string headers = "")
    {
        var (from, above, below) = Plain[name];
        return Mails.Read($"{from}\nTo: stay@sea.test\nSubject: We received this message from Ana Gomez\nContent-Type: text/plain; charset=utf-8{(headers.Length > 0 ? "\n" : "")}{headers}\n\n{above}{words}{below}");
    }

    /// <summary>The same as HTML, each line a row of a table as platforms build them.</summary>
    public static IncomingMail WrappedHtml(string name, string words)
    {
        var (from, above, below) = Plain[name];
        return Mails.Read($"{from}\nSubject: We received this message from Ana Gomez\nContent-Type: text/html; charset=utf-8\n\n<html><head><title>x</title><style>td{{}}</style></head><body><table>{Rows(above)}<tr><td>{words.Replace("\n", "<br>\n")}</td></tr>{Rows(below)}</table></body></html>");
    }

    private static string Rows(string lines) => string.Concat(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => $"<tr><td><p style=\"margin:0\"><b>{l.Trim()}</b></p></td></tr>\n"));
}
