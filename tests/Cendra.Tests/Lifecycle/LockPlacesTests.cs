using Cendra.Domain.Access;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Simulator.Locks;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>A lock with fewer places than guests: the earliest arrival first, the others in time, and a host told where that cannot be.</summary>
public sealed class LockPlacesTests
{
    private static readonly DateTimeOffset Now = TestDatabase.Start;
    private static readonly TimeSpan Lead = TimeSpan.FromHours(72);

    [Fact]
    public async Task The_earliest_arrival_gets_the_place_although_it_booked_last_and_the_other_comes_back_with_its_digits_in_time()
    {
        await using var world = await GateAsync(places: 1);
        await world.BookingArrivesAsync("Late", "B", "2026-06-03", "2026-06-05", guest: "Jonas Weber");
        var late = await world.DigitsAsync("Late", "gate");
        Assert.Equal(AccessCodeState.Scheduled, (await world.CodeAsync("Late", "gate")).State);

        await world.BookingArrivesAsync("Soon", "A", "2026-06-01", "2026-06-02");
        await world.MoveToAsync("2026-06-01 15:01");
        var soon = await world.DigitsAsync("Soon", "gate");
        Assert.True(world.Opens("gate", soon));
        Assert.Equal((AccessCodeState.Planned, AccessCodeFault.SetDelayed), ((await world.CodeAsync("Late", "gate")).State, (await world.CodeAsync("Late", "gate")).Fault));
        Assert.StartsWith("The lock is full. The code goes on it when a place is free, by Tue 2 Jun 11:35", (await world.CodeAsync("Late", "gate")).FaultText, StringComparison.Ordinal);

        await world.MoveToAsync("2026-06-02 11:45");
        Assert.False(world.Opens("gate", soon));
        Assert.Equal(AccessCodeState.Scheduled, (await world.CodeAsync("Late", "gate")).State);
        await world.MoveToAsync("2026-06-03 15:01");
        Assert.Equal(late, await world.DigitsAsync("Late", "gate"));
        Assert.True(world.Opens("gate", late));
        Assert.Equal(Readiness.Ready, (await world.StayAsync("Late")).Readiness);
        Assert.Empty(await world.OpenEscalationsAsync());
        await world.MoveToAsync("2026-06-05 11:45");
        Assert.Equal(AccessCodeState.Revoked, (await world.CodeAsync("Late", "gate")).State);
        Assert.Empty(world.Doors.PhysicalCodes("gate"));
    }

    [Fact]
    public async Task A_stay_whose_turn_does_not_come_before_check_in_is_told_to_a_host_at_once_and_cured_when_a_place_is_free()
    {
        await using var world = await GateAsync(places: 1);
        await world.BookingArrivesAsync("R1", "A", "2026-06-05", "2026-06-09");
        await world.BookingArrivesAsync("R2", "B", "2026-06-06", "2026-06-10", guest: "Jonas Weber");
        var code = await world.CodeAsync("R2", "gate");
        Assert.Equal((AccessCodeState.Planned, AccessCodeFault.SetFailed), (code.State, code.Fault));
        Assert.Contains("a place is free only on Tue 9 Jun 11:35, after check-in", code.FaultText, StringComparison.Ordinal);
        Assert.Equal(Readiness.Blocked, (await world.StayAsync("R2")).Readiness);
        Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal(Readiness.Ready, (await world.StayAsync("R1")).Readiness);

        await world.BookingArrivesAsync("R1", "A", "2026-06-05", "2026-06-09", status: "cancelled");
        await world.MoveToAsync("2026-06-06 15:01");
        Assert.True(world.Opens("gate", await world.DigitsAsync("R2", "gate")));
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task Codes_on_the_lock_that_are_not_ours_take_places_too()
    {
        await using var world = await GateAsync(places: 2);
        await using (var db = world.Database.Open())
        {
            var gate = await db.SmartLocks.SingleAsync(l => l.DeviceId == "gate");
            db.FoundCodes.Add(new FoundCode { Id = world.Database.Ids.Next(), LockId = gate.Id, SeamAccessCodeId = "cleaner", Kind = FoundCodeKind.Unknown, FirstSeenUtc = world.Now });
            await db.SaveChangesAsync();
        }

        await world.BookingArrivesAsync("R1", "A", "2026-06-05", "2026-06-09");
        await world.BookingArrivesAsync("R2", "B", "2026-06-06", "2026-06-10", guest: "Jonas Weber");
        Assert.Equal(Readiness.Ready, (await world.StayAsync("R1")).Readiness);
        Assert.Equal(Readiness.Blocked, (await world.StayAsync("R2")).Readiness);
    }

    [Fact]
    public async Task Thirty_bookings_in_one_minute_stay_within_the_budget_of_the_lock_and_all_get_their_codes()
    {
        await using var world = await DoorWorld.CreateAsync();
        world.Doors.AddDoor(new DoorOptions("gate", "gate", LockBehaviour.NativeSchedule, DoorWorld.Zone));
        var flats = Enumerable.Range(1, 30).Select(n => $"F{n}").ToList();
        foreach (var flat in flats)
        {
            await world.HasPropertyAsync(flat, ("gate", LockBehaviour.NativeSchedule));
            await world.BookingArrivesAsync($"R{flat}", flat, "2026-06-02", "2026-06-04", look: false);
        }

        await world.MoveAsync(TimeSpan.FromMinutes(12));
        foreach (var flat in flats)
        {
            Assert.Equal(Readiness.Ready, (await world.StayAsync($"R{flat}")).Readiness);
        }

        Assert.Equal(30, world.Doors.CreatedCodes());
        Assert.DoesNotContain(world.Doors.Requests(), r => r.Status == 429);
        Assert.Equal(30, world.Doors.PhysicalCodes("gate").Select(c => c.Digits).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void At_no_moment_are_there_more_codes_than_places_and_nobody_waits_for_somebody_who_arrives_later(int places)
    {
        using var random = new SeededRandom(places);
        for (var round = 0; round < 200; round++)
        {
            var codes = Enumerable.Range(0, 12).Select(n => Wanted(n, Below(random, 20 * 24), 1 + Below(random, 6 * 24))).ToList();
            var turns = LockPlaces.Of(places, codes, Lead, Now);
            foreach (var moment in turns.Where(t => t.LoadUtc is not null).Select(t => t.LoadUtc!.Value))
            {
                Assert.InRange(turns.Count(t => t.LoadUtc <= moment && t.Code.UntilUtc > moment), 1, places);
            }

            foreach (var turn in turns)
            {
                Assert.Equal(turn, LockPlaces.Of(places, [.. codes.Where(c => c.FromUtc <= turn.Code.FromUtc)], Lead, Now).Single(t => t.Code.Id == turn.Code.Id));
                Assert.True(turn.LoadUtc is null || (turn.LoadUtc >= Now && turn.LoadUtc >= turn.Code.FromUtc - Lead && turn.LoadUtc < turn.Code.UntilUtc));
            }
        }
    }

    [Fact]
    public void The_peak_counts_what_stands_there_and_what_is_loaded_before_its_start() =>
        Assert.Equal(2, LockPlaces.Peak([Wanted(1, 0, 24), Wanted(2, 80, 24), Wanted(3, 200, 24)], Lead, Now).Codes);

    [Fact]
    public void Who_is_in_the_house_has_a_place_and_is_not_called_late()
    {
        var inHouse = Wanted(1, -30, 90) with { OnLock = true, KeepsPlace = true };
        Assert.True(Assert.Single(LockPlaces.Of(1, [inHouse], Lead, Now)).IsInTime);
    }

    private static PlaceWanted Wanted(int number, int startsInHours, int hours) => new(
        new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), Guid.Empty, Now.AddHours(startsInHours).AddMinutes(number), Now.AddHours(startsInHours + hours), Now.AddMinutes(-number), OnLock: false, KeepsPlace: false);

    private static int Below(SeededRandom random, int end)
    {
        var bytes = new byte[4];
        random.GetBytes(bytes);
        return (int)(BitConverter.ToUInt32(bytes) % (uint)end);
    }

    private static async Task<DoorWorld> GateAsync(int places)
    {
        var world = await DoorWorld.CreateAsync();
        world.Doors.AddDoor(new DoorOptions("gate", "gate", LockBehaviour.NativeSchedule, DoorWorld.Zone) { MaxActiveCodes = places });
        await world.HasPropertyAsync("A", ("gate", LockBehaviour.NativeSchedule));
        await world.HasPropertyAsync("B", ("gate", LockBehaviour.NativeSchedule));
        return world;
    }
}
