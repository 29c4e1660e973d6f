using Cendra.Domain;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Inbox;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Inbox;
using Cendra.Messaging.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>
/// Takes stored messages of guests over, whichever channel brought them: once, again where another one of the same guest was taken over in this very moment, and then wakes what follows from it.
/// </summary>
public sealed class StoredMessages(CendraDbContext db, EscalationDesk desk, JobWaker jobs, StayClock clock)
{
    private const int MostTries = 8;

    /// <summary>Takes the stored message with this id over by <paramref name="read"/>, which gives the message it made, if any, and may run again. A second run finds it done.</summary>
    public async Task RunAsync(Guid webhookId, Func<ReceivedWebhook, CancellationToken, Task<Message?>> read, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TakeAsync(webhookId, read, ct);
                return;
            }
            catch (DbUpdateException) when (attempt < MostTries)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task TakeAsync(Guid webhookId, Func<ReceivedWebhook, CancellationToken, Task<Message?>> read, CancellationToken ct)
    {
        var webhook = await db.ReceivedWebhooks.SingleOrDefaultAsync(w => w.Id == webhookId, ct);
        if (webhook is not { ProcessedUtc: null })
        {
            return;
        }

        (webhook.ProcessedUtc, webhook.DueAtUtc, webhook.Attempts) = (clock.GetUtcNow(), null, webhook.Attempts + 1);
        var message = await read(webhook, ct);
        await db.SaveChangesAsync(ct);
        desk.Wake();
        foreach (var queued in db.Messages.Local.Where(m => m is { Direction: MessageDirection.Outbound, State: MessageState.Queued }).Select(m => m.Id).ToList())
        {
            jobs.Wake<DeliverMessageJob>(job => job.RunAsync(queued, CancellationToken.None));
        }

        if (db.GuestFiles.Local.Count > 0)
        {
            jobs.WakeSweep(Sweeps.GuestFiles);
        }

        var given = db.Messages.Local.Where(m => m is { Direction: MessageDirection.Inbound, State: MessageState.Queued, DueAtUtc: not null }); // What waited for a word of this message, in its own conversation too.
        foreach (var (conversation, due) in given.Append(message).OfType<Message>().Select(m => (m.ConversationId, m.DueAtUtc)).Distinct())
        {
            if (conversation is { } id && due is { } at)
            {
                jobs.WakeAfter<AnswerGuestJob>(job => job.RunAsync(id, CancellationToken.None), at - clock.GetUtcNow());
            }
        }
    }
}
