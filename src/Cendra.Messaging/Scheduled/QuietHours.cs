using Cendra.Domain.Stays;

namespace Cendra.Messaging.Scheduled;

/// <summary>When nobody is written to about what can wait: from nine in the evening until nine in the morning on the property's wall. Codes, locked doors and danger never wait for it. Pure.</summary>
public static class QuietHours
{
    /// <summary>From here on it is quiet.</summary>
    public static readonly TimeOnly From = new(21, 0);

    /// <summary>Until here.</summary>
    public static readonly TimeOnly Until = new(9, 0);

    /// <summary>The moment itself, or the morning after it where it is quiet then.</summary>
    public static DateTimeOffset After(DateTimeOffset atUtc, string timeZoneId)
    {
        var local = StayWindow.LocalTime(atUtc, timeZoneId).Local;
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        return time >= From ? StayWindow.InstantOf(day.AddDays(1), Until, timeZoneId) : time < Until ? StayWindow.InstantOf(day, Until, timeZoneId) : atUtc;
    }
}
