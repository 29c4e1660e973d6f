using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Cendra.Knowledge.Secrets;

/// <summary>
/// A text as the scan reads it, and the way back: lower case, without accents and invisible characters, every digit of every script as 0 to 9, while each character still knows
/// where it stood. Links, mail addresses, places and tokens are blanked: they are no codes.
/// </summary>
internal sealed partial class PlainSpans
{
    /// <summary>Stands for a blanked character: no space, no letter, no digit.</summary>
    public const char Blank = '\u0002';

    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];

    private PlainSpans(string source)
    {
        Source = source;
        var folded = new StringBuilder(source.Length);
        for (var at = 0; at < source.Length;)
        {
            var status = Rune.DecodeFromUtf16(source.AsSpan(at), out var rune, out var taken);
            var written = status is System.Buffers.OperationStatus.Done ? Folded(rune) : Rune.ReplacementChar.ToString();
            folded.Append(written);
            for (var i = 0; i < written.Length; i++)
            {
                _starts.Add(at);
                _ends.Add(at + taken);
            }

            if (written.Length == 0 && _ends.Count > 0 && IsMark(rune))
            {
                _ends[^1] = at + taken; // A keycap belongs to its digit.
            }

            at += taken;
        }

        Text = NoCode().Replace(folded.ToString(), m => new string(Blank, m.Length));
    }

    public string Source { get; }

    /// <summary>The folded text.</summary>
    public string Text { get; }

    public static PlainSpans Of(string text) => new(text);

    /// <summary>A word or phrase as it stands in a folded text.</summary>
    public static string Fold(string words) => string.Concat(words.EnumerateRunes().Select(Folded));

    /// <summary>Where a span of the folded text stands in the source.</summary>
    public (int Start, int Length) InSource(int start, int end) => (_starts[start], _ends[end - 1] - _starts[start]);

    /// <summary>A span of the folded text as it is written in the source.</summary>
    public string Written(int start, int end)
    {
        var (at, length) = InSource(start, end);
        return Source.Substring(at, length);
    }

    /// <summary>A letter of a script that parts its words by spaces.</summary>
    public static bool IsWordLetter(char c) => char.IsLetter(c) && c is not ((>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or '々' or 'ー');

    private static string Folded(Rune rune)
    {
        if (rune.IsAscii)
        {
            return rune.Value is '\r' or (< 0x20 and not ('\n' or '\t')) ? "" : ((char)(rune.Value == '\t' ? ' ' : char.ToLowerInvariant((char)rune.Value))).ToString();
        }

        if (IsInvisible(rune) || IsMark(rune))
        {
            return "";
        }

        var kind = Rune.GetUnicodeCategory(rune);
        var value = kind is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber ? Rune.GetNumericValue(rune) : -1;
        return value is >= 0 and <= 99 && value == Math.Floor(value) ? ((int)value).ToString(CultureInfo.InvariantCulture) : Letters(rune);
    }

    private static string Letters(Rune rune) => rune.Value switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ı' => "i",
        '‐' or '‑' or '‒' or '–' or '—' or '−' => "-",
        0xFFFD => rune.ToString(),
        _ => string.Concat(rune.ToString().Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormD)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)),
    };

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0;

    [GeneratedRegex(@"\{\{\s{0,3}[a-z][a-z-]{0,39}\s{0,3}\}\}|\[\[(?:code|secret|typed)[a-z0-9:-]{0,40}\]\]|https?://[^\s)>\]]+|www\.[^\s)>\]]+|[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", RegexOptions.NonBacktracking)]
    private static partial Regex NoCode();
}
