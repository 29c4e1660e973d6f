using Cendra.Domain;
using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Inbox;
using Cendra.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Commands;

/// <summary>What came of a decision about what stands on a lock.</summary>
public enum FoundCodeOutcome
{
    /// <summary>Written, and the lock is listed again at once.</summary>
    Done,

    /// <summary>The account only looks, or the lock lies outside what it sees, or there is nothing to decide.</summary>
    NotAllowed,

    /// <summary>Whose it is was not said.</summary>
    OwnerMissing,

    /// <summary>No day, one that is over, or one more than a year ahead.</summary>
    EndNotPossible,
}

/// <summary>A person decides on codes that stand on a lock: whose one is and until when it stays, or that it is to go. Each decision stands in the lock's chain.</summary>
public sealed class FoundCodeDesk(CendraDatabase database, JobWaker jobs, StayClock clock)
{
    /// <summary>A code is kept for this long at the most; then somebody has to say so again.</summary>
    public static readonly TimeSpan LongestKept = TimeSpan.FromDays(366);

    private const int Tries = 4;

    /// <summary>It has an owner and stays until the end of that day there.</summary>
    public Task<FoundCodeOutcome> KeepAsync(Guid foundId, string owner, DateOnly? until, SignedInHost host, CancellationToken ct)
    {
        var name = CodeReveal.WithoutDigits(owner);
        return name.Length == 0 ? Task.FromResult(FoundCodeOutcome.OwnerMissing) : OnAsync(foundId, host, async (db, found) =>
        {
            var zone = await ZoneAsync(db, found.LockId, host.Scope, ct);
            var now = clock.GetUtcNow();
            if (until is not { } day || StayWindow.InstantOf(day.AddDays(1), new TimeOnly(0, 0), zone) is var end && (end <= now || end - now > LongestKept))
            {
                return FoundCodeOutcome.EndNotPossible;
            }

            (found.Decision, found.DecidedUtc, found.OwnerName, found.KeepUntilUtc) = (FoundCodeDecision.Kept, now, name, StayWindow.InstantOf(day.AddDays(1), new TimeOnly(0, 0), zone));
            found.NoteThat(AuditKind.FoundCodeDecided, host.Actor, FormattableString.Invariant($"A code that stands on the lock is kept until the end of {day:d MMM yyyy}"));
            return FoundCodeOutcome.Done;
        }, ct);
    }

    /// <summary>It is to go; it counts as gone only when a list no longer holds it.</summary>
    public Task<FoundCodeOutcome> RemoveAsync(Guid foundId, SignedInHost host, CancellationToken ct) => OnAsync(foundId, host, (_, found) =>
    {
        if (found.Decision != FoundCodeDecision.Remove)
        {
            (found.Decision, found.DecidedUtc) = (FoundCodeDecision.Remove, clock.GetUtcNow());
            found.NoteThat(AuditKind.FoundCodeDecided, host.Actor, "A code that stands on the lock is to be removed");
        }

        return Task.FromResult(FoundCodeOutcome.Done);
    }, ct);

    /// <summary>Lists everything on these locks now: one, or all of the scope.</summary>
    public async Task<FoundCodeOutcome> ListNowAsync(Guid? lockId, SignedInHost host, CancellationToken ct)
    {
        if (!host.MayChange)
        {
            return FoundCodeOutcome.NotAllowed;
        }

        for (var attempt = 1; ; attempt++)
        {
            await using var db = database.Open();
            var locks = await host.Scope.Of(db.SmartLocks, db.DoorUses).Where(l => !l.IsGone && (lockId == null || l.Id == lockId)).ToListAsync(ct);
            foreach (var smartLock in locks)
            {
                smartLock.AuditDueUtc = clock.GetUtcNow();
                smartLock.NoteThat(AuditKind.LockAudited, host.Actor, "A person asked for a list of everything on the lock");
            }

            if (await SavedAsync(db, attempt, ct))
            {
                jobs.WakeSweep(Sweeps.LockAudits);
                return locks.Count > 0 ? FoundCodeOutcome.Done : FoundCodeOutcome.NotAllowed;
            }
        }
    }

    /// <summary>Closes an end that can never be shown, on a lock that is gone for good, with a reason. Nothing else closes such an end.</summary>
    public async Task<FoundCodeOutcome> CloseUnprovenAsync(Guid codeId, string reason, SignedInHost host, CancellationToken ct)
    {
        var why = CodeReveal.WithoutDigits(reason);
        if (!host.MayChange || why.Length == 0)
        {
            return host.MayChange ? FoundCodeOutcome.OwnerMissing : FoundCodeOutcome.NotAllowed;
        }

        for (var attempt = 1; ; attempt++)
        {
            await using var db = database.Open();
            var stays = host.Scope.Of(db.Stays).Select(s => s.Id);
            var code = await db.AccessCodes.Include(c => c.Lock).Include(c => c.Stay).SingleOrDefaultAsync(c => c.Id == codeId && stays.Contains(c.StayId), ct);
            if (code is not { State: AccessCodeState.Unproven, Lock.IsGone: true })
            {
                return FoundCodeOutcome.NotAllowed;
            }

            code.CloseUnproven(host.Actor, why, clock.GetUtcNow());
            code.Stay!.LookAgainBy(clock.GetUtcNow());
            if (await SavedAsync(db, attempt, ct))
            {
                jobs.WakeSweep(Sweeps.DueStays);
                return FoundCodeOutcome.Done;
            }
        }
    }

    private async Task<FoundCodeOutcome> OnAsync(Guid foundId, SignedInHost host, Func<CendraDbContext, FoundCode, Task<FoundCodeOutcome>> decide, CancellationToken ct)
    {
        if (!host.MayChange)
        {
            return FoundCodeOutcome.NotAllowed;
        }

        for (var attempt = 1; ; attempt++)
        {
            await using var db = database.Open();
            var locks = host.Scope.Of(db.SmartLocks, db.DoorUses).Select(l => l.Id);
            var found = await db.FoundCodes.SingleOrDefaultAsync(f => f.Id == foundId && f.GoneUtc == null && locks.Contains(f.LockId), ct);
            if (found is not { Kind: FoundCodeKind.Unknown or FoundCodeKind.Backup })
            {
                return FoundCodeOutcome.NotAllowed;
            }

            if (await decide(db, found) is not FoundCodeOutcome.Done and var refused)
            {
                return refused;
            }

            (await db.SmartLocks.SingleAsync(l => l.Id == found.LockId, ct)).AuditDueUtc = clock.GetUtcNow();
            if (await SavedAsync(db, attempt, ct))
            {
                jobs.WakeSweep(Sweeps.LockAudits);
                return FoundCodeOutcome.Done;
            }
        }
    }

    /// <summary>False = somebody wrote the same rows in this moment: read again and decide on top of that.</summary>
    private static async Task<bool> SavedAsync(CendraDbContext db, int attempt, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException) when (attempt < Tries)
        {
            return false;
        }
    }

    private static async Task<string> ZoneAsync(CendraDbContext db, Guid lockId, PropertyScope scope, CancellationToken ct) =>
        await db.DoorUses.Where(d => d.LockId == lockId).Join(scope.Of(db.Properties), d => d.PropertyId, p => p.Id, (_, p) => p.TimeZoneId).FirstOrDefaultAsync(ct) ?? "Etc/UTC";
}
