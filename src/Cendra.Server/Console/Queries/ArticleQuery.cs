using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Candidates;
using Cendra.Knowledge.Topics;
using Cendra.Server.Console.Words;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>A text that an article had.</summary>
/// <param name="Number">1 = the first.</param>
/// <param name="Changes">What differs from the one before, in words.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="AtUtc">When.</param>
/// <param name="Question">Its question.</param>
/// <param name="Answer">Its answer.</param>
public sealed record VersionRow(int Number, string Changes, string By, DateTimeOffset AtUtc, string Question, string Answer);

/// <summary>An answer to a guest that rests on an article.</summary>
/// <param name="ConversationId">Where it was said; null = who looks does not see that conversation.</param>
/// <param name="AtUtc">When.</param>
/// <param name="Guest">Whose conversation; empty where it is not seen.</param>
/// <param name="Why">Why the article was found.</param>
/// <param name="Number">Which version of it.</param>
public sealed record UseRow(Guid? ConversationId, DateTimeOffset AtUtc, string Guest, string Why, int Number);

/// <summary>What a new article begins with.</summary>
/// <param name="PropertyId">For this property.</param>
/// <param name="Topic">Of this topic.</param>
/// <param name="CandidateId">With the question and answer of this candidate.</param>
/// <param name="TranslatesId">In another language than this article.</param>
public sealed record ArticleSeed(Guid? PropertyId, string Topic, Guid? CandidateId, Guid? TranslatesId);

/// <summary>An article as its page shows it.</summary>
public sealed record ArticleView
{
    /// <summary>What is typed into.</summary>
    public required ArticleDraft Draft { get; init; }

    public ArticleStatus Status { get; init; }
    public string Hindrance { get; init; } = "";
    public string Source { get; init; } = "";
    public DateTimeOffset? ChangedUtc { get; init; }

    /// <summary>Who looks may change it, by what they see.</summary>
    public required bool IsTheirs { get; init; }

    /// <summary>Latest first.</summary>
    public IReadOnlyList<VersionRow> Versions { get; init; } = [];

    /// <summary>Latest first, at most 20.</summary>
    public IReadOnlyList<UseRow> Uses { get; init; } = [];

    /// <summary>How many there are.</summary>
    public int UseCount { get; init; }

    public required IReadOnlyList<PropertyChoice> Properties { get; init; }

    /// <summary>Articles of which it may be another language.</summary>
    public required IReadOnlyList<PropertyChoice> Firsts { get; init; }

    /// <summary>The names of the secrets that are set, by property.</summary>
    public required IReadOnlyList<(Guid PropertyId, string Name)> Secrets { get; init; }

    /// <summary>IANA zone of the times shown.</summary>
    public required string Zone { get; init; }
}

/// <summary>One article with what was said by it, or an empty form.</summary>
public sealed class ArticleQuery(CendraDatabase database)
{
    private const int MostUses = 20;
    private const int MostFirsts = 500;

    /// <summary>Null when there is none, or it lies outside the scope: the two look the same.</summary>
    public async Task<ArticleView?> RunAsync(Guid? id, ArticleSeed seed, PropertyScope scope, CancellationToken ct)
    {
        await using var db = database.Open();
        var article = id is null ? null : await ArticleDesk.Visible(db, scope).AsNoTracking().Include(a => a.Properties).Include(a => a.Versions).AsSplitQuery().SingleOrDefaultAsync(a => a.Id == id, ct);
        if (id is not null && article is null)
        {
            return null;
        }

        var properties = await scope.Of(db.Properties).AsNoTracking().Where(p => !p.IsArchived).OrderBy(p => p.Name).Select(p => new { p.Id, p.Name, p.TimeZoneId }).ToListAsync(ct);
        var secrets = await db.PropertySecrets.OrderBy(s => s.Name).Select(s => new { s.PropertyId, s.Name }).ToListAsync(ct);
        var view = new ArticleView
        {
            Draft = article is null ? await NewAsync(db, seed, scope, ct) : DraftOf(article),
            IsTheirs = article is null || scope.PropertyIds is null || (!article.IsForAll && article.Properties.TrueForAll(p => scope.Covers(p.PropertyId))),
            Properties = [.. properties.Select(p => new PropertyChoice(p.Id, p.Name))],
            Firsts = await ArticleDesk.Visible(db, scope).Where(a => a.TranslatesId == null && a.Id != id).OrderBy(a => a.Question).Take(MostFirsts).Select(a => new PropertyChoice(a.Id, a.Question)).ToListAsync(ct),
            Secrets = [.. secrets.Where(s => scope.Covers(s.PropertyId)).Select(s => (s.PropertyId, s.Name))],
            Zone = properties.GroupBy(p => p.TimeZoneId).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key ?? "Etc/UTC",
        };
        return article is null ? view : view with
        {
            Status = article.Status,
            Hindrance = article.Hindrance,
            Source = KnowledgeWords.Source(article.Source, article.SourceWords),
            ChangedUtc = article.ChangedUtc,
            Versions = await VersionsAsync(db, article, ct),
            Uses = await UsesAsync(db, article.Id, scope, ct),
            UseCount = await db.AnswerSources.CountAsync(s => s.ArticleId == id && db.AgentTurns.Any(t => t.Id == s.AgentTurnId && t.MessageId != null), ct),
        };
    }

    private static async Task<ArticleDraft> NewAsync(CendraDbContext db, ArticleSeed seed, PropertyScope scope, CancellationToken ct)
    {
        if (await CandidateDesk.Visible(db, scope).AsNoTracking().SingleOrDefaultAsync(c => c.Id == seed.CandidateId, ct) is { } candidate)
        {
            return New(candidate.PropertyId, candidate.Topic, candidate.Language, candidate.Question, candidate.Answer, isReply: candidate.Answer.Length > 0);
        }

        if (await ArticleDesk.Visible(db, scope).AsNoTracking().Include(a => a.Properties).SingleOrDefaultAsync(a => a.Id == seed.TranslatesId, ct) is { } first)
        {
            var draft = DraftOf(first);
            (draft.Id, draft.Version, draft.TranslatesId, draft.Question, draft.Answer, draft.Language) = (null, 0, first.TranslatesId ?? first.Id, "", "", "");
            return draft;
        }

        var asked = TopicBook.Find(seed.Topic) is not null ? seed.Topic : "";
        return New(scope.Covers(seed.PropertyId) ? seed.PropertyId : null, asked, "en", "", "", isReply: false);
    }

    private static ArticleDraft New(Guid? property, string topic, string language, string question, string answer, bool isReply) => new()
    {
        Question = question, Answer = answer, Topic = topic, Language = language.Length == 2 ? language : "en", PropertyIds = property is { } one ? [one] : [], Source = isReply ? ArticleSource.Reply : ArticleSource.Host,
    };

    private static ArticleDraft DraftOf(Article article) => new()
    {
        Id = article.Id, Question = article.Question, Answer = article.Answer, Topic = article.Topic, Language = article.Language, IsForAll = article.IsForAll,
        PropertyIds = [.. article.Properties.Select(p => p.PropertyId)], ValidFrom = article.ValidFrom, ValidUntil = article.ValidUntil, IsSensitive = article.IsSensitive,
        TranslatesId = article.TranslatesId, IsApproved = article.Status == ArticleStatus.Approved, Version = article.Version,
    };

    private static async Task<IReadOnlyList<VersionRow>> VersionsAsync(CendraDbContext db, Article article, CancellationToken ct)
    {
        var actors = article.Versions.Select(v => AuditWords.HostOf(v.Actor)).OfType<Guid>().ToHashSet();
        var names = await db.Users.Where(u => actors.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        var ordered = article.Versions.OrderBy(v => v.Number).ToList();
        return
        [
            .. ordered.Select((v, i) => new VersionRow(
                v.Number, i == 0 ? "Written" : Changes(ordered[i - 1], v), AuditWords.HostOf(v.Actor) is { } host ? names.GetValueOrDefault(host, "A person") : "Cendra", v.AtUtc, v.Question, v.Answer)).Reverse(),
        ];
    }

    private static string Changes(ArticleVersion before, ArticleVersion after) => (before.Question != after.Question, before.Answer != after.Answer) switch
    {
        (true, true) => "Question and answer changed",
        (true, false) => "Question changed",
        _ => "Answer changed",
    };

    private static async Task<IReadOnlyList<UseRow>> UsesAsync(CendraDbContext db, Guid articleId, PropertyScope scope, CancellationToken ct)
    {
        var uses = await db.AnswerSources.AsNoTracking().Where(s => s.ArticleId == articleId)
            .Join(db.AgentTurns.Where(t => t.MessageId != null), s => s.AgentTurnId, t => t.Id, (s, t) => new { s.Why, s.Number, t.EndedUtc, t.ConversationId })
            .OrderByDescending(u => u.EndedUtc).Take(MostUses).ToListAsync(ct);
        var ids = uses.Select(u => u.ConversationId).ToHashSet();
        var seen = await InboxQuery.Within(db, scope).Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, Guest = db.Reservations.Where(r => r.Id == c.ReservationId).Select(r => r.GuestName).FirstOrDefault() }).ToDictionaryAsync(c => c.Id, c => c.Guest, ct);
        return
        [
            .. uses.Select(u => seen.TryGetValue(u.ConversationId, out var guest)
                ? new UseRow(u.ConversationId, u.EndedUtc, guest is { Length: > 0 } ? guest : ConversationWords.Nameless, u.Why, u.Number)
                : new UseRow(null, u.EndedUtc, "", u.Why, u.Number)),
        ];
    }
}
