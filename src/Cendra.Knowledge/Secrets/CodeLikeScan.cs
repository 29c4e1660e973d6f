using System.Text;
using System.Text.RegularExpressions;

namespace Cendra.Knowledge.Secrets;

/// <summary>
/// Finds what looks like a code or password near a word that says so, in ten languages (en, es, fr, de, it, pt, tr, zh, ja, ar) and in any disguise of digits. It reports places, never
/// values. It looks at writing alone: a passphrase of several ordinary words, or a code with no such word within reach, is not found. Linear in the length of the text; never throws.
/// </summary>
public static class CodeLikeScan
{
    private const int Reach = 90;
    private const int ReachAcrossSentence = 60;
    private const int ReachBack = 40;
    private const int ReachOfThing = 30;
    private const int ReachOfShort = 25;

    private static readonly Regex Telephone = new(@"(?<!\p{L})(?:" + string.Join('|', NotCodeLists.Telephone.Split(", ").Select(PlainSpans.Fold).Select(w => w.Replace("*", @"\p{L}{0,12}", StringComparison.Ordinal))) + $")|{NotCodeLists.JoinedTelephone}", RegexOptions.CultureInvariant);

    /// <summary>Everything code-like, in the order of the text; no two overlap. Empty = nothing was found.</summary>
    public static IReadOnlyList<CodeLikeFinding> Find(string text)
    {
        var plain = PlainSpans.Of(text);
        var words = CodeWords.In(plain.Text);
        if (!words.Exists(w => w.Force >= CodeWordForce.Thing))
        {
            return [];
        }

        var spans = new List<(int Start, int End, CodeWord Near, bool IsWord)>(PasswordTokens.In(plain, words).Select(p => (p.Start, p.End, p.Near, true)));
        foreach (var run in DigitRuns.In(plain.Text))
        {
            if (!NotCodes.Always(plain.Text, run) && NearestWord(plain, words, run) is { } near)
            {
                spans.Add((run.Start, run.End, near, false));
            }
        }

        return Findings(plain, words, spans);
    }

    /// <summary>The text with every find replaced.</summary>
    public static string Without(string text, string instead = "(digits)")
    {
        var masked = new StringBuilder(text.Length);
        var at = 0;
        foreach (var finding in Find(text))
        {
            masked.Append(text, at, finding.Start - at).Append(instead);
            at = finding.Start + finding.Length;
        }

        return masked.Append(text, at, text.Length - at).ToString();
    }

    private static List<CodeLikeFinding> Findings(PlainSpans plain, List<CodeWord> words, List<(int Start, int End, CodeWord Near, bool IsWord)> spans)
    {
        var found = new List<CodeLikeFinding>();
        var taken = 0;
        foreach (var (from, end, near, isWord) in spans.OrderBy(s => s.Start).ThenByDescending(s => s.End))
        {
            var (start, length) = plain.InSource(from, end);
            if (start >= taken)
            {
                var kind = CodeSubjects.Of(plain.Text, words, near, from);
                found.Add(new CodeLikeFinding(kind is CodeLikeKind.Other && isWord ? CodeLikeKind.Wifi : kind, start, length, plain.Written(near.Start, near.End)));
                taken = start + length;
            }
        }

        return found;
    }

    /// <summary>The word that makes this run a code; null = it is none.</summary>
    private static CodeWord? NearestWord(PlainSpans plain, List<CodeWord> words, DigitRun run)
    {
        var first = FirstAt(words, run.Start - Reach);
        CodeWord? best = null;
        var bestGap = int.MaxValue;
        for (var i = first; i < words.Count && words[i].Start < run.End + ReachBack; i++)
        {
            var gap = words[i].End <= run.Start ? run.Start - words[i].End : words[i].Start - run.End;
            if (words[i].Force >= CodeWordForce.Thing && gap >= 0 && gap < bestGap && Reaches(plain, words[i], run, gap))
            {
                (best, bestGap) = (words[i], gap);
            }
        }

        return best;
    }

    private static bool Reaches(PlainSpans plain, CodeWord word, DigitRun run, int gap)
    {
        var isBefore = word.End <= run.Start;
        var between = isBefore ? plain.Text.AsSpan(word.End, gap) : plain.Text.AsSpan(run.End, gap);
        var isCode = word.Force >= CodeWordForce.Code;
        if (isBefore && isCode && Introduces.Directly(between))
        {
            return true;
        }

        var ends = Introduces.SentenceEnds(between);
        var shortRun = run.Digits < 4;
        var reach = shortRun ? ReachOfShort : !isCode ? ReachOfThing : !isBefore ? ReachBack : ends == 0 ? Reach : ReachAcrossSentence;
        return run.Shape is not RunShape.Mixed && gap <= reach && ends <= (isBefore && isCode && !shortRun ? 1 : 0)
            && !NotCodes.Elsewhere(plain.Text, run, plain.Written(run.Start, Math.Min(plain.Text.Length, run.End + 2))) && !IsTelephone(plain.Text, run, isBefore ? gap : Reach);
    }

    /// <summary>A word for a telephone stands before the number and nearer than the word for a code.</summary>
    private static bool IsTelephone(string folded, DigitRun run, int gap)
    {
        var from = Math.Max(0, run.Start - Math.Min(gap, ReachAcrossSentence));
        return Telephone.IsMatch(folded[from..run.Start]);
    }

    private static int FirstAt(List<CodeWord> words, int from)
    {
        var (low, high) = (0, words.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = words[middle].End < from ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
