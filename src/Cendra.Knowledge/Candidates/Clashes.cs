using Cendra.Domain.Database;
using Cendra.Knowledge.Articles;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Knowledge.Candidates;

/// <summary>The articles that stand in the way of a new one, wherever it would hold.</summary>
internal static class Clashes
{
    /// <summary>Of each property for which it is to hold the first article that says something else, or says the same. <paramref name="askedAt"/> counts where it holds for none yet.</summary>
    public static async Task<IReadOnlyList<ArticleClash>> OfAsync(CendraDbContext db, ArticleDraft draft, Guid? askedAt, DateTimeOffset nowUtc, CancellationToken ct)
    {
        List<Guid> places = draft.IsForAll ? await db.Properties.Where(p => !p.IsArchived).Select(p => p.Id).ToListAsync(ct) : draft.PropertyIds.Count > 0 ? draft.PropertyIds : askedAt is { } one ? [one] : [];
        IReadOnlyList<IReadOnlyList<KnownArticle>> inForce = places.Count > 0 ? await ArticlesInForce.OfEachAsync(db, places, nowUtc, ct) : [await ArticlesInForce.OfAsync(db, null, nowUtc, ct)];
        var compared = new Dictionary<Guid, ArticleClash?>(); // An article of many properties is compared once.
        var found = inForce.Select(known => ArticleConflicts.First(known.Where(a => a.Id != draft.TranslatesId).Select(a =>
            compared.TryGetValue(a.Id, out var clash) ? clash : compared[a.Id] = ArticleConflicts.With(draft.Question, draft.Answer, draft.Topic, draft.Language, a))));
        return [.. found.OfType<ArticleClash>().DistinctBy(c => c.Article.Id)];
    }

    /// <summary>What keeps the new one from taking the place of those that a person was shown, in sentences; empty = nothing.</summary>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(CendraDbContext db, IReadOnlyList<ArticleClash> clashes, IReadOnlyList<ShownArticle> shown, CancellationToken ct)
    {
        var ids = shown.Select(s => s.Id).ToList();
        var now = await db.Articles.AsNoTracking().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.Question, a.Version }).ToDictionaryAsync(a => a.Id, ct);
        var changed = shown.Where(s => now.GetValueOrDefault(s.Id)?.Version != s.Version).Select(s => s.Id).ToHashSet();
        return
        [
            .. clashes.Where(c => !ids.Contains(c.Article.Id)).Select(c => $"The article “{c.Article.Question}”: {c.Words} Approve this one in its place, or change one of the two."),
            .. clashes.Where(c => changed.Contains(c.Article.Id)).Select(c => $"The article “{c.Article.Question}” was changed after you looked at it, and nothing was saved: {c.Words} Read it again. Then approve this one in its place, or change one of the two."),
            .. changed.Except(clashes.Select(c => c.Article.Id)).Select(id => now.TryGetValue(id, out var article)
                ? $"The article “{article.Question}” was changed after you looked at it and is not in the way any more. Nothing was saved. Read it again, then approve this one."
                : "The article in whose place this one was to be is not here any more. Nothing was saved. Approve this one again."),
        ];
    }
}
