using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Cendra.Knowledge.Text;

/// <summary>Text of others made harmless: what cannot be seen goes away, and nothing typed looks like a token.</summary>
public static partial class CleanText
{
    /// <summary>Without zero-width, bidi, tag and control characters and variation selectors; line breaks and tabs stay.</summary>
    public static string Visible(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || !IsInvisible(rune))
            {
                kept.Append(rune);
            }
        }

        return kept.ToString();
    }

    /// <summary>No brackets of a token are left: the pair gets a space between.</summary>
    public static string Escaped(string text) =>
        text.Contains("[[", StringComparison.Ordinal) || text.Contains("]]", StringComparison.Ordinal) ? Escaped(text.Replace("[[", "[ [", StringComparison.Ordinal).Replace("]]", "] ]", StringComparison.Ordinal)) : text;

    /// <summary>A first name as it may stand in a text or prompt: letters with their marks, hyphen and apostrophe, 30 characters at most; empty = none that could be used.</summary>
    public static string FirstName(string guestName)
    {
        var first = Visible(guestName).Normalize(NormalizationForm.FormKC).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        var letters = string.Concat(first.Where(c => char.IsLetter(c) || c is '-' or '\'' or '’' || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)).Trim('-', '\'', '’');
        return letters.Length > 30 ? letters[..30] : letters;
    }

    /// <summary>With no mail address and no number of seven digits or more.</summary>
    public static string WithoutAddresses(string text) => WithoutAddresses(text, _ => "(mail address)", _ => "(number)");

    /// <summary>The same with what the caller puts in their places.</summary>
    public static string WithoutAddresses(string text, Func<string, string> mail, Func<string, string> number) => Phone().Replace(Mail().Replace(text, m => mail(m.Value)), m => number(m.Value));

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        || rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or (>= 0xE0000 and <= 0xE007F) or 0x115F or 0x1160 or 0x3164 or 0xFFA0;

    [GeneratedRegex(@"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", RegexOptions.NonBacktracking)]
    private static partial Regex Mail();

    [GeneratedRegex(@"\+?\d(?:[ ./()-]{0,2}\d){6,}", RegexOptions.NonBacktracking)]
    private static partial Regex Phone();
}
