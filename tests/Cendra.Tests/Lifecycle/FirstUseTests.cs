using Cendra.Domain.Access;
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

    private static async Task<DoorWorld> StartAsync()
    {
        var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Olot", ("box", LockBehaviour.OfflineCode));
        return world;
    }
}
