using System.Text;

namespace Cendra.Messaging.Email.Reading;

/// <summary>
/// Joins the lines that a mail program broke to make them short and marked with a blank at their end (<c>format=flowed</c>, RFC 3676). Quoted lines keep their marks. A line that announces a quote, a header that was
/// copied or a signature stays a line of its own whatever stands at its end: a guest who typed a blank before the line break must not lose the sentence to it.
/// </summary>
internal static class FlowedText
{
    /// <summary>The same words with <c>\n</c> between lines; reads no further than what is read of a mail.</summary>
    /// <param name="text">With <c>\n</c> between lines.</param>
    /// <param name="deletesSpace"><c>delsp=yes</c>: the blank at the end is not the guest's, as in languages that write none.</param>
    public static string Of(string text, bool deletesSpace)
    {
        var joined = new StringBuilder(Math.Min(text.Length, ReplyText.Longest));
        Line? above = null;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            if (joined.Length > ReplyText.Longest)
            {
                break;
            }

            var line = Line.Of(raw, above);
            if (above is { } before && Flows(before, line))
            {
                joined.Length -= deletesSpace ? 1 : 0;
                joined.Append(line.Words);
            }
            else
            {
                joined.Append(above is null ? "" : "\n").Append('>', line.Depth).Append(line is { Depth: > 0, Words.Length: > 0 } ? " " : "").Append(line.Words);
            }

            above = line;
        }

        return joined.ToString();
    }

    /// <summary>RFC 3676, section 4.5: another depth of quotes ends a paragraph, whatever the line above ends with.</summary>
    private static bool Flows(Line above, Line line) => above.Words.EndsWith(' ') && above.Depth == line.Depth && line.Words.Length > 0 && !above.StandsAlone && !line.StandsAlone;

    /// <summary>One line without the marks of its quotes and without the blank that protects its first letter.</summary>
    private readonly record struct Line(int Depth, string Words, bool StandsAlone)
    {
        private const int LongestSign = 500;

        public static Line Of(ReadOnlySpan<char> raw, Line? above)
        {
            var depth = raw.IndexOfAnyExcept('>') is var other && other < 0 ? raw.Length : other;
            var isStuffed = raw.Length > depth && raw[depth] == ' ' && !(depth == 0 && raw.StartsWith(" >")); // That one stays, or the guest's line would look quoted.
            var words = raw[(isStuffed ? depth + 1 : depth)..].ToString();
            var mayFlow = words.EndsWith(' ') || above is { } before && before.Words.EndsWith(' ');
            return new Line(depth, words, mayFlow && words.Length <= LongestSign && IsSign(words));
        }

        private static bool IsSign(string words) => ReplyLines.IsSign(words) || QuoteWords.DateBegins.IsMatch(words);
    }
}
