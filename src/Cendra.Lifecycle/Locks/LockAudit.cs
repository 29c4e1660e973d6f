using Cendra.Domain;
using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Inbox;
using Cendra.Lifecycle.Seam;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Locks;

/// <summary>
/// Lists everything that stands on one lock and says whose it is: "who can open this door" has an answer in rows. What should be gone and is not becomes an unproven
/// end again and its removal is asked; what nobody here made is told to a host once. A list that could not be read concludes nothing, and while the lock
/// cannot be reached nothing is taken for gone.
/// </summary>
public sealed class LockAudit(
    CendraDbContext db, SeamClient seam, PinVault vault, PinHolds holds, DeviceLeases leases, FoundCodeRemovals removals, FoundCodeConcerns concerns, EscalationDesk desk, JobWaker waker, StayClock clock, IdSource ids)
{
    /// <summary>After a list that could not be read.</summary>
    public static readonly TimeSpan AgainAfterFailure = TimeSpan.FromHours(1);

    private const int LongestId = 100;

    /// <summary>
    /// One pass over one lock. Throws <see cref="DeviceBusyException"/> when another worker has the device, and <see cref="SeamException"/> when something could not be
    /// read: nothing is concluded then, and the next pass is noted.
    /// </summary>
    public async Task RunAsync(Guid lockId, CancellationToken ct)
    {
        await leases.TakeAsync([lockId], ct);
        await using var held = leases;
        db.ChangeTracker.Clear();
        var smartLock = await db.SmartLocks.SingleAsync(l => l.Id == lockId, ct);
        if (smartLock.IsGone)
        {
            smartLock.AuditDueUtc = null;
            await db.SaveChangesAsync(ct);
            return;
        }

        try
        {
            await ListAsync(smartLock, ct);
        }
        catch (SeamException)
        {
            smartLock.AuditDueUtc = clock.GetUtcNow() + AgainAfterFailure;
            await db.SaveChangesAsync(ct);
            throw;
        }

        desk.Wake();
        waker.WakeSweep(Sweeps.DueStays);
    }

    private async Task ListAsync(SmartLock smartLock, CancellationToken ct)
    {
        if (await seam.GetDeviceAsync(smartLock.DeviceId, ct) is not { } device)
        {
            smartLock.AuditDueUtc = clock.GetUtcNow() + AgainAfterFailure; // The list of locks will say whether it is gone.
            await db.SaveChangesAsync(ct);
            return;
        }

        var changed = LockList.Take(smartLock, device, clock.GetUtcNow());
        var rows = await db.FoundCodes.Where(f => f.LockId == smartLock.Id).ToListAsync(ct);
        var ours = await db.AccessCodes.Include(c => c.Pin).Include(c => c.Stay).Include(c => c.Lock).Where(c => c.LockId == smartLock.Id).ToListAsync(ct);
        foreach (var stay in ours.Where(c => changed && !c.IsSettled).Select(c => c.Stay!).Distinct())
        {
            stay.LookAgainBy(clock.GetUtcNow());
        }

        var managed = await seam.ListAccessCodesAsync(smartLock.DeviceId, ct);
        var unmanaged = await seam.ListUnmanagedAccessCodesAsync(smartLock.DeviceId, ct);
        var now = clock.GetUtcNow();
        var standing = managed.Select(c => c with { IsManaged = true }).Concat(unmanaged.Select(c => c with { IsManaged = false }))
            .Where(c => c.AccessCodeId.Length <= LongestId).DistinctBy(c => c.AccessCodeId).ToList();
        var news = new HashSet<Guid>();
        foreach (var found in standing)
        {
            if (await TakeAsync(smartLock, rows, found, ours, now, ct) is { } unknown)
            {
                news.Add(unknown);
            }
        }

        // A lock that Seam cannot reach is listed from memory: that shows what stood there, never what left.
        var reachable = smartLock is { IsOnline: true, IsAccountLost: false } || smartLock.Timing == LockTiming.OfflineCode;
        foreach (var gone in reachable ? rows.Where(r => r.GoneUtc is null && standing.TrueForAll(c => c.AccessCodeId != r.SeamAccessCodeId)) : [])
        {
            FoundCodeRows.TakeAbsence(gone, now);
        }

        FoundCodeDeadlines.Take(rows, now);
        var leaving = standing.Where(c => c.Status == "removing").Select(c => c.AccessCodeId).ToHashSet(StringComparer.Ordinal);
        await removals.AskAsync(smartLock, [.. rows.Where(r => !leaving.Contains(r.SeamAccessCodeId))], ours, ct);
        await concerns.AlignAsync(smartLock, rows, news, now, ct);
        smartLock.AuditedUtc = reachable ? now : smartLock.AuditedUtc;
        smartLock.AuditDueUtc = FoundCodeDeadlines.Next(smartLock, rows, reachable, now);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The row, where it is nobody's from now on.</summary>
    private async Task<Guid?> TakeAsync(SmartLock smartLock, List<FoundCode> rows, SeamAccessCode found, IReadOnlyList<AccessCode> ours, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var hash = CodeProof.HashOf(found, vault);
        var owner = FoundOwner.Of(found, hash, ours, nowUtc);
        var row = rows.Find(r => r.SeamAccessCodeId == found.AccessCodeId);
        if (row is null)
        {
            row = new FoundCode { Id = ids.Next(), LockId = smartLock.Id, SeamAccessCodeId = found.AccessCodeId, FirstSeenUtc = nowUtc };
            rows.Add(row);
            db.FoundCodes.Add(row);
        }

        var isNews = row.Kind != FoundCodeKind.Unknown && owner.Kind == FoundCodeKind.Unknown;
        FoundCodeRows.Take(row, found, owner, hash, nowUtc);
        if (owner is { Kind: FoundCodeKind.Ghost, Code: { } code } && found.Status != "removing")
        {
            await ReviveAsync(code, found, nowUtc, ct);
        }

        return isNews ? row.Id : null;
    }

    /// <summary>What was taken for gone is not: its end is unproven again, its digits are held again, and its stay is looked at now.</summary>
    private async Task ReviveAsync(AccessCode code, SeamAccessCode found, DateTimeOffset nowUtc, CancellationToken ct)
    {
        if (code.State is AccessCodeState.Revoked or AccessCodeState.EndedByLock || code.IsClosedByHost)
        {
            code.MarkFoundAgain(found.IsManaged == true ? found.AccessCodeId : null, found.EndsAt, "Everything on the lock was listed, and this code still stands there. Cendra asks for its removal again.", nowUtc);
            await holds.HoldAgainAsync(code, ct);
        }

        code.Stay!.LookAgainBy(nowUtc);
    }
}
