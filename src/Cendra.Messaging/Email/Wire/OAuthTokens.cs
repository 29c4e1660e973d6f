using System.Net;
using System.Text.Json;
using MailKit.Security;

namespace Cendra.Messaging.Email.Wire;

/// <summary>
/// The access token of one account: asked for when first needed and again shortly before its end, kept in memory only. Every connection asks here, so a token that has run out is never shown to a server that
/// would answer with a failed sign-in. Safe for calls at the same time.
/// </summary>
public sealed class OAuthTokens(HttpClient http, OAuthGrant grant, TimeProvider clock) : IDisposable
{
    private const int LongestAnswer = 64 * 1024;
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan UsualLife = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _one = new(1);
    private string? _refresh = grant.RefreshToken;
    private string? _token;
    private DateTimeOffset _renewUtc;
    private bool _wasKept;

    /// <summary>Called with a new refresh token where the provider hands one out in exchange for the old: without it the newest is lost with the process.</summary>
    public Func<string, CancellationToken, Task>? KeepRefreshToken { get; init; }

    /// <summary>A token that is good for some minutes more.</summary>
    /// <exception cref="MailSignInException">The provider refused: somebody must sign in again or mend the settings.</exception>
    /// <exception cref="HttpRequestException">The provider cannot be reached or is not well.</exception>
    public async Task<string> AccessTokenAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            _wasKept = _token is not null && clock.GetUtcNow() < _renewUtc;
            return _wasKept ? _token! : await AskAsync(ct);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Drops the token after a server refused it. True = it was an old one, and a new one is worth a try.</summary>
    internal bool Forget()
    {
        _token = null;
        return _wasKept;
    }

    /// <summary>How a token is shown to this server.</summary>
    internal SaslMechanism Mechanism(string host, string user, string token, IReadOnlySet<string> offered)
    {
        var wanted = grant.Mechanism ?? (IsMicrosoft(host) || !offered.Contains("OAUTHBEARER") ? "XOAUTH2" : "OAUTHBEARER");
        return wanted.Equals("XOAUTH2", StringComparison.OrdinalIgnoreCase) ? new SaslMechanismOAuth2(user, token) : new SaslMechanismOAuthBearer(user, token);
    }

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    private static bool IsMicrosoft(string host) =>
        host.EndsWith(".office365.com", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".outlook.com", StringComparison.OrdinalIgnoreCase);

    private async Task<string> AskAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, grant.TokenEndpoint) { Content = new FormUrlEncodedContent(Form()) };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        await response.Content.LoadIntoBufferAsync(LongestAnswer, ct);
        var body = Json(await response.Content.ReadAsByteArrayAsync(ct));
        Check(response.StatusCode, body);
        var token = Text(body, "access_token") ?? throw new HttpRequestException("The token endpoint answered without a token.");
        var life = Life(body);
        (_token, _renewUtc) = (token, clock.GetUtcNow() + (life > 2 * Margin ? life - Margin : life / 2));
        if (Text(body, "refresh_token") is { } newer && newer != _refresh)
        {
            _refresh = newer;
            await (KeepRefreshToken?.Invoke(newer, ct) ?? Task.CompletedTask);
        }

        return token;
    }

    private IEnumerable<KeyValuePair<string, string>> Form()
    {
        var form = new Dictionary<string, string?>
        {
            ["grant_type"] = _refresh is null ? "client_credentials" : "refresh_token",
            ["refresh_token"] = _refresh,
            ["client_id"] = grant.ClientId,
            ["client_secret"] = grant.ClientSecret,
            ["scope"] = grant.Scope,
        };
        return form.Where(field => !string.IsNullOrEmpty(field.Value)).Select(field => KeyValuePair.Create(field.Key, field.Value!));
    }

    private static void Check(HttpStatusCode status, JsonElement body)
    {
        if (status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
        {
            throw new HttpRequestException($"The token endpoint answered {(int)status}.", null, status);
        }

        if ((int)status is < 200 or > 299)
        {
            var error = Text(body, "error");
            var word = error is { Length: <= 40 } && error.All(c => char.IsAsciiLetterLower(c) || c == '_') ? $" ({error})" : "";
            throw new MailSignInException($"The provider refuses to hand out an access token: status {(int)status}{word}. Sign in to it again, or check the OAuth settings.");
        }
    }

    private static TimeSpan Life(JsonElement body)
    {
        var seconds = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("expires_in", out var value)
            ? value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : int.TryParse(Text(body, "expires_in"), out var text) ? text : 0
            : 0;
        return seconds > 0 ? TimeSpan.FromSeconds(seconds) : UsualLife;
    }

    private static string? Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static JsonElement Json(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
