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
/// One look at a question that was answered with a few topics to choose from: where the guest has written nothing since, a person is called and the guest told so (P10). The question's due time is this look's. Doing it
/// twice, late or early ends the same.
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
        var goesOn = conversation.HumanSinceUtc is not null
            || await db.Messages.AnyAsync(m => m.ConversationId == conversationId && m.CreatedUtc > question.CreatedUtc && (m.Direction == MessageDirection.Inbound || m.Author == MessageAuthor.Host), ct);
        var word = goesOn ? null : Word(question, conversation, now);
        if (word is not null)
        {
            db.Messages.Add(word);
            await desk.RaiseAsync(
                new Concern(Answering.CauseOf(conversationId, NotChosen), EscalationPriority.P2, "A guest was asked what is meant and has not said", "Cendra offered a few topics half an hour ago and the guest chose none. The guest was told that you answer.", "Answer in the conversation.", ConversationId: conversationId),
                ct, question.StayId);
        }

        await db.SaveChangesAsync(ct);
        if (word is { Id: var id })
        {
            desk.Wake();
            jobs.Wake<DeliverMessageJob>(job => job.RunAsync(id, CancellationToken.None));
        }
    }

    /// <summary>The word that a person answers, to where the question came from.</summary>
    private Message Word(Message question, Conversation conversation, DateTimeOffset nowUtc) => new()
    {
        Id = ids.Next(), ConversationId = conversation.Id, ReservationId = question.ReservationId, StayId = question.StayId, IdentityId = question.IdentityId, GuestVersion = question.GuestVersion,
        Direction = MessageDirection.Outbound, Author = MessageAuthor.Template, Kind = MessageKinds.Answer, DedupeKey = $"menu:{question.Id:N}", Body = answers.PersonAnswers(conversation.Language, isDeclared: true), Language = conversation.Language,
        DueAtUtc = nowUtc, CreatedUtc = nowUtc,
    };
}
