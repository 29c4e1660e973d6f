using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>
/// Who holds which PIN on which lock (promise P3). A hold is taken before the PIN is used anywhere, lives as long as its code, and frees the digits for
/// another stay only 30 days after the proven end. The unique index on lock and hash settles every race.
/// </summary>
public sealed class PinHolds(CendraDbContext db, StayClock clock, IdSource ids)
{
    /// <summary>How long digits rest after a proven end.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromDays(30);

    /// <summary>The hashes that no stay but this one may use on any of these locks.</summary>
    public async Task<IReadOnlySet<string>> TakenAsync(IReadOnlyCollection<Guid> lockIds, Guid stayId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var taken = await db.PinHolds.Where(h => lockIds.Contains(h.LockId) && h.StayId != stayId && (h.FreeAfterUtc == null || h.FreeAfterUtc > now))
            .Select(h => h.PinHash).ToListAsync(ct);
        var standing = await db.FoundCodes.Where(f => lockIds.Contains(f.LockId) && f.GoneUtc == null && f.AccessCodeId == null && f.PinHash != null).Select(f => f.PinHash!).ToListAsync(ct);
        return taken.Concat(standing).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>
    /// Adds holds of this stay on these locks to the context; holds whose rest is over make room. The caller saves; a race with another stay then fails on
    /// the unique index and nothing is used.
    /// </summary>
    public async Task HoldAsync(string pinHash, IReadOnlyCollection<Guid> lockIds, Guid stayId, CancellationToken ct)
    {
        await db.PinHolds.Where(h => lockIds.Contains(h.LockId) && h.PinHash == pinHash).LoadAsync(ct);
        var present = db.PinHolds.Local.Where(h => h.PinHash == pinHash).ToList(); // Those of this very look are not in the database yet.
        foreach (var lockId in lockIds)
        {
            var hold = present.Find(h => h.LockId == lockId);
            if (hold is null)
            {
                db.PinHolds.Add(new PinHold { Id = ids.Next(), LockId = lockId, PinHash = pinHash, StayId = stayId });
            }
            else
            {
                (hold.StayId, hold.FreeAfterUtc) = (stayId, null);
            }
        }
    }

    /// <summary>A code that was taken for gone stands on the lock: its digits rest no longer. What another stay was given since then stays that stay's.</summary>
    public async Task HoldAgainAsync(AccessCode code, CancellationToken ct)
    {
        if (code.Pin?.Sealed is { } pin && await db.PinHolds.SingleOrDefaultAsync(h => h.LockId == code.LockId && h.PinHash == pin.Hash && h.StayId == code.StayId, ct) is { } hold)
        {
            hold.FreeAfterUtc = null;
        }
    }

    /// <summary>The code's end is proven: the digits rest on that lock, unless another code of the stay still uses them there.</summary>
    public async Task ReleaseAsync(AccessCode code, CancellationToken ct)
    {
        if (code.Pin?.Sealed is not { } pin)
        {
            return;
        }

        var hold = await db.PinHolds.SingleOrDefaultAsync(h => h.LockId == code.LockId && h.PinHash == pin.Hash && h.StayId == code.StayId, ct);
        if (hold is { FreeAfterUtc: null })
        {
            hold.FreeAfterUtc = clock.GetUtcNow() + Rest;
        }
    }
}
