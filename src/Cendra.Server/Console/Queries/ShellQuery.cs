using Cendra.Agent.Models;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Messaging.Email;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>A system outside and how it is doing; one without a row is not connected.</summary>
public sealed record Feed(string Name, ConnectionState? State, string StateText, DateTimeOffset? LastGoodUtc);

/// <summary>What stands around every page.</summary>
/// <param name="Feeds">Connections with the age of their last good answer.</param>
/// <param name="OpenEscalations">Not acknowledged by anybody.</param>
/// <param name="UrgentEscalations">Those of them for which somebody stands or will stand outside (P0, P1).</param>
/// <param name="Waiting">Conversations that wait for a person.</param>
/// <param name="Properties">In use and in scope.</param>
/// <param name="Zone">Zone of the time in the bar: that of most properties.</param>
/// <param name="ToDecide">Articles and questions of guests that wait for a host.</param>
public sealed record ShellView(IReadOnlyList<Feed> Feeds, int OpenEscalations, int UrgentEscalations, int Waiting, int Properties, string Zone, int ToDecide);

/// <summary>Reads the frame of the console.</summary>
public sealed class ShellQuery(CendraDatabase database, ModelHealth model)
{
    private static readonly (ConnectionKind[] Kinds, string Name)[] Expected =
    [
        ([ConnectionKind.GenericPms, ConnectionKind.GenericList, ConnectionKind.VendorPms, ConnectionKind.ICalendar, ConnectionKind.Api], "Bookings"),
        ([ConnectionKind.Seam], "Seam"),
        ([ConnectionKind.Twilio], "WhatsApp"),
        ([ConnectionKind.Email], "Email"),
        ([ConnectionKind.ChatModel], "Model"),
    ];

    /// <summary>Connections are the house's and not a property's: everybody sees how they do.</summary>
    public async Task<ShellView> RunAsync(PropertyScope scope, CancellationToken ct)
    {
        await using var db = database.Open();
        var rows = await db.Connections.AsNoTracking().OrderBy(c => c.Kind).ThenBy(c => c.Name).ToListAsync(ct);
        var feeds = Expected.SelectMany(e => rows.Where(r => e.Kinds.Contains(r.Kind)) is var some && some.Any()
            ? some.Select(r => FeedOf(r, e.Name))
            : [new Feed(e.Name, null, "Not connected", null)]);
        var escalations = await EscalationsQuery.Within(db, scope).Where(e => e.AcknowledgedUtc == null).Select(e => e.Priority).ToListAsync(ct);
        var waiting = await InboxQuery.CountWaitingAsync(db, scope, ct);
        var zones = await scope.Of(db.Properties).Where(p => !p.IsArchived).Select(p => p.TimeZoneId).ToListAsync(ct);
        var zone = zones.GroupBy(z => z).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key ?? "Etc/UTC";
        var toDecide = (await KnowledgeCounts.ReadAsync(db, scope, ct)).ToDecide;
        return new ShellView([.. feeds], escalations.Count, escalations.Count(p => p <= EscalationPriority.P1), waiting, zones.Count, zone, toDecide);
    }

    /// <summary>Of the chat model nothing is stored: how it does is known of this process since it began.</summary>
    private Feed FeedOf(Connection row, string kind) => row.Kind == ConnectionKind.ChatModel && model.Read() is var (state, words, lastGoodUtc)
        ? new Feed(Name(row, kind), state, words, lastGoodUtc)
        : new Feed(Name(row, kind), row.State, row.StateText, row.LastGoodUtc);

    private static string Name(Connection row, string kind) => row is { Kind: ConnectionKind.Seam or ConnectionKind.Twilio } or { Kind: ConnectionKind.Email, Name: Mailboxes.Main } ? kind : row.Name;
}
