using Cendra.Domain.Access;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;

namespace Cendra.Agent.Replies;

/// <summary>Is the code of this stay on the lock, as far as was read.</summary>
internal enum OnLock
{
    /// <summary>Read back: it is, or the lock makes it by itself.</summary>
    Yes,

    /// <summary>Not yet.</summary>
    Pending,

    /// <summary>The lock did not take it.</summary>
    Failed,

    /// <summary>No code is planned for this door.</summary>
    None,
}

/// <summary>How a battery was when it was last read.</summary>
internal enum BatteryState
{
    /// <summary>Never read.</summary>
    Unknown,

    /// <summary>Above a quarter.</summary>
    Fine,

    /// <summary>A quarter or less.</summary>
    Low,

    /// <summary>A tenth or less: the keypad may be dark.</summary>
    Critical,
}

/// <summary>One door as it was last seen.</summary>
internal sealed record DoorFacts(
    string Name, IReadOnlyList<WayStep> Steps, bool IsOnline, DateTimeOffset? OfflineSinceUtc, BatteryState Battery, double? BatteryLevel, DateTimeOffset? BatterySeenUtc, OnLock Code)
{
    /// <summary>Which lock.</summary>
    public required Guid LockId { get; init; }

    /// <summary>Nobody gets in without it.</summary>
    public required bool IsNeeded { get; init; }

    /// <summary>The keypad is a device of its own and has no power or no connection to its lock.</summary>
    public required bool IsKeypadDead { get; init; }

    /// <summary>When it was last opened, by whomever; null = never, or it does not tell.</summary>
    public DateTimeOffset? UnlockedUtc { get; init; }

    /// <summary>Reads what was last seen.</summary>
    /// <param name="stay">With its codes.</param>
    /// <param name="way">The door as the way in has it.</param>
    /// <param name="nowUtc">The moment.</param>
    public static DoorFacts Of(Stay stay, WayDoor way, DateTimeOffset nowUtc)
    {
        var (door, smartLock) = (way.Door, way.Door.Lock);
        return new DoorFacts(
            StayFacts.Said(door.DoorName), [.. way.Steps.Select(StayFacts.Said)], smartLock is not { IsOnline: false }, smartLock?.OfflineSinceUtc,
            smartLock?.BatteryLevel is { } level ? Judged(level) : BatteryState.Unknown, smartLock?.BatteryLevel, smartLock?.BatterySeenUtc, CodeOf(stay, door.LockId, nowUtc))
        {
            LockId = door.LockId, IsNeeded = door.Role != DoorRole.Extra, UnlockedUtc = smartLock?.LastUnlockedUtc, IsKeypadDead = smartLock is { IsKeypadConnected: false } or { KeypadBatteryLevel: <= 0.05 },
        };
    }

    private static BatteryState Judged(double level) => level <= 0.10 ? BatteryState.Critical : level <= 0.25 ? BatteryState.Low : BatteryState.Fine;

    private static OnLock CodeOf(Stay stay, Guid lockId, DateTimeOffset nowUtc)
    {
        var codes = stay.Codes.Where(c => c.LockId == lockId && !c.IsSettled && c.Pin is not { ReplacedUtc: not null }).ToList();
        return codes.Count == 0 ? OnLock.None
            : codes.Exists(c => c.IsOnLock && c.Fault != AccessCodeFault.ChangedElsewhere) ? OnLock.Yes
            : codes.Exists(c => c.Fault is AccessCodeFault.SetFailed or AccessCodeFault.NotPossible or AccessCodeFault.ChangedElsewhere || (nowUtc >= c.IntendedFromUtc && c.Fault == AccessCodeFault.SetDelayed)) ? OnLock.Failed
            : OnLock.Pending;
    }
}
