using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>What changes after the booking: what has not left moves with it, what was told is told again once, and nobody hears what is no longer theirs.</summary>
public sealed class ArrivalChangesTests
{
    private const string Other = "+34600000002";

    [Fact]
    public async Task Moved_dates_move_a_message_that_has_not_left()
    {
        await using var world = await BookedAsync();
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-10", "2026-06-12");
        await world.ClockMovesToAsync("2026-06-09 14:59");
        Assert.Empty(world.Told());
        await world.ClockMovesToAsync("2026-06-09 15:01");
        Assert.Contains("10 de junio", Assert.Single(world.Told()), StringComparison.Ordinal);
        Assert.Single(await world.MessagesAsync(MessageKinds.PreArrival));
    }

    [Fact]
    public async Task Dates_that_change_after_the_guest_was_told_are_told_once_with_the_new_ones()
    {
        await using var world = await ToldAsync();
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-05", "2026-06-09");
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(20));
        Assert.Equal(2, world.Told().Count);
        Assert.Contains("9 de junio", world.Told()[1], StringComparison.Ordinal);
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), world.Told()[1], StringComparison.Ordinal);
        await world.ClockMovesToAsync("2026-06-05 18:00");
        Assert.Equal(2, world.Told().Count);
        Assert.Single(await world.MessagesAsync(MessageKinds.CodeChanged));
    }

    [Fact]
    public async Task Dates_that_move_to_next_month_and_move_again_are_told_once_when_they_are_near()
    {
        await using var world = await ToldAsync();
        await world.PmsSendsAsync("R1", "Born 9", "2026-07-05", "2026-07-08");
        await world.WorkAsync();
        await world.ClockMovesToAsync("2026-06-20 12:00");
        await world.PmsSendsAsync("R1", "Born 9", "2026-07-10", "2026-07-12");
        await world.ClockMovesToAsync("2026-07-09 14:59");
        Assert.Single(world.Told());
        await world.ClockMovesToAsync("2026-07-09 15:30");
        Assert.Equal(2, world.Told().Count);
        Assert.Contains("10 de julio", world.Told()[1], StringComparison.Ordinal);
        await world.ClockMovesToAsync("2026-07-10 15:05");
        Assert.Equal(2, world.Told().Count);
    }

    [Fact]
    public async Task Dates_that_move_away_and_back_before_anything_left_are_not_told_again()
    {
        await using var world = await ToldAsync();
        await world.PmsSendsAsync("R1", "Born 9", "2026-07-05", "2026-07-08");
        await world.WorkAsync();
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-05", "2026-06-08");
        await world.WorkAsync();
        await world.ClockMovesToAsync("2026-06-05 15:05");
        Assert.Single(world.Told());
        Assert.True(await world.GuestTypesAsync("flat", await world.DigitsAsync("R1", "flat")));
    }

    [Fact]
    public async Task Digits_that_replace_told_ones_are_told_once_and_the_old_ones_open_until_then()
    {
        await using var world = await ToldAsync();
        await world.ClockMovesToAsync("2026-06-05 15:30");
        var old = await world.DigitsAsync("R1", "flat");
        await world.LockGoesOfflineAsync("flat");
        await ReplaceAsync(world);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(30));
        Assert.Single(world.Told());
        Assert.True(await world.GuestTypesAsync("flat", old), "nothing was told that would take its place");

        await world.LockComesBackAsync("flat");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(20));
        var fresh = await world.DigitsAsync("R1", "flat");
        Assert.NotEqual(old, fresh);
        Assert.Equal(2, world.Told().Count);
        Assert.Contains(ServiceWorld.Spoken(fresh), world.Told()[1], StringComparison.Ordinal);
        await world.ClockMovesAsync(TimeSpan.FromHours(5));
        Assert.Equal(2, world.Told().Count);
        Assert.True(await world.GuestTypesAsync("flat", fresh));
        Assert.False(await world.GuestTypesAsync("flat", old));
    }

    [Fact]
    public async Task A_cancellation_withdraws_what_has_not_left_and_a_reinstatement_tells()
    {
        await using var world = await BookedAsync();
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-05", "2026-06-08", status: "cancelled");
        await world.ClockMovesToAsync("2026-06-04 16:00");
        Assert.Empty(world.Told());
        Assert.Equal(MessageState.Withdrawn, Assert.Single(await world.MessagesAsync(MessageKinds.PreArrival)).State);

        await world.PmsSendsAsync("R1", "Born 9", "2026-06-05", "2026-06-08");
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(20));
        var pin = await world.DigitsAsync("R1", "flat");
        Assert.Contains(ServiceWorld.Spoken(pin), Assert.Single(world.Told()), StringComparison.Ordinal);
        await world.ClockMovesToAsync("2026-06-05 15:05");
        Assert.True(await world.GuestTypesAsync("flat", pin));
        Assert.Single(world.Told());
    }

    [Fact]
    public async Task A_guest_whose_stay_was_cancelled_after_they_were_told_and_comes_back_knows_the_code_that_opens()
    {
        await using var world = await ToldAsync();
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-05", "2026-06-08", status: "cancelled");
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(30));
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-05", "2026-06-08");
        await world.ClockMovesToAsync("2026-06-05 15:05");
        var pin = await world.DigitsAsync("R1", "flat");
        Assert.Contains(ServiceWorld.Spoken(pin), world.Told()[^1], StringComparison.Ordinal);
        Assert.True(await world.GuestTypesAsync("flat", pin));
    }

    [Fact]
    public async Task Another_guest_gets_their_own_message_and_the_former_nothing_more()
    {
        await using var world = await ToldAsync();
        var former = await world.DigitsAsync("R1", "flat");
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-05", "2026-06-08", guest: "Noa Weiss", phone: Other, language: "de");
        await world.WorkAsync();
        await world.ClockMovesToAsync("2026-06-05 15:05");
        var pin = await world.DigitsAsync("R1", "flat");
        Assert.NotEqual(former, pin);
        Assert.Single(world.Told());
        var text = Assert.Single(world.Told(Other));
        Assert.Contains(ServiceWorld.Spoken(pin), text, StringComparison.Ordinal);
        Assert.Contains("Hallo Noa", text, StringComparison.Ordinal);
        Assert.DoesNotContain(ServiceWorld.Spoken(former), text, StringComparison.Ordinal);
        Assert.False(await world.GuestTypesAsync("flat", former));
    }

    [Fact]
    public async Task Another_guest_before_anything_left_hears_alone()
    {
        await using var world = await BookedAsync();
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-05", "2026-06-08", guest: "Noa Weiss", phone: Other);
        await world.ClockMovesToAsync("2026-06-05 15:05");
        Assert.Empty(world.Told());
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), Assert.Single(world.Told(Other)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corrected_number_of_the_same_guest_is_told_too()
    {
        await using var world = await ToldAsync();
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-05", "2026-06-08", phone: Other);
        await world.WorkAsync();
        await world.ClockMovesToAsync("2026-06-05 15:05");
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), Assert.Single(world.Told(Other)), StringComparison.Ordinal);
        Assert.Single(world.Told());
    }

    [Fact]
    public async Task A_lock_that_is_offline_when_the_message_is_due_gets_ten_minutes_then_the_rest_is_told_and_the_code_follows()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync(behaviour: LockBehaviour.JustInTime);
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-04");
        await world.ClockMovesToAsync("2026-06-01 14:50");
        await world.LockGoesOfflineAsync("flat");
        await world.ClockMovesToAsync("2026-06-01 15:09");
        Assert.Empty(world.Told());
        await world.ClockMovesToAsync("2026-06-01 15:12");
        var text = Assert.Single(world.Told());
        Assert.Contains("te lo enviamos aquí en cuanto la puerta lo tenga", text, StringComparison.Ordinal);
        Assert.DoesNotContain(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), text, StringComparison.Ordinal);
        await world.ClockMovesToAsync("2026-06-01 16:00");
        Assert.NotEmpty(world.Told(HousePhones.Host));
        Assert.Single(world.Told());

        await world.LockComesBackAsync("flat");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(30));
        var pin = await world.DigitsAsync("R1", "flat");
        Assert.Equal(2, world.Told().Count);
        Assert.Contains(ServiceWorld.Spoken(pin), world.Told()[1], StringComparison.Ordinal);
        await world.ClockMovesToAsync("2026-06-02 15:05");
        Assert.Equal(2, world.Told().Count);
        Assert.True(await world.GuestTypesAsync("flat", pin));
    }

    /// <summary>Booked on 1 June for the 5th to the 8th; nothing told yet.</summary>
    private static async Task<ServiceWorld> BookedAsync()
    {
        var world = await ServiceWorld.WithOneFlatAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-05", "2026-06-08");
        return world;
    }

    private static async Task<ServiceWorld> ToldAsync()
    {
        var world = await BookedAsync();
        await world.ClockMovesToAsync("2026-06-04 16:00");
        Assert.Single(world.Told());
        return world;
    }

    /// <summary>A host orders other digits.</summary>
    private static Task ReplaceAsync(ServiceWorld world) => world.WithRowsAsync(async db =>
    {
        var stay = await db.Stays.Include(s => s.Pins).SingleAsync();
        var pin = stay.Pins.Single(p => p.ReplacedUtc is null);
        (pin.ReplacedUtc, pin.ReplacedBecause) = (world.Now, "a host's order");
        stay.LookAgainBy(world.Now);
        stay.NoteThat(AuditKind.PinReplaced, AuditActor.Host(ServiceWorld.HostUser), "The code is replaced", pin.Id);
    });
}
