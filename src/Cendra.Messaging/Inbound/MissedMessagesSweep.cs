using Cendra.Domain;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Inbox;
using Cendra.Messaging.Outbound;
using Cendra.Messaging.Twilio;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cendra.Messaging.Inbound;

/// <summary>
/// Reads Twilio's list since the last look, with an overlap: what guests wrote and no webhook brought, and what became of messages whose report was lost. Twilio tells each of these
/// once (twilio.com/docs/usage/webhooks/webhooks-connection-overrides: only a connection that could not be made is tried again), so a server that was down, or was killed before it had
/// stored what it was told, hears it here.
/// </summary>
public sealed class MissedMessagesSweep(
    CendraDbContext db, TwilioClient twilio, IOptionsMonitor<TwilioOptions> options, WebhookStore store, DeliveryNews deliveries, ConnectionWatch connections, TwilioWatch watch, JobWaker jobs, StayClock clock)
{
    /// <summary>Messages may become visible late, and clocks differ.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <summary>How long a message on its way is asked after; then its phone is off, and a report will say so.</summary>
    public static readonly TimeSpan AskedAfterFor = TimeSpan.FromHours(24);

    /// <summary>One pass; none when Twilio is not connected. Throws <see cref="TwilioException"/> when it cannot be read; the next pass begins where this one did.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        if (!options.CurrentValue.IsConfigured || await db.Connections.AsNoTracking().SingleOrDefaultAsync(c => c.Kind == ConnectionKind.Twilio, ct) is not { } connection)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var since = (connection.WatermarkUtc ?? connection.CreatedUtc) - Overlap;
        var underWay = await UnderWay(now).MinAsync(d => d.RequestedUtc, ct);
        var list = await ListAsync(Instants.Earliest(since, underWay - Overlap)!.Value, ct);
        var earliest = connection.CreatedUtc; // What was written before this installation knew the number is not its own to answer.
        await TakeMissedAsync([.. list.Where(m => IsToUs(m) && m.DateSentUtc >= earliest).OrderBy(m => m.DateSentUtc)], ct);
        await TakeNewsAsync(list, now, ct);
        await connections.ReadUpToAsync(connection.Id, now, ct);
        await watch.GoodAsync(ct);
    }

    private async Task<IReadOnlyList<TwilioMessage>> ListAsync(DateTimeOffset sinceUtc, CancellationToken ct)
    {
        try
        {
            return await twilio.ListAsync(null, null, sinceUtc, ct);
        }
        catch (TwilioException failure) when (failure.Retry == TwilioRetry.AfterSignIn)
        {
            await watch.SignInNeededAsync(ct);
            throw;
        }
    }

    private bool IsToUs(TwilioMessage message) =>
        message.Direction == "inbound" && (message.To == options.CurrentValue.WhatsAppSender || message.To == options.CurrentValue.SmsSender);

    private async Task TakeMissedAsync(IReadOnlyList<TwilioMessage> written, CancellationToken ct)
    {
        var sids = written.Select(m => m.Sid).ToList();
        var known = await db.Messages.Where(m => sids.Contains(m.DedupeKey)).Select(m => m.DedupeKey)
            .Union(db.ReceivedWebhooks.Where(w => (w.Source == TwilioWebhooks.Messages || w.Source == TwilioWebhooks.Listed) && sids.Contains(w.ExternalId)).Select(w => w.ExternalId)).ToListAsync(ct);
        foreach (var missed in written.ExceptBy(known, m => m.Sid))
        {
            var (_, id) = await store.StoreAsync(TwilioWebhooks.Listed, missed.Sid, await InboundForm.WriteAsync(missed, ct), "{}", ct);
            jobs.Wake<TakeGuestMessageJob>(job => job.RunAsync(id, CancellationToken.None));
        }
    }

    private async Task TakeNewsAsync(IReadOnlyList<TwilioMessage> list, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var waiting = await UnderWay(nowUtc).Select(d => new { d.Id, d.ProviderId, d.Status }).ToListAsync(ct);
        foreach (var delivery in waiting)
        {
            if (list.FirstOrDefault(m => m.Sid == delivery.ProviderId) is { } held && DeliveryReports.Of(held.Status, held.ErrorCode, held.Sid) is var news && news.Status != delivery.Status)
            {
                await deliveries.TakeAsync(delivery.Id, news, ct);
                if (news.Status == DeliveryStatus.Failed)
                {
                    jobs.WakeSweep(Sweeps.DueMessages);
                }
            }
        }
    }

    private IQueryable<Delivery> UnderWay(DateTimeOffset nowUtc)
    {
        var oldest = nowUtc - AskedAfterFor;
        return db.Deliveries.Where(d => (d.Status == DeliveryStatus.Accepted || d.Status == DeliveryStatus.Sent) && d.ProviderId != null && d.RequestedUtc > oldest && d.Channel != ChannelKind.Email);
    }
}
