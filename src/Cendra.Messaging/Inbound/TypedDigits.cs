using System.Globalization;
using System.Text;

namespace Cendra.Messaging.Inbound;

/// <summary>Digits that somebody typed, in any script, spaced or dashed, with their place in the text. It does not print itself.</summary>
/// <param name="Digits">As ASCII digits.</param>
/// <param name="From">Where they begin.</param>
/// <param name="Until">Behind their last sign.</param>
internal sealed record TypedDigits(string Digits, int From, int Until)
{
    private const int Shortest = 4;
    private const int Longest = 9;
    private const int LongestSecret = 20;
    private const int MostGap = 3;

    /// <summary>Every stretch of four to nine digits within digits that stand together.</summary>
    public static List<TypedDigits> WindowsIn(string text) => [.. Joined(text).SelectMany(Windows)];

    /// <summary>All that stands together and is longer than any code of a door: secrets of a property may be.</summary>
    public static IEnumerable<TypedDigits> LongIn(string text) => Joined(text).Where(run => run.Count is > Longest and <= LongestSecret).Select(run => new TypedDigits(new string([.. run.Select(d => d.Digit)]), run[0].From, run[^1].Until));

    /// <summary>All that stands together, where it is as long as a code may be.</summary>
    public static List<TypedDigits> RunsIn(string text) => [.. Joined(text).Where(run => run.Count <= Longest + 1).Select(run => new TypedDigits(new string([.. run.Select(d => d.Digit)]), run[0].From, run[^1].Until))];

    /// <inheritdoc />
    public override string ToString() => nameof(TypedDigits);

    /// <summary>Digits that stand together, each with its place in the text; at most three characters that are neither digit nor letter between them, blanks in a row counting as one.</summary>
    private static List<List<(char Digit, int From, int Until)>> Joined(string text)
    {
        var runs = new List<List<(char, int, int)>>();
        var (run, gap, index, blank) = (new List<(char, int, int)>(), 0, 0, false);
        foreach (var rune in text.EnumerateRunes())
        {
            var until = index + rune.Utf16SequenceLength;
            if (DigitOf(rune) is { } digit)
            {
                run.Add((digit, index, until));
                gap = 0;
            }
            else if (IsJoined(rune))
            {
                // A keycap, an accent or a stroke on the digit before it: part of it.
            }
            else if (Rune.IsLetter(rune) || (!(blank && Rune.IsWhiteSpace(rune)) && ++gap > MostGap))
            {
                Close();
            }

            (index, blank) = (until, Rune.IsWhiteSpace(rune));
        }

        Close();
        return runs;

        void Close()
        {
            if (run.Count >= Shortest)
            {
                runs.Add(run);
            }

            (run, gap) = ([], 0);
        }
    }

    private static char? DigitOf(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber && Rune.GetNumericValue(rune) is >= 0 and <= 9 and var value && value == Math.Floor(value)
            ? (char)('0' + (int)value)
            : null;

    private static bool IsJoined(Rune rune) =>
        rune.Value == 0x200D || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;

    private static IEnumerable<TypedDigits> Windows(List<(char Digit, int From, int Until)> run)
    {
        for (var length = Shortest; length <= Math.Min(Longest, run.Count); length++)
        {
            for (var start = 0; start + length <= run.Count; start++)
            {
                var digits = new string([.. run.Skip(start).Take(length).Select(d => d.Digit)]);
                yield return new TypedDigits(digits, run[start].From, run[start + length - 1].Until);
            }
        }
    }
}
