using System.Globalization;
using System.Text;

namespace Cendra.Messaging.Email.Reading;

/// <summary>Makes what a header or a file's name holds fit for a screen and a log: one line, nothing invisible, not endless.</summary>
internal static class OneLine
{
    /// <summary>The text without controls, marks of direction and line breaks, blanks in a row as one, at most this many characters and no half of one.</summary>
    public static string Of(string? text, int longest)
    {
        var line = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control)
            {
                line.Append(line.Length > 0 && line[^1] != ' ' ? " " : "");
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned) || rune.Value == 0x200D)
            {
                if (line.Length + rune.Utf16SequenceLength > longest)
                {
                    break;
                }

                line.Append(rune.ToString());
            }
        }

        return line.ToString().Trim();
    }
}
