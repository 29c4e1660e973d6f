using System.Globalization;
using Cendra.Agent.Prompts;
using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
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
    Mailboxes mailboxes, IMailPost post, MailThreads threads, MailWords words, MailHealth health, MailsUnderWay underWay, CodeFilling filling, LinkTokens marks, ILogger<EmailChannel> log) : IMessageChannel
{
    /// <summary>A host is called meanwhile; the message waits for what the host does.</summary>
    private static readonly TimeSpan AfterSignIn = TimeSpan.FromMinutes(5);

    /// <summary>How mail programs begin the subject of an answer, each in its language: another beginning before it would only lengthen it with every answer.</summary>
    private static readonly string[] Answers = ["re:", "aw:", "antw:", "rif:", "res:", "sv:", "vs:", "odp:", "ynt:", "ha:", "回复:", "回复：", "答复:", "答复：", "رد:"];

    /// <summary>A server that is away for an hour is nothing rare, and a host is told of it meanwhile.</summary>
    public int MostAttempts => 16;

    /// <inheritdoc />
    public int MostUnknown => 3;

    /// <summary>One mail tries for all that wait: an account that is tried for each of them is soon locked.</summary>
    public DateTimeOffset? ClosedUntilUtc => health.SignInRefusedUtc + AfterSignIn;

    /// <inheritdoc />
    public bool Carries(ChannelKind channel) => channel == ChannelKind.Email;

    /// <inheritdoc />
    public async Task<ReadyCall?> PrepareAsync(CendraDbContext db, Message message, Letter letter, Route route, CancellationToken ct)
    {
        var pins = letter.Stay?.Pins.Where(p => p.Sealed is not null).ToDictionary(p => p.Id, p => p.Sealed!) ?? [];
        string filled(string text) => filling.Fill(text, message, pins, letter, ChannelKind.Email);
        var text = filled(letter.Text);
        var codes = CodeFilling.TokensOf(letter.Text).Where(t => t != Letter.LinkToken).Select(t => filled($"[[{t}]]")).Distinct(StringComparer.Ordinal).ToList();
        var occasion = OccasionOf(message);
        var thread = message.ConversationId is null ? null : await threads.OfAsync(message, occasion != MailOccasion.Scheduled, ct);
        var property = await PropertyAsync(db, letter, ct);
        var (subject, foot) = Around(message, letter, occasion, property, thread);
        return new ReadyCall
        {
            TextHash = marks.OfText(text),
            GiveId = delivery => string.Create(CultureInfo.InvariantCulture, $"c.{thread?.Token ?? "host"}.{delivery.Id:N}.{delivery.Attempts}@{mailboxes.IdDomain}"),
            Send = (call, delivery, cancel) => underWay.WhileAsync(delivery.Id, () => SendAsync(call, new MailDraft
            {
                From = mailboxes.From,
                SenderName = property.Length > 0 ? property : mailboxes.Sending.Name ?? "",
                To = letter.Mail,
                Subject = subject,
                Text = text,
                Codes = codes,
                Language = letter.Language,
                MessageId = delivery.ProviderId!,
                InReplyTo = thread?.InReplyTo,
                References = thread?.References ?? [],
                ReplyTo = thread is null ? null : mailboxes.ReplyTo(thread.Token, letter.Mail),
                Occasion = occasion,
                LoopMark = mailboxes.LoopMark,
                Foot = foot,
                Header = property,
                Date = delivery.CreatedUtc,
            }, cancel)),
        };
    }

    /// <summary>Nobody can be asked. It is sent again under its id, once no attempt of this process is under way.</summary>
    public Task<Finding> FindAsync(CendraDbContext db, Delivery unknown, CancellationToken ct) => Task.FromResult(new Finding(!underWay.Contains(unknown.Id), null));

    /// <summary>Subject and small print. A file of words that cannot be used costs them, and never the mail.</summary>
    private (string Subject, string Foot) Around(Message message, Letter letter, MailOccasion occasion, string property, MailThread? thread)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["property"] = property.Length > 0 ? property : mailboxes.Sending.Name ?? mailboxes.From, ["guest"] = letter.Stay?.Reservation?.GuestName.Split(' ')[0] ?? "",
        };
        var answered = letter.Subject.Length > 0 ? letter.Subject : thread is { Subject: { Length: > 0 } before } ? Answered(before) : null;
        try
        {
            return (
                answered ?? (property.Length > 0 ? words.Subject(message.Kind, letter.Language, values) : mailboxes.Sending.Name ?? "Re:"),
                message.HostContactId is null ? words.Foot(letter.Language, values, occasion) : "");
        }
        catch (PromptException unusable)
        {
            log.LogError("A mail leaves without its small print: {Why}", unusable.Message);
            return (answered ?? values["property"], "");
        }
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
                await health.GoodAsync(Mailboxes.Main, MailDirection.Out);
                return new News(DeliveryStatus.Accepted);
            case PostResult.Refused:
                return new News(DeliveryStatus.Failed, null, new DeliveryFailure(outcome.Status.Length > 0 ? outcome.Status : $"{outcome.Code}", outcome.Words) { IsNoMailbox = PostOutcome.IsNoMailbox(outcome.Status) });
            case PostResult.SignInNeeded:
                (call.AwaitsHost, call.RetryAfter) = (true, AfterSignIn);
                await health.FailingAsync(Mailboxes.Main, MailDirection.Out, ConnectionState.NeedsSignIn, outcome.Words, isOfPosting: outcome.Code is not null);
                return null;
            case PostResult.Unknown:
                call.OutcomeUnknown = true;
                return null;
            case PostResult.Later:
                if (outcome.Code is null)
                {
                    await health.FailingAsync(Mailboxes.Main, MailDirection.Out, ConnectionState.Failing, outcome.Words);
                }

                return null;
            default:
                throw new InvalidOperationException($"Nobody knows the outcome {outcome.Result}.");
        }
    }

    /// <summary>The place is named to a guest of it, and to nobody whom nobody knows.</summary>
    private static async Task<string> PropertyAsync(CendraDbContext db, Letter letter, CancellationToken ct) =>
        letter.Stay?.PropertyId is not { } id ? "" : letter.Stay.Property?.Name ?? await db.Properties.Where(p => p.Id == id).Select(p => p.Name).SingleOrDefaultAsync(ct) ?? "";

    private static string Answered(string subject) => Answers.Any(answer => subject.StartsWith(answer, StringComparison.OrdinalIgnoreCase)) ? subject : $"Re: {subject}";

    private static MailOccasion OccasionOf(Message message) => message switch
    {
        { Author: MessageAuthor.Host } => MailOccasion.Person,
        { Kind: MessageKinds.Answer or MessageKinds.Safety or MessageKinds.LockOutHelp } => MailOccasion.Answer,
        _ => MailOccasion.Scheduled,
    };
}
