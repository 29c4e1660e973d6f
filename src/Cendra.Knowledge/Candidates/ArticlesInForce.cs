using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Stays;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Knowledge.Candidates;

/// <summary>The approved articles that hold for a property on a day of its own. A translation is in force only while the article that it translates is.</summary>
public static class ArticlesInForce
{
    /// <summary>Those of the property and those for all, valid on its day now; without a property those for all.</summary>
    public static async Task<IReadOnlyList<KnownArticle>> OfAsync(CendraDbContext db, Guid? propertyId, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var zone = propertyId is null ? null : await db.Properties.Where(p => p.Id == propertyId).Select(p => p.TimeZoneId).SingleOrDefaultAsync(ct);
        var today = DateOnly.FromDateTime(zone is null ? nowUtc.UtcDateTime : StayWindow.LocalTime(nowUtc, zone).Local);
        var rows = await db.Articles.AsNoTracking()
            .Where(a => a.Status == ArticleStatus.Approved && (a.IsForAll || a.Properties.Any(p => p.PropertyId == propertyId)))
            .Where(a => (a.ValidFrom == null || a.ValidFrom <= today) && (a.ValidUntil == null || a.ValidUntil >= today))
            .OrderBy(a => a.CreatedUtc).ThenBy(a => a.Question)
            .Select(a => new { a.TranslatesId, Known = new KnownArticle(a.Id, a.Question, a.Answer, a.Topic, a.Language) { IsForAll = a.IsForAll, Version = a.Version } })
            .ToListAsync(ct);
        var firsts = rows.Where(r => r.TranslatesId is null).Select(r => r.Known.Id).ToHashSet();
        return [.. rows.Where(r => r.TranslatesId is not { } first || firsts.Contains(first)).Select(r => r.Known)];
    }

    /// <summary>The same for each of several properties, in as many queries as for two.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<KnownArticle>>> OfEachAsync(CendraDbContext db, IReadOnlyCollection<Guid> propertyIds, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var zones = await db.Properties.Where(p => propertyIds.Contains(p.Id)).Select(p => new { p.Id, p.TimeZoneId }).ToListAsync(ct);
        var rows = await db.Articles.AsNoTracking().Include(a => a.Properties).Where(a => a.Status == ArticleStatus.Approved && (a.IsForAll || a.Properties.Any(p => propertyIds.Contains(p.PropertyId))))
            .OrderBy(a => a.CreatedUtc).ThenBy(a => a.Question).ToListAsync(ct);
        return [.. zones.Select(z => Of(rows, z.Id, DateOnly.FromDateTime(StayWindow.LocalTime(nowUtc, z.TimeZoneId).Local)))];
    }

    private static IReadOnlyList<KnownArticle> Of(List<Article> rows, Guid propertyId, DateOnly today)
    {
        var held = rows.Where(a => a.HoldsBetween(today, today) && (a.IsForAll || a.Properties.Exists(p => p.PropertyId == propertyId))).ToList();
        var firsts = held.Where(a => a.TranslatesId is null).Select(a => a.Id).ToHashSet();
        return [.. held.Where(a => a.TranslatesId is not { } first || firsts.Contains(first)).Select(a => new KnownArticle(a.Id, a.Question, a.Answer, a.Topic, a.Language) { IsForAll = a.IsForAll, Version = a.Version })];
    }

    /// <summary>Those of the articles that are approved, without translations of what is not.</summary>
    public static IQueryable<Article> Told(CendraDbContext db, IQueryable<Article> articles) =>
        articles.Where(a => a.Status == ArticleStatus.Approved && (a.TranslatesId == null || db.Articles.Any(first => first.Id == a.TranslatesId && first.Status == ArticleStatus.Approved)));
}
