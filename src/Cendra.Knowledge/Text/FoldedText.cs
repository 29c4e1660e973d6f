using System.Globalization;
using System.Text;

namespace Cendra.Knowledge.Text;

/// <summary>
/// A text as rules read it: words without case and accents, parted by single spaces, each sentence closed by a lone dot, a space at both ends, so that a word is always found
/// between spaces. "¿Cómo entro?" is " como entro . ".
/// </summary>
public static class FoldedText
{
    private static readonly Dictionary<string, string> Shortened = new(StringComparer.Ordinal)
    {
        ["doesnt"] = "doesn t", ["dont"] = "don t", ["wont"] = "won t", ["cant"] = "can t", ["cannot"] = "can t", ["isnt"] = "isn t", ["didnt"] = "didn t", ["im"] = "i m", ["ive"] = "i ve",
        ["whats"] = "what s", ["wheres"] = "where s", ["hows"] = "how s", ["couldnt"] = "couldn t",
    };

    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length + 8).Append(' ');
        var word = new StringBuilder();
        // Taken apart first: a Turkish capital I with its dot has no small form of its own.
        foreach (var rune in CleanText.Visible(text).Normalize(NormalizationForm.FormKD).ToLowerInvariant().EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(Letters(rune));
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark))
            {
                Close(folded, word);
                if (rune.Value is '.' or '!' or '?' or ';' or '。' or '؟' or '؛' or '\n' && folded.Length > 1 && folded[^2] != '.')
                {
                    folded.Append(". ");
                }
            }
        }

        Close(folded, word);
        return folded.ToString();
    }

    /// <summary>The words alone.</summary>
    public static IReadOnlyList<string> Words(string folded) => folded.Split([' ', '.'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Scripts that write no spaces between words: Han, Hiragana, Katakana.</summary>
    public static bool IsUnspaced(Rune rune) => rune.Value is (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);

    private static void Close(StringBuilder folded, StringBuilder word)
    {
        if (word.Length > 0)
        {
            var written = word.ToString();
            folded.Append(Shortened.GetValueOrDefault(written, written)).Append(' ');
            word.Clear();
        }
    }

    private static string Letters(Rune rune) => rune.Value switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ı' => "i",
        'ة' => "ه", // Guests write the last letter of an Arabic word with its dots or without them.
        'ى' => "ي",
        'ـ' => "",
        _ => rune.ToString(),
    };
}
