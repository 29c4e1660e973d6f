using System.Security.Cryptography;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Outbound;
using Cendra.Lifecycle.Reservations.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Cendra.Lifecycle.WriteBack;

/// <summary>Where codes of one booking system's stays are written to, by the word of its owner.</summary>
/// <param name="Callback">The address before <c>/{externalId}/access-code</c>; it may hold a secret.</param>
/// <param name="Secret">Signs every call; <c>whsec_…</c>.</param>
/// <param name="AdoptsEdits">What a host types into the field there is taken over where it fits.</param>
public sealed record WriteBackSettings(Uri Callback, string Secret, bool AdoptsEdits)
{
    /// <summary>Without address and secret.</summary>
    public override string ToString() => nameof(WriteBackSettings);
}

/// <summary>Which connections want codes written back: opt-in, each by itself, from configuration where it was named there, else from its sealed settings.</summary>
public sealed class WriteBackConnections(IConfiguration configuration, ConnectionSecrets secrets)
{
    /// <summary>The kinds that have a field for it.</summary>
    public static IReadOnlyList<ConnectionKind> Kinds { get; } = [ConnectionKind.GenericPms, ConnectionKind.GenericList];

    /// <summary>Those that want it, whatever their settings are worth.</summary>
    public async Task<IReadOnlyList<Guid>> WantingAsync(CendraDbContext db, CancellationToken ct)
    {
        var all = await db.Connections.AsNoTracking().Where(c => Kinds.Contains(c.Kind)).ToListAsync(ct);
        return [.. all.Where(Wants).Select(c => c.Id)];
    }

    /// <summary>The settings; null where the connection does not want it.</summary>
    /// <exception cref="SourceException">It wants it and its settings cannot be.</exception>
    public WriteBackSettings? Open(Connection connection)
    {
        if (Said(connection) is not { } said || !IsYes(said, "WriteBack"))
        {
            return null;
        }

        var (address, whyNot) = OutboundAddress.Of(said.GetValueOrDefault("CallbackUrl", ""), "The address for codes", OutboundAddress.Exceptions(configuration));
        var secret = said.GetValueOrDefault("CallbackSecret", "");
        return address is null ? throw new SourceException(SourceTrouble.Settings, whyNot)
            : secret.Length == 0 ? throw new SourceException(SourceTrouble.Settings, "There is no secret to sign with. Enter one that begins with whsec_.")
            : new WriteBackSettings(address, secret, IsYes(said, "WriteBackAdopts"));
    }

    private bool Wants(Connection connection) => Said(connection) is { } said && IsYes(said, "WriteBack");

    private IReadOnlyDictionary<string, string>? Said(Connection connection)
    {
        if (connection.IsFromConfiguration)
        {
            return configuration.GetSection($"Pms:Connections:{connection.Name}").GetChildren().ToDictionary(c => c.Key, c => c.Value ?? "", StringComparer.OrdinalIgnoreCase);
        }

        try
        {
            return secrets.OpenSettings(connection);
        }
        catch (CryptographicException)
        {
            return null; // The page of connections says that its keys are lost; nothing leaves meanwhile.
        }
    }

    private static bool IsYes(IReadOnlyDictionary<string, string> said, string key) => bool.TryParse(said.GetValueOrDefault(key, ""), out var yes) && yes;
}
