using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>Digits that a stay may not use on some locks, by keyed hash.</summary>
/// <param name="Taken">Held by another stay whose code lives or whose end is not proven, or standing on a lock for somebody else: never.</param>
/// <param name="Resting">Their end is proven; the latest of these moments over the locks is when they are free again.</param>
/// <param name="Standing">The part of <paramref name="Taken"/> that was found on a lock and is nobody's here.</param>
public sealed record TakenPins(IReadOnlySet<string> Taken, IReadOnlyDictionary<string, DateTimeOffset> Resting, IReadOnlySet<string> Standing);

/// <summary>
/// Who holds which PIN on which lock (promise P3). A hold is taken before the PIN is used anywhere, lives as long as its code, and frees the digits for
/// another stay 30 days after the proven end, or earlier where a lock has nothing else left. The unique index on lock and hash settles every race.
/// </summary>
public sealed class PinHolds(CendraDbContext db, PinVault vault, StayClock clock, IdSource ids)
{
    /// <summary>How long digits rest after a proven end.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromDays(30);

    /// <summary>No PIN of a lock is so long: a hold on the first four digits can never be taken for one on a whole PIN.</summary>
    private const int NoPinsLength = 20;

    /// <summary>The hashes that no stay but this one may use on any of these locks.</summary>
    public async Task<IReadOnlySet<string>> TakenAsync(IReadOnlyCollection<Guid> lockIds, Guid stayId, CancellationToken ct)
    {
        var pins = await AllTakenAsync(lockIds, stayId, ct);
        return pins.Taken.Except(pins.Standing).Concat(pins.Resting.Keys).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The same told apart by why, with what stands on the locks for others.</summary>
    public async Task<TakenPins> AllTakenAsync(IReadOnlyCollection<Guid> lockIds, Guid stayId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var held = await db.PinHolds.Where(h => lockIds.Contains(h.LockId) && h.StayId != stayId && (h.FreeAfterUtc == null || h.FreeAfterUtc > now))
            .Select(h => new { h.PinHash, h.FreeAfterUtc }).ToListAsync(ct);
        var standing = (await db.FoundCodes
            .Where(f => lockIds.Contains(f.LockId) && f.GoneUtc == null && f.PinHash != null && !db.AccessCodes.Any(c => c.Id == f.AccessCodeId && c.StayId == stayId))
            .Select(f => f.PinHash!).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var taken = held.Where(h => h.FreeAfterUtc is null).Select(h => h.PinHash).Concat(standing).ToHashSet(StringComparer.Ordinal);
        var resting = held.Where(h => h.FreeAfterUtc is not null && !taken.Contains(h.PinHash)).GroupBy(h => h.PinHash, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Max(h => h.FreeAfterUtc!.Value), StringComparer.Ordinal);
        return new TakenPins(taken, resting, standing.Except(held.Select(h => h.PinHash)).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>
    /// The hashes that these digits would hold on these locks: their own, and that of the first four where one of the locks wants those unique among its codes.
    /// </summary>
    public IReadOnlyList<string> HashesOf(string digits, bool firstFourUnique) =>
        firstFourUnique ? [vault.Hash(digits), vault.Hash(digits[..4].PadRight(NoPinsLength, '0'))] : [vault.Hash(digits)];

    /// <summary>True when one of these locks wants the first four digits of its codes to differ.</summary>
    public static bool WantsFirstFourUnique(IEnumerable<SmartLock> locks) => locks.Any(l => l.GetPinConstraints().Contains(PinRules.UniqueFirstFour));

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

    /// <summary>
    /// The code's end is proven: its digits rest on that lock. With the stay's last code there rest all its holds on it, those on first digits as well.
    /// </summary>
    public async Task ReleaseAsync(AccessCode code, CancellationToken ct)
    {
        if (code.Pin?.Sealed is not { } pin)
        {
            return;
        }

        var isLast = !await db.AccessCodes.AnyAsync(c => c.LockId == code.LockId && c.StayId == code.StayId && c.Id != code.Id && c.State != AccessCodeState.Revoked, ct);
        var holds = await db.PinHolds.Where(h => h.LockId == code.LockId && h.StayId == code.StayId && h.FreeAfterUtc == null && (isLast || h.PinHash == pin.Hash)).ToListAsync(ct);
        holds.ForEach(h => h.FreeAfterUtc = clock.GetUtcNow() + Rest);
    }
}
