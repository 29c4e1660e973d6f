using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Locks;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>
/// Looks at one stay: reads back every code it has, compares with what should be, takes the next steps under the leases of the devices, judges whether the
/// guest gets in, calls a human where one is needed, and notes when to look again. Doing it twice, early or after a kill changes nothing that is right.
/// </summary>
public sealed class ReconcileStay(CendraDbContext db, DeviceLeases leases, CodeRows rows, CodeSteps steps, EscalationDesk desk, StayClock clock)
{
    private const int MostRounds = 6;

    /// <summary>
    /// One look. Throws <see cref="DeviceBusyException"/> when another worker has a device (nothing was done) and <see cref="Seam.SeamException"/> when Seam failed
    /// in a way that a later attempt may cure (everything known was saved, the next attempt is noted).
    /// </summary>
    public async Task RunAsync(Guid stayId, CancellationToken ct)
    {
        if (await StayPicture.LoadAsync(db, stayId, ct) is not { } first)
        {
            return;
        }

        await leases.TakeAsync(first.LockIds(), ct);
        await using var held = leases;
        db.ChangeTracker.Clear(); // What was loaded before the lease may be another worker's past.
        var picture = (await StayPicture.LoadAsync(db, stayId, ct))!;
        NoteWindow(picture);
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
        if (steps.Trouble is { } trouble)
        {
            throw trouble;
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
            var wanted = current.Any(c => c.Code == code) || IsNeededUntilReplaced(picture, code);
            var online = code.Lock!.IsOnline && readings.GetValueOrDefault(code.Id)?.LockReachable != false;
            var step = AccessCodePlan.Next(new CodeFacts(code, code.Lock.Timing, wanted, online, removing, clock.GetUtcNow()));
            if (step == CodeStep.None)
            {
                continue;
            }

            moved = true;
            if (await steps.DoAsync(step, code, picture, ct))
            {
                readings[code.Id] = await steps.ReadAsync(code, ct);
            }

            await db.SaveChangesAsync(ct);
        }

        return moved;
    }

    /// <summary>P4: what was replaced stays until its successor is on the same lock, and, when it was told, until that one was told too.</summary>
    private static bool IsNeededUntilReplaced(StayPicture picture, AccessCode code)
    {
        var stay = picture.Stay;
        if (code.Pin?.ReplacedUtc is null || code.Lock!.Timing == LockTiming.OfflineCode || stay.Entitlement != Entitlement.Earns || !code.IsLive)
        {
            return false;
        }

        var successor = stay.Codes.Where(c => c.LockId == code.LockId && c.PinVersion > code.PinVersion).MaxBy(c => c.PinVersion);
        var inPlace = successor is { IsOnLock: true } or { State: AccessCodeState.Accepted, Fault: AccessCodeFault.None };
        return !inPlace || (code.Pin.ToldUtc is not null && successor?.Pin?.ToldUtc is null);
    }

    private async Task<Dictionary<Guid, CodeReading?>> ReadBackAsync(StayPicture picture, CancellationToken ct)
    {
        var readings = new Dictionary<Guid, CodeReading?>();
        foreach (var code in picture.Stay.Codes.Where(c => !c.IsSettled && c.SeamAccessCodeId is not null).ToList())
        {
            readings[code.Id] = await steps.ReadAsync(code, ct);
        }

        await db.SaveChangesAsync(ct);
        return readings;
    }

    private static void NoteWindow(StayPicture picture)
    {
        var (stay, window) = (picture.Stay, picture.Window);
        if (stay.CheckInUtc != window?.CheckInUtc || stay.CheckOutUtc != window?.CheckOutUtc || stay.CodeEndUtc != window?.CodeEndUtc)
        {
            (stay.CheckInUtc, stay.CheckOutUtc, stay.CodeEndUtc) = (window?.CheckInUtc, window?.CheckOutUtc, window?.CodeEndUtc);
            stay.NoteThat(AuditKind.WindowChanged, AuditActor.Cendra, window is null ? "No window: the listing has no property" : Words(window, picture.Property!));
        }
    }

    private async Task ConcludeAsync(StayPicture picture, IReadOnlyList<(AccessCode Code, DoorUse Door)> current, CancellationToken ct)
    {
        var (stay, now) = (picture.Stay, clock.GetUtcNow());
        var wanted = picture.Window is { } window && stay.Entitlement != Entitlement.None && now < window.CodeEndUtc;
        var verdict = picture.Property is null && stay.Entitlement == Entitlement.Earns
            ? new Verdict(Readiness.Blocked, $"No property is set for the listing \"{stay.ListingExternalId}\".")
            : wanted && stay.Entitlement == Entitlement.Earns ? StayReadiness.Of([.. current.Select(c => (c.Code, c.Door.Role))], now)
            : StayReadiness.OfEnded([.. stay.Codes.Where(c => !current.Any(w => w.Code == c))]);
        (stay.Readiness, stay.WorstReason, stay.LastLookedUtc) = (verdict.Readiness, Cut(verdict.Reason), now);
        stay.DueAtUtc = picture.Window is null
            ? stay.Codes.Any(c => !c.IsSettled) ? now + TimeSpan.FromMinutes(10) : null
            : LookAgain.After(picture.Window, stay.Codes, wanted, now);
        await desk.AlignAsync(stay.Id, StayConcerns.Of(picture, current, now), StayConcerns.Owned, ct);
        await db.SaveChangesAsync(ct);
    }

    private static string Cut(string reason) => reason.Length <= 500 ? reason : reason[..500];

    private static string Words(StayWindow window, Property property)
    {
        var (from, zone) = StayWindow.LocalTime(window.CheckInUtc, property.TimeZoneId);
        var (until, zoneThen) = StayWindow.LocalTime(window.CheckOutUtc, property.TimeZoneId);
        return FormattableString.Invariant($"Window {from:ddd d MMM HH:mm} {zone} to {until:ddd d MMM HH:mm} {zoneThen}");
    }
}
