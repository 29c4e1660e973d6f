using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;

namespace Cendra.Lifecycle.Orders;

/// <summary>What replacing a stay's code would do, before it is ordered.</summary>
/// <param name="Doors">What happens at each door, in walking order.</param>
/// <param name="People">Who has to be told, and what cannot be taken back.</param>
/// <param name="Problem">Why it cannot be ordered; empty = it can.</param>
public sealed record RotationPlan(IReadOnlyList<string> Doors, IReadOnlyList<string> People, string Problem)
{
    /// <summary>Pure: from the stay with its codes, pins, doors and locks. Pins up to <paramref name="givenOutUpTo"/> may be known through a booking system or another program.</summary>
    public static RotationPlan Of(Stay stay, GuestAddresses addresses, int givenOutUpTo, string problem, DateTimeOffset nowUtc)
    {
        var doors = stay.Property?.Doors.OrderBy(d => d.WalkingOrder).ToList() ?? [];
        if (problem.Length == 0 && !doors.Exists(d => d.Lock!.Timing != LockTiming.OfflineCode))
        {
            problem = "Every lock of this property makes its codes by itself and takes none back. Close the door another way.";
        }

        if (problem.Length == 0 && !stay.Pins.Exists(p => p.ReplacedUtc is null))
        {
            problem = "No code has been chosen yet: there is nothing to replace.";
        }

        return problem.Length > 0 ? new RotationPlan([], [], problem) : new RotationPlan([.. doors.Select(d => $"{d.DoorName}: {Door(stay, d, nowUtc)}")], [.. Tell(stay, addresses, givenOutUpTo, doors)], "");
    }

    private static string Door(Stay stay, DoorUse door, DateTimeOffset nowUtc)
    {
        var code = stay.Codes.Where(c => c.LockId == door.LockId && c.Pin?.ReplacedUtc is null).MaxBy(c => c.PinVersion);
        return door.Lock switch
        {
            { Timing: LockTiming.OfflineCode } => $"nothing changes. This lock makes its codes by itself and takes none back: the present one opens until {OrderedStay.Moment(code?.IntendedUntilUtc ?? stay.CodeEndUtc ?? nowUtc, stay.Property!.TimeZoneId)}.",
            { IsOnline: false } => "the lock is offline. The new code follows when it is back; until then the old one opens and the new one does not.",
            _ when code is not { IsLive: true } => "gets the new code in place of the old, which is not on it.",
            { Timing: LockTiming.JustInTime } when code.MayOpenFromUtc > nowUtc => "Seam puts the new code on the lock shortly before check-in and drops the old one.",
            { ChoosesPin: true } => "the lock chooses new digits. The old ones open until the new ones are on it and told.",
            _ => "gets the new code now, as a rule within a minute. The old one opens until the new one is on it and told.",
        };
    }

    private static IEnumerable<string> Tell(Stay stay, GuestAddresses addresses, int givenOutUpTo, List<DoorUse> doors)
    {
        var guest = stay.Reservation?.GuestName is { Length: > 0 } name ? name : "The guest";
        var givenOut = stay.Pins.Exists(p => p.ReplacedUtc is null && p.PinVersion <= givenOutUpTo);
        if (givenOut)
        {
            yield return "The present code was given to a booking system or another program, which may have passed it on. The new one goes there as the old one did; until it is told the old one stays.";
        }

        if (!stay.Pins.Exists(p => p is { ReplacedUtc: null, ToldUtc: not null }))
        {
            yield return givenOut ? "Cendra told it to nobody else." : "The present code was told to nobody: nobody has to be told.";
        }
        else if (stay.Kind == StayKind.Guest && !addresses.IsNone)
        {
            yield return $"{guest} was told the present code. A message with the new one leaves by itself when every lock has it.";
        }
        else
        {
            yield return $"{guest} was told the present code and cannot be written to. Reveal the new one and pass it on; until then the old one stays.";
        }

        if (doors.Exists(d => d.Lock!.Timing == LockTiming.OfflineCode))
        {
            yield return "This cannot be taken back: a code of a lock that makes its own opens until its end, whoever knows it.";
        }

        yield return "The old digits cannot be brought back to this stay, and rest before anybody else gets them.";
    }
}
