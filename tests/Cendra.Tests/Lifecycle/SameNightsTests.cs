using Cendra.Domain.Access;
using Cendra.Domain.Stays;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>Two confirmed stays have the same nights in one unit; owners come; the calendar is closed.</summary>
public sealed class SameNightsTests
{
    [Theory]
    [InlineData(LockBehaviour.NativeSchedule)]
    [InlineData(LockBehaviour.JustInTime)]
    public async Task T47_Of_two_stays_in_the_same_nights_the_second_gets_its_code_only_after_a_hosts_choice(LockBehaviour behaviour)
    {
        await using var world = await StartAsync(behaviour);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-11", "2026-06-14", guest: "Jonas Weber", phone: "+4915100000002");
        var held = await world.CodeAsync("R2", "flat");
        Assert.Equal((AccessCodeState.Planned, AccessCodeFault.Withheld), (held.State, held.Fault));
        Assert.Equal($"overlap:{(await world.StayAsync("R2")).Id:N}", Assert.Single(await world.OpenEscalationsAsync()).Cause);
        Assert.Equal(1, world.Doors.CreatedCodes());

        await AcceptAsync(world, "R2");
        Assert.Empty(await world.OpenEscalationsAsync());
        await world.MoveToAsync("2026-06-11 15:05");
        Assert.True(world.Opens("flat", await world.DigitsAsync("R2", "flat")));
        Assert.True(world.Opens("flat", await world.DigitsAsync("R1", "flat")), "the first keeps its code");
        Assert.NotEqual(await world.DigitsAsync("R1", "flat"), await world.DigitsAsync("R2", "flat"));
    }

    [Fact]
    public async Task T47_The_second_gets_its_code_by_itself_when_the_first_is_cancelled()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-11", "2026-06-14", guest: "Jonas Weber", phone: "+4915100000002");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13", status: "cancelled");
        await world.MoveToAsync("2026-06-11 15:05");
        Assert.True(world.Opens("flat", await world.DigitsAsync("R2", "flat")));
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task T47_T04_A_stay_extended_into_the_next_is_told_to_a_host_and_nobody_loses_a_code()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-05", "2026-06-08", guest: "Jonas Weber", phone: "+4915100000002");
        var (first, second) = (await world.DigitsAsync("R1", "flat"), await world.DigitsAsync("R2", "flat"));
        await world.MoveToAsync("2026-06-04 12:00");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-06", status: "in_house");
        Assert.StartsWith("overlap:", Assert.Single(await world.OpenEscalationsAsync()).Cause, StringComparison.Ordinal);
        await world.MoveToAsync("2026-06-05 16:00");
        Assert.True(world.Opens("flat", first));
        Assert.True(world.Opens("flat", second));
    }

    [Theory]
    [InlineData("confirmed", "owner")]
    [InlineData("owner", "owner")]
    public async Task T25_An_owner_gets_a_code_where_the_property_gives_one(string status, string kind)
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", status: status, kind: kind);
        Assert.Equal(StayKind.Owner, (await world.StayAsync("R1")).Kind);
        await world.MoveToAsync("2026-06-02 15:05");
        Assert.True(world.Opens("flat", await world.DigitsAsync("R1", "flat")));
    }

    [Fact]
    public async Task T25_An_owner_gets_none_where_the_property_gives_none_and_nobody_is_called()
    {
        await using var world = await StartAsync();
        await using (var db = world.Database.Open())
        {
            (await db.Properties.SingleAsync()).OwnersGetCodes = false;
            await db.SaveChangesAsync();
        }

        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", kind: "owner");
        await world.MoveToAsync("2026-06-02 16:00");
        Assert.Empty((await world.StayAsync("R1")).Codes);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Theory]
    [InlineData("confirmed", "block")]
    [InlineData("black", "guest")]
    public async Task T26_A_closed_calendar_gets_nothing_and_calls_nobody(string status, string kind)
    {
        await using var world = await StartAsync();
        if (status == "black")
        {
            await world.BodyArrivesAsync("""{"type":"reservation.upserted","reservation":{"externalId":"R1","version":1,"listingExternalId":"Born 9","status":"black","checkIn":"2026-06-02","checkOut":"2026-06-05"}}""");
        }
        else
        {
            await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", status: status, kind: kind);
        }

        await world.MoveToAsync("2026-06-02 16:00");
        Assert.Empty((await world.StayAsync("R1")).Codes);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    private static async Task AcceptAsync(DoorWorld world, string reservation)
    {
        var id = (await world.StayAsync(reservation)).Id;
        await using (var db = world.Database.Open())
        {
            var stay = await db.Stays.SingleAsync(s => s.Id == id);
            stay.OverlapAcceptedUtc = world.Now;
            stay.LookAgainBy(world.Now);
            await db.SaveChangesAsync();
        }

        await world.WorkAsync();
        await world.MoveAsync(TimeSpan.FromMinutes(1));
    }

    private static async Task<DoorWorld> StartAsync(LockBehaviour behaviour = LockBehaviour.NativeSchedule)
    {
        var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("flat", behaviour));
        return world;
    }
}
