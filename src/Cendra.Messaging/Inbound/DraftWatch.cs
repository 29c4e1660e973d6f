using Cendra.Agent;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Inbox;
using Cendra.Messaging.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>One look at a draft that waits: the guest hears once that a person answers, and later a person is called. Doing it twice, late or early ends the same.</summary>
public sealed class DraftWatch(CendraDbContext db, EscalationDesk desk, GuestAnswers answers, JobWaker jobs, StayClock clock, IdSource ids)
{
    private static readonly string[] Answers = [MessageKinds.Answer, MessageKinds.Safety, MessageKinds.LockOutHelp];

    /// <summary>Looks and saves.</summary>
    public async Task RunAsync(Guid draftId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.Messages.SingleOrDefaultAsync(m => m.Id == draftId, ct) is not { State: MessageState.Draft, ConversationId: { } conversationId, DueAtUtc: { } due } draft || due > now)
        {
            return;
        }

        var conversation = await db.Conversations.AsNoTracking().SingleAsync(c => c.Id == conversationId, ct);
        var word = conversation.HumanSinceUtc is null ? await TellAsync(draft, conversation, now, ct) : null;
        draft.DueAtUtc = now < draft.CreatedUtc + Drafts.HostIsCalled ? draft.CreatedUtc + Drafts.HostIsCalled : null;
        if (draft.DueAtUtc is null)
        {
            await desk.RaiseAsync(
                new Concern(Drafts.CauseOf(conversationId), EscalationPriority.P2, "A draft waits for you", "Cendra wrote an answer that nobody has sent. Send it, change it, or answer the guest yourself.", "Decide on the draft in the conversation.", ConversationId: conversationId),
                ct, draft.StayId);
        }

        await db.SaveChangesAsync(ct);
        desk.Wake();
        if (word is { Id: var id })
        {
            jobs.Wake<DeliverMessageJob>(job => job.RunAsync(id, CancellationToken.None));
        }
    }

    /// <summary>The word that a person answers; null where the guest has heard it already of what still waits.</summary>
    private async Task<Message?> TellAsync(Message draft, Conversation conversation, DateTimeOffset now, CancellationToken ct)
    {
        var first = (await Drafts.AnsweredByAsync(db, conversation.Id, draft.IdentityId, ct)).FirstOrDefault()?.Id ?? draft.Id;
        var key = $"waits:{first:N}";
        if (await db.Messages.AnyAsync(m => m.DedupeKey == key, ct))
        {
            return null;
        }

        var isDeclared = conversation.AssistantDeclaredUtc is not null && await db.Messages.AnyAsync(
            m => m.ConversationId == conversation.Id && m.GuestVersion == draft.GuestVersion && Answers.Contains(m.Kind) && (m.State == MessageState.Sent || m.State == MessageState.Sending || m.State == MessageState.Queued), ct);
        var word = new Message
        {
            Id = ids.Next(), ConversationId = conversation.Id, ReservationId = draft.ReservationId, StayId = draft.StayId, IdentityId = draft.IdentityId, GuestVersion = draft.GuestVersion,
            Direction = MessageDirection.Outbound, Author = MessageAuthor.Template, Kind = MessageKinds.Answer, DedupeKey = key, Body = answers.PersonAnswers(draft.Language, isDeclared), Language = draft.Language,
            DueAtUtc = now, CreatedUtc = now,
        };
        db.Messages.Add(word);
        return word;
    }
}
