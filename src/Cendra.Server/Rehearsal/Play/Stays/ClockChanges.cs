using NodaTime;

namespace Cendra.Server.Rehearsal.Play.Stays;

/// <summary>When the clocks of a zone change.</summary>
internal static class ClockChanges
{
    /// <summary>The evening before the next change of the wall clock (its night is the one that is shorter or longer); null = none comes within two years.</summary>
    public static DateOnly? NextAfter(string zoneId, DateTimeOffset afterUtc)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneId) ?? DateTimeZone.Utc;
        var at = Instant.FromDateTimeOffset(afterUtc);
        var until = at + Duration.FromDays(730);
        while (zone.GetZoneInterval(at) is { HasEnd: true } interval && interval.End < until)
        {
            if (zone.GetZoneInterval(interval.End).WallOffset != interval.WallOffset)
            {
                var last = (interval.End - Duration.FromTicks(1)).InZone(zone);
                return last.Date.PlusDays(last.Hour < 12 ? -1 : 0).ToDateOnly();
            }

            at = interval.End;
        }

        return null;
    }
}
