using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Server.Console.Words;
using Cendra.Knowledge.Articles;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>The articles that answers of a conversation rest on.</summary>
internal static class AnswerSources
{
    /// <summary>By message. An article outside the scope, or one that was removed, is named by nothing.</summary>
    public static async Task<ILookup<Guid, LineSource>> OfAsync(CendraDbContext db, IReadOnlyCollection<AgentTurn> turns, PropertyScope scope, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var ids = turns.Select(t => t.Id).ToList();
        var rows = await db.AnswerSources.AsNoTracking().Where(s => ids.Contains(s.AgentTurnId)).OrderBy(s => s.Id).ToListAsync(ct);
        var articles = rows.Select(r => r.ArticleId).ToHashSet();
        var known = await ArticleDesk.Visible(db, scope).Where(a => articles.Contains(a.Id)).Select(a => new { a.Id, a.Question, a.Number }).ToDictionaryAsync(a => a.Id, ct);
        var written = (await db.ArticleVersions.Where(v => articles.Contains(v.ArticleId)).Select(v => new { v.ArticleId, v.Number, v.AtUtc }).ToListAsync(ct)).ToLookup(v => (v.ArticleId, v.Number), v => v.AtUtc);
        return rows.ToLookup(
            r => turns.First(t => t.Id == r.AgentTurnId).About,
            r => known.TryGetValue(r.ArticleId, out var article)
                ? new LineSource(article.Id, article.Question, Standing(r.Number, article.Number, written[(r.ArticleId, r.Number)].FirstOrDefault(), nowUtc), r.Why)
                : new LineSource(null, "", "", r.Why));
    }

    private static string Standing(int read, int now, DateTimeOffset writtenUtc, DateTimeOffset nowUtc) =>
        string.Join(", ", new[] { writtenUtc == default ? "" : $"written {HouseTime.Day(DateOnly.FromDateTime(writtenUtc.UtcDateTime), DateOnly.FromDateTime(nowUtc.UtcDateTime))}", read < now ? "changed since" : "" }.Where(w => w.Length > 0));
}
