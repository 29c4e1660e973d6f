using Cendra.Domain;
using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Inbox;
using Cendra.Lifecycle.Locks;
using Cendra.Lifecycle.Outgoing;
using Cendra.Lifecycle.WriteBack;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>
/// Looks at one stay: reads back every code it has, compares with what should be, takes the next steps under the leases of the devices, judges whether the
/// guest gets in, calls a human where one is needed, and notes when to look again. Doing it twice, early or after a kill changes nothing that is right.
/// </summary>
public sealed class ReconcileStay(CendraDbContext db, DeviceLeases leases, CodeRows rows, CodeSteps steps, CodePlaces places, BackupCodes spares, CodeReader reader, SeamTrouble trouble, EscalationDesk desk, JobWaker waker, OutgoingWake outgoing, WriteBackWake fields, GuestWays ways, StayClock clock)
{
    private const int MostRounds = 6;

    /// <summary>
    /// One look. Throws <see cref="DeviceBusyException"/> when another worker has a device (nothing was done) and <see cref="Seam.SeamException"/> when Seam failed
    /// in a way that a later attempt may cure (everything known was saved, the next attempt is noted).
    /// </summary>
    public async Task RunAsync(Guid stayId, CancellationToken ct)
    {
        var lockIds = await StayPicture.LockIdsAsync(db, stayId, ct);
        await leases.TakeAsync(lockIds, ct);
        await using var held = leases;
        db.ChangeTracker.Clear(); // What was loaded before the lease may be another worker's past.
        if (await StayPicture.LoadAsync(db, stayId, ways, clock.GetUtcNow(), ct) is not { } picture)
        {
            return;
        }

        if (picture.LockIds().Except(lockIds).FirstOrDefault() is var added && added != Guid.Empty)
        {
            throw new DeviceBusyException(added); // A door was added in between: its lock is not ours yet.
        }

        EndKeeping(picture, clock.GetUtcNow());
        await WindowNotes.TakeAsync(db, picture, clock.GetUtcNow(), ct);
        var readings = await ReadBackAsync(picture, ct);
        IReadOnlyList<(AccessCode Code, DoorUse Door)> current = [];
        for (var round = 0; round < MostRounds; round++)
        {
            current = await rows.AlignAsync(picture, ct);
            await db.SaveChangesAsync(ct);
            if (!await StepAsync(picture, current, readings, ct))
            {
                break;
            }
        }

        await ConcludeAsync(picture, current, ct);
        desk.Wake();
        waker.WakeSweep(Sweeps.DueMessages);
        await outgoing.WakeAsync(ct);
        await fields.WakeAsync(picture.Stay, ct);
        if (trouble.Found is { } found)
        {
            throw found;
        }
    }

    /// <summary>One step for each code; true when another round may find more to do.</summary>
    private async Task<bool> StepAsync(
        StayPicture picture, IReadOnlyList<(AccessCode Code, DoorUse Door)> current, Dictionary<Guid, CodeReading?> readings, CancellationToken ct)
    {
        var moved = false;
        foreach (var code in picture.Stay.Codes.ToList())
        {
            var removing = readings.GetValueOrDefault(code.Id)?.Presence == CodePresence.Removing;
            var wanted = (current.Any(c => c.Code == code) && !IsToBeWithdrawn(code)) || IsNeededUntilReplaced(picture, code, clock.GetUtcNow()) || BackupCodes.KeepsBeside(picture, code, clock.GetUtcNow())
                || picture.Former?.LeftUntil(picture, code, current, clock.GetUtcNow()) > clock.GetUtcNow();
            var online = code.Lock!.IsOnline && readings.GetValueOrDefault(code.Id)?.LockReachable != false;
            var step = AccessCodePlan.Next(new CodeFacts(code, code.Lock.Timing, wanted, online, removing, clock.GetUtcNow()));
            if (step == CodeStep.None)
            {
                moved |= wanted && (await places.GiveWayAsync(code, picture, ct) || await spares.PullAsync(code, picture, ct));
                continue;
            }

            moved = true;
            if (await steps.DoAsync(step, code, picture, ct))
            {
                readings[code.Id] = await reader.ReadAsync(code, ct);
            }

            await db.SaveChangesAsync(ct);
        }

        return moved;
    }

    /// <summary>Cancelled in the house: nobody said in time that the codes stay, or the next guests' time has come.</summary>
    private static void EndKeeping(StayPicture picture, DateTimeOffset nowUtc)
    {
        if (picture.Stay is not { Status: StayStatus.Cancelled, RevokeAfterUtc: { } until } stay || (nowUtc < until && !(picture.NextHereUtc <= nowUtc)))
        {
            return;
        }

        stay.RevokeAfterUtc = null;
        stay.NoteThat(AuditKind.CodeRemovalRequested, AuditActor.Cendra, nowUtc >= until ? "Nobody kept the codes of the cancelled stay: they are taken now" : "The next guests’ time has come: the codes of the cancelled stay are taken now");
    }

    /// <summary>P4: what was replaced stays until its successor is on the same lock, and, when it was told, until that one was told too.</summary>
    private static bool IsNeededUntilReplaced(StayPicture picture, AccessCode code, DateTimeOffset nowUtc)
    {
        var stay = picture.Stay;
        if (code.Pin?.ReplacedUtc is null || code.Lock!.Timing == LockTiming.OfflineCode || stay.Entitlement != Entitlement.Earns || !code.IsLive)
        {
            return false;
        }

        if (code.Pin.ReplacedBecause == StayPins.OtherGuest || !(nowUtc < picture.Window?.CodeEndUtc) || picture.Doors.All(d => d.LockId != code.LockId))
        {
            return false; // It is not this guest's, not this stay's time any more, or not a door of the stay.
        }

        var successor = stay.Codes.Where(c => c.LockId == code.LockId && c.PinVersion > code.PinVersion).MaxBy(c => c.PinVersion);
        var inPlace = successor is { IsOnLock: true } or { State: AccessCodeState.Accepted, Fault: AccessCodeFault.None };
        return !inPlace || ((code.Pin.ToldUtc is not null || code.PinVersion <= picture.GivenOutUpTo) && successor?.Pin?.ToldUtc is null);
    }

    /// <summary>P1: the guests before stay longer, and this lock would open for the next ones while they are there. What is on the lock already stays; a host is told.</summary>
    private static bool IsToBeWithdrawn(AccessCode code) =>
        code is { State: AccessCodeState.Accepted, Fault: AccessCodeFault.NotPossible, Lock.Timing: LockTiming.JustInTime };

    private async Task<Dictionary<Guid, CodeReading?>> ReadBackAsync(StayPicture picture, CancellationToken ct)
    {
        var readings = new Dictionary<Guid, CodeReading?>();
        foreach (var code in picture.Stay.Codes.Where(c => !c.IsSettled && !c.IsLeavingPlace && c.SeamAccessCodeId is not null).ToList())
        {
            readings[code.Id] = await reader.ReadAsync(code, ct);
        }

        await db.SaveChangesAsync(ct);
        return readings;
    }

    private async Task ConcludeAsync(StayPicture picture, IReadOnlyList<(AccessCode Code, DoorUse Door)> current, CancellationToken ct)
    {
        var (stay, now) = (picture.Stay, clock.GetUtcNow());
        var wanted = picture.Window is { } window && stay.Entitlement != Entitlement.None && now < window.CodeEndUtc;
        var verdict = StayReadiness.OfStay(picture, current, now);
        (stay.Readiness, stay.WorstReason, stay.LastLookedUtc) = (verdict.Readiness, Cut(verdict.Reason), now);
        stay.MessagesDueUtc = now; // What the guest must be told follows from what was found.
        stay.DueAtUtc = picture.Window is null
            ? stay.Codes.Any(c => !c.IsSettled) ? now + TimeSpan.FromMinutes(10) : picture.IsUnmatched(now) ? now + TimeSpan.FromHours(24) : null
            : LookAgain.After(picture.Window, stay.Codes, wanted, now);
        AlsoAt(picture, current, now);
        await desk.AlignAsync(stay.Id, StayConcerns.Of(picture, current, now), StayConcerns.Owned, ct);
        foreach (var limit in wanted ? await LockLimits.NotYetSaidAsync(db, current, ct) : [])
        {
            await desk.RaiseAsync(limit, ct, stay.Id);
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>When a cancelled stay's codes fall due, when a place that the guest was moved from closes, and when a host is called for what is not done by itself.</summary>
    private static void AlsoAt(StayPicture picture, IReadOnlyList<(AccessCode Code, DoorUse Door)> current, DateTimeOffset nowUtc)
    {
        var stay = picture.Stay;
        var moments = stay.Codes.Select(c => picture.Former?.LeftUntil(picture, c, current, nowUtc));
        moments = stay is { Status: StayStatus.Cancelled, RevokeAfterUtc: { } until } ? moments.Append(until).Append(picture.NextHereUtc) : moments;
        moments = picture is { Window: { } window, Property: { } property } && StayConcerns.IsUnreachable(stay, picture.Addresses) ? moments.Append(StayConcerns.AskForAddressUtc(property, window)) : moments;
        moments = moments.Concat(Patience.EndsUtc(picture, current.Select(c => c.Code), nowUtc).Select(m => (DateTimeOffset?)m));
        foreach (var moment in moments.OfType<DateTimeOffset>().Where(m => m > nowUtc))
        {
            stay.LookAgainBy(moment);
        }
    }

    private static string Cut(string reason) => reason.Length <= 500 ? reason : reason[..500];
}
