using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Locks;
using Cendra.Lifecycle.Orders;

namespace Cendra.Lifecycle.Escalations;

/// <summary>What a human must be called for about the doors of one stay. Pure. Device faults are one cause for all stays of the device.</summary>
public static class StayConcerns
{
    private const string Overlap = "overlap:";
    private const string TightTurn = "tight-turn:";
    private const string CancelledInHouse = "cancelled-in-house:";

    /// <summary>How the causes begin: a guest whom no message can reach.</summary>
    public const string NoAddress = "no-address:";

    /// <summary>The causes that a look at a stay raises and takes back.</summary>
    public static readonly IReadOnlyList<string> Owned = ["tell-again:", "not-on-lock:", "end-unproven:", "no-code:", "digits-taken:", "unmapped:", "no-doors:", Overlap, TightTurn, CancelledInHouse, NoAddress, FailedLook.Cause];

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

            concerns.AddRange(SameNights(picture, property, window, nowUtc));
            concerns.AddRange(TightTurns(picture, property, window, nowUtc));
            concerns.AddRange(TellAgain(picture, property, window, nowUtc));
            concerns.AddRange(Unreachable(picture, property, window, nowUtc));
            concerns.AddRange(NoPin(picture, current, property));
            concerns.AddRange(current.Where(c => c.Code is { FaultText: SeamReading.DigitsTaken, Pin.ToldUtc: not null }).Select(c => DigitsTaken(c.Code, c.Door)));
            concerns.AddRange(current.Where(c => !HasNoDigits(c.Code) && !IsOfLostAccount(c.Code) && Worries(stay, c.Code, c.Door, window, nowUtc)).Select(c => Missing(stay, c.Code, c.Door, window, nowUtc)));
            concerns.AddRange(current.Where(c => IsOfLostAccount(c.Code)).OrderBy(c => c.Code.IsOnLock).Select(c => LostAccounts.Of(c.Code.Lock!, c.Code, window.CheckInUtc, nowUtc)));
        }

        if (stay.WaitsForHost && picture.Property is { } place)
        {
            concerns.Add(Decide(stay, place));
        }

        concerns.AddRange(stay.Codes.Where(c => c.State == AccessCodeState.Unproven && !c.IsClosedByHost).Select(c => Unproven(c, picture, nowUtc)));
        return [.. concerns.DistinctBy(c => c.Cause)];
    }

    /// <summary>Two confirmed stays have the same nights: the second gets no code before a host's choice.</summary>
    private static IEnumerable<Concern> SameNights(StayPicture picture, Property property, StayWindow window, DateTimeOffset nowUtc) =>
        picture is not { IsOverlapping: true, Stay.OverlapAcceptedUtc: null } ? [] :
        [
            new Concern(
                $"{Overlap}{picture.Stay.Id:N}", window.CheckInUtc - nowUtc <= TimeSpan.FromHours(24) ? EscalationPriority.P1 : EscalationPriority.P2, $"{property.Name}: two confirmed stays have the same nights",
                picture.IsHeldBack ? "The one that came later gets no code until a host lets it in on the page of the stay. The first keeps its code." : "Both have a code already and keep it. Say in the booking system who comes.",
                picture.IsHeldBack ? "No code until a host lets this stay in." : "Its code stays. Say who comes."),
        ];

    /// <summary>
    /// A time was moved while there was room for it, and then a booking came, or came back, beside it. Nobody loses a time that they were told: a host decides. A guest who stays on leaves nobody waiting. Times of bookings and properties are the host's own and
    /// call nobody.
    /// </summary>
    private static IEnumerable<Concern> TightTurns(StayPicture picture, Property property, StayWindow window, DateTimeOffset nowUtc)
    {
        var (stay, cleaning) = (picture.Stay, StayRoom.CleaningOf(property));
        if (stay.HostCheckInTime < (stay.SourceCheckInTime ?? property.CheckInTime) && !picture.CameFromHere && nowUtc < window.CheckInUtc && picture.Neighbours.PreviousCheckOutUtc is { } left && left + cleaning > window.CheckInUtc && DayOf(left, property) == stay.CheckInLocal)
        {
            yield return TightTurnOf(stay, property, "in", $"Check-in was moved to {At(window.CheckInUtc, property.TimeZoneId)}, and the stay before ends {At(left, property.TimeZoneId)} now.", window.CheckInUtc - nowUtc);
        }

        if (stay.HostCheckOutTime > (stay.SourceCheckOutTime ?? property.CheckOutTime) && !picture.GoesOnHere && nowUtc < window.CheckOutUtc && picture.Neighbours.NextCheckInUtc is { } comes && comes - cleaning < window.CheckOutUtc && DayOf(comes, property) == stay.CheckOutLocal)
        {
            yield return TightTurnOf(stay, property, "out", $"Check-out was moved to {At(window.CheckOutUtc, property.TimeZoneId)}, and the next guests come {At(comes, property.TimeZoneId)} now.", window.CheckOutUtc - nowUtc);
        }
    }

    private static Concern TightTurnOf(Stay stay, Property property, string edge, string what, TimeSpan ahead) => new(
        $"{TightTurn}{stay.Id:N}:{edge}", ahead <= TimeSpan.FromHours(24) ? EscalationPriority.P1 : EscalationPriority.P2, $"{property.Name}: too little time between two stays",
        $"{what} There was room when the time was moved. Both guests keep the times that they were told, and their codes where the lock can hold both. Move the time on the page of the stay, or agree on it with the guests.", "Move the time or agree on it with the guests.") { RenewsText = true };

    private static DateOnly DayOf(DateTimeOffset atUtc, Property property) => DateOnly.FromDateTime(StayWindow.LocalTime(atUtc, property.TimeZoneId).Local);

    /// <summary>Nothing can be sent to this guest, and nobody said that they know the code: a host's task two days before, or when the message would leave if that is earlier.</summary>
    private static IEnumerable<Concern> Unreachable(StayPicture picture, Property property, StayWindow window, DateTimeOffset nowUtc) =>
        !IsUnreachable(picture.Stay, picture.Addresses) || nowUtc < AskForAddressUtc(property, window) || nowUtc >= window.CheckOutUtc ? [] :
        [
            new Concern(
                $"{NoAddress}{picture.Stay.Id:N}", window.CheckInUtc - nowUtc <= TimeSpan.FromHours(24) ? EscalationPriority.P1 : EscalationPriority.P2, $"{property.Name}: a guest cannot be written to",
                "No telephone number or mail address that can be written to is on file, so this guest gets no message with the code. Add one in the booking system, or tell the guest another way and say so on the page of the stay.",
                "Add an address, or tell the guest another way."),
        ];

    /// <summary>A guest without an address on file who has not been told the code.</summary>
    public static bool IsUnreachable(Stay stay, GuestAddresses addresses) => stay is { Kind: StayKind.Guest, Reservation: not null } && addresses.IsNone
        && !(stay.Pins.Exists(p => p.ReplacedUtc is null) && stay.Pins.TrueForAll(p => p is not { ReplacedUtc: null, ToldUtc: null }));

    /// <summary>When a host is asked for an address, or to tell the guest another way.</summary>
    public static DateTimeOffset AskForAddressUtc(Property property, StayWindow window) => Instants.Earlier(Disclosure.OpensUtc(property, window.CheckInUtc), window.CheckInUtc - TimeSpan.FromHours(48));

    /// <summary>Cancelled while the guest is, or may be, in the house.</summary>
    private static Concern Decide(Stay stay, Property property)
    {
        var (until, zone) = StayWindow.LocalTime(stay.RevokeAfterUtc!.Value, property.TimeZoneId);
        return new Concern(
            $"{CancelledInHouse}{stay.Id:N}", EscalationPriority.P1, $"{property.Name}: a stay was cancelled while its guest may be in the house",
            FormattableString.Invariant($"The codes open until {until:HH:mm} {zone} and are taken then. On the page of the stay: keep them to the end, or take them now."), "Keep the codes or take them now.");
    }

    private static bool IsOfLostAccount(AccessCode code) => code.Lock is { IsAccountLost: true } && code.Fault is AccessCodeFault.Unreadable or AccessCodeFault.None or AccessCodeFault.SetDelayed;

    /// <summary>Digits that were told do not hold any more and the new ones were not told by themselves in time: the guest would type the old.</summary>
    private static IEnumerable<Concern> TellAgain(StayPicture picture, Property property, StayWindow window, DateTimeOffset nowUtc) =>
        picture.Stay.Pins.Where(p => p is { ReplacedUtc: null, ToldUtc: null } && picture.Stay.Pins.Exists(old => old is { ReplacedUtc: not null, ToldUtc: not null } && old.ChosenByLockId == p.ChosenByLockId) || IsUntoldSpare(picture.Stay, p))
            .Where(p => !Patience.IsBeingTold(picture, property, p, window, nowUtc))
            .Select(_ => new Concern(
                $"tell-again:{picture.Stay.Id:N}", EscalationPriority.P1, $"{property.Name}: a guest's code was replaced after it was shown",
                "The code that was shown before does not hold any more or ends soon. Reveal the new one and tell the guest.", "Reveal the new code and tell the guest."));

    private static bool IsUntoldSpare(Stay stay, StayPin pin) => pin is { ReplacedUtc: null, ToldUtc: null, Source: PinSource.BackupPool } && stay.Pins.Exists(p => p.ToldUtc is not null);

    private static IEnumerable<Concern> NoPin(StayPicture picture, IReadOnlyList<(AccessCode Code, DoorUse Door)> current, Property property) =>
        current.Where(c => HasNoDigits(c.Code)).Select(c => new Concern(
            $"no-code:{picture.Stay.Id:N}", EscalationPriority.P1, $"{property.Name}: no digits are left for a stay",
            c.Code.FaultText, "Give this guest another way in.", c.Door.LockId));

    private static bool HasNoDigits(AccessCode code) => code is { Fault: AccessCodeFault.NotPossible, Pin: { Sealed: null, Source: PinSource.Cendra } };

    /// <summary>Digits that the guest was told change by a host's word alone (P4), also when the lock refuses them.</summary>
    private static Concern DigitsTaken(AccessCode code, DoorUse door) => new(
        $"digits-taken:{code.Id:N}", EscalationPriority.P1, $"{door.DoorName}: a guest's digits stand on the lock for somebody else",
        "The lock refuses the code that this guest was told, because the same digits are on it under another name. Take the other code off the lock, or give the stay a new code and tell the guest.",
        "Take the other code off the lock or give the stay a new one.", code.LockId);

    /// <summary>Inside the last day every deviation is a reason to call; before it only what will not cure itself.</summary>
    private static bool Worries(Stay stay, AccessCode code, DoorUse door, StayWindow window, DateTimeOffset nowUtc)
    {
        var verdict = StayReadiness.OfCode(code, door.Role, nowUtc);
        var soon = OpensUtc(code, window) - nowUtc <= TimeSpan.FromHours(24);
        var waits = code is { Fault: AccessCodeFault.Withheld, State: AccessCodeState.Planned }; // Its own concern says for whom.
        var givenUp = code.Fault == AccessCodeFault.ChangedElsewhere && code.NextAttemptUtc - nowUtc > OutsideChanges.Rest / 2;
        return !Patience.IsFresh(stay, code, window, nowUtc) && !waits && !IsSettling(code, nowUtc) && !IsBeingSetBack(code, nowUtc) && (soon || givenUp ? verdict.Readiness is Readiness.AtRisk or Readiness.Blocked : verdict.Readiness == Readiness.Blocked);
    }

    /// <summary>When the door first opens for this guest: at check-in, or before it with the old times of a stay that was moved later.</summary>
    private static DateTimeOffset OpensUtc(AccessCode code, StayWindow window) =>
        code is { IsOnLock: true, ProgrammedFromUtc: { } from } && from < code.IntendedFromUtc ? Instants.Earlier(from, window.CheckInUtc) : window.CheckInUtc;

    /// <summary>It was changed at the lock a moment ago and is being set back: that takes seconds.</summary>
    private static bool IsBeingSetBack(AccessCode code, DateTimeOffset nowUtc) =>
        code is { Fault: AccessCodeFault.ChangedElsewhere, Attempts: <= 1 } && nowUtc - code.FaultSinceUtc < Patience.Settling && !(code.NextAttemptUtc - nowUtc > OutsideChanges.Rest / 2);

    /// <summary>New times were asked for once, a moment ago: a lock takes seconds for them. While what it held till now still opens there is more time than when the door is shut.</summary>
    private static bool IsSettling(AccessCode code, DateTimeOffset nowUtc)
    {
        var shut = nowUtc >= code.IntendedFromUtc && !(code.ProgrammedFromUtc <= nowUtc && nowUtc < code.ProgrammedUntilUtc);
        return code is { WindowChangePending: true, Attempts: <= 1, Fault: AccessCodeFault.None }
            && nowUtc < code.NextAttemptUtc - LookAgain.RetryDelay(0, nowUtc, nowUtc) + (shut ? Patience.OfLock(code.Lock) : Patience.Settling);
    }

    private static Concern Missing(Stay stay, AccessCode code, DoorUse door, StayWindow window, DateTimeOffset nowUtc)
    {
        var verdict = StayReadiness.OfCode(code, door.Role, nowUtc);
        var opens = verdict.Readiness != Readiness.Blocked;
        var priority = window.CheckInUtc <= nowUtc && !opens ? EscalationPriority.P0 : OpensUtc(code, window) - nowUtc <= TimeSpan.FromHours(24) ? EscalationPriority.P1 : EscalationPriority.P2;
        var why = verdict.Reason.Length > 0 ? verdict.Reason : code.FaultText;
        var whose = stay.IsOfWork ? "the code of a person who works there" : "a guest's code";
        var what = opens && code.IsOnLock ? stay.IsOfWork ? $"the lock does not have new times for {whose}" : "the lock does not have a guest's new times" : $"{whose} is not on the lock";
        return new Concern(
            $"not-on-lock:{code.LockId:N}", door.Role == DoorRole.Extra || stay.IsOfWork ? EscalationPriority.P2 : priority, $"{door.DoorName}: {what}",
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
