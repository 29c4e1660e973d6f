using System.Text.RegularExpressions;
using Cendra.Domain.Database;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Secrets;
using Cendra.Knowledge.Text;

namespace Cendra.Knowledge.Candidates;

/// <summary>Makes what was said in a conversation fit to be kept beside articles: nothing that could be a code, a secret or a guest's address stays readable (P6).</summary>
public sealed partial class CandidateTexts(KnownCodes known)
{
    /// <summary>Characters of a question.</summary>
    public const int LongestQuestion = 500;

    private const string Code = "(code)";
    private const string Digits = "(digits)";

    /// <summary>The question of a guest's message: its sentences that ask, without codes, addresses and runs of digits; empty = nothing is asked, or a code may be spelt out in it.</summary>
    public async Task<string> QuestionAsync(CendraDbContext db, string text, CancellationToken ct)
    {
        var clean = DigitRun().Replace(CleanText.WithoutAddresses(Token().Replace(CleanText.Visible(text), Code)), Digits);
        clean = Braces().Replace(clean, " ");
        var asking = Asking(clean);
        var kept = await WithoutRealAsync(db, asking.Length == 0 ? clean : asking, Code, ct);
        var question = CutAtWord(Spaces().Replace(kept, " ").Trim(), LongestQuestion);
        return QuestionWords.Canonical(question).Length == 0 || PlainDigits.HoldsDisguise(question) ? "" : question;
    }

    /// <summary>A host's words as an answer: tokens of codes, real codes and secrets, and what looks like one stand as <see cref="KnownCodes.LeftOut"/>.</summary>
    public async Task<string> AnswerAsync(CendraDbContext db, string text, CancellationToken ct)
    {
        var clean = Token().Replace(CleanText.Visible(text).ReplaceLineEndings("\n"), KnownCodes.LeftOut).Trim();
        return await WithoutRealAsync(db, CodeLikeScan.Without(clean, KnownCodes.LeftOut), KnownCodes.LeftOut, ct);
    }

    /// <summary>At most so many characters, cut between words.</summary>
    public static string CutAtWord(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        var space = text.LastIndexOf(' ', end - 1);
        return $"{text[..(space > longest / 2 ? space : end)]}…";
    }

    /// <summary>The sentences with a question mark; empty = none has one.</summary>
    private static string Asking(string text) => string.Join(' ', Sentence().Matches(text).Select(m => m.Value.Trim()).Where(s => s.EndsWith('?') || s.EndsWith('？') || s.EndsWith('؟')));

    /// <summary>Without codes of doors and secrets of properties, as their hashes show them: word by word, then line by line, and where they still show nothing is kept.</summary>
    private async Task<string> WithoutRealAsync(CendraDbContext db, string text, string mark, CancellationToken ct)
    {
        if (!await known.HoldsRealAsync(db, text, ct))
        {
            return text;
        }

        foreach (var parts in new[] { Word(), Line() })
        {
            foreach (var part in parts.Matches(text).Select(m => m.Value).Where(p => p != mark).Distinct(StringComparer.Ordinal).ToList())
            {
                if (await known.HoldsRealAsync(db, part, ct))
                {
                    text = text.Replace(part, mark, StringComparison.Ordinal);
                }
            }

            if (!await known.HoldsRealAsync(db, text, ct))
            {
                return text;
            }
        }

        return mark;
    }

    [GeneratedRegex(@"\[\[[^\]]{0,60}\]\]|\[\[|\]\]", RegexOptions.NonBacktracking)]
    private static partial Regex Token();

    [GeneratedRegex(@"\{\{|\}\}", RegexOptions.NonBacktracking)]
    private static partial Regex Braces();

    /// <summary>Four digits and more, in any script, spaced or dashed.</summary>
    [GeneratedRegex(@"\p{Nd}(?:[ -]{0,2}\p{Nd}){3,}", RegexOptions.NonBacktracking)]
    private static partial Regex DigitRun();

    [GeneratedRegex(@"[^.!?？！。؟\n]*[.!?？！。؟\n]?", RegexOptions.NonBacktracking)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\S+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(@"[^\n]+", RegexOptions.NonBacktracking)]
    private static partial Regex Line();
}
