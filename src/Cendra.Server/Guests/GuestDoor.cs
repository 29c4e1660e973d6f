using Cendra.Domain.Access;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.AccessCodes;

namespace Cendra.Server.Guests;

/// <summary>What is known of the code on one door.</summary>
public enum DoorStands
{
    /// <summary>The lock said that it holds it as it should at this time.</summary>
    Since,

    /// <summary>The lock takes it just before check-in, and nothing is known against it.</summary>
    Soon,

    /// <summary>It has not confirmed it.</summary>
    Waits,
}

/// <summary>One door as the guest reads of it. What the host wrote stands in the host's language.</summary>
/// <param name="Name">What guests call it.</param>
/// <param name="Steps">What is done there and how the code is typed; empty = the host said nothing.</param>
/// <param name="IsNeeded">Nobody gets in without it.</param>
/// <param name="Stands">The code on it.</param>
/// <param name="SinceUtc">Since when the lock holds the code; null = not known.</param>
/// <param name="ConfirmedUtc">When that was last read.</param>
/// <param name="IsOnline">The lock answers.</param>
/// <param name="SeenUtc">When it was last heard.</param>
public sealed record GuestDoor(
    string Name, IReadOnlyList<GuestStep> Steps, bool IsNeeded, DoorStands Stands, DateTimeOffset? SinceUtc, DateTimeOffset? ConfirmedUtc, bool IsOnline, DateTimeOffset? SeenUtc)
{
    /// <summary>The doors of a stay in walking order, with as much of the host's words as may be read.</summary>
    public static IReadOnlyList<GuestDoor> Of(Stay stay, WayIn way, DateTimeOffset nowUtc, GuestReading reading) => [.. way.Doors.Select(d => Of(stay, d, nowUtc, reading))];

    private static GuestDoor Of(Stay stay, WayDoor way, DateTimeOffset nowUtc, GuestReading reading)
    {
        var door = way.Door;
        var code = stay.Codes.Where(c => c.LockId == door.LockId && !c.IsSettled && c.Pin is not { ReplacedUtc: not null } && !BackupCodes.IsStoodInFor(stay, c)).MaxBy(c => c.PinVersion);
        return new GuestDoor(
            door.DoorName, [.. way.Steps.Select(s => GuestStep.Of(s, reading))], door.Role != DoorRole.Extra, code is null ? DoorStands.Waits : Stand(code, door.Role, nowUtc),
            code?.FirstOnLockUtc, code?.LastConfirmedUtc, door.Lock is not { IsOnline: false }, door.Lock?.LastSeenUtc);
    }

    private static DoorStands Stand(AccessCode code, DoorRole role, DateTimeOffset nowUtc) =>
        StayReadiness.OfCode(code, role, nowUtc).Readiness != Readiness.Ready ? DoorStands.Waits : code.IsOnLock ? DoorStands.Since : DoorStands.Soon;
}
