using System.Globalization;
using Cendra.Domain.Stays;
using Xunit;

namespace Cendra.Tests.Stays;

/// <summary>The window of a stay on the days on which clocks change. Instants are worked out by hand from the rules of the zone.</summary>
public sealed class StayWindowTests
{
    /// <summary>A skipped time becomes the next one that exists.</summary>
    [Theory]
    [InlineData("Europe/Madrid", "2026-03-29 02:30", "2026-03-29T01:00:00Z")] // 02:00 CET -> 03:00 CEST
    [InlineData("America/New_York", "2026-03-08 02:15", "2026-03-08T07:00:00Z")] // 02:00 EST -> 03:00 EDT
    [InlineData("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03T15:30:00Z")] // 02:00 +10:30 -> 02:30 +11
    [InlineData("Pacific/Apia", "2011-12-30 15:00", "2011-12-30T10:00:00Z")] // the whole day never was
    [InlineData("Africa/Casablanca", "2025-04-06 02:30", "2025-04-06T02:00:00Z")] // 02:00 +00 -> 03:00 +01 after Ramadan
    public void A_skipped_time_becomes_the_next_that_exists_at_both_ends(string zone, string local, string expectedUtc)
    {
        var (date, time) = Parse(local);
        var times = new PropertyTimes(zone, time, time, TimeSpan.Zero);
        Assert.Equal(Utc(expectedUtc), StayWindow.Of(times, new StayDates(date, date.AddDays(3))).CheckInUtc);
        Assert.Equal(Utc(expectedUtc), StayWindow.Of(times, new StayDates(date.AddDays(-3), date)).CheckOutUtc);
    }

    /// <summary>Of a time that occurs twice a check-in takes the earlier and a check-out the later.</summary>
    [Theory]
    [InlineData("Europe/Madrid", "2026-10-25 02:30", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")]
    [InlineData("America/New_York", "2026-11-01 01:30", "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z")]
    [InlineData("Africa/Casablanca", "2025-02-23 02:30", "2025-02-23T01:30:00Z", "2025-02-23T02:30:00Z")]
    public void Of_a_time_that_occurs_twice_the_guest_gets_the_longer_stay(string zone, string local, string earlierUtc, string laterUtc)
    {
        var (date, time) = Parse(local);
        var times = new PropertyTimes(zone, time, time, TimeSpan.Zero);
        Assert.Equal(Utc(earlierUtc), StayWindow.Of(times, new StayDates(date, date.AddDays(3))).CheckInUtc);
        Assert.Equal(Utc(laterUtc), StayWindow.Of(times, new StayDates(date.AddDays(-3), date)).CheckOutUtc);
    }

    [Fact]
    public void The_stays_own_times_go_before_the_propertys()
    {
        var window = StayWindow.Of(Madrid(), new StayDates(new(2026, 6, 10), new(2026, 6, 12), new(13, 0), new(9, 30)));
        Assert.Equal((Utc("2026-06-10T11:00:00Z"), Utc("2026-06-12T07:30:00Z"), Utc("2026-06-12T08:00:00Z")), (window.CheckInUtc, window.CheckOutUtc, window.CodeEndUtc));
    }

    [Theory]
    [InlineData(null, "2026-06-12T09:30:00Z")]
    [InlineData("2026-06-12T13:00:00Z", "2026-06-12T09:30:00Z")]
    [InlineData("2026-06-12T09:10:00Z", "2026-06-12T09:10:00Z")]
    [InlineData("2026-06-12T09:00:00Z", "2026-06-12T09:00:00Z")]
    [InlineData("2026-06-12T08:00:00Z", "2026-06-12T09:00:00Z")] // stays overlap: the grace goes, the guest's own time does not
    public void The_grace_ends_at_the_next_check_in(string? next, string expectedUtc)
    {
        var window = StayWindow.Of(Madrid(), new StayDates(new(2026, 6, 10), new(2026, 6, 12)), next is null ? null : Utc(next));
        Assert.Equal(Utc(expectedUtc), window.CodeEndUtc);
    }

    [Theory]
    [InlineData("Mars/Olympus")]
    [InlineData("")]
    [InlineData("Romance Standard Time")]
    public void An_unknown_zone_is_named(string zone)
    {
        var error = Assert.Throws<ArgumentException>(() => StayWindow.Of(Madrid() with { TimeZoneId = zone }, new StayDates(new(2026, 6, 10), new(2026, 6, 12))));
        Assert.StartsWith($"'{zone}' is no IANA time zone.", error.Message, StringComparison.Ordinal);
        Assert.False(StayWindow.IsZone(zone));
        Assert.True(StayWindow.IsZone("Europe/Madrid"));
    }

    [Theory]
    [InlineData("2026-06-12", "2026-06-10")]
    [InlineData("2026-06-10", "2026-06-10")] // 15:00 to 11:00 of the same day
    public void Dates_that_end_before_they_begin_are_named(string checkIn, string checkOut)
    {
        var dates = new StayDates(DateOnly.Parse(checkIn, CultureInfo.InvariantCulture), DateOnly.Parse(checkOut, CultureInfo.InvariantCulture));
        var error = Assert.Throws<ArgumentException>(() => StayWindow.Of(Madrid(), dates));
        Assert.StartsWith($"The stay ends ({checkOut}) before it begins ({checkIn}).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_stay_is_a_stay()
    {
        var window = StayWindow.Of(Madrid(), new StayDates(new(2026, 6, 10), new(2026, 6, 10), new(9, 0), new(18, 0)));
        Assert.Equal(TimeSpan.FromHours(9), window.CheckOutUtc - window.CheckInUtc);
    }

    [Fact]
    public void An_instant_reads_as_the_propertys_wall_time_with_its_abbreviation()
    {
        Assert.Equal((new DateTime(2026, 6, 10, 15, 0, 0), "CEST"), StayWindow.LocalTime(Utc("2026-06-10T13:00:00Z"), "Europe/Madrid"));
        Assert.Equal((new DateTime(2026, 1, 10, 15, 0, 0), "CET"), StayWindow.LocalTime(Utc("2026-01-10T14:00:00Z"), "Europe/Madrid"));
    }

    private static PropertyTimes Madrid() => new("Europe/Madrid", new(15, 0), new(11, 0), TimeSpan.FromMinutes(30));

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static (DateOnly Date, TimeOnly Time) Parse(string local)
    {
        var at = DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return (DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at));
    }
}
