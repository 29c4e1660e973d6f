using System.Globalization;
using System.Text.Json;
using Cendra.Domain;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Inbox;
using Cendra.Lifecycle.Outgoing;
using Cendra.Messaging.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>Works one stored report of Twilio off. It may come before the answer to the call it reports on: the row that the call named is enough.</summary>
public sealed class TakeReportJob(CendraDbContext db, DeliveryNews deliveries, JobWaker jobs, OutgoingWake outgoing, StayClock clock)
{
    /// <summary>Takes the report with this id over. A second run finds it done.</summary>
    public async Task RunAsync(Guid webhookId, CancellationToken ct)
    {
        var webhook = await db.ReceivedWebhooks.SingleOrDefaultAsync(w => w.Id == webhookId, ct);
        if (webhook is not { ProcessedUtc: null })
        {
            return;
        }

        var fields = JsonSerializer.Deserialize<Dictionary<string, string>>(webhook.Cleaned)!;
        var sid = fields["MessageSid"];
        var news = DeliveryReports.Of(fields["MessageStatus"], int.TryParse(fields.GetValueOrDefault("ErrorCode"), CultureInfo.InvariantCulture, out var code) ? code : null, sid);
        var own = Guid.TryParse(fields.GetValueOrDefault("o"), out var named) ? named : await db.Deliveries.Where(d => d.ProviderId == sid).Select(d => d.Id).FirstOrDefaultAsync(ct);
        var known = await deliveries.TakeAsync(own, news, ct);
        (webhook.ProcessedUtc, webhook.DueAtUtc, webhook.Attempts) = (clock.GetUtcNow(), null, webhook.Attempts + 1);
        webhook.Outcome = known ? "" : "It reports on a message that is not ours.";
        await db.SaveChangesAsync(ct);
        await outgoing.WakeAsync(ct);
        if (known && news.Status == DeliveryStatus.Failed)
        {
            jobs.WakeSweep(Sweeps.DueMessages);
        }
    }
}
