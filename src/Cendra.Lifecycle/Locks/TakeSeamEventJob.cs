using System.Text;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Inbox;
using Cendra.Lifecycle.Seam;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Locks;

/// <summary>Works one stored Seam event off and enqueues a look at each stay it concerns. A second run finds it done.</summary>
public sealed class TakeSeamEventJob(CendraDbContext db, SeamEvents events, JobWaker jobs, StayClock clock)
{
    /// <summary>Takes the event with this id over.</summary>
    public async Task RunAsync(Guid webhookId, CancellationToken ct)
    {
        var webhook = await db.ReceivedWebhooks.SingleOrDefaultAsync(w => w.Id == webhookId, ct);
        if (webhook is not { ProcessedUtc: null })
        {
            return;
        }

        (webhook.ProcessedUtc, webhook.DueAtUtc, webhook.Attempts) = (clock.GetUtcNow(), null, webhook.Attempts + 1);
        if (SeamEvent.Read(Encoding.UTF8.GetBytes(webhook.Cleaned)) is not { } seamEvent)
        {
            webhook.Outcome = "It is not an event that can be read.";
            await db.SaveChangesAsync(ct);
            return;
        }

        foreach (var stayId in await events.TakeAsync(seamEvent, ct))
        {
            jobs.Wake<ReconcileStayJob>(job => job.RunAsync(stayId, CancellationToken.None));
        }
    }
}
