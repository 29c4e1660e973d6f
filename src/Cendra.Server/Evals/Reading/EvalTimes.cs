using System.Globalization;
using Cendra.Domain.Stays;

namespace Cendra.Server.Evals.Reading;

/// <summary>Moments and spans as files write them.</summary>
internal static class EvalTimes
{
    private static readonly string[] Walls = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];
    private static readonly string[] Instants = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd HH:mmzzz"];

    /// <summary>An instant, or a wall time of the zone; null = it is neither.</summary>
    public static DateTimeOffset? Moment(string text, string zone) =>
        DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant.ToUniversalTime()
        : DateTime.TryParseExact(text, Walls, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall) ? Utc(DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall), zone)
        : null;

    /// <summary>A wall time of a zone as the houses see it.</summary>
    public static DateTimeOffset Utc(DateOnly day, TimeOnly at, string zone) =>
        StayWindow.Of(new PropertyTimes(zone, at, new TimeOnly(0, 0), TimeSpan.Zero), new StayDates(day, day.AddDays(2))).CheckInUtc;

    /// <summary>A span such as <c>90s</c>, <c>10m</c>, <c>2h</c>, <c>3d</c> or <c>1h30m</c>; null = it is none.</summary>
    public static TimeSpan? Span(string text)
    {
        var (total, digits) = (TimeSpan.Zero, "");
        foreach (var sign in text.TrimStart('+'))
        {
            if (char.IsAsciiDigit(sign))
            {
                digits += sign;
                continue;
            }

            if (digits.Length is 0 or > 5)
            {
                return null;
            }

            var number = int.Parse(digits, CultureInfo.InvariantCulture);
            TimeSpan? part = sign switch { 's' => TimeSpan.FromSeconds(number), 'm' => TimeSpan.FromMinutes(number), 'h' => TimeSpan.FromHours(number), 'd' => TimeSpan.FromDays(number), _ => null };
            if (part is null)
            {
                return null;
            }

            (total, digits) = (total + part.Value, "");
        }

        return digits.Length == 0 && total > TimeSpan.Zero ? total : null;
    }
}
