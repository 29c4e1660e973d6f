using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Simulator.Locks;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>Locks that take only certain times: what a stay gets there, and that a rule nobody knows is never obeyed in part.</summary>
public sealed class TimeFrameTests
{
    private const string Igloohome = """[{"display_name":"Hourly","min_duration":"PT1H","max_duration":"PT672H"},{"display_name":"Daily","min_duration":"P29D","max_duration":"P367D","matching_start_end_time":true}]""";
    private const string Oracode = """[{"display_name":"Fixed","max_duration":"P31D","time_zone":"Europe/Madrid","time_pairs":[{"display_name":"Guest","start_time":"14:00","end_time":"12:00"},{"display_name":"Day","start_time":"07:00","end_time":"19:00"}]}]""";

    [Theory]
    [InlineData(Igloohome, "2026-06-10", "2026-06-13", "2026-06-10 15:00", "2026-06-13 11:00")]
    [InlineData(Igloohome, "2026-06-10", "2026-07-20", "2026-06-10 15:00", "2026-07-20 15:00")]
    [InlineData(Igloohome, "2026-06-10", "2026-07-09", "2026-06-10 15:00", "2026-07-09 15:00")]
    [InlineData(Oracode, "2026-06-10", "2026-06-13", "2026-06-10 14:00", "2026-06-13 12:00")]
    [InlineData("""[{"display_name":"Any","max_duration":"P10D","start_date_recurrence_rule":"FREQ=WEEKLY;BYDAY=WE,SA","end_date_recurrence_rule":"FREQ=DAILY"}]""", "2026-06-10", "2026-06-13", "2026-06-10 15:00", "2026-06-13 11:00")]
    public void A_stay_gets_the_nearest_times_that_the_lock_takes(string frames, string from, string until, string opens, string closes)
    {
        var window = For(frames, from, until).Window;
        Assert.NotNull(window);
        Assert.Equal((DoorWorld.Utc(opens), DoorWorld.Utc(closes)), (window.FromUtc, window.UntilUtc));
    }

    [Theory]
    [InlineData("""[{"display_name":"Odd","moon_phase":"full"}]""", "by a rule that Cendra does not know")]
    [InlineData("""[{"display_name":"Odd","start_date_recurrence_rule":"FREQ=YEARLY;BYEASTER=0"}]""", "by a rule that Cendra does not know")]
    [InlineData("""[{"display_name":"Odd","min_duration":"a while"}]""", "by a rule that Cendra does not know")]
    [InlineData("not what Seam sends", "by a rule that Cendra does not know")]
    [InlineData("""[{"display_name":"Short","max_duration":"P2D"}]""", "for 2 days at the most")]
    [InlineData("""[{"display_name":"Weekend","start_date_recurrence_rule":"FREQ=WEEKLY;BYDAY=SA"}]""", "only at times that this stay does not have")]
    public void What_cannot_be_or_is_not_understood_is_said_in_words(string frames, string words)
    {
        var possible = For(frames, "2026-06-10", "2026-06-13");
        Assert.Null(possible.Window);
        Assert.Contains(words, possible.WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_that_is_understood_is_used_beside_one_that_is_not() =>
        Assert.NotNull(For("""[{"display_name":"Odd","moon_phase":"full"},{"display_name":"Hourly","max_duration":"PT672H"}]""", "2026-06-10", "2026-06-13").Window);

    [Theory]
    [InlineData("2026-06-10 14:30", null, false)]
    [InlineData("2026-06-10 14:00", null, true)]
    [InlineData(null, "2026-06-13 11:45", false)]
    [InlineData(null, "2026-06-13 12:00", true)]
    public void Fixed_times_never_reach_into_another_stay(string? before, string? after, bool possible)
    {
        var found = For(Oracode, "2026-06-10", "2026-06-13", new Neighbours(before is null ? null : DoorWorld.Utc(before), after is null ? null : DoorWorld.Utc(after)));
        Assert.Equal(possible, found.Window is not null);
        Assert.True(possible || found.WhyNot.Contains("reach into the stay before or after", StringComparison.Ordinal));
    }

    [Fact]
    public void A_daily_code_begins_earlier_where_its_end_would_reach_into_the_next_stay()
    {
        var window = For(Igloohome, "2026-06-10", "2026-07-20", new Neighbours(DoorWorld.Utc("2026-06-10 11:00"), DoorWorld.Utc("2026-07-20 14:00"))).Window;
        Assert.Equal((DoorWorld.Utc("2026-06-10 11:00"), DoorWorld.Utc("2026-07-20 11:00")), (window!.FromUtc, window.UntilUtc));
        Assert.Null(For(Igloohome, "2026-06-10", "2026-07-20", new Neighbours(DoorWorld.Utc("2026-06-10 12:00"), DoorWorld.Utc("2026-07-20 14:00"))).Window);
    }

    [Fact]
    public async Task A_stay_of_forty_nights_gets_a_daily_code_on_an_igloohome_lock()
    {
        await using var world = await DoorWorld.CreateAsync();
        world.Doors.AddDoor(new DoorOptions("box", "box", LockBehaviour.OfflineCode, DoorWorld.Zone) { TimeFrameOptions = Igloohome });
        await world.HasPropertyAsync("Olot", ("box", LockBehaviour.OfflineCode));
        await world.BookingArrivesAsync("R1", "Olot", "2026-06-10", "2026-07-20");
        await world.MoveToAsync("2026-06-10 15:05");
        Assert.True(world.Opens("box", await world.DigitsAsync("R1", "box")));
        await world.MoveToAsync("2026-07-20 10:55");
        Assert.True(world.Opens("box", await world.DigitsAsync("R1", "box")));
        await world.MoveToAsync("2026-07-20 15:05");
        Assert.False(world.Opens("box", await world.DigitsAsync("R1", "box")));
        Assert.Equal(AccessCodeFault.None, (await world.CodeAsync("R1", "box")).Fault);
    }

    private static LockWindow For(string frames, string from, string until, Neighbours? neighbours = null)
    {
        var stay = StayWindow.Of(
            new PropertyTimes(DoorWorld.Zone, new TimeOnly(15, 0), new TimeOnly(11, 0), TimeSpan.FromMinutes(30)),
            new StayDates(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture)), neighbours?.NextCheckInUtc);
        var box = new SmartLock { DeviceId = "b", Name = "b", DeviceType = "igloohome_lock", Timing = LockTiming.OfflineCode, TimeFrames = frames, TimeZoneId = DoorWorld.Zone };
        return LockWindows.For(box, stay, neighbours ?? new Neighbours(null, null), DoorWorld.Zone);
    }
}
