using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Inbox;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Inbox;
using Cendra.Messaging.Outbound;
using Cendra.Messaging.Proofs;
using Cendra.Messaging.WhatsApp;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>
/// Takes one stored message of a guest over: who writes, the text without codes, and when it is to be answered: a burst once, four seconds after its last message and twelve after
/// its first; danger and locked doors at once.
/// </summary>
public sealed class TakeGuestMessageJob(CendraDbContext db, WebhookStore store, Senders senders, TypedCodes typed, OneTimeCodes proofs, QuickReplies buttons, StoredMessages stored, Bursts bursts, OptOutDesk wishes, StayClock clock, IdSource ids)
{
    /// <summary>So many files a day are fetched of somebody unknown.</summary>
    private const int MostFilesOfStrangers = 5;

    /// <summary>Takes the message with this id over. A second run finds it done.</summary>
    public Task RunAsync(Guid webhookId, CancellationToken ct) => stored.RunAsync(webhookId, ReadAsync, ct);

    private async Task<Message?> ReadAsync(ReceivedWebhook webhook, CancellationToken ct)
    {
        if (await store.OpenRawAsync(webhook.Id, ct) is not { } raw)
        {
            webhook.Outcome = "Its text was purged before it could be read.";
            return null;
        }

        var form = await InboundForm.ReadAsync(raw, ct);
        if (await db.Messages.AnyAsync(m => m.DedupeKey == form.MessageSid, ct))
        {
            return null;
        }

        if (form is { IsReaction: true, Body.Length: 0 })
        {
            webhook.Outcome = "An emoji was taken off a message again.";
            await TakeOffAsync(form.Quotes, ct);
            return null;
        }

        if (WhatsAppAddress.Parse(form.From) is not { } address)
        {
            webhook.Outcome = "Its sender is neither a telephone number nor an id of WhatsApp.";
            return null;
        }

        var channel = form.From.StartsWith("whatsapp:", StringComparison.OrdinalIgnoreCase) ? ChannelKind.WhatsApp : ChannelKind.Sms;
        var phone = address.Phone ?? await senders.PhoneBehindAsync(address.Bsuid!, ct);
        var said = new Saying
        {
            Text = form.Body, WrittenUtc = WrittenUtc(form), AsksNothing = form.IsReaction, QuotedStayId = await QuotedStayAsync(form.Quotes, ct),
        };
        var sender = await senders.OfAsync(channel, phone ?? address.Bsuid!, phone, said, ct);
        if (WhatsAppAddress.Parse(form.ExternalUserId) is { Bsuid: { } bsuid } && address.Phone is not null && channel == ChannelKind.WhatsApp)
        {
            await senders.PairAsync(sender.Identity, bsuid, ct);
        }

        var oneTime = await proofs.YoungAsync(ct); // Before it is used, or it would stand in the text that used it.
        var proof = sender.Stay is null ? await proofs.TakeAsync(channel, sender.Identity.Address, form.Body, ct) : new Proof(TypedCode.None, null);
        sender = proof.Proven ?? sender;
        var stay = sender.Stay is null ? null : await StayReader.ReadAsync(db, sender.Stay.Id, ct);
        var clean = await typed.CleanAsync(db, form.Body, stay, ct, oneTime: oneTime);
        stay?.NoteThat(AuditKind.GuestWrote, AuditActor.Guest, $"The guest wrote by {MessageWords.Of(channel)}");
        return await StoreAsync(sender, stay, proof.Typed == TypedCode.None ? clean : clean with { Typed = proof.Typed }, form, ct);
    }

    private async Task<Message> StoreAsync(Sender sender, Stay? stay, CleanedText clean, InboundForm form, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (written, conversation) = (WrittenUtc(form), sender.Conversation);
        var wroteBefore = sender.Identity.LastInboundUtc;
        if (!form.IsReaction) // Whether an emoji opens WhatsApp's window is written nowhere.
        {
            conversation.LastInboundUtc = Instants.Later(written, conversation.LastInboundUtc ?? written);
            sender.Identity.LastInboundUtc = Instants.Later(written, sender.Identity.LastInboundUtc ?? written);
        }

        var meant = form.IsReaction ? null : buttons.Meaning(form.Button, form.Body, conversation.Language.Length > 0 ? conversation.Language : stay?.Reservation?.GuestLanguage ?? "");
        var message = new Message
        {
            Id = ids.Next(),
            ConversationId = conversation.Id,
            ReservationId = conversation.ReservationId,
            StayId = sender.Stay?.Id,
            IdentityId = sender.Identity.Level == IdentityLevel.Verified ? sender.Identity.Id : null,
            GuestVersion = stay?.Reservation?.GuestVersion ?? 0,
            Direction = MessageDirection.Inbound,
            Author = MessageAuthor.Guest,
            StayChoiceId = sender.Picked?.Choice?.Id,
            Kind = form.IsReaction ? MessageKinds.Reaction : sender.Picked is { OnlyPicks: true } ? MessageKinds.ChoosesStay : meant is null ? MessageKinds.FromGuest : MessageKinds.FromButton,
            DedupeKey = form.MessageSid,
            Body = meant ?? clean.Text,
            Typed = sender.Stay is null && clean.Typed.IsOfDoor() ? TypedCode.None : clean.Typed, // Of no stay, no code: whoever guesses learns nothing, not even by how fast they are answered.
            Attachment = form.Attachment,
            QuotesId = await QuotedAsync(conversation.Id, form.Quotes, ct),
            CreatedUtc = written,
        };
        if (form.IsReaction)
        {
            (message.State, message.StateText) = (MessageState.Answered, "Nothing was asked.");
            await TakeOffAsync(form.Quotes, ct);
        }
        else if (await wishes.TakeAsync(sender, stay, new Wish(clean.Text, form.OptOutType, written, wroteBefore), ct))
        {
            (message.State, message.StateText) = (MessageState.Answered, "The guest chose whether to get messages here.");
        }
        else if (sender.Picked is { OnlyPicks: true, HasGiven: true })
        {
            (message.State, message.StateText) = (MessageState.Answered, StayChoices.Said);
        }
        else
        {
            message.AwaitsChoice = sender.Picked is { IsOpen: true };
            await bursts.MakeDueAsync(conversation, message, ct);
        }

        db.Messages.Add(message);
        var files = sender.Stay is null ? Math.Min(form.Files, MostFilesOfStrangers - await FilesOfTodayAsync(conversation.Id, now, ct)) : form.Files;
        db.GuestFiles.AddRange(Enumerable.Range(0, Math.Max(files, 0)).Select(number => new GuestFile
        {
            Id = ids.Next(), MessageId = message.Id, Number = number, ProviderMessageId = form.MessageSid, CreatedUtc = now, DueAtUtc = now,
        }));
        return message;
    }

    private DateTimeOffset WrittenUtc(InboundForm form) => clock.GetUtcNow() is var now && form.SentUtc < now ? form.SentUtc.Value : now;

    /// <summary>The stay of the message of ours that is quoted, or under which a button was tapped, in whatever conversation.</summary>
    private async Task<Guid?> QuotedStayAsync(string providerId, CancellationToken ct) => providerId.Length == 0 ? null : await db.Messages
        .Where(m => m.Direction == MessageDirection.Outbound && m.Deliveries.Any(d => d.ProviderId == providerId) && !m.DedupeKey.StartsWith(StayChoices.QuestionKey)).Select(m => m.StayId).FirstOrDefaultAsync(ct);

    /// <summary>The emoji that stood on this message stands there no more. Of two people in one conversation the last one's goes.</summary>
    private async Task TakeOffAsync(string quoted, CancellationToken ct)
    {
        if (quoted.Length > 0 && await db.Messages.Where(m => m.DedupeKey == quoted || m.Deliveries.Any(d => d.ProviderId == quoted)).Select(m => (Guid?)m.Id).FirstOrDefaultAsync(ct) is { } on
            && await db.Messages.Where(m => m.Kind == MessageKinds.Reaction && m.QuotesId == on && m.State == MessageState.Answered).OrderByDescending(m => m.CreatedUtc).FirstOrDefaultAsync(ct) is { } before)
        {
            (before.State, before.StateText) = (MessageState.Withdrawn, "It was taken off again.");
        }
    }

    private Task<int> FilesOfTodayAsync(Guid conversationId, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var since = nowUtc - TimeSpan.FromDays(1);
        return db.GuestFiles.CountAsync(f => f.CreatedUtc > since && db.Messages.Any(m => m.Id == f.MessageId && m.ConversationId == conversationId), ct);
    }

    /// <summary>What the provider says is quoted, if it was said in this very conversation.</summary>
    private async Task<Guid?> QuotedAsync(Guid conversationId, string providerId, CancellationToken ct) => providerId.Length == 0 ? null : await db.Messages
        .Where(m => m.ConversationId == conversationId && (m.DedupeKey == providerId || m.Deliveries.Any(d => d.ProviderId == providerId))).Select(m => (Guid?)m.Id).FirstOrDefaultAsync(ct);
}
