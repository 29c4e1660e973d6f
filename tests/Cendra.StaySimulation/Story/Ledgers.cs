using NodaTime;
using NodaTime.TimeZones;

namespace Cendra.StaySimulation.Story;

/// <summary>Wall times as instants, worked out apart from the product: a time that is skipped is the next that exists; of two, a check-in takes the earlier and a check-out the later.</summary>
internal static class Ledgers
{
    public static DateTimeOffset Instant(string zoneId, DateOnly date, TimeOnly time, bool isEnd = false)
    {
        var zone = DateTimeZoneProviders.Tzdb[zoneId];
        var local = new LocalDateTime(date.Year, date.Month, date.Day, time.Hour, time.Minute);
        var resolver = Resolvers.CreateMappingResolver(isEnd ? Resolvers.ReturnLater : Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);
        return zone.ResolveLocal(local, resolver).ToDateTimeOffset().ToUniversalTime();
    }
}
