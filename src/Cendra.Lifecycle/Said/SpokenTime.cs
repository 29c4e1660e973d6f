namespace Cendra.Lifecycle.Said;

/// <summary>A time of day in a text. "3" and "3:30" may mean the morning or the afternoon: then there are two readings.</summary>
public sealed record SpokenTime(TimeOnly At, TimeOnly? OrAt = null)
{
    private static readonly TimeOnly DayFrom = new(7, 0);
    private static readonly TimeOnly DayUntil = new(21, 0);

    /// <summary>Where it stands.</summary>
    internal int From { get; init; }

    /// <summary>Where it ends.</summary>
    internal int Until { get; init; }

    /// <summary>One of its readings is this time.</summary>
    public bool IsAt(TimeOnly time) => At == time || OrAt == time;

    /// <summary>The reading to go by: the one that is right, else the one of the day.</summary>
    public TimeOnly Likely(TimeOnly right) => IsAt(right) ? right : OrAt is { } other && !At.IsBetween(DayFrom, DayUntil) && other.IsBetween(DayFrom, DayUntil) ? other : At;
}
