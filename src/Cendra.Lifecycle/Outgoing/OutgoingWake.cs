using Cendra.Domain;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Inbox;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Outgoing;

/// <summary>After a code or a delivery may have changed its state: wakes the sweep that tells programs outside, where there is one to tell.</summary>
public sealed class OutgoingWake(CendraDatabase database, JobWaker waker)
{
    /// <summary>Call it after the change was saved.</summary>
    public async Task WakeAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        if (await db.Connections.AnyAsync(c => c.Kind == ConnectionKind.OutgoingWebhook, ct))
        {
            waker.WakeSweep(Sweeps.OutgoingEvents);
        }
    }
}
