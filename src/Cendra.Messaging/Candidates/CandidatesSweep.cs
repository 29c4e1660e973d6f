using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Candidates;

/// <summary>Looks at every question that is due, each by itself: one that cannot be looked at hinders no other.</summary>
public sealed class CandidatesSweep(IServiceScopeFactory scopes, CendraDatabase database, StayClock clock, ILogger<CandidatesSweep> log)
{
    private const int Batch = 200;
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromHours(1);

    /// <summary>One round.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var id in await DueAsync(ct))
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await scope.ServiceProvider.GetRequiredService<CandidateLook>().RunAsync(id, ct);
            }
            catch (DbUpdateException collision)
            {
                log.LogInformation("The question {CandidateId} is looked at again: {Reason}", id, collision.GetType().Name);
            }
            catch (Exception bug) when (bug is not OperationCanceledException)
            {
                // One that cannot be done must not keep the others. Its words stay out of the log.
                log.LogError("The question {CandidateId} could not be looked at: {Kind}", id, bug.GetType().Name);
                await PutOffAsync(id, ct);
            }
        }
    }

    private async Task PutOffAsync(Guid id, CancellationToken ct)
    {
        var later = clock.GetUtcNow() + AfterTrouble;
        await using var db = database.Open();
        await db.ArticleCandidates.Where(c => c.Id == id).ExecuteUpdateAsync(s => s.SetProperty(c => c.DueAtUtc, later), ct);
    }

    private async Task<List<Guid>> DueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        return await db.ArticleCandidates.Where(c => c.DueAtUtc <= now).OrderBy(c => c.DueAtUtc).Select(c => c.Id).Take(Batch).ToListAsync(ct);
    }
}
