namespace Cendra.Domain.Time;

/// <summary>Instants as the three databases can all hold them: UTC, whole microseconds.</summary>
public static class Instants
{
    /// <summary>Cuts to whole microseconds, so that a value reads back from every database as it was written.</summary>
    public static DateTimeOffset ToMicroseconds(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>The earlier of two instants.</summary>
    public static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a <= b ? a : b;

    /// <summary>The later of two instants.</summary>
    public static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a >= b ? a : b;

    /// <summary>The longer of two times.</summary>
    public static TimeSpan Longer(TimeSpan a, TimeSpan b) => a >= b ? a : b;

    /// <summary>The earlier of two, of which either may be missing.</summary>
    public static DateTimeOffset? Earliest(DateTimeOffset? a, DateTimeOffset? b) => a is { } x && b is { } y ? Earlier(x, y) : a ?? b;
}
