using System.Globalization;
using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>May this code be on its lock now, and if not, when and in what words.</summary>
public sealed record PlaceVerdict(bool MayHold, DateTimeOffset LookUtc, bool IsInTime, string Words);

/// <summary>Asks <see cref="LockPlaces"/> with what is known of a lock: all codes of Cendra there and all that are not Cendra's.</summary>
public sealed class PlaceAllocation(CendraDbContext db, StayClock clock)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromHours(6);

    /// <summary>
    /// The verdict for a code of a stay. Where the place of this code is still held by one that must give way, the other's stay becomes due in the context (not saved).
    /// </summary>
    public async Task<PlaceVerdict> OfAsync(AccessCode code, string timeZoneId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (code.Lock is not { MaxCodes: { } places, Timing: not LockTiming.OfflineCode } smartLock)
        {
            return new PlaceVerdict(true, now, true, "");
        }

        var lead = LeadOf(smartLock);
        var turns = LockPlaces.Of(places, [.. (await WantedAsync(db, [code.LockId], now, ct))[code.LockId]], lead, now);
        if (turns.FirstOrDefault(t => t.Code.Id == code.Id) is not { } turn || (turn.LoadUtc <= now && (turn.Code.OnLock || turns.Count(t => t.Code.OnLock) < places)))
        {
            return new PlaceVerdict(true, now, true, "");
        }

        if (turn.LoadUtc > now && turn.LoadUtc == code.IntendedFromUtc - lead)
        {
            return new PlaceVerdict(true, now, true, ""); // Seam itself waits until then.
        }

        if (turn.LoadUtc <= now)
        {
            await WakeAsync(turns.Where(t => t.Code.OnLock && !(t.LoadUtc <= now)).Select(t => t.Code.StayId).OfType<Guid>().ToList(), now, ct);
            return new PlaceVerdict(false, now.AddSeconds(30), true, "The lock is full. A later guest's code gives its place and comes back in time.");
        }

        var look = turn.LoadUtc is { } load ? Instants.Earlier(load, now + AskAgain) : now + AskAgain;
        return new PlaceVerdict(false, look, turn.IsInTime, Words(places, turn, timeZoneId));
    }

    /// <summary>How long before its start a code takes a place on this lock.</summary>
    public static TimeSpan LeadOf(SmartLock smartLock) => smartLock.Timing == LockTiming.JustInTime ? LockWindows.JustInTimeLead : LockWindows.NativePreload;

    /// <summary>All codes that have or want a place, by lock: Cendra's, and what was found on it and is not Cendra's.</summary>
    public static async Task<ILookup<Guid, PlaceWanted>> WantedAsync(CendraDbContext db, IReadOnlyCollection<Guid> lockIds, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var ours = await db.AccessCodes.AsNoTracking()
            .Where(c => lockIds.Contains(c.LockId) && c.State != AccessCodeState.Revoked && (c.State != AccessCodeState.Planned || (c.IntendedUntilUtc > nowUtc && c.Fault != AccessCodeFault.NotPossible)))
            .Select(c => new { c.LockId, c.Id, c.StayId, c.IntendedFromUtc, c.IntendedUntilUtc, c.CreatedUtc, c.State, c.SeamAccessCodeId, c.Stay!.Status }).ToListAsync(ct);
        var others = await db.FoundCodes.AsNoTracking().Where(f => lockIds.Contains(f.LockId) && f.GoneUtc == null && f.AccessCodeId == null)
            .Select(f => new { f.LockId, f.Id, f.UntilUtc, f.FirstSeenUtc }).ToListAsync(ct);
        return ours.Where(c => c.SeamAccessCodeId is not null || c.Status is StayStatus.Confirmed or StayStatus.InHouse)
            .Select(c => (c.LockId, Wanted: Of(c.Id, c.StayId, c.IntendedFromUtc, c.IntendedUntilUtc, c.CreatedUtc, c.State, c.SeamAccessCodeId, nowUtc)))
            .Concat(others.Select(f => (f.LockId, Wanted: new PlaceWanted(f.Id, null, f.FirstSeenUtc, f.UntilUtc ?? DateTimeOffset.MaxValue, f.FirstSeenUtc, OnLock: true, KeepsPlace: true))))
            .ToLookup(p => p.LockId, p => p.Wanted);
    }

    private static PlaceWanted Of(Guid id, Guid stayId, DateTimeOffset from, DateTimeOffset until, DateTimeOffset created, AccessCodeState state, string? seamId, DateTimeOffset nowUtc)
    {
        var leaving = state is AccessCodeState.Removing or AccessCodeState.Unproven or AccessCodeState.EndedByLock || (state == AccessCodeState.Planned && seamId is not null);
        var onLock = leaving || state is AccessCodeState.Scheduled or AccessCodeState.Active or AccessCodeState.InUse;
        var waits = state == AccessCodeState.Planned && seamId is not null;
        return new PlaceWanted(id, stayId, from, until, created, onLock, KeepsPlace: onLock && !waits && (leaving || from <= nowUtc));
    }

    private async Task WakeAsync(IReadOnlyList<Guid> stayIds, DateTimeOffset nowUtc, CancellationToken ct)
    {
        foreach (var stay in await db.Stays.Where(s => stayIds.Contains(s.Id)).ToListAsync(ct))
        {
            stay.LookAgainBy(nowUtc);
        }
    }

    private static string Words(int places, PlaceTurn turn, string timeZoneId)
    {
        if (turn.LoadUtc is not { } load)
        {
            return string.Create(CultureInfo.InvariantCulture, $"The lock holds {places} codes and has no place for this one before its end. Take one off that is not needed, or give this guest another way in.");
        }

        var (local, _) = StayWindow.LocalTime(load, timeZoneId);
        return turn.IsInTime
            ? string.Create(CultureInfo.InvariantCulture, $"The lock is full. The code goes on it when a place is free, by {local:ddd d MMM HH:mm}, before check-in.")
            : string.Create(CultureInfo.InvariantCulture, $"The lock is full, and a place is free only on {local:ddd d MMM HH:mm}, after check-in. Take a code off that is not needed, or give this guest another way in until then.");
    }
}
