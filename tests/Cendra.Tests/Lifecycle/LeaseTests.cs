using Cendra.Domain.Access;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Locks;
using Cendra.Simulator.Locks;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>Who may write to a device: one worker at a time, and none that died for long.</summary>
public sealed class LeaseTests
{
    [Fact]
    public async Task While_another_worker_has_the_door_nothing_is_done_and_the_stay_stays_due()
    {
        await using var world = await StartAsync();
        await TakeAndDieAsync(world);
        var stay = await world.StayAsync("R1");
        await Assert.ThrowsAsync<DeviceBusyException>(() => world.InScopeAsync<ReconcileStay>(look => look.RunAsync(stay.Id, CancellationToken.None)));
        Assert.Equal(0, world.Doors.CreatedCodes());
        Assert.NotNull((await world.StayAsync("R1")).DueAtUtc);
    }

    [Fact]
    public async Task A_lease_of_a_dead_worker_runs_out_and_the_guest_gets_the_code()
    {
        await using var world = await StartAsync();
        await TakeAndDieAsync(world);
        await world.MoveAsync(DeviceLeases.Duration + TimeSpan.FromMinutes(2));
        Assert.NotEqual(AccessCodeState.Planned, (await world.CodeAsync("R1", "flat")).State);
        Assert.Equal(1, world.Doors.CreatedCodes());
    }

    [Fact]
    public async Task The_only_process_of_a_database_forgets_the_leases_of_its_dead_predecessor_at_start()
    {
        await using var world = await StartAsync();
        await TakeAndDieAsync(world);
        await world.InScopeAsync<DeviceLeases>(leases => leases.ForgetAllAsync(CancellationToken.None));
        await world.WorkAsync();
        Assert.Equal(1, world.Doors.CreatedCodes());
    }

    private static async Task<DoorWorld> StartAsync()
    {
        var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("flat", LockBehaviour.NativeSchedule));
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13", look: false);
        return world;
    }

    /// <summary>Writes the lease as a worker that is killed leaves it.</summary>
    private static async Task TakeAndDieAsync(DoorWorld world)
    {
        await using var db = world.Database.Open();
        var row = db.SmartLocks.Single();
        (row.LeaseOwner, row.LeaseUntilUtc) = (world.Database.Ids.Next(), world.Now + DeviceLeases.Duration);
        await db.SaveChangesAsync();
    }
}
