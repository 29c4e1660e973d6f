using System.Globalization;

namespace Cendra.Simulator.Wire;

/// <summary>Times as Seam writes them: UTC, milliseconds, Z.</summary>
internal static class WireTime
{
    public static string Write(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string? Write(DateTimeOffset? instant) => instant is { } known ? Write(known) : null;

    /// <summary>Reads ISO 8601 with or without an offset (then UTC) to the millisecond; null when it is no time or of no year a door knows.</summary>
    public static DateTimeOffset? Read(string text)
    {
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        const int FirstYear = 1970;
        const int LastYear = 2999;
        if (text.Length < 10 || !char.IsAsciiDigit(text[0])
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Styles, out var instant)
            || instant.Year is < FirstYear or > LastYear)
        {
            return null;
        }

        return new DateTimeOffset(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }
}
