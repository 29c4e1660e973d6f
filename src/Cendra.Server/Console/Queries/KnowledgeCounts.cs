using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Candidates;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>The numbers of knowledge, counted in one place for the menu, the tabs and the page.</summary>
/// <param name="Approved">Articles by which guests are answered; a translation counts while the article that it translates is told.</param>
/// <param name="Waiting">Articles that wait for a host.</param>
/// <param name="Off">Articles that were put away.</param>
/// <param name="Questions">Questions of guests that a host has not decided, answered or not.</param>
public sealed record KnowledgeCounts(int Approved, int Waiting, int Off, int Questions)
{
    /// <summary>What waits for a host.</summary>
    public int ToDecide => Waiting + Questions;

    /// <summary>What somebody with this scope sees of them.</summary>
    internal static async Task<KnowledgeCounts> ReadAsync(CendraDbContext db, PropertyScope scope, CancellationToken ct)
    {
        var visible = ArticleDesk.Visible(db, scope);
        var byStatus = await visible.Where(a => a.Status != ArticleStatus.Approved).GroupBy(a => a.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new KnowledgeCounts(
            await ArticlesInForce.Told(db, visible).CountAsync(ct), byStatus.GetValueOrDefault(ArticleStatus.Pending), byStatus.GetValueOrDefault(ArticleStatus.Off),
            await CandidateDesk.Visible(db, scope).CountAsync(c => c.State == CandidateState.Open, ct));
    }
}

/// <summary>Reads them for the tabs.</summary>
public sealed class KnowledgeCountsQuery(CendraDatabase database)
{
    /// <summary>As they are now.</summary>
    public async Task<KnowledgeCounts> RunAsync(PropertyScope scope, CancellationToken ct)
    {
        await using var db = database.Open();
        return await KnowledgeCounts.ReadAsync(db, scope, ct);
    }
}
