using Cendra.Domain.Database;
using Cendra.Server.Console.Commands;
using Cendra.Server.Console.Queries;
using Cendra.Server.Tests.World;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Console;

public sealed class OutboundTests
{
    private const string Marta = "marta@puig-stays.example";

    [Theory]
    [InlineData(HostRoles.Owner, true, true)]
    [InlineData(HostRoles.Manager, true, false)]
    [InlineData(HostRoles.Viewer, false, false)]
    public async Task Owners_and_managers_stop_messages_and_only_owners_let_them_go_to_everybody(string role, bool mayStop, bool mayGoLive)
    {
        await using var house = new House();
        _ = house.CreateClient();
        var host = await house.AccountAsync(Marta, role, null);
        await using var scope = house.Services.CreateAsyncScope();
        var control = scope.ServiceProvider.GetRequiredService<OutboundControl>();
        Assert.Equal(mayStop, await control.StopAsync(true, host, CancellationToken.None));
        Assert.Equal(mayGoLive, await control.GoLiveAsync(true, host, CancellationToken.None));
        var view = await scope.ServiceProvider.GetRequiredService<OutboundQuery>().RunAsync(CancellationToken.None);
        Assert.Equal((mayStop, mayGoLive), (view.State.IsStopped, view.State.IsLive));
        Assert.Equal(mayStop ? House.Evening : null, view.StoppedSinceUtc);
    }

    [Fact]
    public async Task Every_page_says_that_messages_are_stopped_and_only_who_may_change_it_finds_the_switch()
    {
        await using var house = new House();
        _ = house.CreateClient();
        var owner = await house.AccountAsync(Marta, HostRoles.Owner, null);
        await house.AccountAsync("viewer@puig-stays.example", HostRoles.Viewer, null);
        await using (var scope = house.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<OutboundControl>().StopAsync(true, owner, CancellationToken.None);
        }

        var (marta, viewer) = (await house.SignedInAsync(Marta), await house.SignedInAsync("viewer@puig-stays.example"));
        foreach (var path in new[] { "/", "/inbox", "/escalations", "/locks", "/properties", "/more" })
        {
            var page = await marta.GetStringAsync(new Uri(path, UriKind.Relative));
            Assert.Contains("All automatic messages are stopped", page, StringComparison.Ordinal);
            Assert.Contains("Let them leave again", page, StringComparison.Ordinal);
            var seen = await viewer.GetStringAsync(new Uri(path, UriKind.Relative));
            Assert.Contains("All automatic messages are stopped", seen, StringComparison.Ordinal);
            Assert.DoesNotContain("Let them leave again", seen, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task While_nothing_is_live_connections_say_so_with_the_switch_beside_it()
    {
        await using var house = new House();
        _ = house.CreateClient();
        await house.AccountAsync(Marta, HostRoles.Owner, null);
        var page = await (await house.SignedInAsync(Marta)).GetStringAsync(new Uri("/connections", UriKind.Relative));
        Assert.Contains("Allow-list only", page, StringComparison.Ordinal);
        Assert.Contains("Send to all guests", page, StringComparison.Ordinal);
    }
}
