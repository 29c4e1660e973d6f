using System.IO.Compression;
using System.Net;
using Cendra.Lifecycle.Outbound;
using Cendra.Tests.World;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Cendra.Tests.Outbound;

/// <summary>A call to an address that a person set leads nowhere that it must not, and brings no more than it may.</summary>
public sealed class OutboundHandlerTests
{
    private const string Secret = "s3cr3t";
    private static readonly Uri Feed = new($"https://calendar.example/{Secret}.ics");
    private readonly List<HttpRequestMessage> _sent = [];

    [Theory]
    [InlineData("https://10.0.0.5/a")]
    [InlineData("https://[::1]/a")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("http://calendar.example/a")]
    [InlineData("https://calendar.example:22/a")]
    [InlineData("https://u:p@other.example/a")]
    [InlineData("gopher://other.example/a")]
    [InlineData("file:///etc/passwd")]
    public async Task A_redirect_is_judged_like_the_address_itself(string location)
    {
        var refused = await Assert.ThrowsAsync<OutboundException>(() => GetAsync(_ => Redirect(location)));
        Assert.Single(_sent);
        Assert.DoesNotContain(Secret, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_redirects_are_followed_and_a_fourth_is_not()
    {
        Assert.Equal("here", await GetAsync(r => r.RequestUri!.AbsolutePath == "/3" ? Text("here") : Redirect($"https://calendar.example/{_sent.Count}")));
        Assert.Equal(4, _sent.Count);
        _sent.Clear();
        var refused = await Assert.ThrowsAsync<OutboundException>(() => GetAsync(_ => Redirect($"https://calendar.example/{_sent.Count}")));
        Assert.Equal((4, "The other side leads elsewhere more than 3 times."), (_sent.Count, refused.Message));
    }

    [Fact]
    public async Task A_relative_redirect_stays_on_the_host_and_keeps_what_was_said_there()
    {
        await GetAsync(r => r.RequestUri!.AbsolutePath == "/next" ? Text("") : Redirect("/next"), r => r.Headers.TryAddWithoutValidation("If-None-Match", "\"1\""));
        Assert.Equal(["https://calendar.example/next"], _sent.Skip(1).Select(r => r.RequestUri!.AbsoluteUri));
        Assert.True(_sent[1].Headers.Contains("If-None-Match"));
    }

    [Fact]
    public async Task A_key_never_goes_to_another_host()
    {
        await GetAsync(r => r.RequestUri!.Host == "other.example" ? Text("") : Redirect("https://other.example/"), r =>
        {
            r.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Secret}");
            r.Headers.TryAddWithoutValidation("X-Api-Key", Secret);
            r.Headers.TryAddWithoutValidation("Accept", "text/calendar");
        });
        Assert.Equal(["Accept"], _sent[1].Headers.Select(h => h.Key));
    }

    [Fact]
    public async Task What_was_posted_is_not_posted_elsewhere()
    {
        using var client = Client(_ => Redirect("https://calendar.example/next"));
        using var answer = await client.PostAsync(Feed, new StringContent("x"));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Single(_sent);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_broken_off_whether_it_says_so_or_not()
    {
        Assert.Equal(1024, (await GetAsync(_ => Text(new string('a', 1024)))).Length);
        await Assert.ThrowsAsync<OutboundException>(() => GetAsync(_ => Text(new string('a', 1025))));
        var endless = new Endless();
        var refused = await Assert.ThrowsAsync<OutboundException>(() => GetAsync(_ => new HttpResponseMessage { Content = new StreamContent(endless) }));
        Assert.Equal("The other side sent more than 1 KB.", refused.Message);
        Assert.True(endless.Read < 64 * 1024);
    }

    [Fact]
    public async Task An_answer_that_unpacks_to_too_much_is_broken_off()
    {
        using var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await zip.WriteAsync(new byte[4 * 1024 * 1024]);
        }

        await using var listener = await LoopbackAnswer.StartAsync(packed.ToArray(), "gzip");
        await using var provider = Provider(new OutboundNetwork(), "127.0.0.1", new OutboundLimits(TimeSpan.FromSeconds(20), 64 * 1024));
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("feed");
        var refused = await Assert.ThrowsAsync<OutboundException>(() => client.GetAsync(listener.Address));
        Assert.Equal("The other side sent more than 64 KB.", refused.Message);
    }

    [Fact]
    public async Task An_answer_that_never_ends_is_broken_off_at_its_deadline_and_who_gives_up_is_told_so()
    {
        var time = new FakeTimeProvider();
        using var client = Client(_ => new HttpResponseMessage { Content = new StreamContent(new Silent()) }, time);
        var call = client.GetAsync(Feed);
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal("The other side took longer than 10 seconds.", (await Assert.ThrowsAsync<OutboundException>(() => call)).Message);

        using var gaveUp = new CancellationTokenSource();
        var second = client.GetAsync(Feed, gaveUp.Token);
        await gaveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }

    [Fact]
    public async Task A_connection_that_breaks_and_bytes_that_cannot_be_unpacked_are_said_in_words()
    {
        Assert.Equal("The connection broke off.", (await Assert.ThrowsAsync<OutboundException>(() => GetAsync(_ => new HttpResponseMessage { Content = new StreamContent(new Broken()) }))).Message);
        await using var listener = await LoopbackAnswer.StartAsync("no gzip"u8.ToArray(), "gzip");
        await using var provider = Provider(new OutboundNetwork(), "127.0.0.1", new OutboundLimits(TimeSpan.FromSeconds(20), 1024));
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("feed");
        await Assert.ThrowsAsync<OutboundException>(() => client.GetAsync(listener.Address));
    }

    [Fact]
    public async Task A_name_that_resolves_to_private_addresses_is_not_called_and_one_with_both_is_called_at_the_public_one()
    {
        var network = new MadeUpNetwork().Knows("inside.example", [["10.0.0.5", "fd00::5"]]).Knows("both.example", [["192.168.0.1", "93.184.216.34"]]);
        await using var provider = Provider(network);
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("feed");
        Assert.Contains("private network", (await Assert.ThrowsAsync<OutboundException>(() => client.GetAsync($"https://inside.example/{Secret}"))).Message, StringComparison.Ordinal);
        Assert.Empty(network.Connected);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync("https://both.example/"));
        Assert.Equal(["93.184.216.34:443"], network.Connected);
    }

    [Fact]
    public async Task A_name_that_is_bound_again_between_looking_and_calling_leads_nowhere_else()
    {
        var network = new MadeUpNetwork().Knows("rebind.example", ["93.184.216.34"], ["127.0.0.1"]);
        await using var provider = Provider(network);
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("feed");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync("https://rebind.example/"));
        Assert.Equal((1, "93.184.216.34:443"), (network.Asked.Count, Assert.Single(network.Connected)));
        Assert.Contains("private network", (await Assert.ThrowsAsync<OutboundException>(() => client.GetAsync("https://rebind.example/"))).Message, StringComparison.Ordinal);
        Assert.Single(network.Connected);
    }

    [Fact]
    public async Task An_exception_may_be_private()
    {
        var network = new MadeUpNetwork().Knows("nas.home", [["192.168.0.7"]]);
        await using var provider = Provider(network, "nas.home");
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("feed");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync("http://nas.home:81/"));
        Assert.Equal(["192.168.0.7:81"], network.Connected);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_said_in_words()
    {
        await using var provider = Provider(new MadeUpNetwork());
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("feed");
        Assert.Equal("Nobody knows the host of this address.", (await Assert.ThrowsAsync<OutboundException>(() => client.GetAsync("https://gone.example/"))).Message);
    }

    private static ServiceProvider Provider(OutboundNetwork network, string exceptions = "", OutboundLimits? limits = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Outbound:AllowPrivate"] = exceptions }).Build());
        services.AddOutboundClient("feed", limits ?? new OutboundLimits(TimeSpan.FromSeconds(10), 1024));
        services.Replace(ServiceDescriptor.Singleton(network));
        return services.BuildServiceProvider();
    }

    private async Task<string> GetAsync(Func<HttpRequestMessage, HttpResponseMessage> answers, Action<HttpRequestMessage>? prepare = null)
    {
        using var client = Client(answers);
        using var request = new HttpRequestMessage(HttpMethod.Get, Feed);
        prepare?.Invoke(request);
        using var answer = await client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private HttpClient Client(Func<HttpRequestMessage, HttpResponseMessage> answers, TimeProvider? time = null)
    {
        var wire = new Answering(request =>
        {
            _sent.Add(request);
            return answers(request);
        });
        return new HttpClient(new OutboundHandler(new OutboundLimits(TimeSpan.FromSeconds(10), 1024), new HashSet<string>(), time ?? TimeProvider.System) { InnerHandler = wire });
    }

    private static HttpResponseMessage Redirect(string location)
    {
        var answer = new HttpResponseMessage(HttpStatusCode.Found);
        answer.Headers.TryAddWithoutValidation("Location", location);
        return answer;
    }

    private static HttpResponseMessage Text(string text) => new() { Content = new StringContent(text) };

    private sealed class Answering(Func<HttpRequestMessage, HttpResponseMessage> answers) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answers(request));
    }
}
