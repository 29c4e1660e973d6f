using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Simulator.Locks;

namespace Cendra.Server.Tests.Service;

/// <summary>A spare code takes the place of one that the guest was told: the guest hears the new digits by itself.</summary>
public sealed class SpareCodeTests
{
    [Fact]
    public async Task A_guest_whose_told_code_the_lock_refuses_at_check_in_is_told_the_spare_for_that_door()
    {
        await using var world = await ServiceWorld.OpenAsync(new WorldOptions { Phones = true, Polls = true });
        await world.HasPropertyAsync(
            "Born 9", ServiceWorld.Door("street", LockBehaviour.NativeSchedule), ServiceWorld.Door("flat", LockBehaviour.JustInTime) with { HasBackupPool = true });
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-05", "2026-06-08");
        await world.ClockMovesToAsync("2026-06-04 16:00");
        var first = await world.DigitsAsync("R1", "flat");
        Assert.Contains(ServiceWorld.Spoken(first), Assert.Single(world.Told()), StringComparison.Ordinal);

        world.Doors.FailNextSets("flat", 10_000);
        await world.ClockMovesToAsync("2026-06-05 15:05");
        var spare = await world.DigitsAsync("R1", "flat");
        Assert.NotEqual(first, spare);
        Assert.Equal(PinSource.BackupPool, (await world.CodeAsync("R1", "flat")).Pin?.Source ?? (await world.StayAsync("R1")).Pins.MaxBy(p => p.PinVersion)!.Source);
        Assert.Equal(2, world.Told().Count);
        Assert.Contains(ServiceWorld.Spoken(spare), world.Told()[1], StringComparison.Ordinal);
        Assert.Contains(ServiceWorld.Spoken(first), world.Told()[1], StringComparison.Ordinal);
        Assert.True(await world.GuestTypesAsync("flat", spare));
        Assert.True(await world.GuestTypesAsync("street", first));
        Assert.Single(await world.MessagesAsync(MessageKinds.CodeChanged));

        await world.ClockMovesToAsync("2026-06-05 20:00");
        Assert.Equal(2, world.Told().Count);
        Assert.Empty(await world.OpenEscalationsAsync());
        Assert.Empty((await world.VerifyAuditAsync()).Problems);
    }
}
