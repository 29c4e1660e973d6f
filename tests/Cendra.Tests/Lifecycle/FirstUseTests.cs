using System.Globalization;
using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Simulator.Locks;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>An igloohome code that is not used within a day of its start never opens: a code that is made late starts late.</summary>
public sealed class FirstUseTests
{
    [Fact]
    public async Task A_booking_that_comes_on_the_third_day_of_its_stay_gets_a_code_that_opens()
    {
        await using var world = await StartAsync();
        await world.MoveToAsync("2026-06-12 16:20");
        await world.BookingArrivesAsync("R1", "Olot", "2026-06-10", "2026-06-15");
        Assert.True(world.Opens("box", await world.DigitsAsync("R1", "box")));
        Assert.Equal(DoorWorld.Utc("2026-06-12 16:00"), (await world.CodeAsync("R1", "box")).IntendedFromUtc);
        await world.MoveToAsync("2026-06-13 12:00");
        Assert.Single((await world.StayAsync("R1")).Codes);
    }

    [Fact]
    public async Task A_stay_that_is_extended_on_its_third_day_gets_a_second_code_that_opens()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Olot", "2026-06-10", "2026-06-13");
        await world.MoveToAsync("2026-06-10 18:00");
        var first = await world.DigitsAsync("R1", "box");
        Assert.True(world.Opens("box", first));
        await world.MoveToAsync("2026-06-12 16:20");
        await world.BookingArrivesAsync("R1", "Olot", "2026-06-10", "2026-06-15");
        var second = await world.DigitsAsync("R1", "box");
        Assert.NotEqual(first, second);
        Assert.True(world.Opens("box", second), "the new one from now");
        Assert.True(world.Opens("box", first), "the old one to its own end");
        await world.MoveToAsync("2026-06-14 12:00");
        Assert.Equal(2, (await world.StayAsync("R1")).Codes.Count);
        Assert.True(world.Opens("box", second));
        Assert.Equal(AccessCodeFault.None, (await world.CodeAsync("R1", "box")).Fault);
    }

    /// <summary>Clocks that change by an hour, by half an hour (Lord Howe, forward on 4 October, back on 5 April) and not at all.</summary>
    [Theory]
    [InlineData("Australia/Lord_Howe", "2026-10-02", "2026-10-06")]
    [InlineData("Australia/Lord_Howe", "2026-04-03", "2026-04-08")]
    [InlineData("Europe/Madrid", "2026-10-23", "2026-10-27")]
    [InlineData("Asia/Kathmandu", "2026-06-10", "2026-06-14")]
    [InlineData("Australia/Lord_Howe", "2026-09-20", "2026-11-10")]
    public void A_code_that_is_made_late_starts_with_the_hour_on_the_wall(string zone, string checkIn, string checkOut)
    {
        var dates = new StayDates(DateOnly.Parse(checkIn, CultureInfo.InvariantCulture), DateOnly.Parse(checkOut, CultureInfo.InvariantCulture));
        var stay = StayWindow.Of(new PropertyTimes(zone, new TimeOnly(14, 0), new TimeOnly(10, 0), TimeSpan.Zero), dates);
        var box = new SmartLock { DeviceId = "b", Name = "b", DeviceType = "igloohome_lock", Timing = LockTiming.OfflineCode, TimeZoneId = zone, TimeFrames = """[{"display_name":"Hourly","max_duration":"PT672H"},{"display_name":"Daily","min_duration":"P29D","max_duration":"P367D","matching_start_end_time":true}]""" };
        var asked = LockWindows.For(box, stay, new Neighbours(null, null), zone).Window!;
        var isDaily = TimeFrameRules.LengthOf(asked.FromUtc, asked.UntilUtc) == CodeWindowLength.Days;
        var step = TimeSpan.FromHours(isDaily ? 25 : 1.5); // An hour of the wall takes an hour and a half in the night when clocks move by half an hour.
        for (var now = asked.FromUtc.AddMinutes(-30); now < asked.UntilUtc - step; now = now.AddMinutes(7))
        {
            var from = LockWindows.InFuture(box, null, asked, zone, now).FromUtc;
            Assert.True(from == asked.FromUtc || (from > asked.FromUtc && from <= now), $"{now:u}: {from:u}");
            Assert.True(now - from < step, $"{now:u}: starts {from:u}, too long ago to be used");
            var (first, late) = (StayWindow.LocalTime(asked.FromUtc, zone).Local, StayWindow.LocalTime(from, zone).Local);
            Assert.Equal(isDaily ? first.TimeOfDay : TimeSpan.FromHours(late.Hour), late.TimeOfDay);
        }
    }

    [Theory]
    [InlineData(0, 0, Readiness.Ready)]
    [InlineData(-30, 0, Readiness.Ready)]
    [InlineData(-30, 30, Readiness.Ready)]
    [InlineData(30, 0, Readiness.AtRisk)]
    [InlineData(0, -30, Readiness.AtRisk)]
    [InlineData(0, 60, Readiness.AtRisk)]
    public void A_lock_that_rounded_the_hours_outward_lets_the_guest_in_and_one_that_took_some_away_does_not(int fromMinutes, int untilMinutes, Readiness expected)
    {
        var (from, until, now) = (DoorWorld.Utc("2026-06-10 15:00"), DoorWorld.Utc("2026-06-13 11:00"), DoorWorld.Utc("2026-06-09 12:00"));
        var code = OnBox(new CodeWindow(from, until, from), now);
        code.Observe(new CodeReading(CodePresence.ScheduledOnLock, from.AddMinutes(fromMinutes), until.AddMinutes(untilMinutes), false, "h", AccessCodeFault.None, "", true), now);
        var verdict = StayReadiness.OfCode(code, DoorRole.Unit, now);
        Assert.Equal(expected, verdict.Readiness);
        Assert.Equal(expected != Readiness.Ready, verdict.Reason.Contains("other times than the stay has, and they cannot be moved", StringComparison.Ordinal));
    }

    private static AccessCode OnBox(CodeWindow window, DateTimeOffset nowUtc)
    {
        var box = new SmartLock { Id = new Guid(4, 0, 0, new byte[8]), DeviceId = "b", Name = "b", DeviceType = "igloohome_lock", Timing = LockTiming.OfflineCode, IsOnline = true };
        var code = AccessCode.Plan(
            new Guid(3, 0, 0, new byte[8]), new StayPin { PinVersion = 1, Sealed = new SealedPin { Ciphertext = [], Hash = "h", Length = 9 } },
            new DoorUse { DoorName = "Box", LockId = box.Id, Lock = box }, "Guest 1", window, nowUtc);
        code.BeginCreate();
        code.MarkAccepted("seam-1");
        return code;
    }

    private static async Task<DoorWorld> StartAsync()
    {
        var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Olot", ("box", LockBehaviour.OfflineCode));
        return world;
    }
}
