using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Reservations.Api;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>A key in the list. Never more of it than its first letters.</summary>
public sealed record ApiKeyRow(
    Guid Id, string Name, string Shown, string Connection, IReadOnlyList<string> Scopes, DateTimeOffset CreatedUtc, DateTimeOffset? LastUsedUtc, DateTimeOffset? ExpiresUtc, DateTimeOffset? RevokedUtc)
{
    /// <summary>Whether it opens anything at this moment.</summary>
    public bool OpensAt(DateTimeOffset nowUtc) => RevokedUtc is null && !(ExpiresUtc <= nowUtc);
}

/// <summary>The page of keys.</summary>
/// <param name="Keys">Those that were not revoked first, the newest first.</param>
/// <param name="Connections">The connections that a key may be made for.</param>
public sealed record ApiKeysView(IReadOnlyList<ApiKeyRow> Keys, IReadOnlyList<ConnectionChoice> Connections);

/// <summary>The keys of the API. For owners; the page asks.</summary>
public sealed class ApiKeysQuery(CendraDatabase database)
{
    /// <summary>All of them, those that were revoked too.</summary>
    public async Task<ApiKeysView> RunAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var connections = await db.Connections.AsNoTracking().Where(c => c.Kind == ConnectionKind.Api).OrderBy(c => c.Name).Select(c => new ConnectionChoice(c.Id, c.Name)).ToListAsync(ct);
        var names = connections.ToDictionary(c => c.Id, c => c.Name);
        var keys = await db.ApiKeys.AsNoTracking().OrderByDescending(k => k.CreatedUtc).ThenBy(k => k.Name).ToListAsync(ct);
        return new ApiKeysView(
            [
                .. keys.OrderBy(k => k.RevokedUtc is null ? 0 : 1)
                    .Select(k => new ApiKeyRow(k.Id, k.Name, k.Shown, names.GetValueOrDefault(k.ConnectionId, ""), ApiScopeNames.Of(k.Scopes), k.CreatedUtc, k.LastUsedUtc, k.ExpiresUtc, k.RevokedUtc)),
            ],
            connections);
    }
}
