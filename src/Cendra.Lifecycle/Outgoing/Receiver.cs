using System.Security.Cryptography;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Outgoing;

/// <summary>A program outside that is told, as its connection's sealed settings say.</summary>
/// <param name="Url">Where it listens, as a host typed it; it may hold a secret and is never shown whole or logged.</param>
/// <param name="Secrets">Each signs, the newest first; several while the other side moves from one to the next.</param>
/// <param name="Kinds">What it wants to hear; empty = everything.</param>
/// <param name="IsPaused">Nothing is sent; what happens is kept for a day.</param>
public sealed record ReceiverSettings(string Url, IReadOnlyList<string> Secrets, IReadOnlySet<string> Kinds, bool IsPaused)
{
    /// <summary>Wants to hear of this.</summary>
    public bool Wants(string kind) => kind == OutgoingKinds.Test || Kinds.Count == 0 || Kinds.Contains(kind);

    /// <summary>Without address and secrets.</summary>
    public override string ToString() => nameof(ReceiverSettings);
}

/// <summary>A connection with its settings; null where the keys that sealed them are not on this machine.</summary>
public sealed record Receiver(Connection Connection, ReceiverSettings? Settings);

/// <summary>Reads and seals the settings of connections that are told.</summary>
public sealed class Receivers(ConnectionSecrets secrets)
{
    private const string Paused = "yes";

    /// <summary>All of them.</summary>
    public async Task<IReadOnlyList<Receiver>> AllAsync(CendraDbContext db, CancellationToken ct) =>
        [.. (await db.Connections.AsNoTracking().Where(c => c.Kind == ConnectionKind.OutgoingWebhook).OrderBy(c => c.Name).ToListAsync(ct)).Select(c => new Receiver(c, Open(c)))];

    /// <summary>The settings; null where the keys that sealed them are lost.</summary>
    public ReceiverSettings? Open(Connection connection)
    {
        try
        {
            var said = secrets.OpenSettings(connection);
            return new ReceiverSettings(
                said.GetValueOrDefault("Url", ""), Parts(said.GetValueOrDefault("Secret", ""), ' '), Parts(said.GetValueOrDefault("Kinds", ""), ',').ToHashSet(StringComparer.Ordinal),
                said.GetValueOrDefault("Paused", "") == Paused);
        }
        catch (CryptographicException)
        {
            return null; // The page says so, and what helps.
        }
    }

    /// <summary>Puts these settings in the place of those before. The caller saves.</summary>
    public void Seal(Connection connection, ReceiverSettings settings) => secrets.SealSettings(connection, new Dictionary<string, string>
    {
        ["Url"] = settings.Url, ["Secret"] = string.Join(' ', settings.Secrets), ["Kinds"] = string.Join(',', settings.Kinds.Order(StringComparer.Ordinal)), ["Paused"] = settings.IsPaused ? Paused : "",
    });

    private static string[] Parts(string text, char between) => text.Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
