using Cendra.Domain;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Inbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Hosts;

/// <summary>Calls for every open escalation whose next round is due, most urgent first. One that cannot be called for hinders no other.</summary>
public sealed class NotifyHostsSweep(IServiceScopeFactory scopes, CendraDatabase database, JobWaker waker, StayClock clock, ILogger<NotifyHostsSweep> log)
{
    /// <summary>One pass.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        var due = await HostNotices.Called(db.Escalations).Where(e => e.NextNoticeUtc == null || e.NextNoticeUtc <= now)
            .OrderBy(e => e.Priority).ThenBy(e => e.RaisedUtc).Select(e => e.Id).ToListAsync(ct);
        foreach (var id in due)
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await scope.ServiceProvider.GetRequiredService<HostNotices>().CallAsync(id, ct);
            }
            catch (DbUpdateException collision)
            {
                // Somebody took it, or wrote the same round, in this very moment; it is looked at again with the next pass.
                log.LogInformation("Escalation {EscalationId} is looked at again: {Reason}", id, collision.GetType().Name);
            }
        }

        if (due.Count > 0)
        {
            waker.WakeSweep(Sweeps.DueMessages);
        }
    }
}
