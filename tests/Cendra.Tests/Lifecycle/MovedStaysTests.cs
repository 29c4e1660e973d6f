using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>A guest is moved to another unit: before the arrival, in the house, into a lock that is offline, out of a unit that is let again.</summary>
public sealed class MovedStaysTests
{
    [Fact]
    public async Task T08_Moved_before_arrival_the_new_doors_are_confirmed_before_the_old_ones_close()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        var pin = await world.DigitsAsync("R1", "flat");
        world.Doors.TakeOffline("house");
        await world.BookingArrivesAsync("R1", "Olot", "2026-06-02", "2026-06-05");
        await world.MoveToAsync("2026-06-01 18:00");
        Assert.Equal(AccessCodeState.Scheduled, (await world.CodeAsync("R1", "flat")).State);

        world.Doors.BringOnline("house");
        await world.MoveToAsync("2026-06-01 19:00");
        Assert.Equal(AccessCodeState.Revoked, (await world.CodeAsync("R1", "flat")).State);
        Assert.Equal(pin, await world.DigitsAsync("R1", "house"));
        await world.MoveToAsync("2026-06-02 15:05");
        Assert.True(world.Opens("house", pin));
        Assert.False(world.Opens("flat", pin));
        Assert.Equal("Olot", (await world.StayAsync("R1")).ListingExternalId);
        await using var db = world.Database.Open();
        Assert.Single(await db.Stays.ToListAsync());
    }

    [Fact]
    public async Task T09_Moved_during_the_stay_both_places_open_until_the_new_one_is_proven_and_half_an_hour_more()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        var pin = await world.DigitsAsync("R1", "flat");
        await world.MoveToAsync("2026-06-03 12:00");
        await world.BookingArrivesAsync("R1", "Olot", "2026-06-02", "2026-06-05", status: "in_house");
        var proven = (await world.CodeAsync("R1", "house")).FirstOnLockUtc!.Value;
        await world.MoveToAsync(proven.AddMinutes(29));
        Assert.True(world.Opens("house", pin), "the new place");
        Assert.True(world.Opens("flat", pin), "things are still there");
        await world.MoveToAsync(proven.AddMinutes(33));
        Assert.True(world.Opens("house", pin));
        Assert.False(world.Opens("flat", pin));
        Assert.Equal(AccessCodeState.Revoked, (await world.CodeAsync("R1", "flat")).State);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task T09_When_the_new_lock_is_offline_a_host_is_called_and_the_guest_keeps_the_old_place()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        var pin = await world.DigitsAsync("R1", "flat");
        await world.MoveToAsync("2026-06-03 12:00");
        world.Doors.TakeOffline("house");
        await world.BookingArrivesAsync("R1", "Olot", "2026-06-02", "2026-06-05", status: "in_house");
        await world.MoveAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(EscalationPriority.P0, Assert.Single(await world.OpenEscalationsAsync()).Priority);
        await world.MoveToAsync("2026-06-04 12:00");
        Assert.True(world.Opens("flat", pin), "nothing else opens for this guest");
        await world.MoveToAsync("2026-06-05 12:00");
        Assert.False(world.Opens("flat", pin), "the stay is over");
    }

    [Fact]
    public async Task T09_The_old_places_code_never_reaches_into_the_next_stay_there()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-06");
        var pin = await world.DigitsAsync("R1", "flat");
        await world.MoveToAsync("2026-06-03 12:00");
        world.Doors.TakeOffline("house");
        await world.BookingArrivesAsync("R1", "Olot", "2026-06-02", "2026-06-06", status: "in_house");
        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-04", "2026-06-06", guest: "Jonas Weber", phone: "+4915100000002");
        await world.MoveToAsync("2026-06-04 14:55");
        Assert.True(world.Opens("flat", pin));
        await world.MoveToAsync("2026-06-04 15:05");
        Assert.False(world.Opens("flat", pin), "the next guests are there");
        Assert.True(world.Opens("flat", await world.DigitsAsync("R2", "flat")));
    }

    [Fact]
    public async Task T58_A_unit_chosen_on_the_day_of_arrival_gets_its_code_then_and_a_host_knows_before()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Any double room", "2026-06-02", "2026-06-05");
        Assert.Empty((await world.StayAsync("R1")).Codes);
        Assert.StartsWith("unmapped:", Assert.Single(await world.OpenEscalationsAsync()).Cause, StringComparison.Ordinal);
        await world.MoveToAsync("2026-06-02 14:40");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        Assert.Empty(await world.OpenEscalationsAsync());
        await world.MoveToAsync("2026-06-02 15:01");
        Assert.True(world.Opens("flat", await world.DigitsAsync("R1", "flat")));
        Assert.Null((await world.StayAsync("R1")).FormerPropertyId);
    }

    [Fact]
    public async Task T52_Another_name_of_the_same_place_moves_nobody()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await using (var db = world.Database.Open())
        {
            var listing = await db.PropertyListings.SingleAsync(l => l.ExternalId == "Born 9");
            db.PropertyListings.Add(new() { Id = world.Database.Ids.Next(), PropertyId = listing.PropertyId, ConnectionId = listing.ConnectionId, ExternalId = "merged-77" });
            await db.SaveChangesAsync();
        }

        await world.BookingArrivesAsync("R1", "merged-77", "2026-06-02", "2026-06-05");
        var stay = await world.StayAsync("R1");
        Assert.Equal(("merged-77", StayStatus.Confirmed, null), (stay.ListingExternalId, stay.Status, stay.MovedUtc));
        Assert.Equal(1, world.Doors.CreatedCodes());
    }

    /// <summary>Two places, each behind one lock that keeps time.</summary>
    private static async Task<DoorWorld> StartAsync()
    {
        var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("flat", LockBehaviour.NativeSchedule));
        await world.HasPropertyAsync("Olot", ("house", LockBehaviour.NativeSchedule));
        return world;
    }
}
