using System.Text;
using Cendra.Messaging.Email.Reading;

namespace Cendra.Tests.Email;

/// <summary>Mails of invented people, written as programs write them.</summary>
internal static class Mails
{
    public const string Guest = "From: Ana <ana@guest.test>\nTo: stay@sea.test\nSubject: Question\nDate: Mon, 23 Nov 2026 08:32:03 +0000\nMessage-ID: <one@guest.test>\n";

    /// <summary>Lines end as on the wire; letters are UTF-8.</summary>
    public static byte[] Raw(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    public static IncomingMail Read(string text)
    {
        var reading = IncomingMail.Read(Raw(text));
        return reading.Mail ?? throw new InvalidOperationException(reading.Why);
    }

    /// <summary>A guest's mail with these headers more.</summary>
    public static IncomingMail With(string headers, string body = "May we come at 13:00?") => Read($"{Guest}{headers}{(headers.Length > 0 ? "\n" : "")}\n{body}\n");
}
