using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Locks;

namespace Cendra.Lifecycle.Escalations;

/// <summary>How long a host is spared while something is on its way by itself: a code to its lock, new digits to their guest. Pure.</summary>
public static class Patience
{
    /// <summary>While nobody waits at the door.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(5);

    /// <summary>Seam takes seconds to a lock that it reaches well; a guest who was in the house before may stand outside meanwhile.</summary>
    private static readonly TimeSpan AtTheDoor = TimeSpan.FromMinutes(2);

    /// <summary>How long this lock may take to confirm a code for a guest who may stand at the door. What its vendor hears only now and then takes longer.</summary>
    public static TimeSpan OfLock(SmartLock? smartLock) =>
        smartLock is { Warning: var warning } && (warning.Contains(LockHealth.Flaky, StringComparison.Ordinal) || warning.Contains(LockHealth.PowerSaving, StringComparison.Ordinal)) ? Settling : AtTheDoor;

    /// <summary>It was just made, nothing is known against it, and its lock had no time yet.</summary>
    public static bool IsFresh(Stay stay, AccessCode code, StayWindow window, DateTimeOffset nowUtc) => code.Fault == AccessCodeFault.None && nowUtc < FreshUntilUtc(stay, code, window, nowUtc);

    /// <summary>Cendra tells the guest these new digits by itself, and had no time for it yet.</summary>
    public static bool IsBeingTold(StayPicture picture, Property property, StayPin pin, StayWindow window, DateTimeOffset nowUtc) =>
        picture is { Stay: { Kind: StayKind.Guest, Reservation: not null }, Addresses.IsNone: false }
        && nowUtc >= Disclosure.OpensUtc(property, window.CheckInUtc) && nowUtc < window.CheckOutUtc && nowUtc < pin.CreatedUtc + Settling;

    /// <summary>When to look again because patience ends, for whatever it is had with now.</summary>
    public static IEnumerable<DateTimeOffset> EndsUtc(StayPicture picture, IEnumerable<AccessCode> current, DateTimeOffset nowUtc) =>
        picture is not { Window: { } window, Property: { } property } ? [] :
        [
            .. current.Where(c => !c.IsOnLock && IsFresh(picture.Stay, c, window, nowUtc)).Select(c => FreshUntilUtc(picture.Stay, c, window, nowUtc)),
            .. picture.Stay.Pins.Where(p => p is { ReplacedUtc: null, ToldUtc: null } && IsBeingTold(picture, property, p, window, nowUtc)).Select(p => p.CreatedUtc + Settling),
        ];

    /// <summary>A guest who booked a moment ago, or whose time is still to come, does not wait at the door; one who was let in or came back may.</summary>
    private static DateTimeOffset FreshUntilUtc(Stay stay, AccessCode code, StayWindow window, DateTimeOffset nowUtc)
    {
        var since = stay.OverlapAcceptedUtc is { } letIn ? Instants.Later(code.CreatedUtc, letIn) : code.CreatedUtc;
        return since + (nowUtc < window.CheckInUtc || nowUtc - stay.CreatedUtc < Settling ? Settling : OfLock(code.Lock));
    }
}
