using System.Text.RegularExpressions;
using Cendra.Domain.Knowledge;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Text;

namespace Cendra.Knowledge.Candidates;

/// <summary>What the judge of a reply must know beside its words.</summary>
/// <param name="GuestNames">Names of the guest it went to, as the booking writes them.</param>
/// <param name="OffersOtherTimes">It names another check-in or check-out than the property has.</param>
public sealed record ReplyFacts(IReadOnlyList<string> GuestNames, bool OffersOtherTimes);

/// <summary>What a reply is, and why, in words for the host.</summary>
public sealed record JudgedReply(CandidateKind Kind, string Words);

/// <summary>
/// Tells an answer that would hold for any guest from one that speaks of this stay alone, by words of ten languages and without a model. In doubt it is of this stay: a host then writes it
/// anew, while a wrong "stable" would be told to everybody. Pure.
/// </summary>
public static partial class ReplyNature
{
    private const int LongestWords = 500;

    /// <summary>Judges one reply. Its text is as <see cref="CandidateTexts.AnswerAsync"/> leaves it.</summary>
    public static JudgedReply Of(string reply, ReplyFacts facts)
    {
        var reasons = Reasons(reply, StayWords.EveryTime.CutFrom(FoldedText.Of(reply)), facts).ToList();
        return reasons.Count == 0
            ? new JudgedReply(CandidateKind.Stable, "It names no guest, no day and no exception: it would hold for the next guest too.")
            : new JudgedReply(CandidateKind.StaySpecific, CandidateTexts.CutAtWord(string.Join(' ', reasons), LongestWords));
    }

    /// <summary>It answers nothing yet: a greeting, "let me check", or only a question back.</summary>
    public static bool AnswersNothing(string reply) =>
        !Sentences().Matches(reply).Select(m => m.Value.Trim()).Where(s => s.Length > 0 && s[^1] is not ('?' or '？' or '؟')).SelectMany(s => Clauses().Split(s)).Any(Says);

    private static bool Says(string clause)
    {
        var folded = FoldedText.Of(clause);
        return !StayWords.Holding.In(folded) && !(FoldedText.Words(folded).Count <= 4 && StayWords.Introduces.In(folded) && !StayWords.Declines.In(folded))
            && (YesNoWords.Of(clause) is not null || clause.Any(char.IsDigit) || clause.Contains(KnownCodes.LeftOut, StringComparison.Ordinal) || QuestionWords.Content(clause).Count > 0);
    }

    private static IEnumerable<string> Reasons(string reply, string folded, ReplyFacts facts)
    {
        if (reply.Contains(KnownCodes.LeftOut, StringComparison.Ordinal))
        {
            yield return "It held a code, which was left out.";
        }

        if (reply.Contains("(number)", StringComparison.Ordinal) || reply.Contains("(mail address)", StringComparison.Ordinal) || reply.Contains("(name)", StringComparison.Ordinal))
        {
            yield return "It held a name, a number or an address, which was left out.";
        }

        if (facts.GuestNames.SelectMany(n => FoldedText.Words(FoldedText.Of(n))).Any(n => n.Length >= 3 && folded.Contains($" {n} ", StringComparison.Ordinal)))
        {
            yield return "It names the guest.";
        }

        if (facts.OffersOtherTimes)
        {
            yield return "It names another check-in or check-out time than the property has.";
        }

        if (Date().IsMatch(reply) || StayWords.Dates.In(folded))
        {
            yield return "It names a date.";
        }

        if (StayWords.Days.In(folded))
        {
            yield return "It speaks of a certain day.";
        }

        if (StayWords.Exceptions.In(folded))
        {
            yield return "It makes an exception.";
        }

        if (StayWords.Acts.In(folded))
        {
            yield return "Somebody says what they will do for this guest.";
        }

        if (StayWords.Money.In(folded))
        {
            yield return "It arranges money with this guest.";
        }

        if (StayWords.Booking.In(folded))
        {
            yield return "It speaks of this booking.";
        }
    }

    /// <summary>2026-06-12, 12/06/2026, 12.06., 6月12日; 12/06 alone too, but no price or share.</summary>
    [GeneratedRegex(@"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})\b|\b(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?!\d)|\b(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])\b(?!/)|\d{1,2}月\d{1,2}日")]
    private static partial Regex Date();

    [GeneratedRegex(@"[,;:–—،、，]| - ")]
    private static partial Regex Clauses();

    [GeneratedRegex(@"[^.!?？！。؟\n]+[.!?？！。؟\n]?", RegexOptions.NonBacktracking)]
    private static partial Regex Sentences();
}
