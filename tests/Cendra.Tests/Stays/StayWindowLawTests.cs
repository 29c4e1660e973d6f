using Cendra.Domain.Stays;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;

namespace Cendra.Tests.Stays;

/// <summary>What holds for every window, whatever the zone, the dates and the clock changes between them.</summary>
public sealed class StayWindowLawTests
{
    private static readonly string[] Zones =
        ["Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "Asia/Kathmandu", "Etc/UTC"];

    private sealed record Case(PropertyTimes Times, StayDates Dates, TimeSpan? NextAfterCheckOut);

    [Property(MaxTest = 1000)]
    public Property It_ends_after_it_begins_and_the_code_ends_within_the_grace() => Prop.ForAll(Cases().ToArbitrary(), c =>
    {
        var window = StayWindow.Of(c.Times, c.Dates);
        return window.CheckOutUtc > window.CheckInUtc
            && window.CodeEndUtc == window.CheckOutUtc + c.Times.Grace
            && window.CheckInUtc.Offset == TimeSpan.Zero && window.CheckOutUtc.Offset == TimeSpan.Zero;
    });

    [Property(MaxTest = 1000)]
    public Property The_code_never_reaches_into_the_next_stay_and_never_ends_before_check_out() => Prop.ForAll(Cases().ToArbitrary(), c =>
    {
        var alone = StayWindow.Of(c.Times, c.Dates);
        var next = alone.CheckOutUtc + (c.NextAfterCheckOut ?? TimeSpan.Zero);
        var window = StayWindow.Of(c.Times, c.Dates, next);
        return window.CodeEndUtc >= window.CheckOutUtc
            && window.CodeEndUtc <= alone.CodeEndUtc
            && (next < window.CheckOutUtc ? window.CodeEndUtc == window.CheckOutUtc : window.CodeEndUtc <= next);
    });

    [Property(MaxTest = 1000)]
    public Property Both_ends_read_as_the_wall_times_of_the_property_unless_the_clock_skips_them() => Prop.ForAll(Cases().ToArbitrary(), c =>
    {
        var window = StayWindow.Of(c.Times, c.Dates);
        return Reads(window.CheckInUtc, c.Times.TimeZoneId, c.Dates.CheckInLocal, c.Dates.CheckInTime ?? c.Times.CheckIn)
            && Reads(window.CheckOutUtc, c.Times.TimeZoneId, c.Dates.CheckOutLocal, c.Dates.CheckOutTime ?? c.Times.CheckOut);
    });

    [Property(MaxTest = 1000)]
    public Property Of_a_time_that_occurs_twice_no_earlier_start_and_no_later_end_exists() => Prop.ForAll(Cases().ToArbitrary(), c =>
    {
        var window = StayWindow.Of(c.Times, c.Dates);
        var zone = DateTimeZoneProviders.Tzdb[c.Times.TimeZoneId];
        var start = zone.MapLocal(LocalDate.FromDateOnly(c.Dates.CheckInLocal) + LocalTime.FromTimeOnly(c.Dates.CheckInTime ?? c.Times.CheckIn));
        var end = zone.MapLocal(LocalDate.FromDateOnly(c.Dates.CheckOutLocal) + LocalTime.FromTimeOnly(c.Dates.CheckOutTime ?? c.Times.CheckOut));
        return (start.Count == 0 || window.CheckInUtc == start.First().ToDateTimeOffset())
            && (end.Count == 0 || window.CheckOutUtc == end.Last().ToDateTimeOffset());
    });

    private static bool Reads(DateTimeOffset instant, string zoneId, DateOnly date, TimeOnly time)
    {
        var wanted = LocalDate.FromDateOnly(date) + LocalTime.FromTimeOnly(time);
        var shown = Instant.FromDateTimeOffset(instant).InZone(DateTimeZoneProviders.Tzdb[zoneId]).LocalDateTime;
        return DateTimeZoneProviders.Tzdb[zoneId].MapLocal(wanted).Count == 0 ? shown > wanted : shown == wanted;
    }

    /// <summary>Days around every clock change of 2011 to 2027 come as often as all others together; times at every quarter of an hour.</summary>
    private static Gen<Case> Cases() =>
        from zone in Gen.Elements(Zones)
        from first in Gen.OneOf(ChangeDays(zone), Gen.Choose(0, 6000).Select(d => new DateOnly(2011, 1, 1).AddDays(d)))
        from nights in Gen.OneOf(Gen.Choose(2, 4), Gen.Choose(2, 90))
        from times in Gen.Choose(0, 95).Select(q => new TimeOnly(q / 4, q % 4 * 15)).Four()
        from own in Gen.Choose(0, 1).Two()
        from grace in Gen.Choose(0, 240)
        from next in Gen.Choose(-600, 600)
        select new Case(
            new PropertyTimes(zone, times.Item1, times.Item2, TimeSpan.FromMinutes(grace)),
            new StayDates(first, first.AddDays(nights), own.Item1 == 1 ? times.Item3 : null, own.Item2 == 1 ? times.Item4 : null),
            TimeSpan.FromMinutes(next));

    private static Gen<DateOnly> ChangeDays(string zoneId)
    {
        var days = DateTimeZoneProviders.Tzdb[zoneId].GetZoneIntervals(Instant.FromUtc(2011, 1, 1, 0, 0), Instant.FromUtc(2027, 12, 31, 0, 0))
            .Where(i => i.HasStart).Select(i => i.IsoLocalStart.Date.ToDateOnly()).ToList();
        return from day in Gen.Elements<DateOnly>(days.Count > 0 ? days : [new DateOnly(2026, 3, 29)])
               from shift in Gen.Choose(-3, 1)
               select day.AddDays(shift);
    }
}
