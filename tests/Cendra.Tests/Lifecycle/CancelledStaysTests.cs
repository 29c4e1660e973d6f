using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Escalations;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>A reservation is cancelled: days before, in the house, while the lock is offline; and comes back.</summary>
public sealed class CancelledStaysTests
{
    [Fact]
    public async Task T15_A_stay_cancelled_days_before_has_its_codes_proven_gone_within_five_minutes()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05", status: "cancelled");
        await world.MoveAsync(TimeSpan.FromMinutes(4));
        Assert.All((await world.StayAsync("R1")).Codes, c => Assert.Equal(AccessCodeState.Revoked, c.State));
        Assert.Empty(world.Doors.PhysicalCodes("flat"));
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task T16_Cancelled_in_the_house_a_host_is_asked_and_the_codes_stay_for_half_an_hour()
    {
        await using var world = await StartAsync();
        var pin = await InHouseAsync(world);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", status: "cancelled");
        var asked = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal((EscalationPriority.P1, "Born 9: a stay was cancelled while its guest may be in the house"), (asked.Priority, asked.Title));
        await world.MoveToAsync("2026-06-03 12:29");
        Assert.True(world.Opens("flat", pin));
        await world.MoveToAsync("2026-06-03 12:35");
        Assert.False(world.Opens("flat", pin));
        Assert.Equal(AccessCodeState.Revoked, (await world.CodeAsync("R1", "flat")).State);
        Assert.Contains(await world.ChainAsync("R1"), e => e.What.StartsWith("Nobody kept the codes", StringComparison.Ordinal));
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task T16_The_half_hour_ends_where_the_next_guests_begin()
    {
        await using var world = await StartAsync();
        var pin = await InHouseAsync(world);
        await world.MoveToAsync("2026-06-03 14:50");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", status: "cancelled");
        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-03", "2026-06-05", guest: "Jonas Weber", phone: "+4915100000002");
        await world.MoveToAsync("2026-06-03 14:58");
        Assert.True(world.Opens("flat", pin));
        await world.MoveToAsync("2026-06-03 15:02");
        Assert.False(world.Opens("flat", pin));
        Assert.True(world.Opens("flat", await world.DigitsAsync("R2", "flat")));
    }

    [Fact]
    public async Task T17_Cancelled_while_the_lock_is_offline_the_code_is_said_to_work_until_its_end_is_proven()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        var pin = await world.DigitsAsync("R1", "flat");
        world.Doors.TakeOffline("flat");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05", status: "cancelled");
        await world.MoveAsync(TimeSpan.FromMinutes(20));
        var left = await world.CodeAsync("R1", "flat");
        Assert.Equal(AccessCodeState.Unproven, left.State);
        Assert.Contains("offline", left.FaultText, StringComparison.Ordinal);
        Assert.StartsWith("end-unproven:", Assert.Single(await world.OpenEscalationsAsync()).Cause, StringComparison.Ordinal);

        world.Doors.BringOnline("flat");
        await world.MoveAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(AccessCodeState.Revoked, (await world.CodeAsync("R1", "flat")).State);
        Assert.Empty(await world.OpenEscalationsAsync());
        await world.MoveToAsync("2026-06-03 15:05");
        Assert.False(world.Opens("flat", pin));
    }

    [Fact]
    public async Task T18_Reinstated_before_anything_was_taken_off_the_same_digits_go_on()
    {
        await using var world = await StartAsync();
        var pin = await InHouseAsync(world);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", status: "cancelled");
        await world.MoveAsync(TimeSpan.FromMinutes(10));
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", status: "in_house");
        Assert.Empty(await world.OpenEscalationsAsync());
        await world.MoveToAsync("2026-06-05 10:55");
        Assert.Equal(pin, await world.DigitsAsync("R1", "flat"));
        Assert.True(world.Opens("flat", pin));
        Assert.Equal(1, world.Doors.CreatedCodes());
    }

    [Fact]
    public async Task T18_Reinstated_in_the_house_after_the_code_was_taken_off_no_host_is_called_for_the_seconds_the_lock_needs()
    {
        await using var world = await StartAsync();
        var former = await InHouseAsync(world);
        await TellAsync(world);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", status: "cancelled");
        await world.MoveAsync(TimeSpan.FromMinutes(40));
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", status: "in_house");
        await TellAsync(world);
        Assert.True(world.Opens("flat", await world.DigitsAsync("R1", "flat")));
        Assert.False(world.Opens("flat", former));
        await world.MoveAsync(TimeSpan.FromHours(1));
        Assert.Equal(["cancelled-in-house:"], await CausesEverAsync(world));
    }

    [Fact]
    public async Task T18_New_digits_of_a_reinstated_stay_that_nobody_tells_call_a_host_within_ten_minutes()
    {
        await using var world = await StartAsync();
        await InHouseAsync(world);
        await TellAsync(world);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", status: "cancelled");
        await world.MoveAsync(TimeSpan.FromMinutes(40));
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", status: "in_house");
        Assert.Empty(await world.OpenEscalationsAsync());
        await world.MoveAsync(TimeSpan.FromMinutes(9));
        var call = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal((EscalationPriority.P1, true), (call.Priority, call.Cause.StartsWith("tell-again:", StringComparison.Ordinal)));
        await TellAsync(world);
        await world.LookNowAsync("R1");
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task T18_A_reinstated_guest_whose_lock_cannot_take_the_code_is_an_emergency_at_once()
    {
        await using var world = await StartAsync();
        await InHouseAsync(world);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", status: "cancelled");
        await world.MoveAsync(TimeSpan.FromMinutes(40));
        world.Doors.TakeOffline("flat");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", status: "in_house");
        Assert.Contains(await world.OpenEscalationsAsync(), e => e.Priority == EscalationPriority.P0 && e.Cause.StartsWith("not-on-lock:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task T04_Extended_after_the_code_had_ended_the_guest_gets_a_code_and_no_host_is_called_for_the_seconds_the_lock_needs()
    {
        await using var world = await StartAsync();
        await InHouseAsync(world);
        await TellAsync(world);
        await world.MoveToAsync("2026-06-05 11:45");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-06", status: "in_house");
        await TellAsync(world);
        Assert.True(world.Opens("flat", await world.DigitsAsync("R1", "flat")));
        await world.MoveAsync(TimeSpan.FromHours(1));
        Assert.Empty(await CausesEverAsync(world));
    }

    [Fact]
    public async Task T34_Deleted_on_the_day_of_leaving_the_stay_is_over_and_not_cancelled()
    {
        await using var world = await StartAsync();
        var pin = await InHouseAsync(world);
        await world.MoveToAsync("2026-06-05 08:00");
        await world.BodyArrivesAsync("""{"type":"reservation.deleted","reservation":{"externalId":"R1","version":99}}""");
        await world.MoveToAsync("2026-06-05 10:55");
        Assert.True(world.Opens("flat", pin), "the guest still packs");
        Assert.Equal(StayStatus.Completed, (await world.StayAsync("R1")).Status);
        await world.MoveToAsync("2026-06-05 11:45");
        Assert.False(world.Opens("flat", pin));
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task T19_A_guest_who_did_not_come_keeps_the_code_until_check_out()
    {
        await using var world = await StartAsync();
        var pin = await InHouseAsync(world);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", status: "no_show");
        await world.MoveToAsync("2026-06-05 10:55");
        Assert.True(world.Opens("flat", pin));
        await world.MoveToAsync("2026-06-05 11:45");
        Assert.False(world.Opens("flat", pin));
    }

    /// <summary>What the code is now is told, as a message or a reveal does.</summary>
    private static async Task TellAsync(DoorWorld world)
    {
        var now = world.Now;
        await using var db = world.Database.Open();
        await db.StayPins.Where(p => p.ReplacedUtc == null).ExecuteUpdateAsync(s => s.SetProperty(p => p.ToldUtc, now));
    }

    /// <summary>Why hosts were ever called, by the beginning of the cause.</summary>
    private static async Task<IReadOnlyList<string>> CausesEverAsync(DoorWorld world)
    {
        await using var db = world.Database.Open();
        return [.. (await db.Escalations.Where(e => !e.Cause.StartsWith(LockLimits.Cause)).Select(e => e.Cause).ToListAsync()).Select(c => c[..(c.IndexOf(':', StringComparison.Ordinal) + 1)]).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>3 June, 12:00, the second day of the stay.</summary>
    private static async Task<string> InHouseAsync(DoorWorld world)
    {
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.MoveToAsync("2026-06-03 11:59");
        return await world.DigitsAsync("R1", "flat");
    }

    private static async Task<DoorWorld> StartAsync()
    {
        var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("flat", LockBehaviour.NativeSchedule));
        return world;
    }
}
