using System.Globalization;
using Cendra.Domain.Stays;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>A guest and the next guest, from the PMS's webhook to the keypad and off the lock again; and the same when Seam's webhooks misbehave.</summary>
public sealed class ThroughTheDoorTests
{
    [Theory]
    [InlineData(LockBehaviour.NativeSchedule)]
    [InlineData(LockBehaviour.JustInTime)]
    [InlineData(LockBehaviour.OfflineCode)]
    public async Task A_stay_comes_to_the_same_end_however_Seams_webhooks_come(LockBehaviour behaviour)
    {
        var undisturbed = await LiveAsync(behaviour, new WorldOptions(), _ => { });
        Assert.Contains("codes created 2", undisturbed, StringComparison.Ordinal);
        var doubled = await LiveAsync(behaviour, new WorldOptions { Seed = 2 }, w => w.Doors.DuplicateNextWebhooks(1000));
        Assert.Equal(undisturbed, doubled);
        var disordered = await LiveAsync(behaviour, new WorldOptions { Seed = 3 }, w => w.Doors.ReorderNextWebhooks(4));
        Assert.Equal(undisturbed, disordered);
        var dropped = await LiveAsync(behaviour, new WorldOptions { Seed = 4, Polls = true }, w => w.Doors.DropNextWebhooks(1000));
        Assert.Equal(undisturbed, dropped);
    }

    [Fact]
    public async Task Polling_and_webhooks_together_count_every_event_once()
    {
        await using var world = await ServiceWorld.OpenAsync(new WorldOptions { Polls = true });
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule));
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await world.ClockMovesToAsync("2026-06-02 15:05");
        Assert.True(await world.GuestTypesAsync("flat", await world.DigitsAsync("R1", "flat")));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(30));
        await using var db = world.Open();
        var events = await db.ReceivedWebhooks.Where(w => w.Source == "seam").ToListAsync();
        Assert.NotEmpty(events);
        Assert.Equal(events.Count, events.DistinctBy(e => e.ExternalId).Count());
        Assert.All(events, e => Assert.NotNull(e.ProcessedUtc));
        Assert.Single(await db.AuditEvents.Where(e => e.Kind == Domain.Audit.AuditKind.CodeUsed).ToListAsync());
    }

    /// <summary>The life of two guests at one door; what is left of it.</summary>
    private static async Task<string> LiveAsync(LockBehaviour behaviour, WorldOptions options, Action<ServiceWorld> disturb)
    {
        await using var world = await ServiceWorld.OpenAsync(options);
        disturb(world);
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("door", behaviour));
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await world.PmsSendsAsync("R2", "Born 9", "2026-06-03", "2026-06-04", guest: "Jonas Weber");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        var (first, second) = (await world.DigitsAsync("R1", "door"), await world.DigitsAsync("R2", "door"));
        Assert.NotEqual(first, second);

        await world.ClockMovesToAsync("2026-06-02 13:55");
        disturb(world);
        Assert.False(await world.GuestTypesAsync("door", first), "before its time");
        await world.ClockMovesToAsync("2026-06-02 15:05");
        Assert.Equal(Readiness.Ready, (await world.StayAsync("R1")).Readiness);
        Assert.True(await world.GuestTypesAsync("door", first), "in its time");
        Assert.False(await world.GuestTypesAsync("door", second), "the next guest's, too early");
        disturb(world);

        await world.ClockMovesToAsync("2026-06-03 11:45");
        disturb(world);
        Assert.False(await world.GuestTypesAsync("door", first), "after its end");
        await world.ClockMovesToAsync("2026-06-03 15:05");
        Assert.True(await world.GuestTypesAsync("door", second), "the next guest's, in its time");
        Assert.False(await world.GuestTypesAsync("door", first), "the former guest's");
        await world.ClockMovesToAsync("2026-06-04 13:00");
        Assert.Empty((await world.VerifyAuditAsync()).Problems);
        Assert.Empty(world.Log.Errors);
        return await StateAsync(world);
    }

    private static async Task<string> StateAsync(ServiceWorld world)
    {
        var lines = new List<string> { string.Create(CultureInfo.InvariantCulture, $"codes created {world.Doors.CreatedCodes()}") };
        foreach (var id in new[] { "R1", "R2" })
        {
            var stay = await world.StayAsync(id);
            lines.Add($"{id} {stay.Status} {stay.Readiness} due again {stay.DueAtUtc is not null}");
            lines.AddRange(stay.Codes.Select(c =>
                $"{c.PinVersion} {c.State} {c.Fault} {c.IntendedFromUtc:O} {c.IntendedUntilUtc:O} {c.MayOpenFromUtc:O} used {c.FirstUsedUtc:O} {c.LastUsedUtc:O}"));
        }

        await using var db = world.Open();
        var door = await db.SmartLocks.SingleAsync();
        lines.Add($"unlocked {door.LastUnlockedUtc:O} {door.LastUnlockedHow} denied {door.LastDeniedUtc:O} online {door.IsOnline}");
        lines.AddRange((await db.Escalations.OrderBy(e => e.RaisedUtc).ToListAsync()).Select(e => $"{e.Cause.Split(':')[0]} {e.Priority} open {e.ResolvedUtc is null}"));
        lines.AddRange(world.Doors.PhysicalCodes("door").Select(c => $"on the lock {c.FromUtc:O} {c.UntilUtc:O}"));
        return string.Join('\n', lines);
    }
}
