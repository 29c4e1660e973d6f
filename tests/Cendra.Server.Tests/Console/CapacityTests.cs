using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Server.Console.Queries;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Console;

/// <summary>What the page of the 30 days ahead says.</summary>
public sealed class CapacityTests
{
    [Fact]
    public async Task A_gate_with_two_places_names_the_first_of_three_guests_for_whom_there_is_none()
    {
        await using var house = new House();
        var (_, gate) = await HouseAsync(house, places: 2);
        var row = (await RowsAsync(house, PropertyScope.All)).Single(r => r.LockId == gate);
        Assert.Equal(("Gate", 3, 2, 1), (row.DoorName, row.Peak, row.Places, row.UnplacedCount));
        Assert.Equal("Clara", row.First!.Guest);
        Assert.Equal("Does not fit", row.Chip.Text);
        Assert.Equal(row, (await RowsAsync(house, PropertyScope.All))[0]);
    }

    [Fact]
    public async Task A_guest_who_is_in_the_house_fits()
    {
        await using var house = new House();
        var around = new Neighbourhood(house);
        await around.ConnectAsync();
        await around.StayAsync(await around.PropertyAsync("Flat A", "Begur", "Europe/Madrid", "Gate"), "Anna", 2, House.Evening.AddHours(-20), House.Evening.AddDays(2));
        Assert.Equal("Room", Assert.Single(await RowsAsync(house, PropertyScope.All)).Chip.Text);
    }

    [Fact]
    public async Task Codes_that_are_not_ours_count_and_a_lock_with_room_says_so()
    {
        await using var house = new House();
        var (_, gate) = await HouseAsync(house, places: 5);
        await using (var db = house.Database.Open())
        {
            db.FoundCodes.Add(new FoundCode { Id = house.NextId(), LockId = gate, SeamAccessCodeId = "cleaner", Kind = FoundCodeKind.Unknown, FirstSeenUtc = House.Evening });
            await db.SaveChangesAsync();
        }

        var row = (await RowsAsync(house, PropertyScope.All)).Single(r => r.LockId == gate);
        Assert.Equal((4, 1, "Room"), (row.Peak, row.NotOurs, row.Chip.Text));
        Assert.Null(row.First);
    }

    [Fact]
    public async Task The_digits_left_are_those_that_every_door_behind_a_shared_gate_takes()
    {
        await using var house = new House();
        var (_, gate) = await HouseAsync(house, places: 5);
        await using (var db = house.Database.Open())
        {
            await db.SmartLocks.Where(l => l.Id == gate).ExecuteUpdateAsync(l => l.SetProperty(x => x.PinLengths, "4").SetProperty(x => x.PinConstraints, "cannot_contain_0789"));
            var stay = await db.Stays.FirstAsync();
            db.PinHolds.Add(new PinHold { Id = house.NextId(), LockId = gate, StayId = stay.Id, PinHash = "resting", FreeAfterUtc = House.Evening.AddDays(3) });
            db.PinHolds.Add(new PinHold { Id = house.NextId(), LockId = gate, StayId = stay.Id, PinHash = "free again", FreeAfterUtc = House.Evening.AddDays(-3) });
            await db.SaveChangesAsync();
        }

        var row = (await RowsAsync(house, PropertyScope.All)).Single(r => r.LockId == gate);
        Assert.Equal((4, 1074, 1, 3), (row.DigitLength, row.Digits, row.DigitsUsed, row.Properties));
    }

    [Fact]
    public async Task Whoever_sees_one_property_sees_its_locks_and_names_no_other_propertys_guest()
    {
        await using var house = new House();
        var (first, gate) = await HouseAsync(house, places: 2);
        var row = Assert.Single(await RowsAsync(house, PropertyScope.Some([first])));
        Assert.Equal((gate, 3), (row.LockId, row.Peak));
        Assert.Equal((null, "Another property’s guest"), (row.First!.StayId, row.First.Guest));
    }

    private static Task<IReadOnlyList<CapacityRow>> RowsAsync(House house, PropertyScope scope) =>
        house.Services.GetRequiredService<CapacityQuery>().RunAsync(scope, CancellationToken.None);

    /// <summary>Three flats behind one gate, each with a guest in the same nights; the gate is the only door of the first.</summary>
    private static async Task<(Guid First, Guid Gate)> HouseAsync(House house, int places)
    {
        var around = new Neighbourhood(house);
        await around.ConnectAsync();
        var flats = new List<Property> { await around.PropertyAsync("Flat A", "Begur", "Europe/Madrid", "Gate") };
        flats.Add(await around.PropertyAsync("Flat B", "Begur", "Europe/Madrid", "Flat"));
        flats.Add(await around.PropertyAsync("Flat C", "Begur", "Europe/Madrid", "Flat"));
        Guid gate;
        await using (var db = house.Database.Open())
        {
            gate = await db.DoorUses.Where(d => d.PropertyId == flats[0].Id).Select(d => d.LockId).SingleAsync();
            await db.SmartLocks.Where(l => l.Id == gate).ExecuteUpdateAsync(l => l.SetProperty(x => x.MaxCodes, places));
            db.DoorUses.AddRange(flats.Skip(1).Select(f => new DoorUse { Id = house.NextId(), PropertyId = f.Id, LockId = gate, DoorName = "Gate", WalkingOrder = 9 }));
            await db.SaveChangesAsync();
        }

        foreach (var (guest, number) in new[] { ("Anna", 0), ("Berta", 1), ("Clara", 2) })
        {
            await around.StayAsync(flats[number], guest, 2, House.Evening.AddDays(5).AddHours(number), House.Evening.AddDays(9));
        }

        await using var after = house.Database.Open();
        await after.AccessCodes.Where(c => c.LockId == gate).ExecuteUpdateAsync(c => c.SetProperty(x => x.State, AccessCodeState.Accepted));
        return (flats[0].Id, gate);
    }
}
