using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Cendra.Messaging.WhatsApp;

/// <summary>
/// A value as WhatsApp allows it inside an approved text: one line, no tab, no run of blanks, never empty (Twilio errors 63013 and 21656, Meta 132018). What cannot
/// be seen goes: controls, direction marks, zero-width letters and broken halves of letters.
/// </summary>
public static partial class TemplateValue
{
    /// <summary>What stands where there is nothing to say.</summary>
    public const string Nothing = "–";

    /// <summary>No value is cut to less than this many characters.</summary>
    internal const int Shortest = 24;

    /// <summary>The value for this text, at most <paramref name="longest"/> characters; a cut one ends with "…" and never inside a letter or a token.</summary>
    public static string From(string text, int longest)
    {
        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            seen.Append(Rune.GetUnicodeCategory(rune) switch
            {
                _ when Rune.IsWhiteSpace(rune) => " ",
                UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => "",
                _ when rune == Rune.ReplacementChar => "",
                _ => rune.ToString(),
            });
        }

        var line = Blanks().Replace(seen.ToString(), " ").Trim();
        return line.Length == 0 ? Nothing : line.Length <= longest ? line : line[..TextCut.Before(line, longest - 1)].TrimEnd() + "…";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
