using System.Security.Claims;
using System.Text.Encodings.Web;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cendra.Lifecycle.Reservations.Api;

/// <summary>
/// <c>Authorization: Bearer cendra_…</c>: a program is its key's connection. 401 where no key opens, 403 where the key's scopes do not reach, both in words. The key itself goes into no log and no answer.
/// </summary>
public sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, CendraDbContext db, StayClock clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The name of this way to sign in.</summary>
    public new const string Scheme = "api-key";

    /// <summary>The kind of claim that holds a scope.</summary>
    public const string ScopeClaim = "scope";

    /// <summary>The kind of claim that holds the id of the key's connection.</summary>
    public const string ConnectionClaim = "connection";

    /// <summary>The kind of claim that holds the first letters of the key, by which a host knows it again.</summary>
    public const string ShownClaim = "shown";

    private const string Bearer = "Bearer ";
    private string _why = "Send a key of the API: Authorization: Bearer cendra_…. An owner makes one on the connections page.";
    private bool _sentOne;

    /// <summary>The hash of the key that was sent; null = none of the right form. Costs no look at the database.</summary>
    public static string? HashOfKey(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var sent && sent.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? ApiKeyText.HashOf(sent[Bearer.Length..].Trim()) : null;

    /// <inheritdoc />
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization.Count == 0)
        {
            return AuthenticateResult.NoResult();
        }

        _sentOne = true;
        var hash = HashOfKey(Request);
        var now = clock.GetUtcNow();
        var key = hash is null ? null : await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.KeyHash == hash && db.Connections.Any(c => c.Id == k.ConnectionId && c.Kind == ConnectionKind.Api), Context.RequestAborted);
        if (key is null or { RevokedUtc: not null } || key.ExpiresUtc <= now)
        {
            _why = key is null ? "There is no such key." : key.RevokedUtc is not null ? "This key was revoked. Ask an owner for another." : "This key has expired. Ask an owner for another.";
            return AuthenticateResult.Fail(_why);
        }

        await WasUsedAsync(key, now);
        Claim[] claims = [new(ConnectionClaim, key.ConnectionId.ToString()), new(ShownClaim, key.Shown), .. ApiScopeNames.Of(key.Scopes).Select(s => new Claim(ScopeClaim, s))];
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme)), Scheme));
    }

    /// <inheritdoc />
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = _sentOne ? "Bearer realm=\"Cendra\", error=\"invalid_token\"" : "Bearer realm=\"Cendra\"";
        return Results.Problem(_why, statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(Context);
    }

    /// <inheritdoc />
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var missing = Context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(d => d.Policy).FirstOrDefault(p => p is not null && !Context.User.HasClaim(ScopeClaim, p)) ?? "";
        Response.Headers.WWWAuthenticate = $"Bearer realm=\"Cendra\", error=\"insufficient_scope\", scope=\"{missing}\"";
        return Results.Problem($"This key lacks the scope {missing}. Ask an owner for one that has it.", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(Context);
    }

    /// <summary>Once a minute, so that a busy program does not write at every call.</summary>
    private async Task WasUsedAsync(ApiKey key, DateTimeOffset nowUtc)
    {
        var minute = nowUtc.AddTicks(-(nowUtc.Ticks % TimeSpan.TicksPerMinute));
        if (key.LastUsedUtc is null || key.LastUsedUtc < minute)
        {
            await db.ApiKeys.Where(k => k.Id == key.Id && (k.LastUsedUtc == null || k.LastUsedUtc < minute)).ExecuteUpdateAsync(s => s.SetProperty(k => k.LastUsedUtc, minute), Context.RequestAborted);
        }
    }
}
