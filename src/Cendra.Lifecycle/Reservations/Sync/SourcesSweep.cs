using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Lifecycle.Reservations.Sync;

/// <summary>Reads every source that is due, each by itself: one that breaks does not keep the others waiting. Then asks about guests who are about to arrive.</summary>
public sealed class SourcesSweep(IServiceScopeFactory scopes, CendraDatabase database, ArrivalQuestions arrivals, StayClock clock)
{
    /// <summary>One round.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var failures = new List<Exception>();
        foreach (var connectionId in await DueAsync(ct))
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await scope.ServiceProvider.GetRequiredService<SourcePass>().RunAsync(connectionId, ct);
            }
            catch (Exception failure) when (failure is DbUpdateException or InvalidOperationException)
            {
                failures.Add(failure); // Said when the round is over; the source is read again when its claim ends.
            }
        }

        await arrivals.RunDueAsync(ct);
        if (failures.Count > 0)
        {
            throw new AggregateException("Sources could not be taken over.", failures);
        }
    }

    private async Task<List<Guid>> DueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        return await db.SourceSyncs.Where(s => s.DueUtc <= now).OrderBy(s => s.DueUtc).Select(s => s.ConnectionId).ToListAsync(ct);
    }
}
