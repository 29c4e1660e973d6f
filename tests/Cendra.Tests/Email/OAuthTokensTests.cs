using System.Net;
using Cendra.Messaging.Email.Wire;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Cendra.Tests.Email;

/// <summary>Access tokens: when they are asked for, and what is said when none can be had.</summary>
public sealed class OAuthTokensTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly Provider _provider = new();

    [Fact]
    public async Task A_token_is_kept_until_shortly_before_its_end()
    {
        using var tokens = Tokens("refresh");
        Assert.Equal("t1", await tokens.AccessTokenAsync(CancellationToken.None));
        _clock.Advance(TimeSpan.FromMinutes(57));
        Assert.Equal("t1", await tokens.AccessTokenAsync(CancellationToken.None));
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("t2", await tokens.AccessTokenAsync(CancellationToken.None));

        const string form = "grant_type=refresh_token&refresh_token=refresh&client_id=cendra&client_secret=secret";
        Assert.Equal([form, form], _provider.Asked);
    }

    [Fact]
    public async Task Many_that_ask_at_once_share_one_answer()
    {
        using var tokens = Tokens("refresh");
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => tokens.AccessTokenAsync(CancellationToken.None)));

        Assert.All(all, token => Assert.Equal("t1", token));
        Assert.Single(_provider.Asked);
    }

    [Fact]
    public async Task Without_a_refresh_token_the_client_asks_for_itself()
    {
        using var tokens = Tokens(null, "https://outlook.office365.com/.default");
        await tokens.AccessTokenAsync(CancellationToken.None);

        Assert.Equal("grant_type=client_credentials&client_id=cendra&client_secret=secret&scope=https%3A%2F%2Foutlook.office365.com%2F.default", Assert.Single(_provider.Asked));
    }

    [Fact]
    public async Task A_new_refresh_token_is_kept_and_used()
    {
        var kept = new List<string>();
        using var tokens = new OAuthTokens(new HttpClient(_provider), Grant("old", null), _clock)
        {
            KeepRefreshToken = (token, _) =>
            {
                kept.Add(token);
                return Task.CompletedTask;
            },
        };
        _provider.Answer = (HttpStatusCode.OK, """{"access_token":"a","expires_in":"60","refresh_token":"new"}""");
        await tokens.AccessTokenAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(31));
        await tokens.AccessTokenAsync(CancellationToken.None);

        Assert.Equal(["new"], kept);
        Assert.Contains("refresh_token=new", _provider.Asked[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant","error_description":"secret of ana@example.com"}""", "The provider refuses to hand out an access token: status 400 (invalid_grant). Sign in to it again, or check the OAuth settings.")]
    [InlineData(401, "<html>secret</html>", "The provider refuses to hand out an access token: status 401. Sign in to it again, or check the OAuth settings.")]
    [InlineData(400, """{"error":"Secret <b>"}""", "The provider refuses to hand out an access token: status 400. Sign in to it again, or check the OAuth settings.")]
    [InlineData(302, "", "The provider refuses to hand out an access token: status 302. Sign in to it again, or check the OAuth settings.")]
    public async Task A_refusal_is_said_in_our_own_words(int status, string body, string words)
    {
        using var tokens = Tokens("refresh");
        _provider.Answer = ((HttpStatusCode)status, body);

        Assert.Equal(words, (await Assert.ThrowsAsync<MailSignInException>(() => tokens.AccessTokenAsync(CancellationToken.None))).Message);
    }

    [Theory]
    [InlineData(503, "secret")]
    [InlineData(429, "secret")]
    [InlineData(200, "secret")]
    [InlineData(200, "[]")]
    [InlineData(200, """{"access_token":""}""")]
    public async Task A_provider_that_is_not_well_is_another_matter(int status, string body)
    {
        using var tokens = Tokens("refresh");
        _provider.Answer = ((HttpStatusCode)status, body);

        Assert.DoesNotContain("secret", (await Assert.ThrowsAsync<HttpRequestException>(() => tokens.AccessTokenAsync(CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("outlook.office365.com", "XOAUTH2")]
    [InlineData("imap.gmail.com", "OAUTHBEARER")]
    public void Microsoft_is_shown_tokens_in_its_own_way(string host, string mechanism)
    {
        using var tokens = Tokens("refresh");

        Assert.Equal(mechanism, tokens.Mechanism(host, "stay@example.com", "token", new HashSet<string> { "XOAUTH2", "OAUTHBEARER" }).MechanismName);
        Assert.Equal("XOAUTH2", tokens.Mechanism(host, "stay@example.com", "token", new HashSet<string> { "XOAUTH2" }).MechanismName);
    }

    public void Dispose() => _provider.Dispose();

    private OAuthTokens Tokens(string? refresh, string? scope = null) => new(new HttpClient(_provider), Grant(refresh, scope), _clock);

    private static OAuthGrant Grant(string? refresh, string? scope) => new(new Uri("https://login.example.com/token"), "cendra") { ClientSecret = "secret", RefreshToken = refresh, Scope = scope };

    private sealed class Provider : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        public (HttpStatusCode Status, string Body)? Answer { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            await Task.Yield();
            var (status, body) = Answer ?? (HttpStatusCode.OK, $$"""{"access_token":"t{{Asked.Count}}","expires_in":3600}""");
            return new HttpResponseMessage(status) { Content = new StringContent(body) };
        }
    }
}
