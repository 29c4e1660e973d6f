using Cendra.Domain.Portfolio;
using Microsoft.Extensions.Configuration;

namespace Cendra.Lifecycle.Reservations.Generic;

/// <summary>The signing secrets of a connection: from configuration where it was named there, else those sealed in its row.</summary>
public sealed class PmsSecrets(IConfiguration configuration, ConnectionSecrets sealedSecrets)
{
    /// <summary>All that are valid now; several while one is being replaced.</summary>
    public IReadOnlyList<string> Of(Connection connection) =>
        connection.IsFromConfiguration
            ? Split(configuration[$"Pms:Connections:{connection.Name}:Secret"] ?? "")
            : connection.Kind == ConnectionKind.GenericList ? Split(sealedSecrets.OpenSettings(connection).GetValueOrDefault("Secret", ""))
            : sealedSecrets.Open(connection);

    private static string[] Split(string secrets) => secrets.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
