using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Time;
using Cendra.Knowledge.Search;
using Cendra.Knowledge.Topics;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Knowledge.Candidates;

/// <summary>
/// Writes down questions that nothing answered, in the very save of the turn that left them so. The same question of a property is one candidate, however often and by whomever it is
/// asked; a message is never counted twice.
/// </summary>
public sealed class QuestionBook(CandidateTexts texts, IdSource ids)
{
    /// <summary>From this likeness on two questions that want to know the same of the same topic are one.</summary>
    private const double IsSame = 0.75;

    /// <summary>Of so many candidates of a property, the latest asked, each is held against a new question.</summary>
    private const int MostCompared = 500;

    /// <summary>Of them the most likely are looked at one by one.</summary>
    private const int MostLikely = 8;

    /// <summary>
    /// So long a candidate that is asked again keeps its row as it is: two guests who ask at once then collide on nothing, and no draft is written twice. The next look counts them.
    /// </summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Adds the rows to the caller's unit of work and saves nothing. Two turns that note the same new question at once collide on its key, and the later one, done again, finds the
    /// candidate of the first.
    /// </summary>
    public async Task NoteAsync(CendraDbContext db, AskedQuestion asked, CancellationToken ct)
    {
        var (dedupe, question) = ($"message:{asked.MessageId:N}", await texts.QuestionAsync(db, asked.Text, ct));
        if (question.Length == 0 || db.CandidateQuestions.Local.Any(q => q.DedupeKey == dedupe) || await db.CandidateQuestions.AnyAsync(q => q.DedupeKey == dedupe, ct))
        {
            return;
        }

        var candidate = await SameAsync(db, asked.PropertyId, question, asked.Language, ct) ?? Begin(db, asked, question);
        db.CandidateQuestions.Add(new CandidateQuestion
        {
            Id = ids.Next(), CandidateId = candidate.Id, DedupeKey = dedupe, ConversationId = asked.ConversationId, MessageId = asked.MessageId, StayId = asked.StayId, AskedUtc = asked.AtUtc,
        });
        if (asked.AtUtc - candidate.LastAskedUtc > Fresh || (candidate.State == CandidateState.Open && candidate.DueAtUtc is null))
        {
            candidate.LastAskedUtc = asked.AtUtc > candidate.LastAskedUtc ? asked.AtUtc : candidate.LastAskedUtc;
            candidate.DueAtUtc = candidate.State == CandidateState.Open ? AnswerWatch.Next(asked.AtUtc, asked.AtUtc) : null;
        }
    }

    /// <summary>A host wrote in a conversation: what was asked there is looked at at once. Adds to the caller's unit of work and saves nothing.</summary>
    public static async Task HostWroteAsync(CendraDbContext db, Guid conversationId, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var since = nowUtc - AnswerWatch.Within;
        foreach (var asked in await db.ArticleCandidates.Where(c => c.State == CandidateState.Open && c.Questions.Any(q => q.ConversationId == conversationId && q.AskedUtc >= since)).ToListAsync(ct))
        {
            asked.DueAtUtc = nowUtc;
        }
    }

    private static async Task<ArticleCandidate?> SameAsync(CendraDbContext db, Guid propertyId, string question, string language, CancellationToken ct)
    {
        var key = QuestionWords.KeyOf(propertyId, question);
        var exact = db.ArticleCandidates.Local.FirstOrDefault(c => c.QuestionKey == key) ?? await db.ArticleCandidates.SingleOrDefaultAsync(c => c.QuestionKey == key, ct);
        if (exact is not null)
        {
            return exact;
        }

        var others = await db.ArticleCandidates.AsNoTracking().Where(c => c.PropertyId == propertyId).OrderByDescending(c => c.LastAskedUtc).Select(c => new { c.Id, c.Question, c.Topic, c.Language }).Take(MostCompared).ToListAsync(ct);
        var guide = new CompiledGuide(others.Select(o => new GuideText(o.Id, o.Question, "", o.Topic, o.Language)));
        var (kind, topics) = (QuestionWords.AskedFor(question), TopicsOf(question));
        var same = guide.Find(question, language, MostLikely).FirstOrDefault(f => (f.Score >= IsSame || QuestionWords.Likeness(question, f.Text.Question) >= IsSame)
            && QuestionWords.AskedFor(f.Text.Question) == kind && TopicsOf(f.Text.Question).SetEquals(topics));
        return same is null ? null : await db.ArticleCandidates.SingleAsync(c => c.Id == same.Text.Id, ct);
    }

    private ArticleCandidate Begin(CendraDbContext db, AskedQuestion asked, string question)
    {
        var candidate = new ArticleCandidate
        {
            Id = ids.Next(),
            PropertyId = asked.PropertyId,
            Question = question,
            QuestionKey = QuestionWords.KeyOf(asked.PropertyId, question),
            Language = asked.Language.Length <= 35 ? asked.Language : "",
            Topic = TopicBook.In(question) is [var first, ..] ? first : "",
            FirstAskedUtc = asked.AtUtc,
            LastAskedUtc = asked.AtUtc,
            DueAtUtc = AnswerWatch.Next(asked.AtUtc, asked.AtUtc),
        };
        db.ArticleCandidates.Add(candidate);
        return candidate;
    }

    private static HashSet<string> TopicsOf(string question) => TopicBook.In(question).ToHashSet(StringComparer.Ordinal);
}
