using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Knowledge.Candidates;
using Cendra.Knowledge.Topics;
using Cendra.Lifecycle.Said;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Candidates;

/// <summary>
/// One look at one question that nothing answered: what a host wrote after it becomes the suggested answer, judged, and held against the articles of the property. All of it is derived
/// from the messages as they are now, so that doing it twice changes nothing and a withdrawn message is no answer any more.
/// </summary>
public sealed class CandidateLook(CendraDbContext db, CandidateTexts texts, StayClock clock)
{
    private const int MostQuestions = 50;
    private const int LongestWords = 500;

    /// <summary>Looks and saves.</summary>
    public async Task RunAsync(Guid candidateId, CancellationToken ct)
    {
        if (await db.ArticleCandidates.SingleOrDefaultAsync(c => c.Id == candidateId, ct) is not { } candidate)
        {
            return;
        }

        if (candidate.State != CandidateState.Open)
        {
            candidate.DueAtUtc = null;
            await db.SaveChangesAsync(ct);
            return;
        }

        var asked = await db.CandidateQuestions.AsNoTracking().Where(q => q.CandidateId == candidateId).OrderByDescending(q => q.AskedUtc).Take(MostQuestions).ToListAsync(ct);
        var now = clock.GetUtcNow();
        await AnswerAsync(candidate, asked, ct);
        await HoldAgainstArticlesAsync(candidate, now, ct);
        candidate.LastAskedUtc = asked.Select(q => q.AskedUtc).Append(candidate.LastAskedUtc).Max();
        candidate.DueAtUtc = AnswerWatch.Next(candidate.LastAskedUtc, now);
        await db.SaveChangesAsync(ct);
    }

    private async Task AnswerAsync(ArticleCandidate candidate, List<CandidateQuestion> asked, CancellationToken ct)
    {
        var replies = new List<Reply>();
        foreach (var question in asked)
        {
            if (await ReplyAsync(candidate, question, ct) is { } reply)
            {
                replies.Add(reply);
            }
        }

        if (replies.Count > 0)
        {
            var newest = replies.MaxBy(r => r.AtUtc)!;
            var others = replies.Exists(r => ArticleConflicts.Differ(r.Text, newest.Text));
            var words = others ? $"{newest.Judged.Words} Another time the reply said something else; this is the newest." : newest.Judged.Words;
            (candidate.Answer, candidate.AnswerMessageId, candidate.Kind, candidate.KindWords) = (newest.Text, newest.MessageId, newest.Judged.Kind, CandidateTexts.CutAtWord(words, LongestWords));
        }
        else if (candidate.AnswerMessageId is not null)
        {
            (candidate.Answer, candidate.AnswerMessageId, candidate.Kind, candidate.KindWords) = ("", null, CandidateKind.Unknown, "");
        }
    }

    /// <summary>The first words of a person after the question that answer anything; where they speak of other topics only, the first that speak of its own.</summary>
    private async Task<Reply?> ReplyAsync(ArticleCandidate candidate, CandidateQuestion question, CancellationToken ct)
    {
        var (from, until) = (question.AskedUtc, question.AskedUtc + AnswerWatch.Within);
        var written = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == question.ConversationId && m.ConversationId != null && m.Author == MessageAuthor.Host && m.State != MessageState.Withdrawn && m.CreatedUtc > from && m.CreatedUtc <= until)
            .OrderBy(m => m.CreatedUtc).ToListAsync(ct);
        var answering = written.Where(m => !ReplyNature.AnswersNothing(m.Body)).ToList();
        var message = answering.FirstOrDefault() is { } first && !SpeaksOf(first.Body, candidate.Topic) ? answering.Find(m => TopicBook.In(m.Body).Contains(candidate.Topic)) ?? first : answering.FirstOrDefault();
        if (message is null || await texts.AnswerAsync(db, message.Body, ct) is not { Length: > 0 } text)
        {
            return null;
        }

        var stay = message.StayId is { } stayId ? await db.Stays.AsNoTracking().Include(s => s.Reservation).Include(s => s.Property).SingleOrDefaultAsync(s => s.Id == stayId, ct) : null;
        return new Reply(message.Id, message.CreatedUtc, text, ReplyNature.Of(text, new ReplyFacts(stay?.Reservation is { } booked ? [booked.GuestName] : [], OffersOtherTimes(text, stay))));
    }

    private static bool SpeaksOf(string text, string topic) => topic.Length == 0 || TopicBook.In(text) is var topics && (topics.Count == 0 || topics.Contains(topic));

    /// <summary>Held against the property's own times: those of a stay may be a host's exception already.</summary>
    private static bool OffersOtherTimes(string text, Stay? stay) => stay?.Property is { } property
        && SaidCheck.WrongTimes(SaidText.Of(text), new SaidFacts { CheckIn = property.CheckInTime, CheckOut = property.CheckOutTime, CodeUntil = property.CheckOutTime.AddMinutes(property.GraceMinutes) }).Any();

    private async Task HoldAgainstArticlesAsync(ArticleCandidate candidate, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var clash = candidate.Answer.Length == 0 ? null
            : ArticleConflicts.Of(candidate.Question, candidate.Answer, candidate.Topic, candidate.Language, await ArticlesInForce.OfAsync(db, candidate.PropertyId, nowUtc, ct));
        var conflict = clash is { IsSame: false } ? clash : null;
        (candidate.ConflictsWithId, candidate.ConflictWords) = (conflict?.Article.Id, CandidateTexts.CutAtWord(conflict?.Words ?? "", LongestWords));
        if (clash is { IsSame: true } && !candidate.KindWords.Contains(clash.Words, StringComparison.Ordinal))
        {
            candidate.KindWords = CandidateTexts.CutAtWord($"{clash.Words} {candidate.KindWords}".Trim(), LongestWords);
        }
    }

    /// <summary>A host's words after one question, as they may be kept.</summary>
    private sealed record Reply(Guid MessageId, DateTimeOffset AtUtc, string Text, JudgedReply Judged)
    {
        /// <summary>Without the words.</summary>
        public override string ToString() => nameof(Reply);
    }
}
