using Cendra.Lifecycle.Escalations;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>P1: what a lock cannot do is known beforehand and told once a lock, not once a stay.</summary>
public sealed class LockLimitsTests
{
    [Fact]
    public async Task A_lock_that_opens_early_or_cannot_be_asked_back_is_told_of_once()
    {
        await using var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("flat", ("gate", LockBehaviour.JustInTime), ("street", LockBehaviour.NativeSchedule), ("box", LockBehaviour.OfflineCode));
        await world.BookingArrivesAsync("R1", "flat", "2026-06-10", "2026-06-13");
        await world.BookingArrivesAsync("R2", "flat", "2026-06-14", "2026-06-16");

        await using var db = world.Database.Open();
        var told = await db.Escalations.Where(e => e.Cause.StartsWith(LockLimits.Cause)).ToListAsync();
        Assert.Equal(2, told.Count);
        Assert.Contains(told, e => e.Title.StartsWith("gate", StringComparison.Ordinal) && e.Text.Contains("60 minutes before check-in", StringComparison.Ordinal));
        Assert.Contains(told, e => e.Title.StartsWith("box", StringComparison.Ordinal) && e.Text.Contains("cannot be taken back", StringComparison.Ordinal));
        Assert.Contains("notify-hosts", world.Woken);
    }

    [Fact]
    public async Task It_is_not_said_again_after_it_was_closed()
    {
        await using var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("flat", ("gate", LockBehaviour.JustInTime));
        await world.BookingArrivesAsync("R1", "flat", "2026-06-10", "2026-06-13");
        await using (var db = world.Database.Open())
        {
            (await db.Escalations.SingleAsync()).Resolve("cendra", "told", world.Now);
            await db.SaveChangesAsync();
        }

        await world.BookingArrivesAsync("R2", "flat", "2026-06-14", "2026-06-16");

        await using var after = world.Database.Open();
        Assert.Single(await after.Escalations.ToListAsync());
    }
}
