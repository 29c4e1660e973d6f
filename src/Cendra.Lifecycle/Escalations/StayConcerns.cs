using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Locks;

namespace Cendra.Lifecycle.Escalations;

/// <summary>What a human must be called for about the doors of one stay. Pure. Device faults are one cause for all stays of the device.</summary>
public static class StayConcerns
{
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(5);

    /// <summary>The causes that a look at a stay raises and takes back.</summary>
    public static readonly IReadOnlyList<string> Owned = ["tell-again:", "not-on-lock:", "end-unproven:", "no-code:", "unmapped:", "no-doors:", FailedLook.Cause];

    /// <summary>All concerns of this stay now.</summary>
    public static IReadOnlyList<Concern> Of(StayPicture picture, IReadOnlyList<(AccessCode Code, DoorUse Door)> current, DateTimeOffset nowUtc)
    {
        var concerns = new List<Concern>();
        var stay = picture.Stay;
        if (picture.IsUnmatched(nowUtc))
        {
            concerns.Add(new Concern(
                $"unmapped:{stay.ListingExternalId}", EscalationPriority.P2, $"No property is set for the listing \"{stay.ListingExternalId}\"",
                "A reservation came for a listing that no property has. Choose its property; the code follows by itself.", "No code until the listing has its property."));
        }

        if (picture is { Property: { } property, Window: { } window } && stay.Entitlement == Entitlement.Earns && nowUtc < window.CodeEndUtc)
        {
            if (property.Doors.Count == 0)
            {
                concerns.Add(new Concern(
                    $"no-doors:{property.Id:N}", EscalationPriority.P2, $"{property.Name} has no door with a lock",
                    "A reservation came for a property whose doors are not set up. Add its locks; the code follows by itself.", "No code until a door is set up."));
            }

            concerns.AddRange(TellAgain(stay, property));
            concerns.AddRange(NoPin(picture, current, property));
            concerns.AddRange(current.Where(c => !IsOfLostAccount(c.Code) && Worries(stay, c.Code, c.Door, window, nowUtc)).Select(c => Missing(c.Code, c.Door, window, nowUtc)));
            concerns.AddRange(current.Where(c => IsOfLostAccount(c.Code)).OrderBy(c => c.Code.IsOnLock).Select(c => LostAccounts.Of(c.Code.Lock!, c.Code, window.CheckInUtc, nowUtc)));
        }

        concerns.AddRange(stay.Codes.Where(c => c.State == AccessCodeState.Unproven && !c.IsClosedByHost).Select(c => Unproven(c, picture, nowUtc)));
        return [.. concerns.DistinctBy(c => c.Cause)];
    }

    private static bool IsOfLostAccount(AccessCode code) => code.Lock is { IsAccountLost: true } && code.Fault is AccessCodeFault.Unreadable or AccessCodeFault.None or AccessCodeFault.SetDelayed;

    /// <summary>Digits that were told do not hold any more and nobody has been told the new ones: the guest would type the old.</summary>
    private static IEnumerable<Concern> TellAgain(Stay stay, Property property) =>
        stay.Pins.Where(p => p is { ReplacedUtc: null, ToldUtc: null } && stay.Pins.Exists(old => old is { ReplacedUtc: not null, ToldUtc: not null } && old.ChosenByLockId == p.ChosenByLockId))
            .Select(_ => new Concern(
                $"tell-again:{stay.Id:N}", EscalationPriority.P1, $"{property.Name}: a guest's code was replaced after it was shown",
                "The code that was shown before does not hold any more or ends soon. Reveal the new one and tell the guest.", "Reveal the new code and tell the guest."));

    private static IEnumerable<Concern> NoPin(StayPicture picture, IReadOnlyList<(AccessCode Code, DoorUse Door)> current, Property property) =>
        picture.Doors.Where(d => current.All(c => c.Door.LockId != d.LockId)).Select(door => new Concern(
            $"no-code:{picture.Stay.Id:N}", EscalationPriority.P1, $"{property.Name}: no digits fit all doors of a stay",
            $"The locks of this property agree on no code for {door.DoorName}. Give this guest another way in.", "Give this guest another way in.", door.LockId));

    /// <summary>Inside the last day every deviation is a reason to call; before it only what will not cure itself.</summary>
    private static bool Worries(Stay stay, AccessCode code, DoorUse door, StayWindow window, DateTimeOffset nowUtc)
    {
        var verdict = StayReadiness.OfCode(code, door.Role, nowUtc);
        var soon = window.CheckInUtc - nowUtc <= TimeSpan.FromHours(24);
        // A code takes seconds to reach a lock, also when somebody books after check-in time; a guest who was there before it waits at the door.
        var fresh = nowUtc - code.CreatedUtc < Settling && code.Fault == AccessCodeFault.None && (nowUtc < window.CheckInUtc || nowUtc - stay.CreatedUtc < Settling);
        var givenUp = code.Fault == AccessCodeFault.ChangedElsewhere && code.NextAttemptUtc - nowUtc > OutsideChanges.Rest / 2;
        return !fresh && !IsSettling(code, nowUtc) && !IsBeingSetBack(code, nowUtc) && (soon || givenUp ? verdict.Readiness is Readiness.AtRisk or Readiness.Blocked : verdict.Readiness == Readiness.Blocked);
    }

    /// <summary>It was changed at the lock a moment ago and is being set back: that takes seconds.</summary>
    private static bool IsBeingSetBack(AccessCode code, DateTimeOffset nowUtc) =>
        code is { Fault: AccessCodeFault.ChangedElsewhere, Attempts: <= 1 } && nowUtc - code.FaultSinceUtc < Settling && !(code.NextAttemptUtc - nowUtc > OutsideChanges.Rest / 2);

    /// <summary>New times were asked for once, a moment ago: a lock takes seconds for them, and what it held till now still opens.</summary>
    private static bool IsSettling(AccessCode code, DateTimeOffset nowUtc) => code is { WindowChangePending: true, Attempts: <= 1, Fault: AccessCodeFault.None }
        && nowUtc < code.NextAttemptUtc - LookAgain.RetryDelay(0, nowUtc, nowUtc) + Settling;

    private static Concern Missing(AccessCode code, DoorUse door, StayWindow window, DateTimeOffset nowUtc)
    {
        var verdict = StayReadiness.OfCode(code, door.Role, nowUtc);
        var opens = verdict.Readiness != Readiness.Blocked;
        var priority = window.CheckInUtc <= nowUtc && !opens ? EscalationPriority.P0 : window.CheckInUtc - nowUtc <= TimeSpan.FromHours(24) ? EscalationPriority.P1 : EscalationPriority.P2;
        var why = verdict.Reason.Length > 0 ? verdict.Reason : code.FaultText;
        var what = opens && code.IsOnLock ? "the lock does not have a guest's new times" : "a guest's code is not on the lock";
        return new Concern(
            $"not-on-lock:{code.LockId:N}", door.Role == DoorRole.Extra ? EscalationPriority.P2 : priority, $"{door.DoorName}: {what}",
            $"{why} Cendra keeps trying by itself. If it does not come right, give the guest another way in.", why, code.LockId);
    }

    /// <summary>Since when the door may still open, by the clock on its wall, and when it is tried next.</summary>
    private static Concern Unproven(AccessCode code, StayPicture picture, DateTimeOffset nowUtc)
    {
        var zone = picture.Property?.TimeZoneId ?? "Etc/UTC";
        var since = Instants.Earlier(code.RemovalSinceUtc ?? nowUtc, nowUtc);
        var tries = code.NextAttemptUtc > nowUtc ? code.NextAttemptUtc.Value : nowUtc + LookAgain.UnprovenPause;
        var clock = code.Lock switch
        {
            { IsGone: true } => $"The door may still open with it since {At(since, zone)}. The lock is gone from Seam: bring it back there, or close this with a reason on the page of the lock.",
            { Timing: LockTiming.OfflineCode } => $"The door opens with it until {At(code.ProgrammedUntilUtc ?? code.IntendedUntilUtc, zone)}.",
            _ => $"The door may still open with it since {At(since, zone)}. Cendra tries next at {At(tries, zone)}.",
        };
        return new Concern(
            $"end-unproven:{code.Id:N}", EscalationPriority.P1, $"{code.DoorName}: a former guest's code is not proven gone",
            $"{code.FaultText} {clock} Until it is gone look at the lock or change it by hand.", clock, code.LockId) { RenewsText = true };
    }

    private static string At(DateTimeOffset atUtc, string zone)
    {
        var (local, name) = StayWindow.LocalTime(atUtc, zone);
        return FormattableString.Invariant($"{local:ddd d MMM HH:mm} {name}");
    }
}
