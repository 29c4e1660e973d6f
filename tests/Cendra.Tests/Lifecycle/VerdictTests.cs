using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>What is said of a stay is true, and what cannot be done is told to a person.</summary>
public sealed class VerdictTests
{
    [Fact]
    public async Task A_stay_with_a_door_that_no_digits_fit_is_blocked_although_its_other_doors_are_in_order()
    {
        await using var world = await DoorWorld.CreateAsync();
        world.Doors.AddDoor(new DoorOptions("street", "street", LockBehaviour.NativeSchedule, DoorWorld.Zone) { SupportedCodeLengths = [4] });
        world.Doors.AddDoor(new DoorOptions("flat", "flat", LockBehaviour.NativeSchedule, DoorWorld.Zone) { SupportedCodeLengths = [6] });
        await world.HasPropertyAsync("Born 9", ("street", LockBehaviour.NativeSchedule), ("flat", LockBehaviour.NativeSchedule), ("box", LockBehaviour.OfflineCode));
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.MoveAsync(TimeSpan.FromMinutes(5));
        var stay = await world.StayAsync("R1");
        Assert.Equal(Readiness.Blocked, stay.Readiness);
        Assert.StartsWith("street: ", stay.WorstReason, StringComparison.Ordinal);
        Assert.Contains(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("no-code:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("in_transit_by_moonlight")]
    [InlineData("completed")]
    [InlineData("no_show")]
    public async Task A_stay_that_keeps_its_code_is_not_called_ended_before_its_end(string status)
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.MoveToAsync("2026-06-03 12:00");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", status: status);
        Assert.True(world.Opens("flat", await world.DigitsAsync("R1", "flat")));
        Assert.Equal(Readiness.Ready, (await world.StayAsync("R1")).Readiness);
        await world.MoveToAsync("2026-06-05 11:40");
        Assert.Equal(Readiness.Ended, (await world.StayAsync("R1")).Readiness);
    }

    [Fact]
    public async Task A_confirmed_guest_whose_reservation_turns_into_a_request_keeps_the_code()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.MoveToAsync("2026-06-02 16:00");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", status: "request");
        await world.MoveAsync(TimeSpan.FromMinutes(20));
        Assert.True(world.Opens("flat", await world.DigitsAsync("R1", "flat")), "no positive word of a cancellation came");
        await world.MoveToAsync("2026-06-05 11:40");
        Assert.Equal(AccessCodeState.Revoked, (await world.CodeAsync("R1", "flat")).State);
        Assert.Equal(1, world.Doors.CreatedCodes());
    }

    [Fact]
    public async Task A_request_that_was_never_confirmed_gets_no_code()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", status: "request");
        await world.MoveToAsync("2026-06-05 12:00");
        Assert.Equal(0, world.Doors.CreatedCodes());
        Assert.Null((await world.StayAsync("R1")).DueAtUtc);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task A_stay_that_cannot_be_looked_at_is_told_to_a_host_and_not_called_ready()
    {
        await using var world = await StartAsync();
        world.Doors.StartOutage("/access_codes/create");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.Database.SqlAsync("UPDATE StayPins SET Sealed_Ciphertext = X'00'"); // The key ring is another than the one that sealed it.
        world.Doors.EndOutage();
        await world.MoveAsync(TimeSpan.FromMinutes(30));
        Assert.NotEqual(Readiness.Ready, (await world.StayAsync("R1")).Readiness);
        Assert.NotEmpty((await world.StayAsync("R1")).WorstReason);
        var told = Assert.Single(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("look-failed:", StringComparison.Ordinal));
        Assert.Equal(EscalationPriority.P1, told.Priority);
        Assert.Equal((await world.StayAsync("R1")).Id, Assert.Single(told.Stays).StayId);
    }

    [Fact]
    public async Task A_guest_who_books_after_check_in_time_and_gets_in_at_once_is_no_emergency()
    {
        await using var world = await StartAsync();
        await world.MoveToAsync("2026-06-02 21:30");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-04");
        Assert.Equal(Readiness.Ready, (await world.StayAsync("R1")).Readiness);
        await using var db = world.Database.Open();
        Assert.Empty(await db.Escalations.ToListAsync());
    }

    [Fact]
    public async Task A_listing_that_nobody_matched_is_no_task_any_more_when_its_dates_are_over()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Somewhere", "2026-06-02", "2026-06-05");
        Assert.Single(await world.OpenEscalationsAsync());
        await world.MoveToAsync("2026-06-08 12:00");
        Assert.Empty(await world.OpenEscalationsAsync());
        Assert.Equal((Readiness.Ended, null), ((await world.StayAsync("R1")).Readiness, (await world.StayAsync("R1")).DueAtUtc));
    }

    [Fact]
    public async Task A_concern_that_got_worse_calls_again_although_somebody_had_acknowledged_it()
    {
        await using var world = await StartAsync();
        world.Doors.StartOutage("/access_codes/create", "/access_codes/list", "/access_codes/get");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await world.MoveToAsync("2026-06-01 16:00");
        await using (var db = world.Database.Open())
        {
            (await db.Escalations.SingleAsync()).Acknowledge(Guid.Empty, "Ana", world.Now);
            await db.SaveChangesAsync();
        }

        await world.MoveToAsync("2026-06-02 15:10");
        var escalation = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal((EscalationPriority.P0, null), (escalation.Priority, escalation.AcknowledgedUtc));
    }

    private static async Task<DoorWorld> StartAsync()
    {
        var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("flat", LockBehaviour.NativeSchedule));
        return world;
    }
}
