using Cendra.Domain.Database;
using Cendra.Domain.Inbox;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Inbox;
using Cendra.Lifecycle.Reservations.Generic;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Reservations;

/// <summary>Works one stored reservation webhook off and enqueues a look at each stay that it touched. A second run finds it done.</summary>
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

        var connection = await db.Connections.SingleOrDefaultAsync(c => c.Name == webhook.Source && c.Kind == ConnectionKind.GenericPms, ct);
        if (connection is null || GenericBody.Read(webhook.Cleaned).Snapshot is not { } snapshot)
        {
            Finish(webhook, connection is null ? "Its connection was removed." : "Its body cannot be read any more.");
            await db.SaveChangesAsync(ct);
            return;
        }

        await watch.GoodAsync(connection.Id, ct); // Before the webhook is finished: after a kill in between nobody would say it.
        Finish(webhook, "");
        var touched = await intake.TakeAsync(connection.Id, snapshot, ct); // Saves the finished webhook with what came of it.
        foreach (var stayId in touched)
        {
            jobs.Wake<ReconcileStayJob>(job => job.RunAsync(stayId, CancellationToken.None));
        }
    }

    private void Finish(ReceivedWebhook webhook, string outcome) =>
        (webhook.ProcessedUtc, webhook.DueAtUtc, webhook.Outcome, webhook.Attempts) = (clock.GetUtcNow(), null, outcome, webhook.Attempts + 1);
}
