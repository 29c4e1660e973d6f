using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>What others do to a code at the lock is set back as the guest was told it, and not fought over for ever; an end that can never be shown is closed by a person only.</summary>
public sealed class OutsideChangesTests
{
    [Theory]
    [InlineData(ExternalChange.Removed, LockBehaviour.NativeSchedule)]
    [InlineData(ExternalChange.Modified, LockBehaviour.NativeSchedule)]
    [InlineData(ExternalChange.Modified, LockBehaviour.JustInTime)]
    [InlineData(ExternalChange.Removed, LockBehaviour.JustInTime)]
    public async Task A_code_that_somebody_changes_at_the_lock_is_set_back_with_the_same_digits(ExternalChange change, LockBehaviour behaviour)
    {
        await using var world = await StartAsync(behaviour);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.MoveToAsync("2026-06-02 15:10");
        var (code, pin) = (await world.CodeAsync("R1", "flat"), await world.DigitsAsync("R1", "flat"));
        world.Doors.ChangeExternally("flat", change, code.SeamAccessCodeId);
        Assert.False(world.Opens("flat", pin));
        await world.WorkAsync(); // Seam's event is read.
        await world.MoveAsync(TimeSpan.FromMinutes(3));
        Assert.True(world.Opens("flat", pin));
        Assert.Equal(pin, await world.DigitsAsync("R1", "flat"));
        Assert.Equal(Readiness.Ready, (await world.StayAsync("R1")).Readiness);
        Assert.Empty(await world.OpenEscalationsAsync());
        Assert.Contains(await world.ChainAsync("R1"), e => e.What.EndsWith(AccessCode.SetBackWords, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_that_is_changed_again_and_again_is_left_and_a_host_is_told()
    {
        await using var world = await StartAsync(LockBehaviour.NativeSchedule);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.MoveToAsync("2026-06-02 15:10");
        var code = await world.CodeAsync("R1", "flat");
        for (var i = 0; i < 60; i++)
        {
            world.Doors.ChangeExternally("flat", ExternalChange.Modified, code.SeamAccessCodeId);
            await world.MoveAsync(TimeSpan.FromMinutes(10));
        }

        var lines = await world.ChainAsync("R1");
        Assert.InRange(lines.Count(e => e.What.EndsWith(AccessCode.SetBackWords, StringComparison.Ordinal)), 2, 4);
        var called = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal(EscalationPriority.P0, called.Priority);
        Assert.Contains("again and again", (await world.StayAsync("R1")).WorstReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_that_another_system_manages_is_not_fought_over()
    {
        await using var world = await StartAsync(LockBehaviour.NativeSchedule);
        world.Doors.Warn("flat", "third_party_integration_detected");
        await world.HealthAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.MoveToAsync("2026-06-02 15:10");
        world.Doors.ChangeExternally("flat", ExternalChange.Modified, (await world.CodeAsync("R1", "flat")).SeamAccessCodeId);
        await world.MoveAsync(TimeSpan.FromHours(1));
        Assert.DoesNotContain(await world.ChainAsync("R1"), e => e.What.EndsWith(AccessCode.SetBackWords, StringComparison.Ordinal));
        Assert.Contains("Another system", Assert.Single(await world.OpenEscalationsAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unproven_end_says_since_when_the_door_may_open_and_when_it_is_tried_next()
    {
        await using var world = await StartAsync(LockBehaviour.JustInTime);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await world.MoveToAsync("2026-06-03 11:00");
        world.Doors.TakeOffline("flat");
        await world.MoveToAsync("2026-06-03 13:00");
        var first = Assert.Single(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("end-unproven:", StringComparison.Ordinal));
        Assert.Contains("since Wed 3 Jun 11:30", first.Text, StringComparison.Ordinal);
        Assert.Contains("tries next at Wed 3 Jun 13:", first.Text, StringComparison.Ordinal);
        await world.MoveToAsync("2026-06-03 17:00");
        var later = Assert.Single(await world.OpenEscalationsAsync(), e => e.Id == first.Id);
        Assert.Contains("tries next at Wed 3 Jun 17:", later.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unproven_end_is_closed_by_a_host_only_on_a_lock_that_is_gone_for_good()
    {
        await using var world = await StartAsync(LockBehaviour.JustInTime);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await world.MoveToAsync("2026-06-03 11:00");
        world.Doors.TakeOffline("flat");
        await world.MoveToAsync("2026-06-03 12:00");
        await Assert.ThrowsAsync<InvalidOperationException>(() => CloseAsync(world));
        await using (var db = world.Database.Open())
        {
            await db.SmartLocks.ExecuteUpdateAsync(s => s.SetProperty(l => l.IsGone, true));
        }

        await CloseAsync(world);
        await world.LookNowAsync("R1");
        var code = await world.CodeAsync("R1", "flat");
        Assert.Equal((AccessCodeState.Unproven, true), (code.State, code.IsSettled));
        Assert.DoesNotContain(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("end-unproven:", StringComparison.Ordinal));
        Assert.Null((await world.StayAsync("R1")).DueAtUtc);
        await using var after = world.Database.Open();
        Assert.Null((await after.PinHolds.SingleAsync()).FreeAfterUtc);
        Assert.Contains(await world.ChainAsync("R1"), e => e.Kind == AuditKind.HostOrdered && e.What.Contains("drilled out", StringComparison.Ordinal));
    }

    private static async Task CloseAsync(DoorWorld world)
    {
        await using var db = world.Database.Open();
        var code = await db.AccessCodes.Include(c => c.Lock).Include(c => c.Stay).SingleAsync();
        code.CloseUnproven(AuditActor.Host(Guid.Empty), "the lock was drilled out", world.Now);
        code.Stay!.LookAgainBy(world.Now);
        await db.SaveChangesAsync();
    }

    private static async Task<DoorWorld> StartAsync(LockBehaviour behaviour)
    {
        var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("flat", behaviour));
        return world;
    }
}
