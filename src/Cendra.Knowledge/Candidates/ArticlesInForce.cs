using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Stays;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Knowledge.Candidates;

/// <summary>The approved articles that hold for a property on a day of its own.</summary>
public static class ArticlesInForce
{
    /// <summary>Those of the property and those for all, valid on its day now; without a property those for all.</summary>
    public static async Task<IReadOnlyList<KnownArticle>> OfAsync(CendraDbContext db, Guid? propertyId, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var zone = propertyId is null ? null : await db.Properties.Where(p => p.Id == propertyId).Select(p => p.TimeZoneId).SingleOrDefaultAsync(ct);
        var today = DateOnly.FromDateTime(zone is null ? nowUtc.UtcDateTime : StayWindow.LocalTime(nowUtc, zone).Local);
        return await db.Articles.AsNoTracking()
            .Where(a => a.Status == ArticleStatus.Approved && (a.IsForAll || a.Properties.Any(p => p.PropertyId == propertyId)))
            .Where(a => (a.ValidFrom == null || a.ValidFrom <= today) && (a.ValidUntil == null || a.ValidUntil >= today))
            .OrderBy(a => a.CreatedUtc).ThenBy(a => a.Question)
            .Select(a => new KnownArticle(a.Id, a.Question, a.Answer, a.Topic, a.Language) { IsForAll = a.IsForAll })
            .ToListAsync(ct);
    }
}
