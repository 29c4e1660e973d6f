using Cendra.Domain.Audit;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>One booking over several units: the party has one code for all of them where every lock takes it, and is told apart with words where not.</summary>
public sealed class PartyTests
{
    [Fact]
    public async Task T23_A_booking_of_several_units_has_the_same_digits_on_all_their_doors()
    {
        await using var world = await StartAsync([], []);
        await world.BodyArrivesAsync(Units(1, "Flat A", "Flat B"));
        await world.MoveToAsync("2026-06-02 15:05");
        var digits = Assert.Single(await DigitsAsync(world));
        Assert.True(world.Opens("a", digits));
        Assert.True(world.Opens("b", digits));
        Assert.Contains(await LinesAsync(world), l => l.EndsWith("the same as in the party's other unit", StringComparison.Ordinal));

        await world.BodyArrivesAsync(Units(2, "Flat A"));
        await world.MoveAsync(TimeSpan.FromMinutes(40));
        Assert.True(world.Opens("a", digits));
        Assert.False(world.Opens("b", digits), "that unit was cancelled");
    }

    [Fact]
    public async Task T23_Digits_are_chosen_so_that_the_locks_of_all_units_take_them()
    {
        await using var world = await StartAsync([4, 6], [4]);
        await world.BodyArrivesAsync(Units(1, "Flat A", "Flat B"));
        await world.MoveToAsync("2026-06-02 15:05");
        var digits = Assert.Single(await DigitsAsync(world));
        Assert.Equal(4, digits.Length);
        Assert.True(world.Opens("a", digits) && world.Opens("b", digits));
    }

    [Fact]
    public async Task T23_Where_the_locks_of_the_units_agree_on_no_code_each_has_its_own_and_the_stay_says_why()
    {
        await using var world = await StartAsync([6], [4]);
        await world.BodyArrivesAsync(Units(1, "Flat A", "Flat B"));
        await world.MoveToAsync("2026-06-02 15:05");
        Assert.Equal([4, 6], (await DigitsAsync(world)).Select(d => d.Length).Order());
        Assert.Contains(await LinesAsync(world), l => l.EndsWith("not the same as in the party's other unit: the locks of this unit take others", StringComparison.Ordinal));
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task T23_Units_behind_one_door_have_digits_of_their_own_and_the_stay_says_why()
    {
        await using var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Flat A", ("street", LockBehaviour.NativeSchedule), ("a", LockBehaviour.NativeSchedule));
        await world.HasPropertyAsync("Flat B", ("street", LockBehaviour.NativeSchedule), ("b", LockBehaviour.NativeSchedule));
        await world.BodyArrivesAsync(Units(1, "Flat A", "Flat B"));
        await world.MoveToAsync("2026-06-02 15:05");
        var digits = await DigitsAsync(world);
        Assert.Equal(2, digits.Count);
        Assert.All(digits, d => Assert.True(world.Opens("street", d)));
        Assert.Contains(await LinesAsync(world), l => l.Contains("the units share a door", StringComparison.Ordinal));
    }

    [Fact]
    public async Task T23_Two_parties_never_get_each_others_digits()
    {
        await using var world = await StartAsync([], []);
        await world.BookingArrivesAsync("R8", "Flat A", "2026-06-02", "2026-06-05");
        await world.BookingArrivesAsync("R9", "Flat B", "2026-06-02", "2026-06-05");
        Assert.NotEqual(await world.DigitsAsync("R8", "a"), await world.DigitsAsync("R9", "b"));
    }

    private static async Task<DoorWorld> StartAsync(IReadOnlyList<int> lengthsOfA, IReadOnlyList<int> lengthsOfB)
    {
        var world = await DoorWorld.CreateAsync();
        AddDoor(world, "a", lengthsOfA);
        AddDoor(world, "b", lengthsOfB);
        await world.HasPropertyAsync("Flat A", ("a", LockBehaviour.NativeSchedule));
        await world.HasPropertyAsync("Flat B", ("b", LockBehaviour.NativeSchedule));
        return world;
    }

    private static void AddDoor(DoorWorld world, string name, IReadOnlyList<int> lengths)
    {
        if (lengths.Count > 0)
        {
            world.Doors.AddDoor(new DoorOptions(name, name, LockBehaviour.NativeSchedule, DoorWorld.Zone) { SupportedCodeLengths = [.. lengths] });
        }
    }

    private static string Units(int version, params string[] listings)
    {
        var units = string.Join(",", listings.Select(l => "{\"listingExternalId\":\"" + l + "\"}"));
        return $$$"""
            {"type":"reservation.upserted","reservation":{"externalId":"R1","version":{{{version}}},"status":"confirmed","checkIn":"2026-06-02","checkOut":"2026-06-05",
             "units":[{{{units}}}],"guest":{"name":"Lucía Fernández","phone":"+34600000001"} } }
            """;
    }

    /// <summary>All digits of the house that hold, each once.</summary>
    private static async Task<IReadOnlyList<string>> DigitsAsync(DoorWorld world)
    {
        await using var db = world.Database.Open();
        var pins = await db.StayPins.Where(p => p.ReplacedUtc == null).ToListAsync();
        return [.. pins.Select(p => world.Database.Vault.Reveal(p.Sealed!)).Distinct(StringComparer.Ordinal)];
    }

    private static async Task<IReadOnlyList<string>> LinesAsync(DoorWorld world)
    {
        await using var db = world.Database.Open();
        return await db.AuditEvents.Where(e => e.Kind == AuditKind.PinChosen).Select(e => e.What).ToListAsync();
    }
}
