using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Server.Console.Words;

namespace Cendra.Server.Console.Queries;

/// <summary>What is known of a lock, each value with its age.</summary>
public sealed record LockFacts(
    Guid Id, string Name, bool IsOnline, DateTimeOffset? OfflineSinceUtc, DateTimeOffset? LastSeenUtc, double? BatteryLevel, DateTimeOffset? BatterySeenUtc,
    LockTiming Timing, bool ReportsUse)
{
    /// <summary>Below this a battery is worth a swap before the next arrival.</summary>
    public const double LowBattery = 0.2;

    private static readonly TimeSpan LongUnseen = TimeSpan.FromHours(1);

    /// <summary>Takes them from the row.</summary>
    public static LockFacts Of(SmartLock smartLock) => new(
        smartLock.Id, smartLock.Name, smartLock.IsOnline, smartLock.OfflineSinceUtc, smartLock.LastSeenUtc, smartLock.BatteryLevel, smartLock.BatterySeenUtc,
        smartLock.Timing, smartLock.ReportsUse);

    /// <summary>Nothing has been heard for so long that its values are history.</summary>
    public bool IsStale(DateTimeOffset nowUtc) => !IsOnline || LastSeenUtc is not { } seen || nowUtc - seen > LongUnseen;

    /// <summary>The battery wants a person.</summary>
    public bool IsBatteryLow => BatteryLevel < LowBattery;
}

/// <summary>One door of a stay in walking order: its code there and its lock.</summary>
public sealed record DoorFacts(string DoorName, Guid LockId, int Order, LockFacts Lock, AccessCode? Code)
{
    /// <summary>
    /// The doors of a stay: those the property has now, in walking order, then those where an earlier code is still about. Of several codes on a door the newest
    /// speaks; older ones are listed on the stay.
    /// </summary>
    public static IReadOnlyList<DoorFacts> Of(Stay stay)
    {
        var newest = stay.Codes.GroupBy(c => c.LockId).ToDictionary(g => g.Key, g => g.MaxBy(c => c.PinVersion)!);
        var doors = (stay.Property?.Doors ?? []).OrderBy(d => d.WalkingOrder)
            .Select((d, i) => new DoorFacts(d.DoorName, d.LockId, i + 1, LockFacts.Of(d.Lock!), newest.GetValueOrDefault(d.LockId))).ToList();
        var known = doors.Select(d => d.LockId).ToHashSet();
        var former = newest.Values.Where(c => !known.Contains(c.LockId) && c.State is not (AccessCodeState.Revoked or AccessCodeState.Planned));
        return [.. doors, .. former.Select((c, i) => new DoorFacts(c.DoorName, c.LockId, doors.Count + i + 1, LockFacts.Of(c.Lock!), c))];
    }

    /// <summary>The chip, or null while there is no code for this door.</summary>
    public Chip? ChipAt(DateTimeOffset nowUtc) => Code is null ? null : Chip.Of(Code, nowUtc);
}
