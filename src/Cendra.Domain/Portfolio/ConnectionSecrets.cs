using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;

namespace Cendra.Domain.Portfolio;

/// <summary>
/// The signing secrets of a connection, sealed into <see cref="Connection.SealedSettings"/> as <c>{"secrets":["whsec_…"]}</c>, and the settings of one that Cendra reads, as
/// <c>{"settings":{"Url":"…"}}</c>. Of secrets the newest stands first; while a sender moves from one to the next several hold, and a signature under any of them counts.
/// </summary>
public sealed class ConnectionSecrets(IDataProtectionProvider protection)
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
    private readonly IDataProtector _protector = protection.CreateProtector("Cendra.Connections.v1");

    /// <summary>
    /// The secrets, newest first; empty when the connection has none. Throws <see cref="CryptographicException"/> when the key ring that sealed them is lost.
    /// </summary>
    public IReadOnlyList<string> Open(Connection connection)
    {
        if (connection.SealedSettings is not { } sealedSettings)
        {
            return [];
        }

        return JsonSerializer.Deserialize<Settings>(_protector.Unprotect(sealedSettings))?.Secrets ?? [];
    }

    /// <summary>Puts these secrets in the place of those the connection had; its settings stay. The caller saves.</summary>
    public void Seal(Connection connection, IReadOnlyList<string> secrets) => Write(connection, Held(connection) with { Secrets = secrets });

    /// <summary>The settings, by name; empty when the connection has none. Throws <see cref="CryptographicException"/> when the key ring that sealed them is lost.</summary>
    public IReadOnlyDictionary<string, string> OpenSettings(Connection connection) =>
        connection.SealedSettings is { } sealedSettings ? JsonSerializer.Deserialize<Settings>(_protector.Unprotect(sealedSettings))?.Values ?? None : None;

    /// <summary>Puts these settings in the place of those the connection had; its secrets stay. The caller saves.</summary>
    public void SealSettings(Connection connection, IReadOnlyDictionary<string, string> values) => Write(connection, Held(connection) with { Values = values });

    private void Write(Connection connection, Settings settings) => connection.SealedSettings = _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(settings));

    /// <summary>What is sealed there; nothing where the ring that sealed it is lost, for then it is entered anew.</summary>
    private Settings Held(Connection connection)
    {
        try
        {
            return connection.SealedSettings is { } sealedSettings ? JsonSerializer.Deserialize<Settings>(_protector.Unprotect(sealedSettings)) ?? new Settings([]) : new Settings([]);
        }
        catch (CryptographicException)
        {
            return new Settings([]);
        }
    }

    private sealed record Settings([property: JsonPropertyName("secrets")] IReadOnlyList<string> Secrets)
    {
        [JsonPropertyName("settings")]
        public IReadOnlyDictionary<string, string>? Values { get; init; }

        public override string ToString() => nameof(Settings);
    }
}
