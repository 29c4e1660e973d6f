using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Locks;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>What a lock says of itself is kept with its age, and what may keep a guest outside is said before.</summary>
public sealed class LockHealthTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_battery_about_to_fail_before_an_arrival_calls_a_host_and_makes_the_stay_at_risk()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-12");
        world.Doors.SetBattery("flat", 0.04);
        await world.HealthAsync();
        await world.LookNowAsync("R1");
        Assert.Equal(Readiness.AtRisk, (await world.StayAsync("R1")).Readiness);
        Assert.Empty(await world.OpenEscalationsAsync());
        await world.MoveToAsync("2026-06-09 12:00");
        await world.HealthAsync();
        var called = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal((EscalationPriority.P2, 1), (called.Priority, called.Stays.Count));
        Assert.Contains("battery", (await world.StayAsync("R1")).WorstReason, StringComparison.Ordinal);

        world.Doors.SetBattery("flat", 1);
        await world.HealthAsync();
        await world.LookNowAsync("R1");
        Assert.Equal(Readiness.Ready, (await world.StayAsync("R1")).Readiness);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Theory]
    [InlineData("privacy_mode", "Privacy mode")]
    [InlineData("something_new", "something_new")]
    [InlineData("time_zone_unknown", "time zone")]
    [InlineData("third_party_integration_detected", SmartLock.OtherSystem)]
    public async Task Warnings_of_a_lock_are_said_in_words(string warning, string words)
    {
        await using var world = await StartAsync();
        world.Doors.Warn("flat", warning);
        await world.HealthAsync();
        Assert.Contains(words, (await LockAsync(world)).Warning, StringComparison.Ordinal);
        world.Doors.Warn("flat");
        await world.HealthAsync();
        Assert.Equal("", (await LockAsync(world)).Warning);
    }

    [Fact]
    public async Task A_keypad_that_is_not_connected_is_said_with_what_helps()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-04");
        world.Doors.SetKeypad("flat", connected: false, battery: 0.5);
        await world.HealthAsync();
        await world.LookNowAsync("R1");
        Assert.Contains("keypad", (await world.StayAsync("R1")).WorstReason, StringComparison.Ordinal);
        Assert.Equal("lock-health", Assert.Single(await world.OpenEscalationsAsync()).Cause.Split(':')[0]);
    }

    [Fact]
    public async Task Readings_are_kept_on_change_or_once_a_day_and_forgotten_after_half_a_year()
    {
        await using var world = await StartAsync();
        for (var hour = 0; hour < 24; hour++)
        {
            await world.HealthAsync();
            await world.MoveAsync(TimeSpan.FromMinutes(55));
        }

        Assert.Single(await ReadingsAsync(world));
        world.Doors.SetBattery("flat", 0.7);
        await world.HealthAsync();
        Assert.Equal(2, (await ReadingsAsync(world)).Count);
        await world.MoveAsync(TimeSpan.FromDays(1));
        await world.HealthAsync();
        Assert.Equal(3, (await ReadingsAsync(world)).Count);
        await world.MoveAsync(TimeSpan.FromDays(181));
        await world.InScopeAsync<OldReadingsSweep>(sweep => sweep.RunAsync(CancellationToken.None));
        Assert.Empty(await ReadingsAsync(world));
    }

    [Fact]
    public void Days_left_are_said_only_where_readings_carry_them()
    {
        Assert.Null(Trend((0, 0.9)).DaysLeft);
        Assert.Null(Trend((0, 0.9), (6, 0.8)).DaysLeft);
        Assert.Null(Trend((0, 0.8), (10, 0.8)).DaysLeft);
        Assert.Equal(80, Trend((0, 0.9), (5, 0.85), (10, 0.8)).DaysLeft);
        Assert.Null(Trend((0, 0.4), (10, 0.2), (11, 1.0), (15, 0.98)).DaysLeft);
        Assert.Equal(98, Trend((0, 0.4), (10, 0.2), (11, 1.0), (21, 0.9)).DaysLeft!.Value + 8);
    }

    [Fact]
    public void A_connection_that_comes_and_goes_is_counted_over_a_day()
    {
        LockReading At(double hours, bool online) => new() { AtUtc = Start.AddHours(hours), IsOnline = online };
        Assert.Equal(2, LockTrend.Of([At(0, true), At(1, false), At(30, true), At(31, false), At(32, true), At(33, false)], Start.AddHours(40)).DroppedToday);
    }

    private static LockTrend Trend(params (double Day, double Level)[] readings) =>
        LockTrend.Of(readings.Select(r => new LockReading { AtUtc = Start.AddDays(r.Day), IsOnline = true, BatteryLevel = r.Level }), Start.AddDays(30));

    private static async Task<DoorWorld> StartAsync()
    {
        var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("flat", LockBehaviour.NativeSchedule));
        return world;
    }

    private static async Task<SmartLock> LockAsync(DoorWorld world)
    {
        await using var db = world.Database.Open();
        return await db.SmartLocks.SingleAsync();
    }

    private static async Task<List<LockReading>> ReadingsAsync(DoorWorld world)
    {
        await using var db = world.Database.Open();
        return await db.LockReadings.ToListAsync();
    }
}
