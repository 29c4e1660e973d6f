using System.Security.Cryptography;
using Cendra.Agent.Models;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>A connection in the list. Never a secret: only how many hold, or null when the keys that sealed them are not here.</summary>
public sealed record ConnectionRow(
    Guid Id, ConnectionKind Kind, string Name, bool IsFromConfiguration, ConnectionState State, string StateText, DateTimeOffset? LastGoodUtc, int? Secrets);

/// <summary>The connections of the house. For owners; the page asks.</summary>
public sealed class ConnectionsQuery(CendraDatabase database, ConnectionSecrets secrets, ModelHealth model)
{
    /// <summary>By kind and name.</summary>
    public async Task<IReadOnlyList<ConnectionRow>> RunAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var rows = await db.Connections.AsNoTracking().OrderBy(c => c.Kind).ThenBy(c => c.Name).ToListAsync(ct);
        return [.. rows.Select(c => Now(new ConnectionRow(c.Id, c.Kind, c.Name, c.IsFromConfiguration, c.State, c.StateText, c.LastGoodUtc, SecretsOf(c)), model))];
    }

    /// <summary>Of the chat model nothing is stored: how it does is known of this process since it began.</summary>
    private static ConnectionRow Now(ConnectionRow row, ModelHealth model) =>
        row.Kind == ConnectionKind.ChatModel && model.Read() is var (state, words, lastGoodUtc) ? row with { State = state, StateText = words, LastGoodUtc = lastGoodUtc } : row;

    private int? SecretsOf(Connection connection)
    {
        if (connection.Kind != ConnectionKind.GenericPms)
        {
            return 0;
        }

        try
        {
            return secrets.Open(connection).Count;
        }
        catch (CryptographicException)
        {
            // The ring that sealed them is lost; the page says so and offers a new secret.
            return null;
        }
    }
}
