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
    private const int MostTries = 8;

    /// <summary>Stops all automatic messages, or lets them leave again. Codes on locks go on either way.</summary>
    public Task StopAsync(bool stop, Guid userId, CancellationToken ct) => ChangeAsync(s => s.Stop(stop, AuditActor.Host(userId), clock.GetUtcNow()), ct);

    /// <summary>Lets messages go to all guests, or to the allow-list only.</summary>
    public Task GoLiveAsync(bool live, Guid userId, CancellationToken ct) => ChangeAsync(s => s.GoLive(live, AuditActor.Host(userId), clock.GetUtcNow()), ct);

    /// <summary>Throws the switch, again where a held message changed in this very moment: it is never lost to a collision.</summary>
    private async Task ChangeAsync(Action<OutboundSwitch> change, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryAsync(change, ct);
                break;
            }
            catch (DbUpdateException) when (attempt < MostTries)
            {
                // Read again and thrown on top of what came in between.
            }
        }

        waker.WakeSweep(Sweeps.DueMessages);
    }

    private async Task TryAsync(Action<OutboundSwitch> change, CancellationToken ct)
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
    }
}
