using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>P3: whose digits they are, what happens when they run short, and what stands on a lock for somebody else.</summary>
public sealed class PinSpaceTests
{
    private static readonly PinRules Small = new(4, new HashSet<string> { "cannot_contain_0789" });

    [Fact]
    public async Task Ten_thousand_stays_behind_one_gate_never_share_digits_and_the_first_without_any_is_told_why()
    {
        await using var world = await DoorWorld.CreateAsync();
        var gate = new DoorUse { DoorName = "Gate", Lock = new SmartLock { DeviceId = "g", Name = "g", PinLengths = "4" } };
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var pins = new TakenPins(taken, new Dictionary<string, DateTimeOffset>(), new HashSet<string>());
        var rules = PinRules.For([gate.Lock])!;
        var (given, refused) = (new HashSet<string>(), "");
        await world.InScopeAsync<PinSpace>(async space =>
        {
            for (var stay = 0; stay < 10_000 && refused.Length == 0; stay++)
            {
                (var digits, refused) = await space.ChooseAsync([gate], rules, pins, new HashSet<string>(), CancellationToken.None);
                Assert.True(digits is null || (given.Add(digits) && taken.Add(world.Database.Vault.Hash(digits))), "The same digits twice.");
            }
        });

        Assert.Equal(rules.CountSpace(), given.Count);
        Assert.InRange(given.Count, 8_000, 9_999);
        Assert.Equal("All 4-digit codes that Gate can take are in use or not proven gone. Give this guest another way in, and take codes off the lock that nobody needs.", refused);
    }

    [Fact]
    public async Task Where_nothing_else_is_left_the_digits_that_rested_longest_come_back_and_a_host_is_told_once()
    {
        await using var world = await GateAsync();
        await HoldAllAsync(world, (pin, place) => place == 7 ? world.Now.AddDays(3) : place % 2 == 0 ? null : world.Now.AddDays(5 + (place % 20)));
        await world.BookingArrivesAsync("R1", "Flat", "2026-06-10", "2026-06-13");
        await world.BookingArrivesAsync("R2", "Flat", "2026-06-14", "2026-06-16");

        Assert.Equal(PinGenerator.All(Small).ElementAt(7), await world.DigitsAsync("R1", "gate"));
        Assert.NotEqual(await world.DigitsAsync("R1", "gate"), await world.DigitsAsync("R2", "gate"));
        var told = Assert.Single(await world.OpenEscalationsAsync());
        Assert.StartsWith(PinSpace.Cause, told.Cause, StringComparison.Ordinal);
        Assert.Contains("sooner than after 30 days", told.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stay_for_which_no_digits_are_left_says_so_and_gets_them_by_itself_when_some_are_free()
    {
        await using var world = await GateAsync();
        await HoldAllAsync(world, (_, _) => null);
        await world.BookingArrivesAsync("R1", "Flat", "2026-06-02", "2026-06-05");

        var code = await world.CodeAsync("R1", "gate");
        Assert.Equal((AccessCodeState.Planned, AccessCodeFault.NotPossible), (code.State, code.Fault));
        Assert.StartsWith("All 4-digit codes that gate can take are in use or not proven gone.", code.FaultText, StringComparison.Ordinal);
        Assert.Equal(Readiness.Blocked, (await world.StayAsync("R1")).Readiness);
        Assert.StartsWith("no-code:", Assert.Single(await world.OpenEscalationsAsync()).Cause, StringComparison.Ordinal);

        await using (var db = world.Database.Open())
        {
            var free = world.Database.Vault.Hash(PinGenerator.All(Small).First());
            await db.PinHolds.Where(h => h.PinHash == free).ExecuteDeleteAsync();
        }

        await world.MoveToAsync("2026-06-02 15:05");
        Assert.True(world.Opens("gate", await world.DigitsAsync("R1", "gate")));
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task Digits_that_stand_on_the_lock_for_somebody_else_are_never_given_to_a_stay_there()
    {
        await using var world = await GateAsync();
        await HoldAllAsync(world, (_, place) => place is 3 or 4 ? DateTimeOffset.MinValue : null);
        await using (var db = world.Database.Open())
        {
            var gate = await db.SmartLocks.SingleAsync();
            db.FoundCodes.Add(new FoundCode
            {
                Id = world.Database.Ids.Next(), LockId = gate.Id, SeamAccessCodeId = "cleaner", Kind = FoundCodeKind.Unknown, FirstSeenUtc = world.Now,
                PinHash = world.Database.Vault.Hash(PinGenerator.All(Small).ElementAt(3)),
            });
            await db.SaveChangesAsync();
        }

        await world.BookingArrivesAsync("R1", "Flat", "2026-06-10", "2026-06-13");
        Assert.Equal(PinGenerator.All(Small).ElementAt(4), await world.DigitsAsync("R1", "gate"));
        await world.LookNowAsync("R1");
        Assert.Equal(PinGenerator.All(Small).ElementAt(4), await world.DigitsAsync("R1", "gate"));
    }

    [Fact]
    public async Task No_two_codes_of_a_lock_that_wants_it_begin_with_the_same_four_digits()
    {
        await using var world = await DoorWorld.CreateAsync();
        world.Doors.AddDoor(new DoorOptions("gate", "gate", LockBehaviour.NativeSchedule, DoorWorld.Zone) { SupportedCodeLengths = [6], CodeConstraints = [PinRules.UniqueFirstFour] });
        await world.HasPropertyAsync("Flat", ("gate", LockBehaviour.NativeSchedule));
        await world.BookingArrivesAsync("R1", "Flat", "2026-06-10", "2026-06-13");
        var first = await world.DigitsAsync("R1", "gate");
        await world.InScopeAsync<PinHolds>(async holds =>
        {
            await using var db = world.Database.Open();
            var gate = await db.SmartLocks.SingleAsync();
            var taken = await holds.AllTakenAsync([gate.Id], Guid.Empty, CancellationToken.None);
            Assert.Contains(holds.HashesOf(first[..4] + "99", firstFourUnique: true), taken.Taken.Contains);
            Assert.DoesNotContain(holds.HashesOf(first[..4] + "99", firstFourUnique: false), taken.Taken.Contains);
        });

        await world.MoveToAsync("2026-06-13 12:00");
        await using var after = world.Database.Open();
        Assert.All(await after.PinHolds.ToListAsync(), h => Assert.NotNull(h.FreeAfterUtc));
    }

    [Fact]
    public async Task Digits_that_turn_out_to_stand_on_the_lock_are_exchanged_before_anybody_was_told()
    {
        await using var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Flat", ("street", LockBehaviour.NativeSchedule), ("flat", LockBehaviour.NativeSchedule));
        await world.BookingArrivesAsync("R1", "Flat", "2026-06-10", "2026-06-13");
        var first = await world.DigitsAsync("R1", "flat");
        world.Doors.ChangeExternally("flat", ExternalChange.Added, digits: first);

        await world.MoveToAsync("2026-06-10 15:05");
        var second = await world.DigitsAsync("R1", "flat");
        Assert.NotEqual(first, second);
        Assert.True(world.Opens("street", second) && world.Opens("flat", second));
        Assert.False(world.Opens("street", first));
        Assert.Equal(Readiness.Ready, (await world.StayAsync("R1")).Readiness);
        Assert.StartsWith("unknown-codes:", Assert.Single(await world.OpenEscalationsAsync()).Cause, StringComparison.Ordinal);
        Assert.True(world.Opens("flat", first), "it is somebody's whom a host knows or not: nobody takes it away unasked");
    }

    [Fact]
    public async Task Digits_that_were_told_are_not_exchanged_but_a_host_is_asked()
    {
        await using var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Flat", ("flat", LockBehaviour.NativeSchedule));
        await world.BookingArrivesAsync("R1", "Flat", "2026-06-10", "2026-06-13");
        var told = await world.DigitsAsync("R1", "flat");
        await using (var db = world.Database.Open())
        {
            (await db.StayPins.SingleAsync()).ToldUtc = world.Now;
            await db.SaveChangesAsync();
        }

        world.Doors.ChangeExternally("flat", ExternalChange.Added, digits: told);
        await world.MoveToAsync("2026-06-08 12:00");
        Assert.Equal(told, await world.DigitsAsync("R1", "flat"));
        Assert.Contains(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("digits-taken:", StringComparison.Ordinal));
    }

    private static async Task<DoorWorld> GateAsync()
    {
        var world = await DoorWorld.CreateAsync();
        world.Doors.AddDoor(new DoorOptions("gate", "gate", LockBehaviour.NativeSchedule, DoorWorld.Zone) { SupportedCodeLengths = [4], CodeConstraints = ["cannot_contain_0789"] });
        await world.HasPropertyAsync("Flat", ("gate", LockBehaviour.NativeSchedule));
        return world;
    }

    /// <summary>Another stay has held every PIN of the gate: null = it does still, least = long ago, else resting until then.</summary>
    private static async Task HoldAllAsync(DoorWorld world, Func<string, int, DateTimeOffset?> freeAfter)
    {
        await world.BookingArrivesAsync("R0", "Elsewhere", "2027-01-10", "2027-01-12", look: false);
        await using var db = world.Database.Open();
        var (gate, other) = (await db.SmartLocks.SingleAsync(), await db.Stays.SingleAsync());
        other.Status = StayStatus.Cancelled;
        var place = 0;
        foreach (var pin in PinGenerator.All(Small))
        {
            db.PinHolds.Add(new PinHold { Id = world.Database.Ids.Next(), LockId = gate.Id, StayId = other.Id, PinHash = world.Database.Vault.Hash(pin), FreeAfterUtc = freeAfter(pin, place++) });
        }

        await db.SaveChangesAsync();
    }
}
