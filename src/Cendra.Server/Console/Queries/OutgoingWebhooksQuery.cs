using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Outbound;
using Cendra.Lifecycle.Outgoing;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>A program that is told, in the list. Never a secret, and of the address only its host.</summary>
/// <param name="Id">The connection.</param>
/// <param name="Name">What a host calls it.</param>
/// <param name="Host">The host of the address; empty when the keys that sealed it are not here.</param>
/// <param name="Kinds">What it is told; empty = everything.</param>
/// <param name="Secrets">How many sign; null when the keys are not here.</param>
/// <param name="IsPaused">Nothing is sent.</param>
/// <param name="State">How it is doing.</param>
/// <param name="StateText">The same in words.</param>
/// <param name="LastGoodUtc">When something was last taken.</param>
/// <param name="Waiting">How many events wait.</param>
/// <param name="Last">The last of what it was told, newest first.</param>
public sealed record OutgoingWebhookRow(
    Guid Id, string Name, string Host, IReadOnlySet<string> Kinds, int? Secrets, bool IsPaused, ConnectionState State, string StateText, DateTimeOffset? LastGoodUtc, int Waiting, IReadOnlyList<OutgoingEventLine> Last);

/// <summary>One event that was told, or is to be.</summary>
public sealed record OutgoingEventLine(Guid Id, string Kind, DateTimeOffset OccurredUtc, string Words, bool MayBeSentAgain);

/// <summary>The programs that are told. For owners; the page asks.</summary>
public sealed class OutgoingWebhooksQuery(CendraDatabase database, Receivers receivers)
{
    private const int Shown = 10;

    /// <summary>By name.</summary>
    public async Task<IReadOnlyList<OutgoingWebhookRow>> RunAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var rows = new List<OutgoingWebhookRow>();
        foreach (var (connection, settings) in await receivers.AllAsync(db, ct))
        {
            var last = await db.OutgoingEvents.AsNoTracking().Where(e => e.ConnectionId == connection.Id).OrderByDescending(e => e.OccurredUtc).ThenByDescending(e => e.Occasion).Take(Shown)
                .Select(e => new { e.Id, e.Kind, e.OccurredUtc, e.DeliveredUtc, e.GivenUpUtc, e.DueAtUtc, e.Attempts, e.Trouble }).ToListAsync(ct);
            rows.Add(new OutgoingWebhookRow(
                connection.Id, connection.Name, settings is not null && Uri.TryCreate(settings.Url, UriKind.Absolute, out var address) ? OutboundAddress.Masked(address) : "", settings?.Kinds ?? new HashSet<string>(), settings?.Secrets.Count,
                settings?.IsPaused == true, connection.State, connection.StateText, connection.LastGoodUtc, await db.OutgoingEvents.CountAsync(e => e.ConnectionId == connection.Id && e.DueAtUtc != null, ct),
                [.. last.Select(e => new OutgoingEventLine(e.Id, e.Kind, e.OccurredUtc, Words(e.DeliveredUtc, e.GivenUpUtc, e.Attempts, e.Trouble), e.DueAtUtc is null && e.Kind != OutgoingKinds.Test))]));
        }

        return rows;
    }

    private static string Words(DateTimeOffset? deliveredUtc, DateTimeOffset? givenUpUtc, int attempts, string trouble) =>
        deliveredUtc is not null ? attempts > 1 ? $"Taken at attempt {attempts}" : "Taken"
        : givenUpUtc is not null ? $"Given up. {trouble}"
        : attempts == 0 ? "Waits" : $"Tried {Words(attempts)}, is tried again. {trouble}";

    private static string Words(int attempts) => attempts == 1 ? "once" : $"{attempts} times";
}
