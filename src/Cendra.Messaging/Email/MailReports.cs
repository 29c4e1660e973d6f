using Cendra.Domain;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Lifecycle.Inbox;
using Cendra.Messaging.Email.Reading;
using Cendra.Messaging.Email.Wire;
using Cendra.Messaging.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Email;

/// <summary>
/// Takes over what servers report of our mails. Anybody can write such a report, so it counts only for the mail whose id it names: that id was seen by whoever got the mail and by the servers on
/// its way.
/// </summary>
public sealed class MailReports(CendraDbContext db, DeliveryNews deliveries, JobWaker jobs)
{
    /// <summary>Takes the report over; what came of it, for the record.</summary>
    public async Task<string> TakeAsync(IncomingMail mail, CancellationToken ct)
    {
        if (BounceReport.Of(mail.Mime) is not { OriginalMessageId: { } id } report)
        {
            return "A report that names no mail of ours.";
        }

        var delivery = await db.Deliveries.AsNoTracking().SingleOrDefaultAsync(d => d.Channel == ChannelKind.Email && d.ProviderId == id, ct);
        if (delivery is null)
        {
            return "A report on a mail that is not known here.";
        }

        // Behind a forwarding another address is named; a report on one mail of one receiver is about that receiver.
        var receiver = report.Receivers.FirstOrDefault(r => r.Address == delivery.Address) ?? (report.Receivers is [var only] ? only : null);
        News? news = receiver?.Action switch
        {
            BounceAction.Failed => new News(DeliveryStatus.Failed, null, new DeliveryFailure(receiver.Status, $"The mail came back. {PostOutcome.WordsOf(receiver.Status)}") { IsNoMailbox = receiver.IsPermanent && PostOutcome.IsNoMailbox(receiver.Status) }),
            BounceAction.Delivered => new News(DeliveryStatus.Delivered),
            _ => null,
        };
        if (news is null)
        {
            return receiver?.Action == BounceAction.Delayed ? "A mail of ours is late; its server goes on trying." : "A report from which nothing follows.";
        }

        await deliveries.TakeAsync(delivery.Id, news, ct);
        jobs.WakeSweep(Sweeps.DueMessages);
        return news.Status == DeliveryStatus.Failed ? "A mail of ours came back." : "A mail of ours arrived.";
    }
}
