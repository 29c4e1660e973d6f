using Cendra.Domain;
using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Inbox;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.WriteBack;

/// <summary>After a stay was looked at: its fields in booking systems are due. One that fails waits out its pause, and what is over stays over.</summary>
public sealed class WriteBackWake(CendraDbContext db, JobWaker waker, StayClock clock)
{
    /// <summary>Call it after the look was saved. Past the rows' versions, so that a worker at the field is not disturbed.</summary>
    public async Task WakeAsync(Stay stay, CancellationToken ct)
    {
        if (!await db.CodeWriteBacks.AnyAsync(w => w.StayId == stay.Id, ct))
        {
            return; // As nearly everywhere: nothing is written for it.
        }

        var now = clock.GetUtcNow();
        var lives = stay.Entitlement != Entitlement.None && stay.CheckOutUtc > now;
        var due = await db.CodeWriteBacks.Where(w => w.StayId == stay.Id && w.Failures == 0 && (lives || w.State != CodeWriteBackState.Cleared))
            .ExecuteUpdateAsync(s => s.SetProperty(w => w.DueAtUtc, now), ct);
        if (due > 0)
        {
            waker.WakeSweep(Sweeps.CodeWriteBacks);
        }
    }
}
