using Cendra.Messaging.Email.Reading;
using Cendra.Messaging.Email.Writing;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MimeKit;

namespace Cendra.Tests.Email;

/// <summary>What holds for every mail to a guest, whatever hosts, booking systems and guests typed into it.</summary>
public sealed class WritingLaws
{
    private static readonly string[] Pieces =
    [
        "Sea View", " ", "\r\n", "\n", "\r", "\0", "\u0007", "\u2028", "\u0085", "\u202E", "\u2066", "\uFEFF", "\uFFFF", "\uD83D", "\uDE00", "😀", "\"", "'", "\\", "<a@b.test>", "ana@guest.test", "＠", "@", ",", ";", ":", "(", "[", "Bcc: x@y.test",
        "\r\nBcc: x@y.test\r\n\r\n", "=?utf-8?q?=0D=0ABcc:_x=40y.test?=", "=?utf-8?b?YUBiLnRlc3Q=?=", "=?", "?=", "=\n", "--=_", "-- ", "\n.\n", "\nFrom ", "مرحبًا", "门", "ü", "4711 22", "4711", "https://x.test/a?b=1&c='2'", "https://a@b.test", "http://",
        "<script>", "</td>", "<!--", "-->", "]]>", "<![endif]", "&#10;", "&amp;", "\t", "{{property}}", "[[link]]", new string('x', 10_000), new string('门', 3000), string.Concat(Enumerable.Repeat("https://x.test/", 500)),
    ];

    private static readonly string[] Headers = ["From", "Date", "Subject", "Message-Id", "To", "Reply-To", "Auto-Submitted", "X-Auto-Response-Suppress", "X-Loop", "MIME-Version"];

    private static readonly Gen<string> Typed = from pieces in Gen.Choose(0, 8).SelectMany(count => Gen.Elements(Pieces).ListOf(count)) select string.Concat(pieces);

    private static readonly Arbitrary<MailDraft> Drafts = (
        from name in Typed from subject in Typed from header in Typed from foot in Typed from text in Typed from mark in Typed from language in Gen.OneOf(Typed, Gen.Elements("en", "ar", "zh-Hant"))
        select WritingDrafts.Of(text, language, name, subject, header, foot, codes: ["4711", "4711 22"], answers: subject, references: [name, text], mark: mark)).ToArbitrary();

    [Property(MaxTest = 120)]
    public Property Nothing_that_was_typed_adds_a_header_a_sender_or_a_receiver() => Prop.ForAll(Drafts, draft =>
    {
        var (mime, sender) = (WritingDrafts.Sent(draft), WritingDrafts.Read(draft).Sender);
        return mime.Headers.Select(h => h.Field).Except(Headers, StringComparer.OrdinalIgnoreCase).All(h => h is "In-Reply-To" or "References")
            && mime.Headers.Select(h => h.Field).Distinct(StringComparer.OrdinalIgnoreCase).Count() == mime.Headers.Count
            && Address(mime.From) == "stay@sea.test" && Address(mime.To) == "ana@guest.test" && Address(mime.ReplyTo) == "stay+t0k@sea.test"
            && sender is { Address: "stay@sea.test", Problem: FromProblem.None, Suspicions: SenderSuspicions.None }
            && mime.BodyParts.Count() == 2 && mime.Cc.Count + mime.Bcc.Count == 0;
    });

    [Property(MaxTest = 120)]
    public Property Names_and_subjects_are_short_lines_of_what_can_be_seen() => Prop.ForAll(Drafts, draft =>
    {
        var mime = WritingDrafts.Sent(draft);
        return Fits(mime.Subject ?? "", MailWriter.LongestSubject) && Fits(((MailboxAddress)mime.From[0]).Name ?? "", 80)
            && WritingDrafts.Raw(draft).All(b => b is 9 or 10 or 13 or (>= 32 and < 127)) && !mime.Headers.Any(h => h.Value.Contains('\n', StringComparison.Ordinal));
    });

    [Property(MaxTest = 120)]
    public Property Both_forms_hold_the_text_and_links_lead_where_they_say() => Prop.ForAll(Drafts, draft =>
    {
        var (plain, page) = (WritingDrafts.Plain(draft), WritingTextTests.Xml(draft));
        var (body, allowed) = (page.Root!.Element("body")!, new[] { "body", "table", "tr", "td", "h1", "p", "br", "a", "strong", "span" });
        return body.DescendantsAndSelf().All(e => allowed.Contains(e.Name.LocalName))
            && body.Descendants("a").All(a => (string?)a.Attribute("href") == a.Value && a.Value.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            && body.Descendants("strong").All(c => c.Value is "4711" or "4711 22")
            && WithoutSign(plain).Any(text => Words(body.Value).EndsWith(Words(text), StringComparison.Ordinal));
    });

    /// <summary>Only the sign above the foot is not on the page; a text may hold the same by itself.</summary>
    private static IEnumerable<string> WithoutSign(string plain)
    {
        const string Sign = "\n\n-- \n";
        yield return plain;
        for (var at = plain.IndexOf(Sign, StringComparison.Ordinal); at >= 0; at = plain.IndexOf(Sign, at + 1, StringComparison.Ordinal))
        {
            yield return plain.Remove(at, Sign.Length);
        }
    }

    private static string? Address(InternetAddressList list) => list is [MailboxAddress only] ? only.Address : null;

    private static bool Fits(string line, int longest) => line.Length <= longest && !line.Any(c => char.IsControl(c) || c is '\u202E' or '\u2066' or '\u2028');

    private static string Words(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
