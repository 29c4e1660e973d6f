using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cendra.Lifecycle.Inbox;

/// <summary>Works off what was stored and no job has worked off, oldest first, and purges raw bodies after their time.</summary>
public sealed class ReceivedWebhooksSweep(
    IServiceScopeFactory scopes, CendraDatabase database, IEnumerable<WebhookTaker> takers, StayClock clock, ILogger<ReceivedWebhooksSweep> log)
{
    private const int Batch = 500;

    /// <summary>One pass.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        var due = await db.ReceivedWebhooks.Where(w => w.ProcessedUtc == null && w.DueAtUtc <= now).OrderBy(w => w.ReceivedUtc)
            .Select(w => new { w.Id, w.Source }).Take(Batch).ToListAsync(ct);
        foreach (var webhook in due)
        {
            await WorkAsync(webhook.Id, webhook.Source, ct);
        }

        var old = now - WebhookStore.RawKept;
        await db.ReceivedWebhooks.Where(w => w.ReceivedUtc < old && w.SealedRaw != null).ExecuteUpdateAsync(s => s.SetProperty(w => w.SealedRaw, (byte[]?)null), ct);
    }

    private async Task WorkAsync(Guid webhookId, string source, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            var taker = takers.FirstOrDefault(t => t.Source == source);
            await (taker is null
                ? scope.ServiceProvider.GetRequiredService<TakeReservationJob>().RunAsync(webhookId, ct)
                : taker.RunAsync(scope.ServiceProvider, webhookId, ct));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "Webhook {WebhookId} could not be worked off", webhookId);
            await PostponeAsync(webhookId, ct);
        }
    }

    /// <summary>Tried again after a growing pause; never dropped.</summary>
    private async Task PostponeAsync(Guid webhookId, CancellationToken ct)
    {
        await using var db = database.Open();
        var row = await db.ReceivedWebhooks.SingleAsync(w => w.Id == webhookId, ct);
        (row.Attempts, row.DueAtUtc) = (row.Attempts + 1, clock.GetUtcNow() + TimeSpan.FromMinutes(Math.Min(60, Math.Pow(2, row.Attempts))));
        row.Outcome = "It could not be worked off and is tried again; the log says why.";
        await db.SaveChangesAsync(ct);
    }
}
