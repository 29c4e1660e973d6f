using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Lifecycle.Outgoing;

/// <summary>What programs outside are to be told, as work that is due.</summary>
public sealed class DueOutgoingEvents(OutgoingEventsSweep sweep, IServiceScopeFactory scopes, CendraDatabase database, StayClock clock) : IDueSource
{
    /// <inheritdoc />
    public Task RunAsync(CancellationToken ct) => sweep.RunAsync(ct);

    /// <inheritdoc />
    public async Task<DateTimeOffset?> NextUtcAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<Announcements>().AreDueAsync(ct))
        {
            return clock.GetUtcNow();
        }

        await using var db = database.Open();
        return await OutgoingQueue.Heads(db).MinAsync(e => e.DueAtUtc, ct);
    }
}
