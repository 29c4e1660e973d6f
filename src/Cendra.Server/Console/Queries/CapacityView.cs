using Cendra.Server.Console.Words;

namespace Cendra.Server.Console.Queries;

/// <summary>The first booking for which a lock would have no place at its check-in. <paramref name="StayId"/> is null where the viewer does not see it.</summary>
public sealed record Unplaced(Guid? StayId, string Guest, DateTimeOffset FromUtc);

/// <summary>How much room one lock has in the days ahead: places for codes, and digits to give.</summary>
public sealed record CapacityRow
{
    public required Guid LockId { get; init; }
    public required string DoorName { get; init; }
    public required string Place { get; init; }
    public required string Zone { get; init; }

    /// <summary>Properties whose guests walk through it.</summary>
    public int Properties { get; init; }

    /// <summary>Most codes it holds at once; null = it does not say.</summary>
    public int? Places { get; init; }

    /// <summary>Most codes at one moment if it had room for all, those that are not Cendra's included.</summary>
    public int Peak { get; init; }

    public DateTimeOffset? PeakUtc { get; init; }

    /// <summary>Codes on it that are not Cendra's.</summary>
    public int NotOurs { get; init; }

    public Unplaced? First { get; init; }

    /// <summary>Bookings without a place at their check-in.</summary>
    public int UnplacedCount { get; init; }

    /// <summary>Length of the digits that all doors of its properties take together; null = they agree on none, or the lock chooses.</summary>
    public int? DigitLength { get; init; }

    /// <summary>Cendra does not choose its digits.</summary>
    public bool ChoosesPin { get; init; }

    /// <summary>How many different codes there are by the rules of these doors.</summary>
    public long Digits { get; init; }

    /// <summary>How many of them are held by stays or rest.</summary>
    public long DigitsUsed { get; init; }

    /// <summary>Share of the digits that is used, 0 to 1.</summary>
    public double DigitShare => Digits == 0 ? 0 : Math.Min(1, (double)DigitsUsed / Digits);

    /// <summary>The worst thing about it.</summary>
    public Chip Chip => this switch
    {
        { First: not null } => new("Does not fit", "blocked", "octagon-x"),
        { ChoosesPin: false, DigitLength: null } => new("No common digits", "blocked", "octagon-x"),
        { DigitShare: >= 0.8 } => new("Digits run short", "risk", "triangle-alert"),
        { Places: { } places } when Peak >= places => new("Full", "risk", "triangle-alert"),
        { Places: null } => new("Limit not stated", "", "info"),
        _ => new("Room", "ready", "circle-check"),
    };
}
