using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Seam;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cendra.Lifecycle.Locks;

/// <summary>
/// Lists the locks whose turn it is, a few in each pass. A lock that was just found gets its turn within the hour, spread by its id, so that a house of a hundred locks
/// does not ask Seam for all of them at once.
/// </summary>
public sealed class LockAuditsSweep(IServiceScopeFactory scopes, CendraDatabase database, StayClock clock, IOptionsMonitor<SeamOptions> options, ILogger<LockAuditsSweep> log)
{
    private const int Batch = 5;
    private static readonly TimeSpan First = TimeSpan.FromHours(1);
    private static readonly TimeSpan Shortly = TimeSpan.FromSeconds(20);

    /// <summary>One pass; nothing while Seam is not connected.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        if (string.IsNullOrEmpty(options.CurrentValue.ApiKey))
        {
            return;
        }

        await GiveTurnsAsync(ct);
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        foreach (var lockId in await db.SmartLocks.Where(l => !l.IsGone && l.AuditDueUtc <= now).OrderBy(l => l.AuditDueUtc).Select(l => l.Id).Take(Batch).ToListAsync(ct))
        {
            await ListAsync(lockId, ct);
        }
    }

    private async Task GiveTurnsAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        foreach (var lockId in await db.SmartLocks.Where(l => !l.IsGone && l.AuditDueUtc == null).Select(l => l.Id).ToListAsync(ct))
        {
            await PutOffAsync(lockId, FoundCodeDeadlines.Jitter(lockId, First), ct);
        }
    }

    private async Task ListAsync(Guid lockId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<LockAudit>().RunAsync(lockId, ct);
        }
        catch (SeamException failure)
        {
            log.LogWarning(failure, "What stands on lock {LockId} could not be listed", lockId); // The pass has noted when it is tried again.
        }
        catch (Exception collision) when (collision is DeviceBusyException or DbUpdateException)
        {
            log.LogInformation("Lock {LockId} is listed again shortly: {Reason}", lockId, collision.GetType().Name);
            await PutOffAsync(lockId, Shortly, ct);
        }
    }

    /// <summary>Past the row's version: the list of locks may be writing the row right now.</summary>
    private async Task PutOffAsync(Guid lockId, TimeSpan by, CancellationToken ct)
    {
        var next = clock.GetUtcNow() + by;
        await using var db = database.Open();
        await db.SmartLocks.Where(l => l.Id == lockId).ExecuteUpdateAsync(s => s.SetProperty(l => l.AuditDueUtc, next), ct);
    }
}
