using Cendra.Domain.Portfolio;
using Microsoft.AspNetCore.Authorization;

namespace Cendra.Lifecycle.Reservations.Api;

/// <summary>What a key may do, as programs write it. Each is also the name of the policy that asks for it.</summary>
public static class ApiScopeNames
{
    /// <summary>See the bookings of the key's connection.</summary>
    public const string Read = "reservations:read";

    /// <summary>Put, change and cancel them.</summary>
    public const string Write = "reservations:write";

    /// <summary>Read the digits of their codes, while they may be told.</summary>
    public const string Codes = "codes:read";

    private static readonly IReadOnlyDictionary<ApiScopes, string> Names =
        new Dictionary<ApiScopes, string> { [ApiScopes.ReservationsRead] = Read, [ApiScopes.ReservationsWrite] = Write, [ApiScopes.CodesRead] = Codes };

    /// <summary>Every scope there is.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Names.Values];

    /// <summary>The names of these scopes.</summary>
    public static IReadOnlyList<string> Of(ApiScopes scopes) => [.. Names.Where(n => scopes.HasFlag(n.Key)).Select(n => n.Value)];

    /// <summary>One policy for each scope: a key of the API that has it, and nobody who is signed in otherwise.</summary>
    public static void AddPolicies(AuthorizationOptions options)
    {
        foreach (var name in All)
        {
            options.AddPolicy(name, policy => policy.AddAuthenticationSchemes(ApiKeyHandler.Scheme).RequireAuthenticatedUser().RequireClaim(ApiKeyHandler.ScopeClaim, name));
        }
    }
}
