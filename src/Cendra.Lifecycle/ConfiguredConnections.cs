using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Locks;
using Cendra.Lifecycle.Seam;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Cendra.Lifecycle;

/// <summary>Brings the connections that configuration names into the table at start: Seam by its key, Twilio by its account, the model by its name,
/// PMS connections by <c>Pms:Connections</c>.</summary>
public sealed class ConfiguredConnections(CendraDbContext db, IConfiguration configuration, StayClock clock, IdSource ids)
{
    /// <summary>Adds and marks them; removes none (their reservations and locks refer to them). Throws when a kind is not known, naming the key.</summary>
    public async Task SeedAsync(CancellationToken ct)
    {
        if (!string.IsNullOrEmpty(configuration[$"{SeamOptions.Section}:{nameof(SeamOptions.ApiKey)}"]))
        {
            await EnsureAsync(SeamEvents.Source, ConnectionKind.Seam, ct);
        }

        if (!string.IsNullOrEmpty(configuration["Twilio:AccountSid"]))
        {
            await EnsureAsync("twilio", ConnectionKind.Twilio, ct);
        }

        if (!string.IsNullOrEmpty(configuration["ChatModel:Model"]))
        {
            await EnsureAsync("model", ConnectionKind.ChatModel, ct);
        }

        foreach (var pms in configuration.GetSection("Pms:Connections").GetChildren())
        {
            if (!string.Equals(pms["Kind"], "Signed", StringComparison.OrdinalIgnoreCase))
            {
                throw new InvalidOperationException($"Pms:Connections:{pms.Key}:Kind is '{pms["Kind"]}'. This version knows: Signed.");
            }

            if (string.IsNullOrWhiteSpace(pms["Secret"]))
            {
                throw new InvalidOperationException($"Pms:Connections:{pms.Key}:Secret is missing. Set a secret that begins with whsec_.");
            }

            await EnsureAsync(pms.Key, ConnectionKind.GenericPms, ct);
        }

        await db.SaveChangesAsync(ct);
    }

    private async Task EnsureAsync(string name, ConnectionKind kind, CancellationToken ct)
    {
        var row = await db.Connections.SingleOrDefaultAsync(c => c.Name == name, ct);
        if (row is null)
        {
            row = new Connection { Id = ids.Next(), Kind = kind, Name = name, CreatedUtc = clock.GetUtcNow(), StateText = "Nothing heard yet" };
            db.Connections.Add(row);
        }

        row.IsFromConfiguration = true;
    }
}
