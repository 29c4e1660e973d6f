using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Server.Console.Words;

namespace Cendra.Server.Rehearsal.Play.Stays;

/// <summary>The stay as it is booked.</summary>
internal sealed record NothingGoesWrong : StayScenario
{
    public override string Key => "plain";

    public override string Title => "Nothing goes wrong";

    public override string Icon => "circle-check";

    public override string Words(StayPlan plan) => "The booking stays as it is, every lock is online and takes its codes.";
}

/// <summary>The first night is the property's next night in which the clocks change.</summary>
internal sealed record ClocksChange : StayScenario
{
    public override string Key => "clocks";

    public override string Title => "The night the clocks change";

    public override string Icon => "clock";

    public override string Words(StayPlan plan) => plan.ShiftedDays == 0
        ? "The stay is moved so that its first night is the next in which the clocks change here."
        : $"The stay is moved by {plan.ShiftedDays} days: its first night, from {HouseTime.Day(plan.Dates.CheckInLocal, default)}, is the next in which the clocks change here. The neighbours’ stays move along.";

    public override string WhyNot(StayPlan plan) => ClockChanges.NextAfter(plan.Zone, plan.Window.CheckInUtc.AddYears(-1)) is null ? "The clocks of this time zone do not change." : "";

    public override StayPlan Prepare(StayPlan plan, DateTimeOffset nowUtc) =>
        ClockChanges.NextAfter(plan.Zone, nowUtc) is { } night ? plan with { ShiftedDays = night.DayNumber - plan.Stay.CheckInLocal.DayNumber } : plan;
}

/// <summary>The guest is in the house and stays a night longer, or some hours where the next guests come.</summary>
internal sealed record GuestStaysLonger : StayScenario
{
    private static readonly TimeSpan Late = TimeSpan.FromHours(2);

    public override string Key => "longer";

    public override string Title => "Stays longer";

    public override string Icon => "calendar-days";

    public override string Words(StayPlan plan) =>
        $"With the guest in the house, the booking is extended to {Say.At(plan.WindowOf(Longer(plan) ?? plan.Dates).CheckOutUtc, plan.Zone)}.";

    public override string WhyNot(StayPlan plan) => plan.Stay.IsOfWork ? "A code for work has the end that its host gave it. For a longer one, make a new code."
        : Longer(plan) is null ? "The next guests come right after this stay: it cannot be extended." : "";

    public override IReadOnlyList<StayAct> Acts(StayPlan plan)
    {
        var longer = Longer(plan)!;
        var at = Instants.Later(plan.Window.CheckInUtc.AddHours(2), plan.Window.CheckOutUtc.AddHours(-16));
        return [new(at, "calendar-days", $"The booking is extended: check-out {Say.At(plan.WindowOf(longer).CheckOutUtc, plan.Zone)}", false, (stage, ct) => stage.SayAsync(longer, "confirmed", ct))];
    }

    /// <summary>A night more, or two hours where somebody comes on that day; null where not even those are free.</summary>
    private static StayDates? Longer(StayPlan plan)
    {
        var dates = plan.Dates;
        StayDates[] longer = [dates with { CheckOutLocal = dates.CheckOutLocal.AddDays(1) }, dates with { CheckOutTime = (dates.CheckOutTime ?? plan.Property.CheckOutTime).Add(Late) }];
        return longer.FirstOrDefault(d => plan.WindowOf(d).CheckOutUtc is var end && end > plan.Window.CheckOutUtc && !(plan.NextCheckInUtc < end));
    }
}

/// <summary>The last lock on the way loses its connection right before the last hour, and gets it back when the guest has waited for three.</summary>
internal sealed record LockGoesOffline : StayScenario
{
    public override string Key => "offline";

    public override string Title => "Lock offline before check-in";

    public override string Icon => "wifi-off";

    public override string Words(StayPlan plan) =>
        $"{TroubledDoor.LastOnline(plan)?.DoorName ?? "A lock"} loses its connection 61 minutes before check-in and gets it back 3 hours after check-in.";

    public override string WhyNot(StayPlan plan) => TroubledDoor.WhyNoneOnline(plan);

    public override IReadOnlyList<StayAct> Acts(StayPlan plan) => TroubledDoor.Offline(plan, plan.Window.CheckInUtc.AddMinutes(-61), plan.Window.CheckInUtc.AddHours(3));
}

/// <summary>Somebody fills the lock with other codes before this one is put on it. A host who is called frees places an hour later.</summary>
internal sealed record LockIsFull : StayScenario
{
    /// <summary>Full is full: more places would only make the play longer.</summary>
    public const int MostPlaces = 12;

    public override string Key => "full";

    public override string Title => "The lock is full";

    public override string Icon => "list-checks";

    public override string Words(StayPlan plan) =>
        $"Before this code is put on {TroubledDoor.LastOnline(plan)?.DoorName ?? "the lock"}, other codes fill all its places. When a host is called, two of them are taken off an hour later. At most {MostPlaces} places are played.";

    public override string WhyNot(StayPlan plan) => TroubledDoor.WhyNoneOnline(plan);

    public override StayPlan Prepare(StayPlan plan, DateTimeOffset nowUtc) => TroubledDoor.LastOnline(plan) is not { } door ? plan
        : plan with { Places = new Dictionary<Guid, int> { [door.LockId] = Math.Min(door.Lock!.MaxCodes ?? MostPlaces, MostPlaces) } };

    public override IReadOnlyList<StayAct> Acts(StayPlan plan)
    {
        var door = TroubledDoor.LastOnline(plan)!;
        var loaded = plan.Window.CheckInUtc - (door.Lock!.Timing == LockTiming.JustInTime ? TimeSpan.FromHours(1) : TimeSpan.FromHours(72));
        return [new(Instants.Later(plan.BookedUtc.AddMinutes(-5), loaded.AddMinutes(-30)), "list-checks", $"Other codes fill all places of {door.DoorName}", true, (stage, ct) => stage.FillAsync(door, ct))];
    }
}

/// <summary>The booking is cancelled half an hour before check-in, while the lock has no connection.</summary>
internal sealed record CancelledWhileOffline : StayScenario
{
    public override string Key => "cancelled";

    public override string Title => "Cancelled while the lock is offline";

    public override string Icon => "x";

    public override string Words(StayPlan plan) => TroubledDoor.LastOnline(plan) is { } door
        ? $"{door.DoorName} loses its connection 45 minutes before check-in. Half an hour before check-in the stay is cancelled. The lock is back 4 hours after check-in."
        : "Half an hour before check-in the stay is cancelled. The lock makes its codes without a connection: nothing can be taken off it.";

    public override IReadOnlyList<StayAct> Acts(StayPlan plan)
    {
        var checkIn = plan.Window.CheckInUtc;
        var cancelled = new StayAct(checkIn.AddMinutes(-30), "x", plan.Stay.IsOfWork ? "A host ends the code" : "The booking is cancelled", true, (stage, ct) => stage.CancelAsync(ct));
        return [.. TroubledDoor.LastOnline(plan) is null ? [] : TroubledDoor.Offline(plan, checkIn.AddMinutes(-45), checkIn.AddHours(4)), cancelled];
    }
}
