using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Messaging.Email.Wire;
using Cendra.Messaging.Email.Writing;
using Cendra.Messaging.Outbound;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Email;

/// <summary>
/// Mail to guests. A mail has one receiver, who is said to the server and nowhere else, and an id of ours that is kept before it leaves: nobody can be asked what became of a mail whose connection was
/// cut off after its last byte, so the same mail goes again under the same id, and receivers that know it by that show it once.
/// </summary>
public sealed class EmailChannel(
    Mailboxes mailboxes, MailPost post, MailThreads threads, MailWords words, MailHealth health, CodeFilling filling, LinkTokens marks, StayClock clock, ILogger<EmailChannel> log) : IMessageChannel
{
    /// <summary>A host is called meanwhile; the message waits for what the host does.</summary>
    private static readonly TimeSpan AfterSignIn = TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    public bool Carries(ChannelKind channel) => channel == ChannelKind.Email;

    /// <inheritdoc />
    public async Task<ReadyCall?> PrepareAsync(CendraDbContext db, Message message, Letter letter, Route route, CancellationToken ct)
    {
        var pins = letter.Stay?.Pins.Where(p => p.Sealed is not null).ToDictionary(p => p.Id, p => p.Sealed!) ?? [];
        string filled(string text) => filling.Fill(text, message, pins, letter, ChannelKind.Email);
        var text = filled(letter.Text);
        var codes = CodeFilling.TokensOf(letter.Text).Where(t => t != Letter.LinkToken).Select(t => filled($"[[{t}]]")).Distinct(StringComparer.Ordinal).ToList();
        var thread = message.ConversationId is { } id ? await threads.OfAsync(id, message.IdentityId, OccasionOf(message) != MailOccasion.Scheduled, ct) : null;
        var property = await PropertyAsync(db, letter, ct);
        return new ReadyCall
        {
            TextHash = marks.OfText(text),
            GiveId = delivery => $"c.{thread?.Token ?? "host"}.{delivery.Id:N}.{delivery.Attempts}@{mailboxes.IdDomain}",
            Send = (call, delivery, cancel) => SendAsync(call, DraftOf(message, letter, delivery, new MailParts(text, codes, thread, property)), cancel),
        };
    }

    /// <summary>Nobody can be asked. It is sent again under its id once a report had time to come.</summary>
    public Task<Finding> FindAsync(CendraDbContext db, Delivery unknown, CancellationToken ct) => Task.FromResult(new Finding(true, null));

    private MailDraft DraftOf(Message message, Letter letter, Delivery delivery, MailParts parts)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["property"] = parts.Property.Length > 0 ? parts.Property : mailboxes.Sending.Name ?? mailboxes.From, ["guest"] = letter.Stay?.Reservation?.GuestName.Split(' ')[0] ?? "" };
        var occasion = OccasionOf(message);
        return new MailDraft
        {
            From = mailboxes.From,
            SenderName = parts.Property.Length > 0 ? parts.Property : mailboxes.Sending.Name ?? "",
            To = letter.Mail,
            Subject = parts.Thread is { Subject: { Length: > 0 } subject } ? Answered(subject) : parts.Property.Length > 0 ? words.Subject(message.Kind, letter.Language, values) : mailboxes.Sending.Name ?? "Re:",
            Text = parts.Text,
            Codes = parts.Codes,
            Language = letter.Language,
            MessageId = delivery.ProviderId!,
            InReplyTo = parts.Thread?.InReplyTo,
            References = parts.Thread?.References ?? [],
            ReplyTo = parts.Thread is { } thread ? mailboxes.ReplyTo(thread.Token) : null,
            Occasion = occasion,
            LoopMark = mailboxes.LoopMark,
            Foot = message.HostContactId is null ? words.Foot(letter.Language, values, occasion) : "",
            Header = parts.Property,
            Date = clock.GetUtcNow(),
        };
    }

    private async Task<News?> SendAsync(ReadyCall call, MailDraft draft, CancellationToken ct)
    {
        using var mail = MailWriter.Write(draft);
        var outcome = await post.SendAsync(mail, draft.From, draft.To, ct);
        if (outcome.Result != PostResult.Taken)
        {
            log.LogWarning("A mail was not taken: {Outcome}. {Words}", outcome, outcome.Words);
        }

        switch (outcome.Result)
        {
            case PostResult.Taken:
                await health.GoodAsync(Mailboxes.Main, MailDirection.Out, ct);
                return new News(DeliveryStatus.Accepted);
            case PostResult.Refused:
                return new News(DeliveryStatus.Failed, null, new DeliveryFailure(outcome.Status.Length > 0 ? outcome.Status : $"{outcome.Code}", outcome.Words));
            case PostResult.SignInNeeded:
                (call.AwaitsHost, call.RetryAfter) = (true, AfterSignIn);
                await health.FailingAsync(Mailboxes.Main, MailDirection.Out, ConnectionState.NeedsSignIn, outcome.Words, ct);
                return null;
            case PostResult.Unknown:
                call.OutcomeUnknown = true;
                return null;
            case PostResult.Later:
                if (outcome.Code is null)
                {
                    await health.FailingAsync(Mailboxes.Main, MailDirection.Out, ConnectionState.Failing, outcome.Words, ct);
                }

                return null;
            default:
                throw new InvalidOperationException($"Nobody knows the outcome {outcome.Result}.");
        }
    }

    /// <summary>The place is named to a guest of it, and to nobody whom nobody knows.</summary>
    private static async Task<string> PropertyAsync(CendraDbContext db, Letter letter, CancellationToken ct) =>
        letter.Stay?.PropertyId is not { } id ? "" : letter.Stay.Property?.Name ?? await db.Properties.Where(p => p.Id == id).Select(p => p.Name).SingleOrDefaultAsync(ct) ?? "";

    private static string Answered(string subject) => subject.StartsWith("re:", StringComparison.OrdinalIgnoreCase) ? subject : $"Re: {subject}";

    private static MailOccasion OccasionOf(Message message) => message switch
    {
        { Author: MessageAuthor.Host } => MailOccasion.Person,
        { Kind: MessageKinds.Answer or MessageKinds.Safety or MessageKinds.LockOutHelp } => MailOccasion.Answer,
        _ => MailOccasion.Scheduled,
    };

    /// <summary>What a draft is made of. Not a record: it holds digits.</summary>
    private sealed class MailParts(string text, IReadOnlyList<string> codes, MailThread? thread, string property)
    {
        public string Text { get; } = text;

        public IReadOnlyList<string> Codes { get; } = codes;

        public MailThread? Thread { get; } = thread;

        public string Property { get; } = property;
    }
}
