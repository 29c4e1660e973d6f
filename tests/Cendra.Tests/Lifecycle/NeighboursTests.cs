using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>What one stay's change does to the stays beside it, in whatever order they are looked at.</summary>
public sealed class NeighboursTests
{
    [Fact]
    public async Task A_changed_check_in_time_clips_the_grace_of_the_stay_before_although_that_one_is_looked_at_first()
    {
        await using var world = await StartAsync(LockBehaviour.NativeSchedule);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-13", "2026-06-15", guest: "Jonas Weber");
        await ChangeTimesAsync(world, p => p.CheckInTime = new TimeOnly(11, 10));
        await world.WorkAsync();

        Assert.Equal(DoorWorld.Utc("2026-06-13 11:10"), (await world.StayAsync("R2")).CheckInUtc);
        Assert.Equal(DoorWorld.Utc("2026-06-13 11:10"), (await world.StayAsync("R1")).CodeEndUtc);
        Assert.Equal(DoorWorld.Utc("2026-06-13 11:10"), (await world.CodeAsync("R1", "flat")).IntendedUntilUtc);
    }

    [Fact]
    public async Task A_stay_whose_listing_is_matched_late_clips_the_stay_before_whichever_is_looked_at_first()
    {
        await using var world = await StartAsync(LockBehaviour.NativeSchedule);
        await ChangeTimesAsync(world, p => p.GraceMinutes = 240);
        await world.BookingArrivesAsync("R2", "Elsewhere", "2026-06-13", "2026-06-15", guest: "Jonas Weber");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        await ChangeTimesAsync(world, p => p.CheckInTime = new TimeOnly(12, 0));
        var late = (await world.StayAsync("R2")).Id;
        await using (var db = world.Database.Open())
        {
            var (stay, property) = (await db.Stays.SingleAsync(s => s.Id == late), await db.Properties.SingleAsync());
            stay.PropertyId = property.Id;
            stay.LookAgainBy(world.Now.AddMinutes(1));
            await db.SaveChangesAsync();
        }

        await world.MoveAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(DoorWorld.Utc("2026-06-13 12:00"), (await world.StayAsync("R1")).CodeEndUtc);
        Assert.Equal(DoorWorld.Utc("2026-06-13 12:00"), (await world.CodeAsync("R1", "flat")).IntendedUntilUtc);
        Assert.NotNull((await world.CodeAsync("R2", "flat")).SeamAccessCodeId);
    }

    [Fact]
    public async Task A_code_that_became_possible_is_made_at_once_and_not_an_hour_later()
    {
        await using var world = await StartAsync(LockBehaviour.JustInTime);
        await ChangeTimesAsync(world, p => p.CheckInTime = new TimeOnly(11, 30));
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-03", "2026-06-05", guest: "Jonas Weber");
        await world.MoveToAsync("2026-06-03 10:45");
        Assert.Equal(AccessCodeFault.NotPossible, (await world.CodeAsync("R2", "flat")).Fault);

        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03", status: "cancelled");
        await world.MoveToAsync("2026-06-03 11:31");
        Assert.True(world.Opens("flat", await world.DigitsAsync("R2", "flat")));
    }

    [Fact]
    public async Task A_code_waiting_for_a_lock_programmed_just_in_time_is_withdrawn_when_the_guests_before_stay_longer()
    {
        await using var world = await StartAsync(LockBehaviour.JustInTime);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-03", "2026-06-05", guest: "Jonas Weber");
        var pin = await world.DigitsAsync("R2", "flat");
        await world.MoveToAsync("2026-06-03 10:00");
        await HostSetsCheckOutAsync(world, "R1", new TimeOnly(14, 30));
        await world.MoveToAsync("2026-06-03 14:20");
        Assert.False(world.Opens("flat", pin), "the guests before are still there");
        Assert.Equal(Readiness.Blocked, (await world.StayAsync("R2")).Readiness);
        Assert.NotEmpty(await world.OpenEscalationsAsync());

        await HostSetsCheckOutAsync(world, "R1", new TimeOnly(11, 0));
        await world.MoveToAsync("2026-06-03 15:05");
        Assert.True(world.Opens("flat", await world.DigitsAsync("R2", "flat")));
        Assert.Equal(Readiness.Ready, (await world.StayAsync("R2")).Readiness);
    }

    private static async Task<DoorWorld> StartAsync(LockBehaviour behaviour)
    {
        var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("flat", behaviour));
        return world;
    }

    /// <summary>As the console does: the property changes and all its stays are due now.</summary>
    private static async Task ChangeTimesAsync(DoorWorld world, Action<Property> change)
    {
        await using var db = world.Database.Open();
        change(await db.Properties.SingleAsync());
        foreach (var stay in await db.Stays.Where(s => s.PropertyId != null).ToListAsync())
        {
            stay.LookAgainBy(world.Now);
        }

        await db.SaveChangesAsync();
    }

    private static async Task HostSetsCheckOutAsync(DoorWorld world, string reservation, TimeOnly time)
    {
        var id = (await world.StayAsync(reservation)).Id;
        await using (var db = world.Database.Open())
        {
            var stay = await db.Stays.SingleAsync(s => s.Id == id);
            stay.HostCheckOutTime = time;
            stay.LookAgainBy(world.Now);
            await db.SaveChangesAsync();
        }

        await world.WorkAsync();
    }
}
