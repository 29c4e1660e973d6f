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
/// One turn of one conversation: what the guest wrote, the stay that the channel proves, an answer or a person called, and all of it in one save that holds only if nothing was written
/// in the conversation meanwhile. While a person answers here Cendra is silent but for danger and locked doors (P8).
/// </summary>
public sealed class Answering(CendraDbContext db, GuestAnswers answers, OutboundGate gate, EscalationDesk desk, JobWaker jobs, StayClock clock, IdSource ids)
{
    /// <summary>So long a person who has the conversation may leave a guest at a locked door without a word.</summary>
    public static readonly TimeSpan HumanMayTake = TimeSpan.FromMinutes(5);

    private const int LinesBefore = 12;

    /// <summary>Answers these waiting messages. Throws <see cref="DbUpdateException"/> when something overtook it; then nothing was done.</summary>
    public async Task AnswerAsync(Guid conversationId, List<Message> waiting, CancellationToken ct)
    {
        var conversation = await db.Conversations.SingleAsync(c => c.Id == conversationId, ct);
        db.Entry(conversation).State = EntityState.Modified; // Compare and set: its version is what this turn was written for.
        var started = clock.GetUtcNow();
        var urgency = waiting.Max(m => Urgencies.Of(m.Body, m.Typed));
        if (waiting.TrueForAll(m => OptOut.Of(m.Body) is not null))
        {
            Settle(waiting, "The guest chose whether to get messages here.");
        }
        else if (conversation.HumanSinceUtc is not null && urgency != Urgency.Danger)
        {
            await WhilePersonAnswersAsync(conversation, waiting, urgency, started, ct);
        }
        else if ((await gate.ReadAsync(db, ct)).IsStopped)
        {
            await CallAsync(conversation, "stopped", EscalationPriority.P2, "A guest wrote while all automatic messages are stopped", "Nobody has answered. Answer in the conversation, or let messages leave again.", ct);
            Settle(waiting, "All automatic messages are stopped; a person is called.");
        }
        else
        {
            var turn = await TurnAsync(conversation, waiting, ct);
            await TakeReplyAsync(conversation, waiting, turn, await answers.AnswerAsync(turn, ct), MessageKinds.Answer, started, ct);
            return;
        }

        await db.SaveChangesAsync(ct);
        desk.Wake();
    }

    /// <summary>A locked door calls the person at once and is helped after five minutes without a word; all else waits for the person.</summary>
    private async Task WhilePersonAnswersAsync(Conversation conversation, List<Message> waiting, Urgency urgency, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var since = waiting.Min(m => m.CreatedUtc);
        if (urgency != Urgency.LockedOut)
        {
            await CallAsync(conversation, "waits", EscalationPriority.P2, "A guest waits for your answer", "You answer in this conversation; Cendra is silent there. Answer, or give it back.", ct);
            Settle(waiting, "A person answers in this conversation.");
        }
        else if (conversation.LastHumanUtc > since)
        {
            Settle(waiting, "A person answered.");
        }
        else if (nowUtc < since + HumanMayTake)
        {
            await CallAsync(conversation, "locked-out", EscalationPriority.P0, "A guest stands at a locked door", "You answer in this conversation. Without a word of yours the lock-out help answers in five minutes.", ct);
            waiting.ForEach(m => m.DueAtUtc = since + HumanMayTake);
        }
        else
        {
            var turn = await TurnAsync(conversation, waiting, ct);
            await TakeReplyAsync(conversation, waiting, turn, answers.WithoutModel(turn), MessageKinds.LockOutHelp, nowUtc, ct);
        }
    }

    private async Task<GuestTurn> TurnAsync(Conversation conversation, List<Message> waiting, CancellationToken ct)
    {
        var stay = conversation.StayId is { } id && conversation.ReservationId is not null ? await StayReader.ReadAsync(db, id, ct) : null;
        var level = await db.ChannelIdentities.Where(i => i.ConversationId == conversation.Id && i.RevokedUtc == null).OrderByDescending(i => i.LastInboundUtc).Select(i => i.Level).FirstOrDefaultAsync(ct);
        var fresh = waiting.Select(m => m.Id).ToList();
        var before = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == conversation.Id && !fresh.Contains(m.Id) && m.State != MessageState.Withdrawn && m.State != MessageState.Held && m.State != MessageState.Failed)
            .OrderByDescending(m => m.CreatedUtc).Take(LinesBefore).ToListAsync(ct);
        return new GuestTurn
        {
            Stay = level == IdentityLevel.Unknown ? null : stay,
            Level = level,
            New = [.. waiting.Select(Line)],
            Before = [.. before.Where(m => m.DueAtUtc is null || m.State == MessageState.Sending || m.DueAtUtc <= clock.GetUtcNow()).OrderBy(m => m.CreatedUtc).Select(Line)],
            Language = conversation.Language.Length > 0 ? conversation.Language : stay?.Reservation?.GuestLanguage ?? "",
            AssistantDeclared = conversation.AssistantDeclaredUtc is not null,
            HostIsCalled = await db.Escalations.AnyAsync(e => e.ConversationId == conversation.Id && e.ResolvedUtc == null, ct),
            NowUtc = clock.GetUtcNow(),
        };
    }

    private static TurnLine Line(Message message) => new() { Author = message.Author, Text = message.Body, Attachment = message.Attachment, Typed = message.Typed, AtUtc = message.CreatedUtc };

    private async Task TakeReplyAsync(Conversation conversation, List<Message> waiting, GuestTurn turn, AgentReply reply, string kind, DateTimeOffset startedUtc, CancellationToken ct)
    {
        var message = reply.Text.Length > 0 ? Queue(conversation, waiting, turn, reply, reply.IsSafety ? MessageKinds.Safety : kind) : null;
        db.AgentTurns.Add(AsRow(conversation, message, reply.Record, startedUtc));
        if (reply.Language.Length > 0)
        {
            conversation.Language = reply.Language;
        }

        if (reply.DeclaresAssistant)
        {
            conversation.AssistantDeclaredUtc ??= clock.GetUtcNow();
        }

        if (reply.Handover is { } handover)
        {
            await CallAsync(conversation, handover.Reason.ToString(), handover.Priority, handover.Title, handover.Text, ct);
        }

        Settle(waiting, message is null && reply.Handover is null ? "Nothing was asked." : "");
        await db.SaveChangesAsync(ct);
        desk.Wake();
        if (message is not null)
        {
            jobs.Wake<DeliverMessageJob>(job => job.RunAsync(message.Id, CancellationToken.None));
        }
    }

    private Message Queue(Conversation conversation, List<Message> waiting, GuestTurn turn, AgentReply reply, string kind)
    {
        var now = clock.GetUtcNow();
        var message = new Message
        {
            Id = ids.Next(),
            ConversationId = conversation.Id,
            ReservationId = turn.Stay?.ReservationId,
            StayId = turn.Stay?.Id,
            GuestVersion = turn.Stay?.Reservation?.GuestVersion ?? 0,
            Direction = MessageDirection.Outbound,
            Author = reply.Record.Responder == "agent" ? MessageAuthor.Agent : MessageAuthor.Template,
            Kind = kind,
            DedupeKey = $"answer:{waiting[^1].Id:N}",
            Body = reply.Text,
            Language = reply.Language,
            DueAtUtc = now,
            CreatedUtc = now,
        };
        message.Secrets.AddRange(reply.Grants.Select(g => g.AsSecret(message.Id, ids, clock)));
        db.Messages.Add(message);
        return message;
    }

    private AgentTurn AsRow(Conversation conversation, Message? message, TurnRecord record, DateTimeOffset startedUtc) => new()
    {
        Id = ids.Next(),
        ConversationId = conversation.Id,
        MessageId = message?.Id,
        Responder = record.Responder,
        Model = record.Use?.Model ?? "",
        Steps = string.Join('\n', record.Steps),
        Outcome = record.Outcome.Length <= 500 ? record.Outcome : record.Outcome[..500],
        ModelCalls = record.Use?.ModelCalls ?? 0,
        ToolCalls = record.Use?.ToolCalls ?? 0,
        InputTokens = record.Use?.InputTokens ?? 0,
        OutputTokens = record.Use?.OutputTokens ?? 0,
        StartedUtc = startedUtc,
        EndedUtc = clock.GetUtcNow(),
    };

    private Task CallAsync(Conversation conversation, string reason, EscalationPriority priority, string title, string text, CancellationToken ct) => desk.RaiseAsync(
        new Concern($"guest:{conversation.Id:N}:{reason}", priority, title, text, "Answer in the conversation.", ConversationId: conversation.Id), ct, conversation.StayId);

    private static void Settle(List<Message> waiting, string why) => waiting.ForEach(m => (m.State, m.StateText, m.DueAtUtc) = (MessageState.Answered, why, null));
}
