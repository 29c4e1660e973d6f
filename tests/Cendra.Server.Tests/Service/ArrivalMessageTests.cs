using Cendra.Domain.Conversations;
using Cendra.Simulator.Locks;

namespace Cendra.Server.Tests.Service;

/// <summary>What the stay itself makes due: the guest is told once, at the right time, with the code that opens; what changes is told again.</summary>
public sealed class ArrivalMessageTests
{
    [Fact]
    public async Task The_guest_is_told_24_hours_before_in_their_language_with_the_code_that_opens()
    {
        await using var world = await OpenAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-05", "2026-06-08");
        await world.ClockMovesToAsync("2026-06-04 14:59");
        Assert.Empty(world.Told());

        await world.ClockMovesToAsync("2026-06-04 15:01");

        var text = Assert.Single(world.Told());
        var pin = await world.DigitsAsync("R1", "flat");
        Assert.Contains($"{pin[..3]} {pin[3..]}", text, StringComparison.Ordinal);
        Assert.Contains("Lucía", text, StringComparison.Ordinal);
        Assert.Contains("viernes", text, StringComparison.Ordinal);
        Assert.Contains("flat", text, StringComparison.Ordinal);
        await world.ClockMovesToAsync("2026-06-05 15:05");
        Assert.True(await world.GuestTypesAsync("flat", pin));
        Assert.Single(world.Told());
        var message = Assert.Single(await world.MessagesAsync(MessageKinds.PreArrival));
        Assert.DoesNotContain(pin, message.Body, StringComparison.Ordinal);
        Assert.Equal(DeliveryStatus.Read, Assert.Single(message.Deliveries).Status);
    }

    [Fact]
    public async Task A_late_booking_is_told_at_once()
    {
        await using var world = await OpenAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-03");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));

        var text = Assert.Single(world.Told());
        var pin = await world.DigitsAsync("R1", "flat");
        Assert.Contains($"{pin[..3]} {pin[3..]}", text, StringComparison.Ordinal);
    }

    private static async Task<ServiceWorld> OpenAsync()
    {
        var world = await ServiceWorld.OpenAsync(new WorldOptions { Phones = true, Polls = true });
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule));
        return world;
    }
}
