using System.Text;
using Cendra.Messaging.Email.Reading;

namespace Cendra.Messaging.Email.Writing;

/// <summary>What anybody typed, fit to leave in a mail.</summary>
internal static class WrittenText
{
    /// <summary>One line for a header. What looks like RFC 2047's encoding is taken apart: the receiver's program would decode it into whatever its writer hid there.</summary>
    public static string Line(string? text, int longest)
    {
        var line = OneLine.Of(text, longest);
        return line.Contains("=?", StringComparison.Ordinal) ? OneLine.Of(line.Replace("=?", "= ?", StringComparison.Ordinal), longest) : line;
    }

    /// <summary>Several lines, as they were written but for controls, halves of characters and the marks that turn digits round (U+202D, U+202E); <c>\n</c> ends a line.</summary>
    public static string Of(string? text)
    {
        var clean = new StringBuilder();
        foreach (var rune in (text ?? "").ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || !(Rune.IsControl(rune) || rune.Value is 0x202D or 0x202E or 0xFEFF or 0xFFFE or 0xFFFF))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString().Trim('\n');
    }
}
