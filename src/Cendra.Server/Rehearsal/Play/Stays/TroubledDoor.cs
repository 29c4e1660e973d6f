using Cendra.Domain.Portfolio;

namespace Cendra.Server.Rehearsal.Play.Stays;

/// <summary>Which of a stay's doors a scenario makes trouble at.</summary>
internal static class TroubledDoor
{
    /// <summary>The last one on the way whose lock gets its codes over a connection; null = none does.</summary>
    public static DoorUse? LastOnline(StayPlan plan) =>
        plan.Doors.Where(d => d.Lock!.Timing != LockTiming.OfflineCode).OrderBy(d => d.Role != DoorRole.Extra).ThenBy(d => d.WalkingOrder).LastOrDefault();

    /// <summary>Says so where there is none.</summary>
    public static string WhyNoneOnline(StayPlan plan) => LastOnline(plan) is null ? "This lock makes its codes without a connection and keeps no list of them." : "";

    /// <summary>It loses its connection and gets it back. Whoever books late finds it offline.</summary>
    public static IReadOnlyList<StayAct> Offline(StayPlan plan, DateTimeOffset fromUtc, DateTimeOffset untilUtc)
    {
        var door = LastOnline(plan)!;
        return
        [
            new(fromUtc, "wifi-off", $"{door.DoorName}: the lock goes offline", true, (stage, _) => stage.ConnectAsync(door, false)),
            new(untilUtc, "wifi", $"{door.DoorName}: the lock is back online", false, (stage, _) => stage.ConnectAsync(door, true)),
        ];
    }
}
