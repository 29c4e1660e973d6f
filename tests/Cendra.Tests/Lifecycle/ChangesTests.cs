using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>What a stay goes through: other dates, cancelled, booked late, followed on the same day; and what a guest and the next guest find at the door.</summary>
public sealed class ChangesTests
{
    [Fact]
    public async Task Moved_dates_keep_the_digits_and_move_the_window_on_every_door()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        var pin = await world.DigitsAsync("R1", "flat");
        await world.MoveToAsync("2026-06-09 12:00");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-11", "2026-06-15");

        Assert.Equal(pin, await world.DigitsAsync("R1", "flat"));
        await world.MoveToAsync("2026-06-10 15:05");
        Assert.False(world.Opens("flat", pin), "the old window is gone");
        await world.MoveToAsync("2026-06-14 12:00");
        Assert.True(world.Opens("flat", pin));
        Assert.True(world.Opens("gate", pin));
        await world.MoveToAsync("2026-06-15 11:40");
        Assert.False(world.Opens("flat", pin));
        Assert.Equal(Readiness.Ended, (await world.StayAsync("R1")).Readiness);
        Assert.Equal(2, world.Doors.CreatedCodes());
    }

    [Fact]
    public async Task A_stay_extended_in_house_never_has_a_gap()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        var pin = await world.DigitsAsync("R1", "flat");
        await world.MoveToAsync("2026-06-13 10:50");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-14", status: "in_house");
        for (var minute = 0; minute < 60; minute += 5)
        {
            await world.MoveAsync(TimeSpan.FromMinutes(5));
            Assert.True(world.Opens("flat", pin), $"at {world.Now:HH:mm}");
            Assert.True(world.Opens("gate", pin), $"at {world.Now:HH:mm}");
        }
    }

    [Fact]
    public async Task A_stay_extended_in_house_calls_nobody_where_the_lock_takes_the_new_times()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        await world.MoveToAsync("2026-06-12 20:00");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-14", status: "in_house");
        await world.MoveAsync(TimeSpan.FromMinutes(20));
        await using var db = world.Database.Open();
        Assert.Empty(await db.Escalations.Where(e => e.Cause.StartsWith("not-on-lock:")).ToListAsync());
        Assert.Equal(Readiness.Ready, (await world.StayAsync("R1")).Readiness);
    }

    [Fact]
    public async Task A_host_is_called_the_day_before_a_lock_that_cannot_be_reached_opens_at_times_that_a_stay_does_not_have_any_more()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        await world.MoveToAsync("2026-06-08 12:00"); // The lock holds the code; its door would open in two days.
        world.Doors.TakeOffline("flat");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-14", "2026-06-17");
        await world.MoveAsync(TimeSpan.FromHours(12));
        Assert.DoesNotContain(await world.OpenEscalationsAsync(), e => e.Title.StartsWith("flat: the lock", StringComparison.Ordinal));
        await world.MoveAsync(TimeSpan.FromHours(24));
        var called = Assert.Single(await world.OpenEscalationsAsync(), e => e.Title.StartsWith("flat: the lock", StringComparison.Ordinal));
        Assert.Equal((EscalationPriority.P1, "flat: the lock does not have a guest's new times"), (called.Priority, called.Title));
        world.Doors.BringOnline("flat");
        await world.MoveAsync(TimeSpan.FromMinutes(30));
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task A_host_is_called_within_ten_minutes_for_new_times_that_do_not_reach_the_lock_and_it_is_an_emergency_when_the_door_stays_shut()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        await world.MoveToAsync("2026-06-12 20:00");
        world.Doors.TakeOffline("flat");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-14", status: "in_house");
        await world.MoveAsync(TimeSpan.FromMinutes(10));
        var called = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal((EscalationPriority.P1, "flat: the lock does not have a guest's new times"), (called.Priority, called.Title));
        Assert.Equal(Readiness.AtRisk, (await world.StayAsync("R1")).Readiness);

        await world.MoveToAsync("2026-06-13 12:00");
        Assert.Equal(EscalationPriority.P0, Assert.Single(await world.OpenEscalationsAsync()).Priority);
        Assert.Equal(Readiness.Blocked, (await world.StayAsync("R1")).Readiness);
    }

    [Fact]
    public async Task A_cancelled_stay_loses_its_codes_at_once_and_their_end_is_read_back()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        var pin = await world.DigitsAsync("R1", "flat");
        await world.MoveToAsync("2026-06-02 14:30");
        Assert.True(world.Opens("gate", pin), "programmed just in time");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", status: "cancelled");
        await world.MoveAsync(TimeSpan.FromMinutes(4));
        Assert.False(world.Opens("flat", pin));
        Assert.False(world.Opens("gate", pin));
        Assert.All((await world.StayAsync("R1")).Codes, c => Assert.Equal(AccessCodeState.Revoked, c.State));
        Assert.Equal(Readiness.Ended, (await world.StayAsync("R1")).Readiness);
    }

    [Fact]
    public async Task A_reinstated_stay_gets_other_digits_than_those_that_were_taken_off()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        var before = await world.DigitsAsync("R1", "flat");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13", status: "cancelled");
        await world.MoveAsync(TimeSpan.FromMinutes(5));
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        var after = await world.DigitsAsync("R1", "flat");
        Assert.NotEqual(before, after);
        Assert.Equal(after, await world.DigitsAsync("R1", "gate"));
        await world.MoveToAsync("2026-06-10 15:05");
        Assert.True(world.Opens("flat", after));
        Assert.True(world.Opens("gate", after));
        Assert.False(world.Opens("flat", before));
    }

    [Fact]
    public async Task A_guest_who_books_after_check_in_time_gets_in_within_a_minute()
    {
        await using var world = await StartAsync();
        await world.MoveToAsync("2026-06-02 21:30");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-04");
        var pin = await world.DigitsAsync("R1", "flat");
        Assert.True(world.Opens("flat", pin));
        Assert.True(world.Opens("gate", pin));
        Assert.Equal(Readiness.Ready, (await world.StayAsync("R1")).Readiness);
    }

    [Fact]
    public async Task On_a_same_day_turnover_no_minute_has_both_guests_codes_at_the_flat()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-13", "2026-06-15", guest: "Jonas Weber");
        var (first, second) = (await world.DigitsAsync("R1", "flat"), await world.DigitsAsync("R2", "flat"));
        await world.MoveToAsync("2026-06-13 10:45");
        for (var minute = 0; minute < 5 * 60; minute += 15)
        {
            await world.MoveAsync(TimeSpan.FromMinutes(15));
            Assert.False(world.Opens("flat", first) && world.Opens("flat", second), $"both at {world.Now:HH:mm}");
        }

        Assert.True(world.Opens("flat", second));
    }

    [Fact]
    public async Task The_hidden_grace_ends_where_the_next_stay_begins()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        Assert.Equal(DoorWorld.Utc("2026-06-13 11:30"), (await world.StayAsync("R1")).CodeEndUtc);
        await using (var db = world.Database.Open())
        {
            db.Properties.Single().CheckInTime = new TimeOnly(11, 10);
            await db.SaveChangesAsync();
        }

        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-13", "2026-06-15", guest: "Jonas Weber");
        Assert.Equal(DoorWorld.Utc("2026-06-13 11:10"), (await world.StayAsync("R1")).CodeEndUtc);
        var code = await world.CodeAsync("R1", "flat");
        Assert.Equal(DoorWorld.Utc("2026-06-13 11:10"), code.ProgrammedUntilUtc);
    }

    [Fact]
    public async Task A_lock_programmed_just_in_time_gets_no_code_that_would_open_while_the_guests_before_are_there()
    {
        await using var world = await StartAsync();
        await using (var db = world.Database.Open())
        {
            db.Properties.Single().CheckInTime = new TimeOnly(11, 30);
            await db.SaveChangesAsync();
        }

        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-13", "2026-06-15", guest: "Jonas Weber");
        var refused = await world.CodeAsync("R2", "gate");
        Assert.Equal((AccessCodeState.Planned, AccessCodeFault.NotPossible), (refused.State, refused.Fault));
        var escalation = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal(EscalationPriority.P2, escalation.Priority);
        Assert.Equal((await world.StayAsync("R2")).Id, Assert.Single(escalation.Stays).StayId);
    }

    [Fact]
    public async Task An_offline_code_of_a_cancelled_stay_is_told_to_be_still_working_until_its_own_end()
    {
        await using var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Olot", ("box", LockBehaviour.OfflineCode));
        await world.BookingArrivesAsync("R1", "Olot", "2026-06-02", "2026-06-05");
        await world.MoveToAsync("2026-06-02 14:00");
        await world.BookingArrivesAsync("R1", "Olot", "2026-06-02", "2026-06-05", status: "cancelled");
        await world.MoveToAsync("2026-06-02 16:00");
        Assert.Equal(AccessCodeState.Unproven, (await world.CodeAsync("R1", "box")).State);
        Assert.Equal(EscalationPriority.P1, Assert.Single(await world.OpenEscalationsAsync()).Priority);
        Assert.True(world.Opens("box", await world.DigitsAsync("R1", "box")), "it cannot be taken back");

        await world.MoveToAsync("2026-06-05 11:40");
        Assert.Equal(AccessCodeState.EndedByLock, (await world.CodeAsync("R1", "box")).State);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task A_property_taken_out_of_use_gets_no_new_codes_and_keeps_those_it_has()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        await using (var db = world.Database.Open())
        {
            db.Properties.Single().IsArchived = true;
            await db.SaveChangesAsync();
        }

        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-20", "2026-06-23", guest: "Jonas Weber");
        Assert.Empty((await world.StayAsync("R2")).Codes);
        Assert.NotEqual(Readiness.Ready, (await world.StayAsync("R2")).Readiness);
        await world.MoveToAsync("2026-06-10 15:05");
        Assert.True(world.Opens("flat", await world.DigitsAsync("R1", "flat")));
    }

    [Fact]
    public async Task When_told_digits_are_replaced_a_host_is_called_until_the_new_ones_are_told()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        await TellAsync(world);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13", status: "cancelled");
        await world.MoveAsync(TimeSpan.FromMinutes(5));
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        var call = Assert.Single(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("tell-again:", StringComparison.Ordinal));
        Assert.Equal(EscalationPriority.P1, call.Priority);
        await TellAsync(world);
        await world.MoveToAsync("2026-06-09 15:05");
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task Ten_repeats_and_an_older_version_change_nothing()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13", version: 5);
        var before = await world.ChainAsync("R1");
        for (var i = 0; i < 10; i++)
        {
            await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13", version: 5);
        }

        Assert.Equal(before.Count, (await world.ChainAsync("R1")).Count);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-07-10", "2026-07-13", version: 4);
        Assert.Equal(new DateOnly(2026, 6, 10), (await world.StayAsync("R1")).CheckInLocal);
        Assert.Equal("The source sent an older version; nothing changed", (await world.ChainAsync("R1"))[^1].What);
        Assert.Equal(2, world.Doors.CreatedCodes());
    }

    private static async Task TellAsync(DoorWorld world)
    {
        await using var db = world.Database.Open();
        foreach (var pin in db.StayPins.Where(p => p.ReplacedUtc == null))
        {
            pin.ToldUtc = world.Now;
        }

        await db.SaveChangesAsync();
    }

    /// <summary>A flat behind a gate: a lock that keeps time and one programmed just in time.</summary>
    private static async Task<DoorWorld> StartAsync()
    {
        var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("gate", LockBehaviour.JustInTime), ("flat", LockBehaviour.NativeSchedule));
        return world;
    }
}
