using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>Spare codes on a lock: pulled when a guest would stand outside, never before check-in.</summary>
public sealed class BackupCodesTests
{
    [Fact]
    public async Task A_guest_whose_code_the_lock_refuses_gets_a_spare_at_check_in_and_the_other_doors_keep_the_first_digits()
    {
        await using var world = await FlatAsync(pool: true);
        world.Doors.FailNextSets("flat", 10_000);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.MoveToAsync("2026-06-02 14:58");
        Assert.Equal(Readiness.Blocked, (await world.StayAsync("R1")).Readiness);
        Assert.Single((await world.StayAsync("R1")).Pins);

        await world.MoveToAsync("2026-06-02 15:02");
        var stay = await world.StayAsync("R1");
        var spare = Assert.Single(stay.Pins, p => p.Source == PinSource.BackupPool);
        Assert.True(world.Opens("flat", world.Database.Vault.Reveal(spare.Sealed!)));
        Assert.True(world.Opens("street", await world.DigitsAsync("R1", "street")));
        Assert.Equal(Readiness.Ready, stay.Readiness);
        Assert.Empty(await world.OpenEscalationsAsync());

        await world.MoveToAsync("2026-06-05 11:45");
        Assert.False(world.Opens("flat", world.Database.Vault.Reveal(spare.Sealed!)));
        Assert.All((await world.StayAsync("R1")).Codes, c => Assert.Equal(AccessCodeState.Revoked, c.State));
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task Whoever_is_told_digits_is_told_the_spare_for_the_door_that_it_opens_and_the_first_for_the_others()
    {
        await using var world = await FlatAsync(pool: true);
        world.Doors.FailNextSets("flat", 10_000);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.MoveToAsync("2026-06-02 15:02");

        await using var db = world.Database.Open();
        var stay = await db.Stays.Include(s => s.Reservation).Include(s => s.Pins).Include(s => s.Codes).ThenInclude(c => c.Lock).Include(s => s.Property!.Doors).ThenInclude(d => d.Lock).SingleAsync();
        var (decision, grants) = world.Database.Get<CodeGrants>().For(stay, IdentityLevel.Attested, world.Now);
        Assert.Equal(DisclosureAnswer.Share, decision.Answer);
        Assert.Equal(["street", "flat"], grants.SelectMany(g => g.Doors));
        Assert.Equal(PinSource.BackupPool, stay.Pins.Single(p => p.Id == grants[1].StayPinId).Source);
    }

    [Fact]
    public async Task A_code_that_is_still_not_on_the_lock_five_minutes_after_check_in_is_replaced_by_a_spare()
    {
        await using var world = await FlatAsync(pool: true);
        await world.BookingArrivesAsync("R0", "Born 9", "2026-06-01", "2026-06-02"); // fills the pool
        await world.MoveToAsync("2026-06-02 12:00");
        world.Doors.TakeOffline("flat");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", guest: "Jonas Weber");
        await world.MoveToAsync("2026-06-02 15:04");
        Assert.DoesNotContain((await world.StayAsync("R1")).Pins, p => p.Source == PinSource.BackupPool);
        await world.MoveToAsync("2026-06-02 15:20");
        var spare = Assert.Single((await world.StayAsync("R1")).Pins, p => p.Source == PinSource.BackupPool);
        Assert.True(world.Opens("flat", world.Database.Vault.Reveal(spare.Sealed!)), "it is on the lock, which needs no connection for it");
    }

    [Fact]
    public async Task A_lost_answer_pulls_the_same_spare_again()
    {
        await using var world = await FlatAsync(pool: true);
        world.Doors.FailNextSets("flat", 10_000);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        world.Doors.LoseNextResponses("/access_codes/pull_backup_access_code", 3);
        await world.MoveToAsync("2026-06-02 16:00");
        Assert.Single((await world.StayAsync("R1")).Pins, p => p.Source == PinSource.BackupPool);
        Assert.Equal(Readiness.Ready, (await world.StayAsync("R1")).Readiness);
    }

    [Fact]
    public async Task A_longer_stay_lengthens_the_spare_too()
    {
        await using var world = await FlatAsync(pool: true);
        world.Doors.FailNextSets("flat", 1_000);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.MoveToAsync("2026-06-02 15:30");
        world.Doors.FailNextSets("flat", 0);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-07");
        await world.MoveToAsync("2026-06-06 10:00");
        var spare = (await world.StayAsync("R1")).Pins.Single(p => p.Source == PinSource.BackupPool);
        Assert.True(world.Opens("flat", world.Database.Vault.Reveal(spare.Sealed!)));
        await world.MoveToAsync("2026-06-07 11:45");
        Assert.False(world.Opens("flat", world.Database.Vault.Reveal(spare.Sealed!)));
    }

    [Fact]
    public async Task Without_a_pool_nothing_is_asked_for_and_a_host_is_called()
    {
        await using var world = await FlatAsync(pool: false);
        world.Doors.FailNextSets("flat", 10_000);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.MoveToAsync("2026-06-02 15:10");
        Assert.DoesNotContain(world.Doors.Requests(), r => r.Path == "/access_codes/pull_backup_access_code");
        Assert.Equal(EscalationPriority.P0, Assert.Single(await world.OpenEscalationsAsync()).Priority);
        await using var db = world.Database.Open();
        Assert.All(await db.SmartLocks.ToListAsync(), l => Assert.False(l.HasBackupCodes));
    }

    private static async Task<DoorWorld> FlatAsync(bool pool)
    {
        var world = await DoorWorld.CreateAsync();
        world.Doors.AddDoor(new DoorOptions("flat", "flat", LockBehaviour.NativeSchedule, DoorWorld.Zone) { HasBackupPool = pool });
        await world.HasPropertyAsync("Born 9", ("street", LockBehaviour.NativeSchedule), ("flat", LockBehaviour.NativeSchedule));
        return world;
    }
}
