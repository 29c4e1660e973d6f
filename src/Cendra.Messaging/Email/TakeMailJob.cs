using System.Text;
using Cendra.Agent;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Inbox;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Inbox;
using Cendra.Messaging.Email.Reading;
using Cendra.Messaging.Inbound;
using Cendra.Messaging.Outbound;
using Cendra.Messaging.Proofs;
using Cendra.Messaging.WhatsApp;

namespace Cendra.Messaging.Email;

/// <summary>
/// Takes one stored mail over: what kind it is, whose conversation it belongs to, whether its sender is who it says, and the words without quotes and codes. Only a person's mail is answered. A mail
/// that cannot be read, came late, or may come from somebody else than it says, calls a host instead.
/// </summary>
public sealed class TakeMailJob(
    CendraDbContext db, WebhookStore store, MailSenders senders, MailReports reports, Mailboxes mailboxes, TypedCodes typed, OneTimeCodes proofs, QuickReplies buttons, StoredMessages stored, Bursts bursts, OptOutDesk wishes, MailLoops loops,
    EscalationDesk desk, IdSource ids)
{
    /// <summary>How the keys of mails begin.</summary>
    public const string KeyPrefix = "mail:";

    /// <summary>What is kept of one mail, in characters; a letter by a guest is a tenth of it.</summary>
    public const int Longest = 20_000;

    /// <summary>Older mail is not answered by itself: whoever wrote it asked something else then.</summary>
    public static readonly TimeSpan AnswersLast = TimeSpan.FromHours(48);

    /// <summary>Takes the mail with this id over. A second run finds it done.</summary>
    public Task RunAsync(Guid webhookId, CancellationToken ct) => stored.RunAsync(webhookId, ReadAsync, ct);

    private async Task<Message?> ReadAsync(ReceivedWebhook webhook, CancellationToken ct)
    {
        if (await store.OpenRawAsync(webhook.Id, ct) is not { } raw)
        {
            webhook.Outcome = "Its text was purged before it could be read.";
            return null;
        }

        var facts = StoredMail.Of(webhook);
        var reading = IncomingMail.Read(raw);
        if (reading.Mail is not { } mail)
        {
            webhook.Outcome = $"It could not be read. {reading.Why}";
            await CallAsync(webhook, "A mail could not be read", $"{reading.Why} It lies in the mailbox {facts.Mailbox}. Nobody has answered it.", ct);
            return null;
        }

        var sorted = SortedMail.Of(mail, mailboxes.Own);
        switch (sorted.Kind)
        {
            case MailKind.Bounce:
                webhook.Outcome = await reports.TakeAsync(mail, ct);
                return null;
            case MailKind.Ours:
                webhook.Outcome = $"A mail of ours that came back ({sorted.Why}).";
                if (sorted.Why == "From")
                {
                    // A form of the house's own pages may write so, with a guest's words in it.
                    await CallAsync(webhook, "A mail with our own address came in", $"A form on your pages may have sent it: it was not answered. It lies in the mailbox {facts.Mailbox}.", ct);
                }

                return null;
            default:
                return await FromSomebodyAsync(webhook, facts, mail, sorted, ct);
        }
    }

    private async Task<Message?> FromSomebodyAsync(ReceivedWebhook webhook, StoredMail facts, IncomingMail mail, SortedMail sorted, CancellationToken ct)
    {
        var written = webhook.ReceivedUtc - TimeSpan.FromSeconds(facts.AgeSeconds);
        var found = await senders.OfAsync(mail, mailboxes.Of(facts.Mailbox), written, ct);
        if (found is null || (!sorted.MayBeAnswered && !found.IsAttested))
        {
            webhook.Outcome = found is null ? "It says no one sender." : $"A program sent it ({sorted.Why}).";
            if (sorted.MayBeAnswered)
            {
                await CallAsync(webhook, "A mail says no one sender", $"Whom to answer cannot be told. It lies in the mailbox {facts.Mailbox}.", ct);
            }

            return null;
        }

        var oneTime = await proofs.YoungAsync(ct); // Before it is used, or it would stand in the text that used it.
        var (sender, text) = (found.Sender, TextOf(mail, found, facts));
        var proof = sender.Stay is null && sorted.MayBeAnswered ? await proofs.TakeAsync(ChannelKind.Email, sender.Identity.Address, text, ct) : new Proof(TypedCode.None, null);
        sender = proof.Proven ?? sender;
        var stay = sender.Stay is null ? null : await StayReader.ReadAsync(db, sender.Stay.Id, ct);
        var clean = await typed.CleanAsync(db, text, stay, ct, oneTime: oneTime, longest: Longest);
        var subject = stay is null ? "" : (await typed.CleanAsync(db, WithoutNumbers(mail.Subject), stay, ct)).Text; // Sent back to nobody known: what is missing in it would tell which words are a secret here.
        stay?.NoteThat(AuditKind.GuestWrote, AuditActor.Guest, $"The guest wrote by {MessageWords.Of(ChannelKind.Email)}");
        var message = MessageOf(webhook, mail, facts, sender, stay, proof.Typed == TypedCode.None ? clean : clean with { Typed = proof.Typed }, subject, written);
        await StoreAsync(message, found with { Sender = sender }, stay, new Circumstances(facts, sorted), ct);
        return message;
    }

    /// <summary>A subject is sent back with the answer. One in which some numbers were taken out and others not would tell which of them open doors: all go, or none where there are few digits.</summary>
    private static string WithoutNumbers(string subject) => subject.EnumerateRunes().Count(Rune.IsDigit) < 4 ? subject : string.Concat(subject.EnumerateRunes().Select(r => Rune.IsDigit(r) ? "·" : r.ToString()));

    /// <summary>What was asked. A subject that begins something new may be the question itself.</summary>
    private static string TextOf(IncomingMail mail, FoundSender found, StoredMail facts)
    {
        var words = found.Relayed is { } relayed ? RelayText.Of(relayed.Relay, mail) : mail.Reply.Text;
        var asks = (!facts.IsWhole || (found.Relayed is null && found.Thread is null && mail.InReplyTo is null)) && mail.Subject.Length > 0 && !words.Contains(mail.Subject, StringComparison.OrdinalIgnoreCase);
        var text = asks ? $"{mail.Subject}\n\n{words}".Trim() : words;
        return text.Length <= Longest ? text : text[..(Longest - 2)] + " …";
    }

    private Message MessageOf(ReceivedWebhook webhook, IncomingMail mail, StoredMail facts, Sender sender, Stay? stay, CleanedText clean, string subject, DateTimeOffset written)
    {
        var meant = MeantBy(clean.Text, sender, stay);
        return new Message
        {
            Id = ids.Next(),
            ConversationId = sender.Conversation.Id,
            ReservationId = sender.Conversation.ReservationId,
            StayId = sender.Stay?.Id,
            IdentityId = sender.Identity.Level == IdentityLevel.Verified ? sender.Identity.Id : null,
            GuestVersion = stay?.Reservation?.GuestVersion ?? 0,
            Direction = MessageDirection.Inbound,
            Author = MessageAuthor.Guest,
            StayChoiceId = sender.Picked?.Choice?.Id,
            Kind = sender.Picked is { OnlyPicks: true } ? MessageKinds.ChoosesStay : meant is null ? MessageKinds.FromGuest : MessageKinds.FromButton,
            DedupeKey = KeyPrefix + webhook.ExternalId,
            Body = meant ?? clean.Text,
            Typed = sender.Stay is null && clean.Typed.IsOfDoor() ? TypedCode.None : clean.Typed, // Of no stay, no code: whoever guesses learns nothing.
            MailId = mail.MessageId ?? "",
            Subject = subject,
            Attachment = mail.Files is [var first, ..] && first.Kind.Length <= 64 ? first.Kind : mail.FileCount > 0 || !facts.IsWhole ? "unknown" : "",
            CreatedUtc = written,
        };
    }

    /// <summary>A word that our mails tell the guest to write, such as the one that calls a person; null = it is none.</summary>
    private string? MeantBy(string text, Sender sender, Stay? stay) =>
        buttons.Meaning("", text, sender.Conversation.Language is { Length: > 0 } language ? language : stay?.Reservation?.GuestLanguage ?? "");

    private async Task StoreAsync(Message message, FoundSender found, Stay? stay, Circumstances of, CancellationToken ct)
    {
        var (sender, wroteBefore) = (found.Sender, found.Sender.Identity.LastInboundUtc);
        sender.Conversation.LastInboundUtc = Instants.Later(message.CreatedUtc, sender.Conversation.LastInboundUtc ?? message.CreatedUtc);
        db.Messages.Add(message);
        if (!of.Sorted.MayBeAnswered)
        {
            Settle(message, $"A program sent it ({of.Sorted.Why}); nobody is answered.");
            return;
        }

        sender.Identity.LastInboundUtc = Instants.Later(message.CreatedUtc, wroteBefore ?? message.CreatedUtc);
        sender.Identity.UnusableSinceUtc = null;
        if (!found.IsGuests && found.Thread is not { IsFromReader: true } && await loops.IsFloodAsync(message, ct))
        {
            Settle(message, "So many people whom nobody knows wrote within this hour that it is not answered by itself.");
            await desk.RaiseAsync(
                new Concern(
                    $"{EscalationEnds.UnknownMail}{of.Facts.Mailbox}:many", EscalationPriority.P1, "Many people whom nobody knows write by mail", "Somebody may be using this house to write to others. Until it ends mails of unknown people are not answered, also where they say they are in need.",
                    "Look into the inbox.", ConversationId: message.ConversationId), ct);
        }
        else if (IsOfNobody(message, found))
        {
            Settle(message, "Nobody here knows who wrote it, and nothing in it is urgent: it is not answered by itself.");
            await CallForUnknownAsync(of.Facts.Mailbox, message.ConversationId, ct);
        }
        else if (found.IsAttested && await wishes.TakeAsync(sender, stay, new Wish(message.Body, "", message.CreatedUtc, wroteBefore), ct))
        {
            Settle(message, "The guest chose whether to get messages here."); // A mail that proves nothing chooses for nobody.
        }
        else if (await WhyForPersonAsync(message, found, of, ct) is { } why)
        {
            Settle(message, why.Text);
            await CallAsync(message, why, ct);
        }
        else if (sender.Picked is { OnlyPicks: true, HasGiven: true })
        {
            Settle(message, StayChoices.Said);
        }
        else
        {
            message.AwaitsChoice = sender.Picked is { IsOpen: true };
            await CallBesideAsync(message, found, of, ct);
            await bursts.MakeDueAsync(sender.Conversation, message, ct);
        }
    }

    /// <summary>A host looks too, though it is answered.</summary>
    private async Task CallBesideAsync(Message message, FoundSender found, Circumstances of, CancellationToken ct)
    {
        if (found.Doubt.Length > 0)
        {
            await CallAsync(message, new Call("doubt", "A mail may not be from whom it says", found.Doubt), ct);
        }

        if (!of.Facts.IsWhole)
        {
            await CallAsync(message, new Call("large", "A guest’s mail is too large to be fetched", $"It has {of.Facts.Size / (1024 * 1024)} MB and lies in the mailbox {of.Facts.Mailbox}; what stands in its subject was answered."), ct);
        }
    }

    /// <summary>Why a person answers it and not Cendra; null = Cendra does.</summary>
    private async Task<Call?> WhyForPersonAsync(Message message, FoundSender found, Circumstances of, CancellationToken ct) =>
        of.Facts.AgeSeconds > AnswersLast.TotalSeconds ? new Call("late", "A guest’s mail came late", "It came more than two days after it was written, and was not answered.")
        : await loops.IsLoopAsync(found.Sender, message, ct) ? new Call("loop", "A guest’s mails are not answered any more", "So many mails came from there within an hour that a program may be writing.")
        : null;

    /// <summary>Somebody whom nobody here knows, who answers nothing of ours and is in no need. Such mail comes to every mailbox, and whatever answers it writes to the victims of forgers.</summary>
    private static bool IsOfNobody(Message message, FoundSender found) =>
        found.Sender is { Stay: null, Unearned: null } && !found.IsGuests && (found.IsForged || (found.Thread is null && Urgencies.Of(message.Body, message.Typed, known: false) == Urgency.Calm));

    private static void Settle(Message message, string why) => (message.State, message.StateText, message.DueAtUtc) = (MessageState.Answered, why, null);

    /// <summary>One call for a conversation and a reason, however many mails give it; who is outside or in danger cannot wait an hour for it.</summary>
    private Task CallAsync(Message message, Call call, CancellationToken ct) => desk.RaiseAsync(
        new Concern(
            Answering.CauseOf(message.ConversationId!.Value, $"mail-{call.Reason}"), Urgencies.Of(message.Body, message.Typed, message.StayId is not null) == Urgency.Calm ? EscalationPriority.P2 : EscalationPriority.P0, call.Title,
            $"{call.Text} Answer in the conversation.", "Answer in the conversation.", ConversationId: message.ConversationId),
        ct, message.StayId);

    private Task CallForUnknownAsync(string mailbox, Guid? conversationId, CancellationToken ct) => desk.RaiseAsync(
        new Concern(
            EscalationEnds.UnknownMail + mailbox, EscalationPriority.P3, "Mails of people whom nobody knows wait in the inbox", "They are not answered by themselves, for anybody may write to a mailbox.", "Look into the inbox.",
            ConversationId: conversationId), ct);

    private Task CallAsync(ReceivedWebhook webhook, string title, string text, CancellationToken ct) =>
        desk.RaiseAsync(new Concern($"{MailIntake.Unread}{webhook.Id:N}", EscalationPriority.P2, title, text, "Read it in the mailbox and answer there."), ct);

    /// <summary>What is known around one mail.</summary>
    private sealed record Circumstances(StoredMail Facts, SortedMail Sorted);

    /// <summary>What a host is called for.</summary>
    private sealed record Call(string Reason, string Title, string Text);
}
