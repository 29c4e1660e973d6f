using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Candidates;
using Cendra.Server.Console.Words;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>Which questions a list holds.</summary>
public enum CandidateTab
{
    /// <summary>A host has not decided, and there is an answer.</summary>
    Answered,

    /// <summary>A host has not decided, and nobody answered yet.</summary>
    Unanswered,

    /// <summary>Became articles.</summary>
    Approved,

    /// <summary>A host wanted no article.</summary>
    Rejected,
}

/// <summary>A conversation in which it was asked. <paramref name="ConversationId"/> is null for an imported one.</summary>
public sealed record CandidateExample(Guid? ConversationId, DateTimeOffset AskedUtc);

/// <summary>A question of guests on its way to an article.</summary>
public sealed record CandidateRow
{
    public required Guid Id { get; init; }
    public required string Question { get; init; }

    /// <summary>What a host answered; empty = nobody has.</summary>
    public required string Answer { get; init; }

    /// <summary>Where it was asked; empty = an imported conversation that names no property.</summary>
    public required string Property { get; init; }

    /// <summary>Name of its topic; empty = none.</summary>
    public required string Topic { get; init; }

    /// <summary>Two letters; empty = unknown.</summary>
    public required string Language { get; init; }

    public required CandidateKind Kind { get; init; }
    public required string KindWords { get; init; }
    public required CandidateState State { get; init; }
    public required int Asked { get; init; }
    public required DateTimeOffset FirstAskedUtc { get; init; }
    public required DateTimeOffset LastAskedUtc { get; init; }

    /// <summary>Latest first, at most three that may be looked at.</summary>
    public required IReadOnlyList<CandidateExample> Examples { get; init; }

    /// <summary>The article that says something else, as it is shown: only this version of it is ever replaced; null = none.</summary>
    public ShownArticle? Conflict { get; init; }

    public string ConflictQuestion { get; init; } = "";
    public string ConflictWords { get; init; } = "";

    /// <summary>What became of it.</summary>
    public Guid? ArticleId { get; init; }

    /// <summary>IANA zone of the times shown.</summary>
    public required string Zone { get; init; }

    /// <summary>Where its property is known it may be approved with one click.</summary>
    public bool HasProperty => Property.Length > 0;
}

/// <summary>Everything the page of candidates shows.</summary>
public sealed record CandidatesView(IReadOnlyList<CandidateRow> Rows, IReadOnlyDictionary<CandidateTab, int> Counts);

/// <summary>Questions that nothing in the knowledge answered.</summary>
public sealed class CandidatesQuery(CendraDatabase database)
{
    /// <summary>Lines of one list.</summary>
    public const int Most = 100;

    private const int MostExamples = 3;

    /// <summary>One list: what was asked most often first, then what was asked last.</summary>
    public async Task<CandidatesView> RunAsync(CandidateTab tab, PropertyScope scope, CancellationToken ct)
    {
        await using var db = database.Open();
        var counts = new Dictionary<CandidateTab, int>();
        foreach (var each in Enum.GetValues<CandidateTab>())
        {
            counts[each] = await In(CandidateDesk.Visible(db, scope), each).CountAsync(ct);
        }

        var rows = await In(CandidateDesk.Visible(db, scope), tab).AsNoTracking().Include(c => c.Questions).AsSplitQuery()
            .OrderByDescending(c => c.Questions.Count).ThenByDescending(c => c.LastAskedUtc).ThenBy(c => c.Id).Take(Most).ToListAsync(ct);
        return new CandidatesView(await RowsAsync(db, rows, scope, ct), counts);
    }

    private static IQueryable<ArticleCandidate> In(IQueryable<ArticleCandidate> all, CandidateTab tab) => tab switch
    {
        CandidateTab.Answered => all.Where(c => c.State == CandidateState.Open && c.Answer != ""),
        CandidateTab.Unanswered => all.Where(c => c.State == CandidateState.Open && c.Answer == ""),
        CandidateTab.Approved => all.Where(c => c.State == CandidateState.Approved),
        CandidateTab.Rejected => all.Where(c => c.State == CandidateState.Rejected),
    };

    private static async Task<IReadOnlyList<CandidateRow>> RowsAsync(CendraDbContext db, List<ArticleCandidate> rows, PropertyScope scope, CancellationToken ct)
    {
        var places = rows.Select(r => r.PropertyId).OfType<Guid>().ToHashSet();
        var properties = await db.Properties.Where(p => places.Contains(p.Id)).Select(p => new { p.Id, p.Name, p.TimeZoneId }).ToDictionaryAsync(p => p.Id, ct);
        var against = rows.Select(r => r.ConflictsWithId).OfType<Guid>().ToHashSet();
        var conflicts = await ArticleDesk.Visible(db, scope).Where(a => against.Contains(a.Id)).Select(a => new { a.Id, a.Question, a.Version }).ToDictionaryAsync(a => a.Id, ct);
        var talks = rows.SelectMany(r => r.Questions).Select(q => q.ConversationId).OfType<Guid>().ToHashSet();
        var seen = (await InboxQuery.Within(db, scope).Where(c => talks.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct)).ToHashSet();
        return
        [
            .. rows.Select(c => new CandidateRow
            {
                Id = c.Id, Question = c.Question, Answer = c.Answer, Topic = KnowledgeWords.Topic(c.Topic), Language = c.Language, Kind = c.Kind, KindWords = c.KindWords, State = c.State,
                Asked = c.Questions.Count, FirstAskedUtc = c.FirstAskedUtc, LastAskedUtc = c.LastAskedUtc, ArticleId = c.ArticleId,
                Property = c.PropertyId is { } place && properties.TryGetValue(place, out var property) ? property.Name : "",
                Zone = c.PropertyId is { } there && properties.TryGetValue(there, out var zoned) ? zoned.TimeZoneId : "Etc/UTC",
                Examples = [.. c.Questions.OrderByDescending(q => q.AskedUtc).Where(q => q.ConversationId is { } id && seen.Contains(id)).DistinctBy(q => q.ConversationId).Take(MostExamples).Select(q => new CandidateExample(q.ConversationId, q.AskedUtc))],
                Conflict = c.ConflictsWithId is { } other && conflicts.TryGetValue(other, out var shown) ? new ShownArticle(other, shown.Version) : null,
                ConflictQuestion = c.ConflictsWithId is { } one ? conflicts.GetValueOrDefault(one)?.Question ?? "" : "",
                ConflictWords = c.ConflictWords,
            }),
        ];
    }
}
