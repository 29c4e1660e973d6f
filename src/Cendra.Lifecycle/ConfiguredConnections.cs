using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Locks;
using Cendra.Lifecycle.Seam;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Cendra.Lifecycle;

/// <summary>Brings the connections that configuration names into the table at start: Seam by its key, Twilio by its account, mailboxes by their servers, the model by its name,
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

        if (!string.IsNullOrEmpty(configuration["Email:Imap:Host"]) || !string.IsNullOrEmpty(configuration["Email:Smtp:Host"]))
        {
            await EnsureAsync("email", ConnectionKind.Email, ct);
        }

        foreach (var mailbox in configuration.GetSection("Email:Mailboxes").GetChildren())
        {
            await EnsureAsync($"email-{mailbox.Key.ToLowerInvariant()}", ConnectionKind.Email, ct);
        }

        if (!string.IsNullOrEmpty(configuration["ChatModel:Model"]))
        {
            await EnsureAsync("model", ConnectionKind.ChatModel, ct);
        }

        foreach (var pms in configuration.GetSection("Pms:Connections").GetChildren())
        {
            switch (pms["Kind"]?.ToUpperInvariant())
            {
                case "SIGNED":
                    Need(pms, "Secret", "Set a secret that begins with whsec_.");
                    NeedForWriteBack(pms);
                    await EnsureAsync(pms.Key, ConnectionKind.GenericPms, ct);
                    break;
                case "ICAL":
                    Need(pms, "Url", "Set the address of the calendar.");
                    await EnsureReadAsync(await EnsureAsync(pms.Key, ConnectionKind.ICalendar, ct), ct);
                    break;
                case "LIST":
                    Need(pms, "Url", "Set the address of the list.");
                    NeedForWriteBack(pms);
                    await EnsureReadAsync(await EnsureAsync(pms.Key, ConnectionKind.GenericList, ct), ct);
                    break;
                default:
                    throw new InvalidOperationException($"Pms:Connections:{pms.Key}:Kind is '{pms["Kind"]}'. This version knows: Signed, ICal, List.");
            }
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>Codes are written back only where the operator says so, and then an address and a secret are needed.</summary>
    private static void NeedForWriteBack(IConfigurationSection connection)
    {
        if (connection.GetValue<bool?>("WriteBack") == true)
        {
            Need(connection, "CallbackUrl", "Set the address for codes, before /{externalId}/access-code.");
            Need(connection, "CallbackSecret", "Set a secret that begins with whsec_.");
        }
    }

    private static void Need(IConfigurationSection connection, string key, string whatToDo)
    {
        if (string.IsNullOrWhiteSpace(connection[key]))
        {
            throw new InvalidOperationException($"{connection.Path}:{key} is missing. {whatToDo}");
        }
    }

    /// <summary>It is read by Cendra itself, from now on; settings may have changed while the server was down.</summary>
    private async Task EnsureReadAsync(Connection connection, CancellationToken ct)
    {
        var sync = await db.SourceSyncs.FindAsync([connection.Id], ct) ?? db.SourceSyncs.Add(new SourceSync { ConnectionId = connection.Id }).Entity;
        (sync.DueUtc, sync.ETag, sync.ContentHash) = (clock.GetUtcNow(), "", "");
    }

    private async Task<Connection> EnsureAsync(string name, ConnectionKind kind, CancellationToken ct)
    {
        var row = await db.Connections.SingleOrDefaultAsync(c => c.Name == name, ct);
        if (row is null)
        {
            row = new Connection { Id = ids.Next(), Kind = kind, Name = name, CreatedUtc = clock.GetUtcNow(), StateText = "Nothing heard yet" };
            db.Connections.Add(row);
        }

        row.IsFromConfiguration = true;
        return row;
    }
}
