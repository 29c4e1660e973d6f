using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cendra.Lifecycle.Outgoing;

/// <summary>
/// Writes down what programs outside are to be told, and sends what is due, to all of them at the same time: one that is slow does not keep the others waiting. Forgets what was done with
/// ninety days ago.
/// </summary>
public sealed class OutgoingEventsSweep(IServiceScopeFactory scopes, CendraDatabase database, StayClock clock, ILogger<OutgoingEventsSweep> log)
{
    private static readonly TimeSpan Remembers = TimeSpan.FromDays(90);

    /// <summary>One round.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Announcements>().RunAsync(ct);
        }
        catch (DbUpdateException collision)
        {
            log.LogInformation("What programs outside are told was written by somebody else: {Reason}", collision.GetType().Name);
        }

        await Task.WhenAll((await DueAsync(ct)).Select(id => SendAsync(id, ct)));
    }

    private async Task SendAsync(Guid connectionId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OutgoingQueue>().RunAsync(connectionId, ct);
    }

    private async Task<List<Guid>> DueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var old = now - Remembers;
        await using var db = database.Open();
        var forgotten = db.OutgoingEvents.Where(e => e.DueAtUtc == null && e.OccurredUtc < old);
        if (await forgotten.AnyAsync(ct))
        {
            await forgotten.ExecuteDeleteAsync(ct);
        }

        return await OutgoingQueue.Heads(db).Where(e => e.DueAtUtc <= now).Select(e => e.ConnectionId).Distinct().ToListAsync(ct);
    }
}
