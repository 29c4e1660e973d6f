using Cendra.Knowledge.Meanings;
using Cendra.Lifecycle.Outbound;
using Cendra.Lifecycle.Outgoing;
using Cendra.Lifecycle.Reservations.Generic;
using Cendra.Lifecycle.Reservations.ICal;
using Cendra.Lifecycle.Seam;
using Cendra.Lifecycle.WriteBack;
using Cendra.Messaging.Email;
using Cendra.Messaging.Twilio;
using Cendra.Server.Health;
using Cendra.Tests.World;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Cendra.Server.Tests.Security;

/// <summary>
/// Every HTTP client of the server, by name. Those with an address that only the operator's configuration sets follow no redirect; those with one that a person or a message can set
/// refuse whatever is not public. A client that stands in neither list fails here.
/// </summary>
public sealed class OutgoingCallsTests
{
    private static readonly string[] OfTheOperator = [SeamSetup.HttpClientName, TwilioSetup.HttpClientName, Agent.AgentSetup.HttpClientName, Agent.AgentSetup.SignInClientName, MeaningSetup.HttpClientName];
    private static readonly string[] OfPeople = [Heartbeat.ClientName, CalendarSource.ClientName, GenericListSource.ClientName, WebhookPost.ClientName, CallbackField.ClientName, TwilioFiles.StoreClientName, Mailboxes.ClientName];

    [Fact]
    public async Task Every_client_is_known_and_none_follows_where_an_answer_leads_unseen()
    {
        await using var server = new Live(new MadeUpNetwork());
        Assert.Equal(OfTheOperator.Concat(OfPeople).Order(StringComparer.Ordinal), server.Clients.Order(StringComparer.Ordinal));
        foreach (var name in server.Clients)
        {
            var chain = Chain(server.Services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(name)).ToList();
            Assert.False(Assert.Single(chain.OfType<SocketsHttpHandler>()).AllowAutoRedirect, name);
            Assert.Equal(OfPeople.Contains(name) ? 1 : 0, chain.OfType<OutboundHandler>().Count());
        }
    }

    public static TheoryData<string, string> WaysInside()
    {
        var ways = new TheoryData<string, string>();
        foreach (var name in OfPeople)
        {
            foreach (var address in new[]
            {
                "http://public.example/", "https://127.0.0.1/", "https://[::1]/", "https://[fe80::1]/", "https://169.254.169.254/latest/meta-data", "https://2130706433/", "https://public.example:22/",
                "https://loopback.example/", "https://private.example/", "https://link-local.example/", "https://six.example/", "https://mapped.example/", "https://rebinding.example/",
            })
            {
                ways.Add(name, address);
            }
        }

        return ways;
    }

    [Theory]
    [MemberData(nameof(WaysInside))]
    public async Task No_client_of_people_reaches_what_is_not_public(string name, string address)
    {
        var network = new MadeUpNetwork().Knows("public.example", ["93.184.216.34"]).Knows("loopback.example", ["127.0.0.1"]).Knows("private.example", ["10.0.0.5", "192.168.1.1"])
            .Knows("link-local.example", ["169.254.169.254"]).Knows("six.example", ["fd00::1", "fe80::1", "::1"]).Knows("mapped.example", ["::ffff:10.0.0.5", "64:ff9b::a00:5"])
            .Knows("rebinding.example", ["93.184.216.34"], ["127.0.0.1"]);
        await using var server = new Live(network);
        using var client = server.Services.GetRequiredService<IHttpClientFactory>().CreateClient(name);
        if (address.Contains("rebinding", StringComparison.Ordinal))
        {
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync(new Uri(address)));
            Assert.Equal(["93.184.216.34:443"], network.Connected);
        }

        var before = network.Connected.Count;
        await Assert.ThrowsAsync<OutboundException>(() => client.GetAsync(new Uri(address)));
        Assert.Equal(before, network.Connected.Count);
    }

    private static IEnumerable<HttpMessageHandler> Chain(HttpMessageHandler? handler)
    {
        for (; handler is not null; handler = (handler as DelegatingHandler)?.InnerHandler)
        {
            yield return handler;
        }
    }

    /// <summary>The server as it is shipped, with nothing connected and a network of its own.</summary>
    private sealed class Live(MadeUpNetwork network) : WebApplicationFactory<Program>
    {
        private readonly TestFolder _folder = new();
        private List<string>? _clients;

        /// <summary>The names of all HTTP clients that the server registers.</summary>
        public IReadOnlyList<string> Clients
        {
            get
            {
                _ = Services;
                return _clients!;
            }
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Production").UseSetting("Data:Folder", _folder.File("data")).UseSetting("Keys:Folder", _folder.File("keys")).UseSetting("Rehearsal:Enabled", "false");
            builder.ConfigureTestServices(services =>
            {
                services.Replace(ServiceDescriptor.Singleton<OutboundNetwork>(network));
                _clients = [.. services.Select(s => s.ImplementationInstance).OfType<ConfigureNamedOptions<HttpClientFactoryOptions>>().Select(o => o.Name!).Distinct()];
            });
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            _folder.Dispose();
        }
    }
}
