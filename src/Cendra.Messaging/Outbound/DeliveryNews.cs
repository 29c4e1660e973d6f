using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Outbound;

/// <summary>What is new about a delivery.</summary>
/// <param name="Status">How far it came.</param>
/// <param name="ProviderId">The provider's id, where it is told.</param>
/// <param name="Failure">Why it failed; null unless it did.</param>
public sealed record News(DeliveryStatus Status, string? ProviderId = null, DeliveryFailure? Failure = null);

/// <summary>Why a delivery failed.</summary>
/// <param name="Code">The provider's code; empty = none was given.</param>
/// <param name="Meaning">In a host's words.</param>
/// <param name="IsUnwanted">Whoever has the address wants nothing by this way until they write.</param>
public sealed record DeliveryFailure(string Code, string Meaning, bool IsUnwanted = false)
{
    /// <summary>There is nobody at this address of mail.</summary>
    public bool IsNoMailbox { get; init; }
}

/// <summary>
/// Takes over what becomes of a delivery, from the answer to the call and from reports that come twice, late and out of order. Only forward; what failed makes its message due
/// again, so that the next way is tried.
/// </summary>
public sealed class DeliveryNews(CendraDatabase database, StayClock clock, IdSource ids)
{
    private const int MostTries = 8;

    /// <summary>Applies the news and saves, on top of whatever somebody else saved meanwhile. False when there is no such delivery.</summary>
    public async Task<bool> TakeAsync(Guid deliveryId, News news, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = database.Open();
            var message = await db.Messages.Include(m => m.Deliveries).SingleOrDefaultAsync(m => m.Deliveries.Any(d => d.Id == deliveryId), ct);
            if (message is null)
            {
                return false;
            }

            await ApplyAsync(db, message, message.Deliveries.Single(d => d.Id == deliveryId), news, ct);
            try
            {
                await db.SaveChangesAsync(ct);
                return true;
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostTries)
            {
                // The report and the answer to the call came at once: read again and apply on top.
            }
        }
    }

    private async Task ApplyAsync(CendraDbContext db, Message message, Delivery delivery, News news, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var before = (delivery.AcceptedUtc, delivery.DeliveredUtc);
        delivery.ProviderId ??= news.ProviderId;
        if (!delivery.Advance(news.Status, now))
        {
            return;
        }

        if (news.Status == DeliveryStatus.Failed)
        {
            (delivery.ErrorCode, delivery.StatusText) = (news.Failure?.Code ?? "", news.Failure?.Meaning ?? "");
            if (!message.Deliveries.Exists(d => d.Status is >= DeliveryStatus.Accepted and <= DeliveryStatus.Read) && message.State is MessageState.Sending or MessageState.Sent)
            {
                (message.State, message.DueAtUtc) = (MessageState.Queued, now); // The next way.
            }

            await SuppressAsync(db, delivery, news, now, ct);
            await KeepUnusableAsync(db, message, delivery, news, now, ct);
        }
        else if (message.State is MessageState.Sending or MessageState.Queued)
        {
            (message.State, message.StateText, message.DueAtUtc) = (MessageState.Sent, "", null);
            message.SentUtc ??= now;
            await TellHostAsync(db, message, now, ct);
            await SettleCallAsync(db, message, now, ct);
        }

        await NoteAsync(db, message, delivery, before, ct);
    }

    /// <summary>A host was called because nobody knew whether it arrived, or because it said what did not hold: it is with the provider.</summary>
    private static async Task SettleCallAsync(CendraDbContext db, Message message, DateTimeOffset nowUtc, CancellationToken ct)
    {
        string[] causes = [DeliverMessage.UndeliveredCause(message.Id), Contradictions.CauseOf(message.Id)];
        foreach (var open in await db.Escalations.Where(e => causes.Contains(e.Cause) && e.ResolvedUtc == null).ToListAsync(ct))
        {
            open.Resolve(AuditActor.Cendra, "The provider has the message", nowUtc);
        }
    }

    /// <summary>Who wants no messages here gets none until they write.</summary>
    private static async Task SuppressAsync(CendraDbContext db, Delivery delivery, News news, DateTimeOffset nowUtc, CancellationToken ct)
    {
        if (news.Failure is { IsUnwanted: true })
        {
            var spellings = delivery.Address.StartsWith('+') ? Phones.WaysToWrite(delivery.Address) : [delivery.Address];
            foreach (var identity in await db.ChannelIdentities.Where(i => i.Channel == delivery.Channel && spellings.Contains(i.Address)).ToListAsync(ct))
            {
                identity.OptedOutUtc = Instants.Later(nowUtc, identity.OptedOutUtc ?? nowUtc); // The provider keeps a list: what was written since does not change it.
            }
        }
    }

    /// <summary>The next message goes another way at once.</summary>
    private async Task KeepUnusableAsync(CendraDbContext db, Message message, Delivery delivery, News news, DateTimeOffset nowUtc, CancellationToken ct)
    {
        if (news.Failure is not { IsNoMailbox: true } || message.ConversationId is not { } conversation)
        {
            return;
        }

        var identity = await db.ChannelIdentities.SingleOrDefaultAsync(i => i.ConversationId == conversation && i.Channel == delivery.Channel && i.Address == delivery.Address, ct)
            ?? db.ChannelIdentities.Add(new ChannelIdentity { Id = ids.Next(), ConversationId = conversation, Channel = delivery.Channel, Address = delivery.Address, CreatedUtc = nowUtc }).Entity;
        identity.UnusableSinceUtc = nowUtc;
    }

    /// <summary>Told is what a provider took for at least one contact (P2).</summary>
    private static async Task TellHostAsync(CendraDbContext db, Message message, DateTimeOffset nowUtc, CancellationToken ct)
    {
        if (message.EscalationId is { } id && await db.Escalations.SingleOrDefaultAsync(e => e.Id == id, ct) is { NotifiedUtc: null } escalation)
        {
            escalation.NotifiedUtc = nowUtc;
            escalation.NoteThat(AuditKind.HostTold, AuditActor.Cendra, "A host was told: the provider took the message");
            if (escalation.Cause.StartsWith(LockLimits.Cause, StringComparison.Ordinal))
            {
                escalation.Resolve(AuditActor.Cendra, "A host was told; nothing is to be done", nowUtc);
            }
        }
    }

    /// <summary>One line when it was first taken, whichever report said so, one when it arrived, one when it failed.</summary>
    private static async Task NoteAsync(CendraDbContext db, Message message, Delivery delivery, (DateTimeOffset? AcceptedUtc, DateTimeOffset? DeliveredUtc) before, CancellationToken ct)
    {
        if (message.StayId is not { } stayId || message.HostContactId is not null || await db.Stays.SingleOrDefaultAsync(s => s.Id == stayId, ct) is not { } stay)
        {
            return;
        }

        var what = MessageWords.Of(message.Kind);
        var by = MessageWords.Of(delivery.Channel);
        if (before.AcceptedUtc is null && delivery.AcceptedUtc is not null)
        {
            stay.NoteThat(AuditKind.MessageSent, AuditActor.Cendra, $"{what} sent by {by}", message.Id);
        }

        if (before.DeliveredUtc is null && delivery.DeliveredUtc is not null)
        {
            stay.NoteThat(AuditKind.MessageDelivered, AuditActor.Cendra, delivery.Channel == ChannelKind.Email ? $"{what} is in the guest's mailbox" : $"{what} is on the guest's phone", message.Id);
        }
        if (delivery.Status == DeliveryStatus.Failed)
        {
            stay.NoteThat(AuditKind.MessageFailed, AuditActor.Cendra, $"{what} did not arrive by {by}. {delivery.StatusText}", message.Id);
        }
    }
}
