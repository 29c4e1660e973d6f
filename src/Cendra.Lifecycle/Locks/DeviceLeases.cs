using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Locks;

/// <summary>Another worker writes to the device now: nothing was done, ask again shortly.</summary>
public sealed class DeviceBusyException(Guid lockId) : Exception($"Another worker holds the lease of lock {lockId:N}.");

/// <summary>
/// The right to write to devices: taken by compare-and-set on the lock's row, held for minutes at the most, so that a killed worker blocks nobody for long.
/// Taken in one order for all workers; no two can wait for each other.
/// </summary>
public sealed class DeviceLeases(CendraDbContext db, StayClock clock, IdSource ids) : IAsyncDisposable
{
    /// <summary>Longer than all that one stay does at one device in one go.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(5);

    private readonly List<Guid> _held = [];
    private Guid _owner;

    /// <summary>Takes the leases of all these locks or throws <see cref="DeviceBusyException"/> holding none.</summary>
    public async Task TakeAsync(IEnumerable<Guid> lockIds, CancellationToken ct)
    {
        _owner = ids.Next();
        foreach (var lockId in lockIds.Distinct().OrderBy(id => id.ToString("N"), StringComparer.Ordinal))
        {
            var now = clock.GetUtcNow();
            var until = now + Duration;
            var owner = _owner;
            var taken = await db.SmartLocks.Where(l => l.Id == lockId && (l.LeaseOwner == null || l.LeaseUntilUtc < now))
                .ExecuteUpdateAsync(s => s.SetProperty(l => l.LeaseOwner, owner).SetProperty(l => l.LeaseUntilUtc, until), ct);
            if (taken == 0)
            {
                await ReleaseAsync();
                throw new DeviceBusyException(lockId);
            }

            _held.Add(lockId);
        }
    }

    /// <summary>
    /// For the start of the only process over this database: whoever held a lease is dead, and a guest need not wait until it runs out.
    /// </summary>
    public Task ForgetAllAsync(CancellationToken ct) =>
        db.SmartLocks.Where(l => l.LeaseOwner != null)
            .ExecuteUpdateAsync(s => s.SetProperty(l => l.LeaseOwner, (Guid?)null).SetProperty(l => l.LeaseUntilUtc, (DateTimeOffset?)null), ct);

    /// <summary>Gives back what is still held by this worker.</summary>
    public async ValueTask DisposeAsync() => await ReleaseAsync();

    private async Task ReleaseAsync()
    {
        if (_held.Count == 0)
        {
            return;
        }

        var (owner, held) = (_owner, _held.ToList());
        _held.Clear();
        await db.SmartLocks.Where(l => held.Contains(l.Id) && l.LeaseOwner == owner)
            .ExecuteUpdateAsync(s => s.SetProperty(l => l.LeaseOwner, (Guid?)null).SetProperty(l => l.LeaseUntilUtc, (DateTimeOffset?)null), CancellationToken.None);
    }
}
