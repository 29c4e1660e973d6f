using System.Globalization;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Escalations;
using Cendra.Server.Console.Words;

namespace Cendra.Server.Console.Queries;

/// <summary>What is still to come for a stay, and what its locks mean for the window.</summary>
public static class StayAhead
{
    /// <summary>The moments ahead, soonest first.</summary>
    public static IReadOnlyList<Happening> Of(Stay stay, IReadOnlyList<DoorFacts> doors, DateTimeOffset nowUtc)
    {
        var ahead = new List<Happening>();
        if (stay.Entitlement == Entitlement.None)
        {
            return ahead;
        }

        if (stay.WaitsForHost)
        {
            Add(stay.RevokeAfterUtc, "The codes are taken, unless a host keeps them");
            return ahead;
        }

        Add(stay.DueAtUtc, "Cendra looks at this stay again");
        foreach (var door in doors.Where(d => d.Code is not null && d.Code.MayOpenFromUtc < stay.CheckInUtc))
        {
            Add(door.Code!.MayOpenFromUtc, $"{door.DoorName}: the lock may open with the code from here");
        }

        Add(stay.CheckInUtc, "Check-in: the guest’s window starts");
        Add(stay.CheckOutUtc, "Check-out: the guest’s window ends");
        foreach (var door in doors.Where(d => d.Lock.Timing == LockTiming.OfflineCode))
        {
            Add(door.Code?.IntendedUntilUtc ?? stay.CheckOutUtc, $"{door.DoorName}: the lock ends the code by its own clock. That cannot be read back");
        }

        if (doors.Count(d => d.Lock.Timing != LockTiming.OfflineCode) is > 0 and var online)
        {
            Add(stay.CodeEndUtc, $"Code removed from {Count.Of(online, "door", "doors")}, then read back until it is proven gone");
        }

        return [.. ahead.OrderBy(h => h.AtUtc)];

        void Add(DateTimeOffset? at, string text)
        {
            if (at > nowUtc)
            {
                ahead.Add(new Happening(at.Value, "", text, "", "", "clock"));
            }
        }
    }

    /// <summary>One sentence for each door whose lock bends the window.</summary>
    public static IReadOnlyList<string> WindowNotes(Stay stay, IReadOnlyList<DoorFacts> doors, DateTimeOffset nowUtc)
    {
        var zone = stay.Property?.TimeZoneId ?? "Etc/UTC";
        return [.. doors.Select(Note).OfType<string>()];

        string? Note(DoorFacts door) => door.Lock.Timing switch
        {
            LockTiming.JustInTime => $"{door.DoorName}: this lock is programmed just in time. {EarlyOpening(door)}"
                + "At the end the vendor’s cloud takes the code off; a lock that is offline then keeps it until it is back.",
            LockTiming.OfflineCode => $"{door.DoorName}: this lock makes its codes by itself, without a connection. Such a code cannot be taken back before its end.{FirstUse(door)}",
            _ => null,
        };

        string FirstUse(DoorFacts door) => door.Code is { } code && LockLimits.FirstUseByUtc(code) is { } by
            ? $" It must open the door once by {HouseTime.Moment(by, zone, nowUtc)}, or it never does: tell a guest who comes later, and have another way in."
            : "";

        string EarlyOpening(DoorFacts door) => door.Code is { } code && code.MayOpenFromUtc < stay.CheckInUtc
            ? string.Create(CultureInfo.InvariantCulture,
                $"It may open from {HouseTime.Moment(code.MayOpenFromUtc, zone, nowUtc)}, {(stay.CheckInUtc.Value - code.MayOpenFromUtc).TotalMinutes:0} min before check-in. ")
            : "";
    }
}
