using Cendra.Messaging.Email.Reading;
using Cendra.Messaging.Email.Writing;
using MimeKit;

namespace Cendra.Tests.Email;

/// <summary>Mails to invented guests, and what comes out at the other end.</summary>
internal static class WritingDrafts
{
    public const string Code = "4711 22";
    public const string Link = "https://stay.sea.test/g/q3J8-kd_0?lang=en";

    public const string Arrival =
        $"Hello Ana, here is how you get in.\n\nWhere: Sea View\nYour code: {Code}\n\nAt the doors:\nStreet door: type the code & confirm\n\nAll of it on one page: {Link}\n\nJust answer this message.";

    public static MailDraft Of(
        string text = Arrival, string language = "en", string name = "Sea View", string subject = "How to get in: Sea View", string header = "Sea View", string foot = "An assistant wrote this.",
        MailOccasion occasion = MailOccasion.Scheduled, string[]? codes = null, string from = "stay@sea.test", string to = "ana@guest.test", string? replyTo = "stay+t0k@sea.test",
        string id = "c.t0k.1@sea.test", string? answers = null, string[]? references = null, string mark = "cendra-1") => new()
        {
            From = from, SenderName = name, To = to, Subject = subject, Text = text, Codes = codes ?? [Code], Language = language, MessageId = id, InReplyTo = answers, References = references ?? [],
            ReplyTo = replyTo, Occasion = occasion, LoopMark = mark, Foot = foot, Header = header, Date = new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero),
        };

    public static byte[] Raw(MailDraft draft)
    {
        using var stream = new MemoryStream();
        MailWriter.Write(draft).WriteTo(stream);
        return stream.ToArray();
    }

    /// <summary>As a server hands it to the receiver.</summary>
    public static MimeMessage Sent(MailDraft draft) => MimeMessage.Load(new MemoryStream(Raw(draft)));

    public static IncomingMail Read(MailDraft draft)
    {
        var reading = IncomingMail.Read(Raw(draft));
        return reading.Mail ?? throw new InvalidOperationException(reading.Why);
    }

    public static string Html(MailDraft draft) => Sent(draft).HtmlBody!.ReplaceLineEndings("\n");

    public static string Plain(MailDraft draft) => Sent(draft).TextBody!.ReplaceLineEndings("\n").TrimEnd('\n');
}
