using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Server.Console.Queries;
using Cendra.Server.Tests.World;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Console;

/// <summary>Whoever sees one property sees nothing of the others, on any page.</summary>
public sealed class ScopeTests
{
    [Fact]
    public async Task Every_query_hides_other_properties_and_their_guests()
    {
        await using var house = new House();
        var (mine, own, foreign) = await TwoFlatsAsync(house);
        var scope = PropertyScope.Some([mine.Id]);
        var ct = CancellationToken.None;

        var arrivals = await Query<ArrivalsQuery>(house).RunAsync(scope, ct);
        Assert.Equal([own.Id], arrivals.Rows.Select(r => r.StayId));
        Assert.Equal(1, arrivals.Properties);
        Assert.NotNull(await Query<StayQuery>(house).RunAsync(own.Id, scope, ct));
        Assert.Null(await Query<StayQuery>(house).RunAsync(foreign.Id, scope, ct));
        var locks = await Query<LocksQuery>(house).RunAsync(scope, ct);
        Assert.Equal(["Mine"], locks.Select(l => l.Place));
        var foreignLock = foreign.Codes[0].LockId;
        Assert.Null(await Query<LocksQuery>(house).OneAsync(foreignLock, scope, ct));
        Assert.Equal([mine.Id], (await Query<PropertiesQuery>(house).RunAsync(scope, ct)).Select(p => p.Id));
        Assert.Null(await Query<PropertiesQuery>(house).FormAsync(foreign.PropertyId, scope, ct));
        Assert.Single((await Query<PropertiesQuery>(house).FormAsync(mine.Id, scope, ct))!.Locks);
        Assert.Empty(await Query<EscalationsQuery>(house).RunAsync(scope, ct));
        var shell = await Query<ShellQuery>(house).RunAsync(scope, ct);
        Assert.Equal((1, 0), (shell.Properties, shell.OpenEscalations));
    }

    [Fact]
    public async Task Who_sees_all_sees_both()
    {
        await using var house = new House();
        await TwoFlatsAsync(house);
        Assert.Equal(2, (await Query<ArrivalsQuery>(house).RunAsync(PropertyScope.All, CancellationToken.None)).Rows.Count);
        Assert.Single(await Query<EscalationsQuery>(house).RunAsync(PropertyScope.All, CancellationToken.None));
    }

    [Fact]
    public async Task A_guest_of_another_property_at_a_shared_door_is_counted_and_not_named()
    {
        await using var house = new House();
        var (mine, own, foreign) = await TwoFlatsAsync(house);
        await using (var db = house.Database.Open())
        {
            db.DoorUses.Add(new DoorUse { Id = house.NextId(), PropertyId = mine.Id, LockId = foreign.Codes[0].LockId, DoorName = "Shared", WalkingOrder = 2 });
            await db.SaveChangesAsync();
        }

        var shared = (await Query<LocksQuery>(house).RunAsync(PropertyScope.Some([mine.Id]), CancellationToken.None)).Single(l => l.Id == foreign.Codes[0].LockId);
        var code = Assert.Single(shared.Codes);
        Assert.Null(code.StayId);
        Assert.DoesNotContain("Weber", code.Guest, StringComparison.Ordinal);
        Assert.NotEqual(own.Id, foreign.Id);
    }

    private static async Task<(Property Mine, Stay Own, Stay Foreign)> TwoFlatsAsync(House house)
    {
        _ = house.CreateClient();
        var around = new Neighbourhood(house);
        await around.ConnectAsync();
        var mine = await around.PropertyAsync("Mine", "Girona", "Europe/Madrid", "Flat");
        var other = await around.PropertyAsync("Other", "Lisbon", "Europe/Lisbon", "Flat");
        var own = await around.StayAsync(mine, "Amelia Hart", 1, House.Evening.AddHours(1), House.Evening.AddDays(1));
        var foreign = await around.StayAsync(other, "Jonas Weber", 1, House.Evening.AddHours(2), House.Evening.AddDays(1));
        await around.EscalateAsync("Other flat needs somebody", "It does.", foreign, foreign.Codes[0].LockId);
        return (mine, own, foreign);
    }

    private static T Query<T>(House house) where T : notnull => house.Services.GetRequiredService<T>();
}
