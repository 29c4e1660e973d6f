using Cendra.Knowledge.Text;

namespace Cendra.Knowledge.Secrets;

/// <summary>How the digits of a run are written.</summary>
internal enum RunShape
{
    /// <summary>One group of digits, perhaps with a letter or # at an end.</summary>
    Plain,

    /// <summary>Digits one by one.</summary>
    Spaced,

    /// <summary>Groups of the same size.</summary>
    Grouped,

    /// <summary>Number words.</summary>
    Words,

    /// <summary>Digits within a word: a code only right after its name.</summary>
    Mixed,
}

/// <summary>Digits that could be a code, in the folded text.</summary>
internal readonly record struct DigitRun(int Start, int End, int Digits, RunShape Shape);

/// <summary>Finds every run of digits of a folded text that could be a code by its looks alone. One pass; each character is read a bounded number of times.</summary>
internal static class DigitRuns
{
    private const int LongestCode = 12;
    private const int LongestGap = 4;
    private const int LongestToken = 20;

    private static readonly Dictionary<string, int> OwnWords = new(
        "zero uno due tre quattro cinque sei sette otto nove um dois duas quatro sete oito sifir bir iki uc dort bes alti yedi sekiz dokuz صفر واحد اثنان اثنين ثلاثة ثلاثه اربعة اربعه خمسة خمسه ستة سته سبعة سبعه ثمانية ثمانيه تسعة تسعه"
            .Split(' ').DistinctBy(w => w).Select(w => KeyValuePair.Create(w, 1)), StringComparer.Ordinal);

    private readonly record struct Unit(int Start, int End, int Digits, bool IsWord);

    public static List<DigitRun> In(string folded)
    {
        var runs = new List<DigitRun>();
        var chain = new List<Unit>();
        foreach (var unit in Units(folded))
        {
            if (chain.Count > 0 && !Joins(folded, chain[^1].End, unit.Start))
            {
                Close(folded, chain, runs);
            }

            chain.Add(unit);
        }

        Close(folded, chain, runs);
        return runs;
    }

    private static IEnumerable<Unit> Units(string folded)
    {
        for (var at = 0; at < folded.Length;)
        {
            var start = at;
            if (char.IsAsciiDigit(folded[at]))
            {
                at = While(folded, at, char.IsAsciiDigit);
                if (IsOneLetterInside(folded, start, at))
                {
                    at = While(folded, at + 1, char.IsAsciiDigit);
                    yield return new Unit(start, at, at - start - 1, false);
                }
                else
                {
                    yield return new Unit(start, at, at - start, false);
                }
            }
            else if (IsHanDigit(folded[at]))
            {
                at = While(folded, at, IsHanDigit);
                yield return new Unit(start, at, at - start, true);
            }
            else if (PlainSpans.IsWordLetter(folded[at]))
            {
                at = While(folded, at, PlainSpans.IsWordLetter);
                if (DigitsOf(folded, start, at) is > 0 and var digits)
                {
                    yield return new Unit(start, at, digits, true);
                }
            }
            else
            {
                at++;
            }
        }
    }

    /// <summary>"28A91", but no time "15h30" and no size "10x20".</summary>
    private static bool IsOneLetterInside(string folded, int start, int at) =>
        at - start <= 4 && at + 1 < folded.Length && folded[at] is >= 'a' and <= 'z' and not ('h' or 'x' or 'm' or 'k' or 'e') && char.IsAsciiDigit(folded[at + 1])
        && (start == 0 || !char.IsAsciiLetter(folded[start - 1]));

    /// <summary>How many digits a number word stands for; 0 = it is another word.</summary>
    private static int DigitsOf(string folded, int start, int end)
    {
        if (end - start is < 2 or > 20 || (start > 0 && char.IsAsciiDigit(folded[start - 1])) || (end < folded.Length && char.IsAsciiDigit(folded[end])))
        {
            return 0;
        }

        var word = folded[start..end];
        var plain = OwnWords.ContainsKey(word) ? "0" : PlainDigits.Of(word).Trim();
        return plain.Length > 0 && plain.All(char.IsAsciiDigit) ? plain.Length : 0;
    }

    private static bool Joins(string folded, int from, int to)
    {
        if (to - from > LongestGap)
        {
            return folded[from..Math.Min(to, from + 6)] is " and " or " und " or ", and " && to - from <= 6;
        }

        for (var i = from; i < to; i++)
        {
            if (folded[i] is not (' ' or '-' or '.' or ',' or '/' or '_' or '|' or '·' or '•' or '→' or '>' or '、' or '،'))
            {
                return false;
            }
        }

        return to > from || IsHanDigit(folded[from]) || IsHanDigit(folded[from - 1]);
    }

    private static void Close(string folded, List<Unit> chain, List<DigitRun> runs)
    {
        for (var at = 0; at < chain.Count;)
        {
            var end = at + 1;
            if (chain[at].IsWord)
            {
                end = Until(chain, at, u => u.IsWord || u.Digits == 1);
            }
            else if (chain[at].Digits == 1)
            {
                end = Until(chain, at, u => u.Digits == 1);
            }
            else
            {
                var size = chain[at].Digits;
                while (end < chain.Count && !chain[end].IsWord && chain[end].Digits == size && size <= 4 && folded[chain[end - 1].End..chain[end].Start] is " " or "-" or "–")
                {
                    end++;
                }
            }

            Add(folded, chain, at, end, runs);
            at = end;
        }

        chain.Clear();
    }

    private static int Until(List<Unit> chain, int at, Func<Unit, bool> same)
    {
        var end = at + 1;
        while (end < chain.Count && same(chain[end]))
        {
            end++;
        }

        return end;
    }

    private static void Add(string folded, List<Unit> chain, int from, int to, List<DigitRun> runs)
    {
        var units = chain[from..to];
        var (start, end, digits) = (units[0].Start, units[^1].End, units.Sum(u => u.Digits));
        var shape = units.Any(u => u.IsWord) ? RunShape.Words : units.Count == 1 ? RunShape.Plain : units[0].Digits == 1 ? RunShape.Spaced : RunShape.Grouped;
        var fits = shape switch
        {
            RunShape.Words => digits >= 4 && (units.Count >= 3 || units.All(u => u.Digits >= 2) || HanOnly(folded, units)),
            RunShape.Spaced => units.Count >= 3,
            RunShape.Grouped => digits >= 4,
            _ => digits >= 3 && !InNumber(folded, start, end),
        };
        if (fits && digits <= LongestCode)
        {
            runs.Add(shape is RunShape.Words or RunShape.Spaced ? new DigitRun(start, end, digits, shape) : WithEnds(folded, new DigitRun(start, end, digits, shape)));
        }
    }

    private static bool HanOnly(string folded, List<Unit> units) => units.TrueForAll(u => IsHanDigit(folded[u.Start]) || !u.IsWord);

    /// <summary>"1,500", "15:30", "12.05.2026", "192.168.1.1": a part of a longer number.</summary>
    private static bool InNumber(string folded, int start, int end) =>
        (start >= 2 && folded[start - 1] is ':' or '.' or ',' or '/' && char.IsAsciiDigit(folded[start - 2]))
        || (end + 1 < folded.Length && folded[end] is ':' or '.' or ',' or '/' && char.IsAsciiDigit(folded[end + 1]))
        || (start >= 2 && folded[start - 1] is '-' && char.IsAsciiDigit(folded[start - 2])) || (end + 1 < folded.Length && folded[end] is '-' && char.IsAsciiDigit(folded[end + 1]));

    /// <summary>Takes the letters and signs at the ends: "A4821#", "4821B".</summary>
    private static DigitRun WithEnds(string folded, DigitRun run)
    {
        var (start, end) = (run.Start, run.End);
        while (start > 0 && run.Start - start < LongestToken && char.IsAsciiLetterOrDigit(folded[start - 1]))
        {
            start--;
        }

        while (end < folded.Length && end - run.End < LongestToken && char.IsAsciiLetterOrDigit(folded[end]))
        {
            end++;
        }

        var mixed = run.Start - start > 1 || end - run.End > 1;
        start = start > 0 && folded[start - 1] is '#' or '*' && !(start > 1 && folded[start - 2] == folded[start - 1]) ? start - 1 : start;
        end = end < folded.Length && folded[end] is '#' or '*' && !(end + 1 < folded.Length && folded[end + 1] == folded[end]) ? end + 1 : end;
        return run with { Start = start, End = end, Shape = mixed ? RunShape.Mixed : run.Shape };
    }

    private static bool IsHanDigit(char c) => c is '〇' or '零' or '一' or '二' or '三' or '四' or '五' or '六' or '七' or '八' or '九';

    private static int While(string text, int at, Func<char, bool> holds)
    {
        while (at < text.Length && holds(text[at]))
        {
            at++;
        }

        return at;
    }
}
