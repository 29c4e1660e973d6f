using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Seam;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cendra.Lifecycle.Locks;

/// <summary>Locks whose turn it is to be listed.</summary>
public sealed class DueLockAudits(LockAuditsSweep sweep, CendraDatabase database, StayClock clock, IOptionsMonitor<SeamOptions> options) : IDueSource
{
    /// <inheritdoc />
    public Task RunAsync(CancellationToken ct) => sweep.RunAsync(ct);

    /// <inheritdoc />
    public async Task<DateTimeOffset?> NextUtcAsync(CancellationToken ct)
    {
        if (string.IsNullOrEmpty(options.CurrentValue.ApiKey))
        {
            return null;
        }

        await using var db = database.Open();
        return await db.SmartLocks.AnyAsync(l => !l.IsGone && l.AuditDueUtc == null, ct) ? clock.GetUtcNow() : await db.SmartLocks.Where(l => !l.IsGone).MinAsync(l => l.AuditDueUtc, ct);
    }
}
