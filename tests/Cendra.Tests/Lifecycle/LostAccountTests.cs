using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>An account that Seam has lost is one incident for all its locks; nothing is taken for gone, and all comes right when it is back.</summary>
public sealed class LostAccountTests
{
    [Fact]
    public async Task A_lost_account_is_one_incident_that_lists_its_stays_each_with_its_next_step()
    {
        await using var world = await StartAsync();
        await world.MoveToAsync("2026-06-02 16:00");
        world.Doors.DisconnectAccount();
        await world.MoveAsync(TimeSpan.FromMinutes(20));
        await world.HealthAsync();
        var incidents = await world.OpenEscalationsAsync();
        var incident = Assert.Single(incidents);
        Assert.Equal(EscalationPriority.P1, incident.Priority);
        Assert.Equal(3, incident.Stays.Count);
        var (native, jit, later) = ((await world.StayAsync("Native-tomorrow")).Id, (await world.StayAsync("Jit-tomorrow")).Id, (await world.StayAsync("Jit-later")).Id);
        var near = incident.Stays.Single(s => s.StayId == jit);
        Assert.Contains("give this guest another way in", near.NextStep, StringComparison.Ordinal);
        Assert.Contains("works without the account", incident.Stays.Single(s => s.StayId == native).NextStep, StringComparison.Ordinal);
        Assert.Contains("when the account is back", incident.Stays.Single(s => s.StayId == later).NextStep, StringComparison.Ordinal);
        foreach (var code in (await world.StayAsync("Native-tomorrow")).Codes)
        {
            Assert.Equal((AccessCodeState.Scheduled, AccessCodeFault.Unreadable), (code.State, code.Fault));
        }
    }

    [Fact]
    public async Task When_the_account_is_back_everything_is_read_anew_and_the_incident_is_closed()
    {
        await using var world = await StartAsync();
        await world.MoveToAsync("2026-06-02 12:00");
        var before = world.Doors.CreatedCodes();
        world.Doors.DisconnectAccount();
        await world.MoveAsync(TimeSpan.FromHours(3));
        for (var i = 0; i < 5; i++)
        {
            await world.HealthAsync();
        }

        await using (var db = world.Database.Open())
        {
            Assert.Equal(1, await db.Escalations.CountAsync(e => e.Cause.StartsWith("account-lost:")));
        }

        world.Doors.ReconnectAccount();
        await world.MoveAsync(TimeSpan.FromMinutes(20));
        Assert.Empty(await world.OpenEscalationsAsync());
        Assert.Equal(before, world.Doors.CreatedCodes());
        Assert.Equal(Readiness.Ready, (await world.StayAsync("Native-tomorrow")).Readiness);
        Assert.Equal(Readiness.Ready, (await world.StayAsync("Jit-tomorrow")).Readiness);
    }

    [Fact]
    public async Task An_end_that_falls_into_a_lost_account_is_unproven_and_never_revoked()
    {
        await using var world = await StartAsync();
        await world.MoveToAsync("2026-06-04 10:00");
        var pin = await world.DigitsAsync("Jit-tomorrow", "jit");
        world.Doors.DisconnectAccount();
        await world.MoveToAsync("2026-06-04 12:00");
        Assert.True(world.Opens("jit", pin));
        Assert.Equal(AccessCodeState.Unproven, (await world.CodeAsync("Jit-tomorrow", "jit")).State);
        world.Doors.ReconnectAccount();
        await world.MoveAsync(TimeSpan.FromMinutes(30));
        Assert.False(world.Opens("jit", pin));
        Assert.Equal(AccessCodeState.Revoked, (await world.CodeAsync("Jit-tomorrow", "jit")).State);
        Assert.DoesNotContain(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("end-unproven:", StringComparison.Ordinal));
    }

    private static async Task<DoorWorld> StartAsync()
    {
        var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Native flat", ("native", LockBehaviour.NativeSchedule));
        await world.HasPropertyAsync("Jit flat", ("jit", LockBehaviour.JustInTime));
        world.Doors.JoinAccounts();
        await world.HealthAsync();
        await world.BookingArrivesAsync("Native-tomorrow", "Native flat", "2026-06-03", "2026-06-05");
        await world.BookingArrivesAsync("Jit-tomorrow", "Jit flat", "2026-06-03", "2026-06-04");
        await world.BookingArrivesAsync("Jit-later", "Jit flat", "2026-06-05", "2026-06-09");
        return world;
    }
}
