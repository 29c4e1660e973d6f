using Cendra.Domain.Conversations;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>A guest is moved in the moment in which something that names the place before is on its way: nobody hears an old place last, or with a code at all once it is known.</summary>
public sealed class MovedWhileOnItsWayTests
{
    [Fact]
    public async Task A_message_that_arrived_after_the_move_but_was_written_before_it_is_followed_by_the_new_place()
    {
        await using var world = await TwoPlacesAsync();
        world.Doors.LoseNextMessageAnswers();
        world.Doors.DropNextCallbacks(100);
        await world.ClockMovesToAsync("2026-06-01 15:00");
        Assert.Equal(MessageState.Sending, Assert.Single(await world.MessagesAsync(MessageKinds.PreArrival)).State);
        await world.ClockMovesAsync(TimeSpan.FromSeconds(5));
        await world.PmsSendsAsync("R1", "Olot", "2026-06-02", "2026-06-04");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(2, world.Told().Count);
        Assert.Contains("Olot", world.Told()[1], StringComparison.Ordinal);
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "house")), world.Told()[1], StringComparison.Ordinal);
        await world.ClockMovesToAsync("2026-06-02 15:05");
        Assert.Equal(2, world.Told().Count);
    }

    [Fact]
    public async Task A_message_written_in_the_very_moment_of_the_move_does_not_leave_with_the_old_place()
    {
        var moved = new Overtaken(
            rows => rows.Entries<Delivery>().Any(e => e is { State: EntityState.Added, Entity.Status: DeliveryStatus.OutcomeUnknown }),
            "UPDATE \"Stays\" SET \"FormerPropertyId\" = \"PropertyId\", \"PropertyId\" = (SELECT \"Id\" FROM \"Properties\" WHERE \"Name\" = 'Olot'), \"Version\" = \"Version\" + 1");
        await using var world = await TwoPlacesAsync(new WorldOptions { Also = moved.AddTo });
        moved.Times = 1;
        await world.ClockMovesToAsync("2026-06-01 15:05");
        Assert.Equal(0, moved.Times);
        Assert.DoesNotContain(world.Told(), t => t.Contains("Born 9", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_with_a_code_that_waits_while_the_guest_is_moved_does_not_leave_and_a_person_is_called()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.HasPropertyAsync("Olot", ServiceWorld.Door("house", LockBehaviour.NativeSchedule));
        await world.WhatsAppArrivesAsync("¿Cuál es el código?");
        world.Doors.StartMessagesOutage();
        await world.ClockMovesAsync(TimeSpan.FromSeconds(30));
        Assert.NotEqual(MessageState.Sent, Assert.Single(await world.MessagesAsync(MessageKinds.Answer)).State);
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Olot", "2026-06-01", "2026-06-04", status: "in_house");
        world.Doors.EndMessagesOutage();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(15));
        Assert.Equal(MessageState.Withdrawn, Assert.Single(await world.MessagesAsync(MessageKinds.Answer)).State);
        Assert.Contains(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("unanswered:", StringComparison.Ordinal));
        Assert.Contains("Olot", world.Told()[^1], StringComparison.Ordinal);
    }

    /// <summary>Booked for the 2nd to the 4th in Born 9, to be told on 1 June, 15:00.</summary>
    private static async Task<ServiceWorld> TwoPlacesAsync(WorldOptions? options = null)
    {
        var world = await ServiceWorld.WithOneFlatAsync(options);
        await world.HasPropertyAsync("Olot", ServiceWorld.Door("house", LockBehaviour.NativeSchedule));
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-04");
        return world;
    }
}
