using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Candidates;
using Cendra.Knowledge.Checklists;
using Cendra.Knowledge.Text;
using Cendra.Server.Console.Words;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>The articles, and what is missing where.</summary>
public sealed class KnowledgeQuery(CendraDatabase database, Checklist checklist)
{
    /// <summary>What waits stands first, then what guests are told, then what was put away; within these the latest first.</summary>
    public async Task<KnowledgeView> RunAsync(KnowledgeFilter filter, PropertyScope scope, CancellationToken ct)
    {
        await using var db = database.Open();
        var all = ArticleDesk.Visible(db, scope);
        var properties = await scope.Of(db.Properties).AsNoTracking().Where(p => !p.IsArchived).OrderBy(p => p.Name).Select(p => new { p.Id, p.Name, p.TimeZoneId }).ToListAsync(ct);
        var fitting = await FittingAsync(all, filter, ct);
        var articles = await fitting.AsNoTracking().Include(a => a.Properties).ThenInclude(p => p.Property)
            .OrderBy(a => a.Status == ArticleStatus.Pending ? 0 : a.Status == ArticleStatus.Approved ? 1 : 2).ThenByDescending(a => a.ChangedUtc).ThenBy(a => a.Id).Take(filter.Most).ToListAsync(ct);
        return new KnowledgeView
        {
            Rows = await RowsAsync(db, articles, scope, ct),
            Found = articles.Count < filter.Most ? articles.Count : await fitting.CountAsync(ct),
            Counts = await KnowledgeCounts.ReadAsync(db, scope, ct),
            IsEmpty = !await all.AnyAsync(ct),
            Gaps = await GapsAsync(db, scope, properties.ToDictionary(p => p.Id, p => p.Name), ct),
            Properties = [.. properties.Select(p => new PropertyChoice(p.Id, p.Name))],
            Languages = await all.Select(a => a.Language).Distinct().OrderBy(l => l).ToListAsync(ct),
            Topics = await all.Where(a => a.Topic != "").Select(a => a.Topic).Distinct().OrderBy(t => t).ToListAsync(ct),
            Zone = properties.GroupBy(p => p.TimeZoneId).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key ?? "Etc/UTC",
        };
    }

    private static async Task<IQueryable<Article>> FittingAsync(IQueryable<Article> all, KnowledgeFilter filter, CancellationToken ct)
    {
        var (property, topic, status, language) = (filter.PropertyId, filter.Topic, filter.Status, filter.Language);
        var fitting = all.Where(a => (property == null || a.IsForAll || a.Properties.Any(p => p.PropertyId == property))
            && (topic == "" || a.Topic == topic) && (status == null || a.Status == status) && (language == "" || a.Language == language));
        if (FoldedText.Words(FoldedText.Of(filter.Words)) is not { Count: > 0 } words)
        {
            return fitting;
        }

        // Folded here and not in the database: each of the three folds accents in its own way, and SQLite none.
        var texts = await fitting.Select(a => new { a.Id, a.Question, a.Answer }).ToListAsync(ct);
        var found = texts.Where(t => FoldedText.Of($"{t.Question} {t.Answer}") is var folded && words.All(w => folded.Contains(w, StringComparison.Ordinal))).Select(t => t.Id).ToList();
        return fitting.Where(a => found.Contains(a.Id));
    }

    private static async Task<IReadOnlyList<ArticleRow>> RowsAsync(CendraDbContext db, List<Article> articles, PropertyScope scope, CancellationToken ct)
    {
        var ids = articles.Select(a => a.Id).ToList();
        var uses = await db.AnswerSources.Where(s => ids.Contains(s.ArticleId))
            .Join(db.AgentTurns.Where(t => t.MessageId != null), s => s.AgentTurnId, t => t.Id, (s, t) => new { s.ArticleId, t.EndedUtc })
            .GroupBy(u => u.ArticleId).Select(g => new { g.Key, Count = g.Count(), Last = g.Max(u => u.EndedUtc) }).ToDictionaryAsync(g => g.Key, ct);
        var conflicts = await CandidateDesk.Visible(db, scope).Where(c => c.State == CandidateState.Open && c.ConflictsWithId != null && ids.Contains(c.ConflictsWithId.Value))
            .Select(c => new { c.ConflictsWithId, c.ConflictWords }).ToListAsync(ct);
        return
        [
            .. articles.Select(a => Row(a, scope) with
            {
                Uses = uses.GetValueOrDefault(a.Id)?.Count ?? 0,
                LastUsedUtc = uses.GetValueOrDefault(a.Id)?.Last,
                Conflict = conflicts.Find(c => c.ConflictsWithId == a.Id) is { } against ? against.ConflictWords is { Length: > 0 } words ? words : "A host answered something else." : "",
            }),
        ];
    }

    private static ArticleRow Row(Article article, PropertyScope scope)
    {
        var seen = article.Properties.Where(p => scope.Covers(p.PropertyId)).Select(p => p.Property!.Name).Order(StringComparer.CurrentCultureIgnoreCase).ToList();
        return new ArticleRow
        {
            Id = article.Id,
            Question = article.Question,
            Scope = KnowledgeWords.Scope(article.IsForAll, seen, article.Properties.Count - seen.Count),
            Topic = KnowledgeWords.Topic(article.Topic),
            Language = article.Language,
            Status = article.Status,
            Hindrance = article.Hindrance,
            ValidFrom = article.ValidFrom,
            ValidUntil = article.ValidUntil,
            IsSensitive = article.IsSensitive,
            IsTranslation = article.TranslatesId is not null,
            Source = KnowledgeWords.Source(article.Source, article.SourceWords),
            IsTheirs = scope.PropertyIds is null || (!article.IsForAll && seen.Count == article.Properties.Count),
        };
    }

    private async Task<IReadOnlyList<PropertyGap>> GapsAsync(CendraDbContext db, PropertyScope scope, Dictionary<Guid, string> names, CancellationToken ct) =>
    [
        .. (await checklist.MissingAsync(db, scope, ct)).Where(m => m.Count > 0 && names.ContainsKey(m.PropertyId)).Select(m => new PropertyGap(m.PropertyId, names[m.PropertyId], m.Names))
            .OrderByDescending(g => g.Missing.Count).ThenBy(g => g.Property, StringComparer.CurrentCultureIgnoreCase),
    ];
}
