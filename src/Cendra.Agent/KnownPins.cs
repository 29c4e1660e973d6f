using System.Globalization;
using System.Text;

namespace Cendra.Agent;

/// <summary>
/// The PINs that the doors of a stay know, as keyed hashes: digits of a text that are one of them are made unreadable before a model is asked, whoever wrote the text and whatever was said of it (P6). In any script, spaced
/// or dashed. It never learns which digits they are, and does not print itself.
/// </summary>
/// <param name="hash">The keyed hash of four to twenty digits.</param>
/// <param name="pins">The hashes.</param>
public sealed class KnownPins(Func<string, string> hash, IReadOnlySet<string> pins)
{
    private const string Masks = "(digits)";
    private const int Shortest = 4;
    private const int Longest = 9;
    private const int MostGap = 3;

    /// <summary>No door is known.</summary>
    public static KnownPins None { get; } = new(_ => "", new HashSet<string>());

    /// <summary>The text without them.</summary>
    public string Masked(string text)
    {
        if (pins.Count == 0 || !text.Any(char.IsDigit))
        {
            return text;
        }

        var (masked, at) = (new StringBuilder(text.Length), 0);
        foreach (var (from, until) in Runs(text).SelectMany(Found).OrderBy(f => f.From).ThenByDescending(f => f.Until))
        {
            if (from >= at)
            {
                masked.Append(text, at, from - at).Append(Masks);
            }

            at = Math.Max(at, until);
        }

        return at == 0 ? text : masked.Append(text, at, text.Length - at).ToString();
    }

    /// <inheritdoc />
    public override string ToString() => nameof(KnownPins);

    /// <summary>Digits that stand together: at most three signs that are no letters between two of them.</summary>
    private static IEnumerable<List<(char Digit, int At)>> Runs(string text)
    {
        var (run, gap) = (new List<(char, int)>(), 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (CharUnicodeInfo.GetDecimalDigitValue(text[i]) is >= 0 and var digit)
            {
                run.Add(((char)('0' + digit), i));
                gap = 0;
            }
            else if (char.IsLetter(text[i]) || ++gap > MostGap)
            {
                if (run.Count >= Shortest)
                {
                    yield return run;
                }

                (run, gap) = ([], 0);
            }
        }

        if (run.Count >= Shortest)
        {
            yield return run;
        }
    }

    private IEnumerable<(int From, int Until)> Found(List<(char Digit, int At)> run)
    {
        var digits = new string([.. run.Select(d => d.Digit)]);
        for (var length = Shortest; length <= Math.Min(Longest, digits.Length); length++)
        {
            for (var start = 0; start + length <= digits.Length; start++)
            {
                if (pins.Contains(hash(digits.Substring(start, length))))
                {
                    yield return (run[start].At, run[start + length - 1].At + 1);
                }
            }
        }
    }
}
