using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Cendra.Agent.Models;

/// <summary>
/// The access token of the application that may use the Azure resource, by the OAuth grant of client credentials: asked for when first needed and again shortly before its end, kept in memory only. Safe for calls at
/// the same time.
/// </summary>
internal sealed class EntraTokens(IHttpClientFactory http, IOptionsMonitor<ChatModelOptions> options, TimeProvider clock) : IDisposable
{
    private const int LongestAnswer = 64 * 1024;
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan UsualLife = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _one = new(1);
    private string? _token;
    private string _of = "";
    private DateTimeOffset _renewUtc;

    /// <summary>A token that is good for some minutes more.</summary>
    /// <exception cref="ModelSignInException">Entra refused: somebody must mend the settings.</exception>
    /// <exception cref="HttpRequestException">Entra cannot be reached or is not well.</exception>
    public async Task<string> AccessTokenAsync(CancellationToken ct)
    {
        var entra = options.CurrentValue.Entra;
        var account = $"{entra.Authority} {entra.TenantId} {entra.ClientId} {entra.Scope}";
        await _one.WaitAsync(ct);
        try
        {
            if (_token is null || _of != account || clock.GetUtcNow() >= _renewUtc)
            {
                (_token, _renewUtc) = await AskAsync(entra, ct);
                _of = account;
            }

            return _token;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Drops a token that the resource refused.</summary>
    public void Forget(string token) => Interlocked.CompareExchange(ref _token, null, token);

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    private async Task<(string Token, DateTimeOffset RenewUtc)> AskAsync(EntraOptions entra, CancellationToken ct)
    {
        using var client = http.CreateClient(AgentSetup.SignInClientName);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(entra.Authority, $"{Uri.EscapeDataString(entra.TenantId!)}/oauth2/v2.0/token"))
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", entra.ClientId!), new("client_secret", entra.ClientSecret!), new("scope", entra.Scope)]),
        };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        await response.Content.LoadIntoBufferAsync(LongestAnswer, ct);
        var body = Json(await response.Content.ReadAsByteArrayAsync(ct));
        if (response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
        {
            throw new HttpRequestException($"Entra answered {(int)response.StatusCode}.", null, response.StatusCode);
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new ModelSignInException((int)response.StatusCode, Text(body, "error") is { Length: <= 40 } error && error.All(c => char.IsAsciiLetterLower(c) || c == '_') ? error : "");
        }

        var token = Text(body, "access_token") ?? throw new HttpRequestException("Entra answered without a token.");
        var life = body.TryGetProperty("expires_in", out var seconds) && seconds.ValueKind == JsonValueKind.Number && seconds.TryGetInt32(out var number) && number > 0 ? TimeSpan.FromSeconds(number) : UsualLife;
        return (token, clock.GetUtcNow() + (life > 2 * Margin ? life - Margin : life / 2));
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

/// <summary>Entra does not hand out a token. Its message holds the status and Entra's word for it, and nothing of the settings.</summary>
internal sealed class ModelSignInException(int status, string error) : Exception($"Entra refuses to hand out an access token: status {status}{(error.Length == 0 ? "" : $" ({error})")}.");

/// <summary>Puts Entra's token on requests to the resource in place of a key, and takes a new one once where the resource refuses an old one.</summary>
internal sealed class EntraSignIn(EntraTokens tokens, IOptionsMonitor<ChatModelOptions> options) : DelegatingHandler
{
    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (options.CurrentValue is not { Provider: ChatModelProvider.AzureOpenAI, Entra.IsSet: true, ApiKey: null or "" })
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var token = await tokens.AccessTokenAsync(cancellationToken);
        request.Headers.Authorization = new("Bearer", token);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        tokens.Forget(token);
        if (await tokens.AccessTokenAsync(cancellationToken) is var newer && newer == token)
        {
            return response;
        }

        response.Dispose();
        request.Headers.Authorization = new("Bearer", newer);
        return await base.SendAsync(request, cancellationToken);
    }
}
