using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Server.Console.Commands;
using Cendra.Server.Console.Queries;
using Cendra.Server.Security;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Console;

/// <summary>A person decides on codes that stand on a lock: with an owner and an end, or away with it; only who may, only where they see the door, and always in the lock's chain.</summary>
public sealed class FoundCodeDeskTests
{
    [Fact]
    public async Task What_is_kept_has_an_owner_and_an_end_within_a_year()
    {
        await using var house = new House();
        var (found, lockId, marta) = await StartAsync(house);
        var today = DateOnly.FromDateTime(house.Time.GetUtcNow().UtcDateTime);
        Assert.Equal(FoundCodeOutcome.OwnerMissing, await OnAsync(house, d => d.KeepAsync(found, " ", today, marta, CancellationToken.None)));
        Assert.Equal(FoundCodeOutcome.EndNotPossible, await OnAsync(house, d => d.KeepAsync(found, "Pau", null, marta, CancellationToken.None)));
        Assert.Equal(FoundCodeOutcome.EndNotPossible, await OnAsync(house, d => d.KeepAsync(found, "Pau", today.AddDays(-2), marta, CancellationToken.None)));
        Assert.Equal(FoundCodeOutcome.EndNotPossible, await OnAsync(house, d => d.KeepAsync(found, "Pau", today.AddDays(368), marta, CancellationToken.None)));
        Assert.Equal(FoundCodeOutcome.Done, await OnAsync(house, d => d.KeepAsync(found, "Pau 4821", today.AddDays(30), marta, CancellationToken.None)));
        await using var db = house.Database.Open();
        var row = await db.FoundCodes.SingleAsync(f => f.Id == found);
        Assert.Equal((FoundCodeDecision.Kept, "Pau ····"), (row.Decision, row.OwnerName));
        Assert.NotNull(row.KeepUntilUtc);
        Assert.Equal(house.Time.GetUtcNow(), (await db.SmartLocks.SingleAsync(l => l.Id == lockId)).AuditDueUtc);
        Assert.Contains(await db.AuditEvents.Where(e => e.Stream == row.AuditStream).ToListAsync(), e => e.Kind == AuditKind.FoundCodeDecided && e.Actor == marta.Actor);
    }

    [Fact]
    public async Task Removal_is_decided_once_and_counts_as_gone_by_a_list_alone()
    {
        await using var house = new House();
        var (found, _, marta) = await StartAsync(house);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(FoundCodeOutcome.Done, await OnAsync(house, d => d.RemoveAsync(found, marta, CancellationToken.None)));
        }

        await using var db = house.Database.Open();
        var row = await db.FoundCodes.SingleAsync(f => f.Id == found);
        Assert.Equal((FoundCodeDecision.Remove, (DateTimeOffset?)null), (row.Decision, row.GoneUtc));
        Assert.Equal(1, await db.AuditEvents.CountAsync(e => e.Stream == row.AuditStream && e.Kind == AuditKind.FoundCodeDecided));
    }

    [Fact]
    public async Task Who_only_looks_or_does_not_see_the_door_decides_nothing()
    {
        await using var house = new House();
        var (found, lockId, marta) = await StartAsync(house);
        var elsewhere = marta with { Scope = PropertyScope.Some([house.NextId()]) };
        var viewer = marta with { Role = HostRoles.Viewer };
        var day = DateOnly.FromDateTime(house.Time.GetUtcNow().UtcDateTime).AddDays(3);
        foreach (var host in new[] { elsewhere, viewer })
        {
            Assert.Equal(FoundCodeOutcome.NotAllowed, await OnAsync(house, d => d.RemoveAsync(found, host, CancellationToken.None)));
            Assert.Equal(FoundCodeOutcome.NotAllowed, await OnAsync(house, d => d.KeepAsync(found, "Pau", day, host, CancellationToken.None)));
            Assert.Equal(FoundCodeOutcome.NotAllowed, await OnAsync(house, d => d.ListNowAsync(lockId, host, CancellationToken.None)));
        }

        var query = house.Services.GetRequiredService<StandingCodesQuery>();
        Assert.Empty(await query.RunAsync(elsewhere.Scope, null, CancellationToken.None));
        Assert.NotEmpty(await query.RunAsync(PropertyScope.All, null, CancellationToken.None));
    }

    [Fact]
    public async Task An_unproven_end_is_closed_by_a_person_only_on_a_lock_that_is_gone_and_with_a_reason()
    {
        await using var house = new House();
        var (_, lockId, marta) = await StartAsync(house);
        Guid codeId;
        await using (var db = house.Database.Open())
        {
            var code = await db.AccessCodes.FirstAsync(c => c.LockId == lockId);
            code.MarkUnproven("Nobody can say.", house.Time.GetUtcNow());
            codeId = code.Id;
            await db.SaveChangesAsync();
        }

        Assert.Equal(FoundCodeOutcome.NotAllowed, await OnAsync(house, d => d.CloseUnprovenAsync(codeId, "drilled out", marta, CancellationToken.None)));
        await using (var db = house.Database.Open())
        {
            await db.SmartLocks.Where(l => l.Id == lockId).ExecuteUpdateAsync(s => s.SetProperty(l => l.IsGone, true));
        }

        Assert.Equal(FoundCodeOutcome.OwnerMissing, await OnAsync(house, d => d.CloseUnprovenAsync(codeId, " ", marta, CancellationToken.None)));
        Assert.Equal(FoundCodeOutcome.NotAllowed, await OnAsync(house, d => d.CloseUnprovenAsync(codeId, "drilled out", marta with { Role = HostRoles.Viewer }, CancellationToken.None)));
        Assert.Equal(FoundCodeOutcome.Done, await OnAsync(house, d => d.CloseUnprovenAsync(codeId, "drilled out", marta, CancellationToken.None)));
        await using var after = house.Database.Open();
        Assert.True((await after.AccessCodes.SingleAsync(c => c.Id == codeId)).IsClosedByHost);
    }

    private static async Task<(Guid Found, Guid Lock, SignedInHost Marta)> StartAsync(House house)
    {
        var around = new Neighbourhood(house);
        await around.ConnectAsync();
        var property = await around.PropertyAsync("Born 9", "Barcelona", "Europe/Madrid", "Flat");
        await around.StayAsync(property, "Jonas Weber", 2, House.Evening.AddHours(1), House.Evening.AddDays(3));
        await using var db = house.Database.Open();
        var lockId = await db.DoorUses.Select(d => d.LockId).SingleAsync();
        return (await CodesOnTheLock.FillAsync(house, lockId), lockId, new SignedInHost(house.NextId(), "Marta", HostRoles.Manager, PropertyScope.All));
    }

    private static async Task<FoundCodeOutcome> OnAsync(House house, Func<FoundCodeDesk, Task<FoundCodeOutcome>> act)
    {
        await using var scope = house.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<FoundCodeDesk>());
    }
}
