using MimeKit.Text;

namespace Cendra.Messaging.Email.Reading;

/// <summary>
/// The text of a mail that came as HTML alone. What programs mark as quoted gets the marks of plain mails, <c>&gt;</c> before a line or "Original Message" above it, so that
/// <see cref="ReplyText"/> cuts both kinds of mail by the same rules and with the same care.
/// </summary>
public static class HtmlText
{
    private const int LongestHtml = 4_000_000;

    /// <summary>Text with <c>\n</c> between lines, at most <see cref="ReplyText.Longest"/> characters. Never throws. Links keep their text, pictures and styles go.</summary>
    public static string Of(string html)
    {
        var text = Walk(html, shows: false);
        return text.Length > 0 ? text : Walk(html, shows: true); // Everything hidden: by an element that somebody forgot to close.
    }

    private static string Walk(string html, bool shows)
    {
        var lines = new HtmlLines();
        var walk = new HtmlWalk(lines, shows);
        using var reader = new StringReader(html.Length > LongestHtml ? html[..LongestHtml] : html);
        var tokenizer = new HtmlTokenizer(reader) { DecodeCharacterReferences = true };
        while (!lines.IsFull && tokenizer.ReadNextToken(out var token))
        {
            walk.Take(token);
        }

        return lines.Text;
    }
}
