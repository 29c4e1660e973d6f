using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Seam;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cendra.Lifecycle.Locks;

/// <summary>Reads Seam's list of locks; stays with a code on a lock that went away or came back are due at once.</summary>
public sealed class LockHealthSweep(CendraDbContext db, LockList list, StayClock clock, IOptionsMonitor<SeamOptions> options)
{
    /// <summary>One pass. Throws <see cref="SeamException"/> when Seam cannot be read.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        if (string.IsNullOrEmpty(options.CurrentValue.ApiKey))
        {
            return; // Not connected: nothing to read, and the connections page says so.
        }

        var changed = await list.ReadAsync(ct);
        var now = clock.GetUtcNow();
        var stays = db.Stays.Where(s => s.Codes.Any(c => changed.Contains(c.LockId) && c.State != AccessCodeState.Revoked));
        foreach (var stay in await stays.ToListAsync(ct))
        {
            stay.LookAgainBy(now);
        }

        await db.SaveChangesAsync(ct);
    }
}
