using NodaTime;
using NodaTime.TimeZones;

namespace Cendra.Domain.Stays;

/// <summary>The times of a property as local wall times. <paramref name="Grace"/> is the hidden time after check-out in which a code still works.</summary>
public sealed record PropertyTimes(string TimeZoneId, TimeOnly CheckIn, TimeOnly CheckOut, TimeSpan Grace);

/// <summary>The dates of a stay with its own times where it has any (host's override before the source's).</summary>
public sealed record StayDates(DateOnly CheckInLocal, DateOnly CheckOutLocal, TimeOnly? CheckInTime = null, TimeOnly? CheckOutTime = null);

/// <summary>
/// The window of a stay in instants. The one place where local wall times become instants: a time that a clock change skips becomes the next one that
/// exists; of a time that occurs twice a check-in takes the earlier and a check-out the later, so that a guest never stands outside for it.
/// </summary>
/// <param name="CheckInUtc">From here the guest may enter.</param>
/// <param name="CheckOutUtc">The end that guests are told.</param>
/// <param name="CodeEndUtc">Check-out plus grace, never later than the next stay's check-in. Hosts see it, guests do not.</param>
public sealed record StayWindow(DateTimeOffset CheckInUtc, DateTimeOffset CheckOutUtc, DateTimeOffset CodeEndUtc)
{
    private static readonly ZoneLocalMappingResolver StartResolver =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private static readonly ZoneLocalMappingResolver EndResolver =
        Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>
    /// Computes the window. <paramref name="nextCheckInUtc"/> is the start of the next stay in the same property, or null.
    /// Throws <see cref="ArgumentException"/> for a zone that the tz database does not know or dates that end before they begin.
    /// </summary>
    public static StayWindow Of(PropertyTimes times, StayDates dates, DateTimeOffset? nextCheckInUtc = null)
    {
        var zone = Zone(times.TimeZoneId) ?? throw new ArgumentException($"'{times.TimeZoneId}' is no IANA time zone.", nameof(times));
        var start = Instant(zone, dates.CheckInLocal, dates.CheckInTime ?? times.CheckIn, StartResolver);
        var end = Instant(zone, dates.CheckOutLocal, dates.CheckOutTime ?? times.CheckOut, EndResolver);
        if (end <= start)
        {
            throw new ArgumentException($"The stay ends ({dates.CheckOutLocal:yyyy-MM-dd}) before it begins ({dates.CheckInLocal:yyyy-MM-dd}).", nameof(dates));
        }

        var codeEnd = end + times.Grace;
        if (nextCheckInUtc is { } next && next < codeEnd)
        {
            codeEnd = next > end ? next : end;
        }

        return new StayWindow(start, end, codeEnd);
    }

    /// <summary>True when the tz database knows the zone.</summary>
    public static bool IsZone(string timeZoneId) => Zone(timeZoneId) is not null;

    /// <summary>The wall time of an instant in a zone, with the zone's abbreviation then ("CET").</summary>
    public static (DateTime Local, string Abbreviation) LocalTime(DateTimeOffset instantUtc, string timeZoneId)
    {
        var zone = Zone(timeZoneId) ?? DateTimeZone.Utc;
        var zoned = NodaTime.Instant.FromDateTimeOffset(instantUtc).InZone(zone);
        return (zoned.ToDateTimeUnspecified(), zoned.GetZoneInterval().Name);
    }

    /// <summary>The instant of a wall time; of one that occurs twice the earlier, of one that is skipped the next that exists. A zone that nobody knows is UTC.</summary>
    public static DateTimeOffset InstantOf(DateOnly date, TimeOnly time, string timeZoneId) => Instant(Zone(timeZoneId) ?? DateTimeZone.Utc, date, time, StartResolver);

    private static DateTimeZone? Zone(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);

    private static DateTimeOffset Instant(DateTimeZone zone, DateOnly date, TimeOnly time, ZoneLocalMappingResolver resolver)
    {
        var local = LocalDate.FromDateOnly(date) + LocalTimeOf(time);
        return zone.ResolveLocal(local, resolver).ToDateTimeOffset().ToUniversalTime();
    }

    private static LocalTime LocalTimeOf(TimeOnly time) => NodaTime.LocalTime.FromTimeOnly(time);
}
