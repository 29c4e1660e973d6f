using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Domain.Conversations;
using Cendra.Lifecycle.Escalations;
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

    /// <summary>An hour of tries: what passes by itself has passed.</summary>
    private const int CallAfter = 6;

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
        await db.ReceivedWebhooks.Where(w => w.ReceivedUtc < old && w.SealedRaw != null && w.ProcessedUtc != null).ExecuteUpdateAsync(s => s.SetProperty(w => w.SealedRaw, (byte[]?)null), ct);
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
            var attempts = await PostponeAsync(webhookId, ct);
            if (failure is DbUpdateException && attempts <= 1)
            {
                // The job that the delivery woke had it in this very moment.
                log.LogInformation("Webhook {WebhookId} is looked at again: {Reason}", webhookId, failure.GetType().Name);
                return;
            }

            log.LogError(failure, "Webhook {WebhookId} could not be worked off", webhookId);
            if (attempts >= CallAfter)
            {
                await CallAsync(webhookId, source, ct);
            }
        }
    }

    /// <summary>Something a guest or a system sent waits and nothing comes of it: a person is told once, and it is tried on.</summary>
    private async Task CallAsync(Guid webhookId, string source, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var desk = scope.ServiceProvider.GetRequiredService<EscalationDesk>();
            await desk.RaiseAsync(
                new Concern(
                    $"{EscalationEnds.UnworkedCall}{source}", EscalationPriority.P2, "Something that came in cannot be worked off", $"It came from {source} and is tried again every hour. The log says why, under the id {webhookId}. What stands in it is kept meanwhile.",
                    "Look into the log, and into the mailbox or the phone it came to."), ct);
            await scope.ServiceProvider.GetRequiredService<CendraDbContext>().SaveChangesAsync(ct);
            desk.Wake();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning(failure, "Nobody could be called for webhook {WebhookId}; the next try calls again", webhookId);
        }
    }

    /// <summary>Tried again after a growing pause; never dropped. How often it was tried; 0 = somebody else has worked it off meanwhile, and nothing of that is touched.</summary>
    private async Task<int> PostponeAsync(Guid webhookId, CancellationToken ct)
    {
        await using var db = database.Open();
        var left = db.ReceivedWebhooks.Where(w => w.Id == webhookId && w.ProcessedUtc == null);
        if (await left.Select(w => (int?)w.Attempts).SingleOrDefaultAsync(ct) is not { } before)
        {
            return 0;
        }

        var again = clock.GetUtcNow() + TimeSpan.FromMinutes(Math.Min(60, Math.Pow(2, before)));
        return await left.ExecuteUpdateAsync(
            s => s.SetProperty(w => w.Attempts, before + 1).SetProperty(w => w.DueAtUtc, again).SetProperty(w => w.Outcome, "It could not be worked off and is tried again; the log says why."), ct) == 0 ? 0 : before + 1;
    }
}
