using System.Net;
using System.Text.Json;
using Cendra.Messaging.Email.Wire;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>Hands out access tokens over HTTP, as Google and Microsoft do.</summary>
internal sealed class TokenProvider : IDisposable
{
    private readonly WireMockServer _server = WireMockServer.Start();
    private readonly HttpClient _http = new();

    /// <summary>What was asked, oldest first: the bodies of the forms.</summary>
    public IReadOnlyList<string> Asked => [.. _server.LogEntries.Select(entry => entry.RequestMessage?.Body ?? "")];

    public Uri Endpoint => new(_server.Url! + "/token");

    public OAuthTokens Tokens(string? mechanism = null) =>
        new(_http, new OAuthGrant(Endpoint, "cendra") { ClientSecret = "client-secret", RefreshToken = "refresh-secret", Mechanism = mechanism }, TimeProvider.System);

    /// <summary>From now on this token is handed out.</summary>
    public void HandsOut(string token, int seconds = 3600) => Answers(HttpStatusCode.OK, new { access_token = token, token_type = "Bearer", expires_in = seconds });

    /// <summary>From now on it refuses.</summary>
    public void Refuses(string error) => Answers(HttpStatusCode.BadRequest, new { error, error_description = "for guest@guest.test" });

    /// <inheritdoc />
    public void Dispose()
    {
        _http.Dispose();
        _server.Dispose();
    }

    private void Answers(HttpStatusCode status, object body)
    {
        _server.ResetMappings();
        _server.Given(Request.Create().WithPath("/token").UsingPost())
            .RespondWith(Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json").WithBody(JsonSerializer.Serialize(body)));
    }
}
