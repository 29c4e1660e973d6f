using System.Text.Json;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Inbox;
using Cendra.Lifecycle.Seam;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cendra.Lifecycle.Locks;

/// <summary>
/// Reads Seam's events since the last look, with an overlap, and stores those that no webhook brought: the whole transport without a webhook secret, the net
/// under it with one.
/// </summary>
public sealed class SeamEventsSweep(CendraDbContext db, SeamClient seam, WebhookStore store, ReceivedWebhooksSweep work, ConnectionWatch watch, StayClock clock, IOptionsMonitor<SeamOptions> options)
{
    /// <summary>Events may become visible late.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <summary>One pass. Throws <see cref="SeamException"/> when Seam cannot be read; the watermark stays.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        if (string.IsNullOrEmpty(options.CurrentValue.ApiKey) || await db.Connections.AsNoTracking().SingleOrDefaultAsync(c => c.Kind == ConnectionKind.Seam, ct) is not { } connection)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var since = (connection.WatermarkUtc ?? now) - Overlap;
        var events = await seam.ListEventsAsync(since, ct);
        var known = await db.ReceivedWebhooks.Where(w => w.Source == SeamEvents.Source && w.ReceivedUtc > since - Overlap).Select(w => w.ExternalId).ToListAsync(ct);
        foreach (var seamEvent in events.Where(e => e.HasUsableIds).ExceptBy(known, e => e.EventId))
        {
            // What is kept of a polled event is what Cendra reads of it; the digits stand as dots.
            var text = JsonSerializer.SerializeToUtf8Bytes(seamEvent, SeamEventText.Options);
            await store.StoreAsync(SeamEvents.Source, seamEvent.EventId, text, System.Text.Encoding.UTF8.GetString(text), ct);
        }

        await watch.ReadUpToAsync(connection.Id, now, ct);
        await watch.GoodAsync(connection.Id, ct);
        await work.RunAsync(ct);
    }
}

/// <summary>How a polled event is written down: Seam's own field names, digits as dots.</summary>
internal static class SeamEventText
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };
}
