using Cendra.Domain.Database;
using Cendra.Domain.Inbox;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Inbox;
using Cendra.Lifecycle.Reservations.Generic;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Reservations;

/// <summary>Works one stored reservation off, come by webhook or through the API, and enqueues a look at each stay that it touched. A second run finds it done.</summary>
public sealed class TakeReservationJob(CendraDbContext db, ReservationIntake intake, ConnectionWatch watch, TakeHintJob hints, JobWaker jobs, StayClock clock)
{
    /// <summary>Takes the webhook with this id over.</summary>
    public async Task RunAsync(Guid webhookId, CancellationToken ct)
    {
        var webhook = await db.ReceivedWebhooks.SingleOrDefaultAsync(w => w.Id == webhookId, ct);
        if (webhook is not { ProcessedUtc: null })
        {
            return;
        }

        if (await db.Connections.AnyAsync(c => c.Name == webhook.Source && c.Kind == ConnectionKind.GenericList, ct))
        {
            await hints.RunAsync(webhookId, ct);
            return;
        }

        var connection = await db.Connections.SingleOrDefaultAsync(c => c.Name == webhook.Source && (c.Kind == ConnectionKind.GenericPms || c.Kind == ConnectionKind.Api), ct);
        if (connection is null || GenericBody.Read(webhook.Cleaned).Snapshot is not { } snapshot)
        {
            Finish(webhook, connection is null ? "Its connection was removed." : "Its body cannot be read any more.");
            await db.SaveChangesAsync(ct);
            return;
        }

        var outcome = connection.Kind == ConnectionKind.Api ? await NewsInWordsAsync(connection.Id, snapshot, ct) : "";
        if (outcome.Length > 0 && await db.ReceivedWebhooks.AnyAsync(w => w.Id == webhookId && w.ProcessedUtc != null, ct))
        {
            return; // Another worker took it over in this moment: what the call was to the booking before stands there.
        }

        await watch.GoodAsync(connection.Id, ct); // Before the webhook is finished: after a kill in between nobody would say it.
        Finish(webhook, outcome);
        var touched = await intake.TakeAsync(connection.Id, snapshot, ct); // Saves the finished webhook with what came of it.
        foreach (var stayId in touched)
        {
            jobs.Wake<ReconcileStayJob>(job => job.RunAsync(stayId, CancellationToken.None));
        }
    }

    /// <summary>A program that asks again with the same key is answered as it was, so what came of its call stands with it.</summary>
    private async Task<string> NewsInWordsAsync(Guid connectionId, ReservationSnapshot snapshot, CancellationToken ct) =>
        snapshot.NewsTo(await db.SourceBookings.SingleOrDefaultAsync(b => b.ConnectionId == connectionId && b.ExternalId == snapshot.ExternalId, ct)).InWords();

    private void Finish(ReceivedWebhook webhook, string outcome) =>
        (webhook.ProcessedUtc, webhook.DueAtUtc, webhook.Outcome, webhook.Attempts) = (clock.GetUtcNow(), null, outcome, webhook.Attempts + 1);
}
