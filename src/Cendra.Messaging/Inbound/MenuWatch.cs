using Cendra.Agent;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Inbox;
using Cendra.Messaging.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>
/// One look at a question that was answered with a few topics to choose from, or with the question which stay is meant: where the guest has not said, a person is called and the guest told so (P10). The question's due
/// time is this look's. Doing it twice, late or early ends the same.
/// </summary>
public sealed class MenuWatch(CendraDbContext db, EscalationDesk desk, GuestAnswers answers, JobWaker jobs, StayClock clock, IdSource ids)
{
    /// <summary>So long a guest may take to choose.</summary>
    public static readonly TimeSpan GuestMayTake = TimeSpan.FromMinutes(30);

    /// <summary>The reason in the cause of the call.</summary>
    internal const string NotChosen = "not-chosen";

    /// <summary>Looks and saves.</summary>
    public async Task RunAsync(Guid questionId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.Messages.SingleOrDefaultAsync(m => m.Id == questionId, ct) is not { State: MessageState.Answered, ConversationId: { } conversationId, DueAtUtc: { } due } question || due > now)
        {
            return;
        }

        question.DueAtUtc = null;
        var conversation = await db.Conversations.AsNoTracking().SingleAsync(c => c.Id == conversationId, ct);
        var word = question.AwaitsChoice ? await CallForChoiceAsync(question, conversation, now, ct) : await CallForTopicAsync(question, conversation, now, ct);
        if (word is not null)
        {
            db.Messages.Add(word);
        }

        await db.SaveChangesAsync(ct);
        desk.Wake();
        if (word is { Id: var id })
        {
            jobs.Wake<DeliverMessageJob>(job => job.RunAsync(id, CancellationToken.None));
        }
    }

    /// <summary>No topic was chosen.</summary>
    private async Task<Message?> CallForTopicAsync(Message question, Conversation conversation, DateTimeOffset nowUtc, CancellationToken ct)
    {
        if (conversation.HumanSinceUtc is not null
            || await db.Messages.AnyAsync(m => m.ConversationId == conversation.Id && m.CreatedUtc > question.CreatedUtc && (m.Direction == MessageDirection.Inbound || m.Author == MessageAuthor.Host), ct))
        {
            return null;
        }

        await desk.RaiseAsync(
            new Concern(Answering.CauseOf(conversation.Id, NotChosen), EscalationPriority.P2, "A guest was asked what is meant and has not said", "Cendra offered a few topics half an hour ago and the guest chose none. The guest was told that you answer.", "Answer in the conversation.", ConversationId: conversation.Id),
            ct, question.StayId);
        return Word(question, conversation, nowUtc);
    }

    /// <summary>It is still not known which stay is meant. What waits goes on waiting for a word of the guest, who may give it after all; who was asked again since is looked at then, and for whom a person was called, no other is.</summary>
    private async Task<Message?> CallForChoiceAsync(Message question, Conversation conversation, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var (cause, isHuman) = (Answering.CauseOf(conversation.Id, nameof(HandoverReason.WhichStay)), conversation.HumanSinceUtc is not null);
        if (await db.Messages.AnyAsync(m => m.StayChoiceId == question.StayChoiceId && m.AwaitsChoice && m.Id != question.Id && m.DueAtUtc > nowUtc, ct)
            || await db.Escalations.AnyAsync(e => e.Cause == cause && (e.ResolvedUtc == null || e.ResolvedUtc > question.CreatedUtc), ct))
        {
            return null;
        }

        var concern = new Concern(
            cause, EscalationPriority.P2, "A guest does not say which of their stays they mean",
            $"Cendra asked half an hour ago. What the guest wrote is answered as soon as they say it; a word of yours is quicker. {(isHuman ? "You answer in this conversation, so nothing more was said." : "The guest was told that you answer.")}",
            "Answer in the conversation.", ConversationId: conversation.Id);
        var stays = (await db.StayChoices.AsNoTracking().SingleOrDefaultAsync(c => c.Id == question.StayChoiceId, ct))?.Stays ?? [];
        await (stays.Count > 1 ? desk.RaiseAllAsync([.. stays.Select(stay => (concern, stay))], ct) : desk.RaiseAsync(concern, ct, question.StayId));
        return isHuman ? null : Word(question, conversation, nowUtc);
    }

    /// <summary>The word that a person answers, to where the question came from.</summary>
    private Message Word(Message question, Conversation conversation, DateTimeOffset nowUtc) => new()
    {
        Id = ids.Next(), ConversationId = conversation.Id, ReservationId = question.ReservationId, StayId = question.StayId, IdentityId = question.IdentityId, GuestVersion = question.GuestVersion,
        Direction = MessageDirection.Outbound, Author = MessageAuthor.Template, Kind = MessageKinds.Answer, DedupeKey = $"menu:{question.Id:N}", Body = answers.PersonAnswers(conversation.Language, isDeclared: true), Language = conversation.Language,
        DueAtUtc = nowUtc, CreatedUtc = nowUtc,
    };
}
