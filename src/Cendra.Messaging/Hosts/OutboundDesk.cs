using Cendra.Domain;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Inbox;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Hosts;

/// <summary>The two switches over everything that leaves. What they held back is looked at again when they open.</summary>
public sealed class OutboundDesk(CendraDatabase database, JobWaker waker, StayClock clock)
{
    /// <summary>Stops all automatic messages, or lets them leave again. Codes on locks go on either way.</summary>
    public Task StopAsync(bool stop, Guid userId, CancellationToken ct) => ChangeAsync(s => s.Stop(stop, AuditActor.Host(userId), clock.GetUtcNow()), ct);

    /// <summary>Lets messages go to all guests, or to the allow-list only.</summary>
    public Task GoLiveAsync(bool live, Guid userId, CancellationToken ct) => ChangeAsync(s => s.GoLive(live, AuditActor.Host(userId), clock.GetUtcNow()), ct);

    private async Task ChangeAsync(Action<OutboundSwitch> change, CancellationToken ct)
    {
        await using var db = database.Open();
        var row = await db.OutboundSwitches.SingleOrDefaultAsync(s => s.Id == OutboundSwitch.TheId, ct);
        if (row is null)
        {
            row = new OutboundSwitch();
            db.OutboundSwitches.Add(row);
        }

        change(row);
        foreach (var held in await db.Messages.Where(m => m.State == MessageState.Held).ToListAsync(ct))
        {
            (held.State, held.DueAtUtc) = (MessageState.Queued, clock.GetUtcNow());
        }

        await db.SaveChangesAsync(ct);
        waker.WakeSweep(Sweeps.DueMessages);
    }
}
