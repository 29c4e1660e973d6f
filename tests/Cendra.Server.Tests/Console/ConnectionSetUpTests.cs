using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Server.Console.Commands;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Console;

public sealed class ConnectionSetUpTests
{
    [Fact]
    public async Task A_secret_is_sealed_rotates_without_a_gap_and_stands_in_no_audit_line()
    {
        await using var house = new House();
        _ = house.CreateClient();
        var owner = await house.AccountAsync("marta@puig-stays.example", HostRoles.Owner, null);
        var desk = house.Services.GetRequiredService<ConnectionSetUp>();
        var first = (await desk.MakeAsync("my-pms", owner, CancellationToken.None)).Secret;
        var id = await IdAsync(house);
        var second = (await desk.RotateAsync(id, owner, CancellationToken.None)).Secret;
        Assert.Equal([second, first], await OpenAsync(house));
        await desk.RemoveOldAsync(id, owner, CancellationToken.None);
        Assert.Equal([second], await OpenAsync(house));
        Assert.Equal(24, Convert.FromBase64String(second["whsec_".Length..]).Length);
        await using var db = house.Database.Open();
        Assert.Equal(3, await db.AuditEvents.CountAsync(e => e.Kind == AuditKind.ConnectionChanged));
        Assert.DoesNotContain(await db.AuditEvents.ToListAsync(), e => e.What.Contains("whsec_", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("My PMS")]
    [InlineData("-x-")]
    [InlineData("a")]
    [InlineData("")]
    public async Task A_name_that_cannot_stand_in_an_address_is_refused(string name)
    {
        await using var house = new House();
        _ = house.CreateClient();
        var owner = await house.AccountAsync("marta@puig-stays.example", HostRoles.Owner, null);
        Assert.StartsWith("Name:", (await house.Services.GetRequiredService<ConnectionSetUp>().MakeAsync(name, owner, CancellationToken.None)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_makes_no_connection()
    {
        await using var house = new House();
        _ = house.CreateClient();
        var manager = await house.AccountAsync("rui@puig-stays.example", HostRoles.Manager, null);
        Assert.Empty((await house.Services.GetRequiredService<ConnectionSetUp>().MakeAsync("my-pms", manager, CancellationToken.None)).Secret);
    }

    private static async Task<Guid> IdAsync(House house)
    {
        await using var db = house.Database.Open();
        return await db.Connections.Select(c => c.Id).SingleAsync();
    }

    private static async Task<IReadOnlyList<string>> OpenAsync(House house)
    {
        await using var db = house.Database.Open();
        return house.Services.GetRequiredService<ConnectionSecrets>().Open(await db.Connections.SingleAsync());
    }
}
