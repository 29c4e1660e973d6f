using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;

namespace Cendra.Domain.Portfolio;

/// <summary>
/// The signing secrets of a connection, sealed into <see cref="Connection.SealedSettings"/> as <c>{"secrets":["whsec_…"]}</c>. The newest stands first; while a
/// sender moves from one secret to the next several hold, and a signature under any of them counts.
/// </summary>
public sealed class ConnectionSecrets(IDataProtectionProvider protection)
{
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

    /// <summary>Puts these secrets in the place of those the connection had. The caller saves.</summary>
    public void Seal(Connection connection, IReadOnlyList<string> secrets) =>
        connection.SealedSettings = _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(new Settings(secrets)));

    private sealed record Settings([property: JsonPropertyName("secrets")] IReadOnlyList<string> Secrets)
    {
        public override string ToString() => nameof(Settings);
    }
}
