using Cendra.Agent.Language;
using Cendra.Agent.Prompts;
using Cendra.Agent.Replies;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Inbox;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Outbound;

/// <summary>
/// What becomes of an automatic text that contradicts what is programmed for the stay: it is held with the reason, a host is called, and a guest who waits for it as an answer is told that
/// a person answers (P10). It is looked at again whenever the stay is, and leaves by itself once nothing contradicts.
/// </summary>
public sealed class Contradictions(CendraDbContext db, EscalationDesk desk, PromptShelf shelf, JobWaker jobs, StayClock clock, IdSource ids)
{
    /// <summary>How the reason of a message begins that is held for this.</summary>
    public const string Reason = "held: ";

    private const string Cause = "said:";
    /// <summary>So long a person who closed the call about the words of a property is not called again for the same.</summary>
    private static readonly TimeSpan SaidOnce = TimeSpan.FromDays(7);

    private static readonly TimeSpan Soon = TimeSpan.FromHours(24);
    private static readonly string[] Answers = [MessageKinds.Answer, MessageKinds.LockOutHelp];

    /// <summary>The cause of the call for a host.</summary>
    internal static string CauseOf(Guid messageId) => $"{Cause}{messageId:N}";

    /// <summary>It is held for what it says, not by a switch.</summary>
    internal static bool IsHeld(Message message) => message.State == MessageState.Held && message.StateText.StartsWith(Reason + "The message", StringComparison.Ordinal);

    /// <summary>Holds it, calls a host, tells a guest who waits. Saves; twice is once.</summary>
    public async Task HoldAsync(Message message, string why, CancellationToken ct)
    {
        var text = Reason + why;
        (message.State, message.StateText, message.DueAtUtc) = (MessageState.Held, text.Length <= 500 ? text : text[..500], null);
        var what = MessageWords.Of(message.Kind);
        var concern = new Concern(
            CauseOf(message.Id), await PriorityAsync(message, ct), $"{what} to a guest was stopped: it says what does not hold", $"{why} The guest has not got it. {What(message)}", "Tell the guest what holds.",
            ConversationId: message.ConversationId);

        // It is looked at again with every look at the stay: a person who closed the call has told the guest otherwise, and is called again only for something else.
        if (!await db.Escalations.AnyAsync(e => e.Cause == concern.Cause && e.ResolvedUtc != null && e.Text == concern.Text, ct))
        {
            await desk.RaiseAsync(concern, ct, message.StayId);
        }

        await LookAgainInTimeAsync(message, ct);
        var told = Answers.Contains(message.Kind) ? await TellGuestAsync(message, ct) : null;
        await NoteAsync(message, what, why, ct);
        await db.SaveChangesAsync(ct);
        desk.Wake();
        if (told is { } id)
        {
            jobs.Wake<DeliverMessageJob>(job => job.RunAsync(id, CancellationToken.None));
        }
    }

    /// <summary>It leaves without what the host wrote of this property: the guest has the code in time, and the words are still to be mended, once for all stays. Nothing is saved.</summary>
    public async Task NoteLeftOutAsync(Message message, Guid propertyId, string why, CancellationToken ct)
    {
        var concern = new Concern(
            $"{Cause}words:{propertyId:N}", EscalationPriority.P2, "The words of a property say what does not hold", $"{why} {MessageWords.Of(message.Kind)} leaves without them: the guest gets doors, codes and times.", "Mend the words of the property.")
        {
            RenewsText = true,
        };
        var since = clock.GetUtcNow() - SaidOnce;
        if (!await db.Escalations.AnyAsync(e => e.Cause == concern.Cause && e.ResolvedUtc > since && e.Text == concern.Text, ct))
        {
            await desk.RaiseAsync(concern, ct, message.StayId);
        }
    }

    /// <summary>It leaves with words that a person tells a secret of the property, or with dots in its place: somebody has to. Nothing is saved.</summary>
    public async Task NoteLeftToHostAsync(Message message, Guid propertyId, IReadOnlyList<string> names, CancellationToken ct)
    {
        var concern = new Concern(
            $"{Cause}secrets:{propertyId:N}", EscalationPriority.P2, "A guest was told that you tell a secret",
            $"What you wrote names {string.Join(", ", names.Distinct(StringComparer.Ordinal))}, which is not set at this property, or was sealed by keys that are not here. The guest cannot know it: write it to them, and set it on the page of the property's secrets.", "Tell the guest.");
        var since = clock.GetUtcNow() - SaidOnce;
        if (!await db.Escalations.AnyAsync(e => e.Cause == concern.Cause && e.ResolvedUtc > since && e.Stays.Any(s => s.StayId == message.StayId), ct))
        {
            await desk.RaiseAsync(concern, ct, message.StayId);
        }
    }

    /// <summary>Their reason went away: nobody need mend these texts any more. Nothing is saved.</summary>
    internal static async Task CloseAsync(CendraDbContext db, IEnumerable<Message> withdrawn, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var causes = withdrawn.Select(m => CauseOf(m.Id)).ToList();
        foreach (var open in causes.Count == 0 ? [] : await db.Escalations.Where(e => causes.Contains(e.Cause) && e.ResolvedUtc == null).ToListAsync(ct))
        {
            open.Resolve(AuditActor.Cendra, "The message is not needed any more", nowUtc);
        }
    }

    /// <summary>Nobody need mend it for the guest to get in: at the moment at which it may leave without the host's words it is looked at again.</summary>
    private async Task LookAgainInTimeAsync(Message message, CancellationToken ct)
    {
        if (message is { Kind: MessageKinds.PreArrival or MessageKinds.CodeChanged, StayId: { } id }
            && await db.Stays.AsNoTracking().Include(s => s.Property).SingleOrDefaultAsync(s => s.Id == id, ct) is { CheckInUtc: not null, Property: not null } stay
            && Composer.LeavesPlainUtc(message, stay) is var at && at > clock.GetUtcNow())
        {
            await db.Stays.Where(s => s.Id == message.StayId && (s.MessagesDueUtc == null || s.MessagesDueUtc > at)).ExecuteUpdateAsync(s => s.SetProperty(x => x.MessagesDueUtc, at), ct);
        }
    }

    private static string What(Message message) => Answers.Contains(message.Kind)
        ? "The guest was told that a person answers: answer in the conversation."
        : message.Kind is MessageKinds.PreArrival or MessageKinds.CodeChanged
        ? "Mend the words of the property, or change the stay: then it leaves by itself. Where nothing else in it is wrong, it leaves without those words four hours before check-in, or ten minutes after it was due."
        : "Mend the words of the property, or change the stay: then it leaves by itself. Or write to the guest in the conversation.";

    private async Task<EscalationPriority> PriorityAsync(Message message, CancellationToken ct)
    {
        var checkIn = await db.Stays.Where(s => s.Id == message.StayId).Select(s => s.CheckInUtc).SingleOrDefaultAsync(ct);
        return message.Kind == MessageKinds.LockOutHelp ? EscalationPriority.P0 : Answers.Contains(message.Kind) || checkIn - clock.GetUtcNow() <= Soon ? EscalationPriority.P1 : EscalationPriority.P2;
    }

    /// <summary>A few fixed words without a time or a door in them, once for each answer that is held.</summary>
    private async Task<Guid?> TellGuestAsync(Message held, CancellationToken ct)
    {
        var key = $"held:{held.Id:N}";
        if (held.DedupeKey.StartsWith("held:", StringComparison.Ordinal) || await db.Messages.AnyAsync(m => m.DedupeKey == key, ct))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var message = new Message
        {
            Id = ids.Next(),
            ConversationId = held.ConversationId,
            ReservationId = held.ReservationId,
            StayId = held.StayId,
            GuestVersion = held.GuestVersion,
            Direction = MessageDirection.Outbound,
            Author = MessageAuthor.Template,
            Kind = held.Kind,
            DedupeKey = key,
            Body = shelf.Book(BasicReplies.Book).Text(Languages.OrEnglish(held.Language), "host-called").Raw,
            Language = held.Language,
            DueAtUtc = now,
            CreatedUtc = now,
        };
        db.Messages.Add(message);
        return message.Id;
    }

    private async Task NoteAsync(Message message, string what, string why, CancellationToken ct)
    {
        if (message.StayId is { } id && await db.Stays.SingleOrDefaultAsync(s => s.Id == id, ct) is { } stay && !await db.AuditEvents.AnyAsync(e => e.SubjectId == message.Id && e.Kind == AuditKind.MessageStopped, ct))
        {
            stay.NoteThat(AuditKind.MessageStopped, AuditActor.Cendra, $"{what} was stopped before it left. {why}", message.Id);
        }
    }
}
