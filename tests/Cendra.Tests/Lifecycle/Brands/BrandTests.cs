using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Locks;
using Cendra.Simulator.Locks;
using Cendra.Tests.Architecture;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle.Brands;

/// <summary>Every make of locks: one stay through its virtual door, and what its host was told beforehand.</summary>
public sealed class BrandTests
{
    public static TheoryData<BrandRow> Rows() => [.. BrandRow.All()];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_guest_gets_in_during_the_stay_and_nobody_else_does(BrandRow row)
    {
        await using var world = await StartAsync(row);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        await world.MoveAsync(TimeSpan.FromMinutes(2));
        var (pin, code, smartLock) = (await world.DigitsAsync("R1", "door"), await world.CodeAsync("R1", "door"), await LockAsync(world));
        await ToldAsync(world, row.Told);
        KnownAs(row, smartLock);
        Assert.True(row.ChoosesPin || new PinRules(pin.Length, smartLock.GetPinConstraints()).Allow(pin));
        Assert.True(code.NameOnLock.Length <= (row.NameLongest ?? 200));

        await world.MoveToAsync("2026-06-10 13:58");
        Assert.False(world.Opens("door", pin), "an hour before check-in");
        await world.MoveToAsync("2026-06-10 15:05");
        Assert.False(world.Opens("door", "0000"), "other digits");
        Assert.True(world.Opens("door", pin), "in its time");
        await world.MoveAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(row.UsedKnown, (await world.CodeAsync("R1", "door")).FirstUsedUtc is not null);

        await world.MoveToAsync($"2026-06-13 {row.Until}");
        await world.MoveAsync(TimeSpan.FromMinutes(5));
        Assert.False(world.Opens("door", pin), "after its end");
        Assert.Equal(row.Kind == LockBehaviour.OfflineCode ? AccessCodeState.EndedByLock : AccessCodeState.Revoked, (await world.CodeAsync("R1", "door")).State);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task Ultraloq_without_a_time_zone_gets_no_code_and_says_what_helps_until_it_has_one()
    {
        await using var world = await DoorWorld.CreateAsync();
        world.Doors.AddDoor(BrandRow.All().Single(r => r.Brand == "Ultraloq").Door(zone: null));
        await world.HasPropertyAsync("Born 9", ("door", LockBehaviour.JustInTime));
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        var code = await world.CodeAsync("R1", "door");
        Assert.Equal(AccessCodeFault.NotPossible, code.Fault);
        Assert.StartsWith("Seam does not know this lock's time zone", code.FaultText, StringComparison.Ordinal);
        Assert.Single(await world.OpenEscalationsAsync());

        world.Doors.SetTimeZone("door", DoorWorld.Zone);
        await world.HealthAsync();
        await world.MoveToAsync("2026-06-02 15:05");
        Assert.True(world.Opens("door", await world.DigitsAsync("R1", "door")));
    }

    [Fact]
    public void Every_make_that_the_code_knows_is_tested_and_stands_in_the_documentation()
    {
        var rows = BrandRow.All();
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs/locks.md"));
        Expect.Nothing(LockBrands.All.Where(b => rows.All(r => r.Provider != b.Prefix && !r.Provider.StartsWith(b.Prefix, StringComparison.Ordinal))).Select(b => $"{b.Name} has no row in brands.json."));
        Expect.Nothing(LockBrands.All.Select(b => b.Name).Concat(rows.Select(r => r.Brand)).Distinct().Where(name => !text.Contains(name, StringComparison.OrdinalIgnoreCase)).Select(name => $"docs/locks.md does not name {name}."));
        Expect.Nothing(rows.Where(r => r.Unknown != LockBrands.Of($"{r.Provider}_lock") is null).Select(r => $"{r.Brand}: brands.json and LockBrands disagree on whether it is known."));
    }

    [Fact]
    public void Every_rule_for_digits_and_names_stands_in_the_documentation_and_every_test_that_it_names_exists()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs/locks.md"));
        string[] constraints =
        [
            "no_zeros", "cannot_start_with_12", "no_triple_consecutive_ints", "no_ascending_or_descending_sequence", "at_least_three_unique_digits", "no_all_same_digits", "unique_first_four_digits",
            "cannot_contain_089", "cannot_contain_0789", "cannot_specify_pin_code", "pin_code_matches_existing_set", "start_date_in_future", "name_length", "name_must_be_unique",
        ];
        Expect.Nothing(constraints.Where(c => !text.Contains($"`{c}`", StringComparison.Ordinal)).Select(c => $"docs/locks.md does not name {c}."));
        var tests = string.Join('\n', Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText));
        var named = System.Text.RegularExpressions.Regex.Matches(text, "`(\\w+Tests)`").Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(named);
        Expect.Nothing(named.Where(n => !tests.Contains($"class {n}", StringComparison.Ordinal)).Select(n => $"docs/locks.md names {n}, which is not there."));
    }

    private static void KnownAs(BrandRow row, SmartLock smartLock)
    {
        Assert.Equal(row.UsedKnown, smartLock.ReportsUse);
        Assert.Equal(row.ChoosesPin, smartLock.ChoosesPin);
        Assert.Equal(row.Spares, smartLock.HasBackupCodes);
        var careful = row.Unknown ? LockBehaviour.JustInTime : row.Kind;
        Assert.Equal(careful.ToString(), smartLock.Timing.ToString());
    }

    private static async Task ToldAsync(DoorWorld world, string told)
    {
        await using var db = world.Database.Open();
        var notices = await db.Escalations.Where(e => e.Cause.StartsWith(LockLimits.Cause)).Select(e => e.Text).ToListAsync();
        Assert.True(told.Length == 0 ? notices.Count == 0 : Assert.Single(notices).Contains(told, StringComparison.Ordinal), string.Join('\n', notices));
    }

    private static async Task<DoorWorld> StartAsync(BrandRow row)
    {
        var world = await DoorWorld.CreateAsync();
        world.Doors.AddDoor(row.Door(DoorWorld.Zone));
        await world.HasPropertyAsync("Born 9", ("door", row.Kind));
        return world;
    }

    private static async Task<SmartLock> LockAsync(DoorWorld world)
    {
        await using var db = world.Database.Open();
        return await db.SmartLocks.SingleAsync();
    }
}
