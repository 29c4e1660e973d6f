using System.Globalization;
using Cendra.Agent;
using Cendra.Agent.Prompts;
using Cendra.Domain;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Time;
using Cendra.Knowledge.Candidates;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Inbox;
using Cendra.Lifecycle.Orders;
using Cendra.Messaging.Hosts;
using Cendra.Messaging.LockOuts;
using Cendra.Messaging.Outbound;
using Cendra.Messaging.WhatsApp;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>
/// One turn of one conversation: what the guest wrote, the stay that the channel proves, an answer or a person called, and all of it in one save that holds only if nothing was written
/// in the conversation meanwhile. While a person answers here Cendra is silent but for danger and locked doors (P8).
/// </summary>
public sealed class Answering(CendraDbContext db, GuestAnswers answers, Replying replying, OutboundGate gate, EscalationDesk desk, LockOutDesk lockOuts, TurnReader turns, ModelBudgets budgets, DroppedTurns dropped, QuestionBook questions, OtherStays others, GuestWays ways, JobWaker jobs, ReleaseInForce release, PromptShelf shelf, StayClock clock, IdSource ids)
{
    /// <summary>So long a person who has the conversation may leave a guest at a locked door without a word.</summary>
    public static readonly TimeSpan HumanMayTake = TimeSpan.FromMinutes(5);

    private const int FewWords = 4;

    /// <summary>In the place of a kind: it waits for a person.</summary>
    private const string Draft = "draft";

    /// <summary>So far apart do the parts of a long answer leave, that they arrive in their order.</summary>
    internal static readonly TimeSpan BetweenParts = TimeSpan.FromSeconds(2);

    /// <summary>A guest waits for the words of the person who has the conversation.</summary>
    internal const string Waits = "waits";

    /// <summary>A guest waits while nothing automatic leaves.</summary>
    internal const string Stopped = "stopped";

    /// <summary>A guest stands at a locked door while a person has the conversation.</summary>
    internal const string LockedOut = "locked-out";

    /// <summary>The same while nothing automatic leaves.</summary>
    internal const string StoppedLockedOut = "stopped-locked-out";

    /// <summary>A guest writes of danger while nothing automatic leaves.</summary>
    internal const string StoppedDanger = "stopped-danger";

    /// <summary>The cause of a call about what a guest wrote.</summary>
    internal static string CauseOf(Guid conversationId, string reason) => $"guest:{conversationId:N}:{reason}";

    /// <summary>Answers these waiting messages, all from one address. Throws <see cref="DbUpdateException"/> when something overtook it; then nothing was done.</summary>
    public async Task AnswerAsync(Guid conversationId, List<Message> waiting, CancellationToken ct)
    {
        var conversation = await db.Conversations.SingleAsync(c => c.Id == conversationId, ct);
        db.Entry(conversation).State = EntityState.Modified; // Compare and set: its version is what this turn was written for.
        var started = clock.GetUtcNow();
        await release.LookAsync(db, ct);
        shelf.Hold(); // One answer is made with one release, whatever is published meanwhile.
        await TakeBackLeftAsync(conversation, started, ct);
        await SettleFormerGuestsAsync(conversation, waiting, ct);
        if (waiting.Count == 0)
        {
            await db.SaveChangesAsync(ct);
            return;
        }

        var urgency = waiting.Max(m => Urgencies.Of(m.Body, m.Typed, m.StayId is not null));
        if (urgency == Urgency.Calm && !Replying.IsTapped(waiting) && !waiting[0].AwaitsChoice)
        {
            var (address, guest) = (waiting[0].IdentityId, waiting[0].GuestVersion);
            waiting.InsertRange(0, (await Drafts.EndAsync(db, conversationId, address, "The guest wrote again.", started, ct)).FindAll(m => m.GuestVersion == guest && m.StayId == waiting[^1].StayId)); // One answer for all of it.
        }

        if (conversation.HumanSinceUtc is not null && urgency != Urgency.Danger)
        {
            await WhilePersonAnswersAsync(conversation, waiting, await AtDoorAsync(conversation, waiting, urgency, ct), started, ct);
        }
        else if ((await gate.ReadAsync(db, ct)).IsStopped)
        {
            await WhileStoppedAsync(conversation, urgency, ct);
            Settle(conversation, waiting, LeftToPerson.ByStop, started);
        }
        else
        {
            var turn = await turns.OfAsync(conversation, waiting, ct);
            var (reply, isDraft) = turn.WhichStay is not null ? (answers.WhichStay(turn), false) : await replying.ToAsync(conversation.Id, waiting, turn, ct);
            try
            {
                await (reply.OtherStayId is { } other ? LeaveAsync(conversation, waiting, other, reply, started, ct) : TakeReplyAsync(conversation, waiting, turn, reply, isDraft ? Draft : MessageKinds.Answer, started, ct));
            }
            catch (DbUpdateException)
            {
                await dropped.CountAsync(conversationId, reply.Record, started, ct);
                throw;
            }

            return;
        }

        await db.SaveChangesAsync(ct);
        desk.Wake();
    }

    /// <summary>What a person left for so long that Cendra answers there again, whether or not the sweep came by.</summary>
    private async Task TakeBackLeftAsync(Conversation conversation, DateTimeOffset nowUtc, CancellationToken ct)
    {
        if (conversation.HumanSinceUtc is not null && await ConversationDesk.LeftBehind(db, nowUtc).AnyAsync(c => c.Id == conversation.Id, ct))
        {
            conversation.HandBack();
        }
    }

    /// <summary>What a former guest of this reservation wrote is nothing to be answered to the one who took their place.</summary>
    private async Task SettleFormerGuestsAsync(Conversation conversation, List<Message> waiting, CancellationToken ct)
    {
        var guest = await db.Reservations.Where(r => r.Id == conversation.ReservationId).Select(r => (int?)r.GuestVersion).SingleOrDefaultAsync(ct);
        var former = waiting.Where(m => guest is not null && m.GuestVersion != guest).ToList();
        Settle(former, "Another guest took the place of the one who wrote it.");
        waiting.RemoveAll(former.Contains);
    }

    private Task WhileStoppedAsync(Conversation conversation, Urgency urgency, CancellationToken ct)
    {
        var (reason, priority, title) = urgency switch
        {
            Urgency.Danger => (StoppedDanger, EscalationPriority.P0, "A guest writes of danger while all automatic messages are stopped"),
            Urgency.LockedOut => (StoppedLockedOut, EscalationPriority.P0, "A guest stands at a locked door while all automatic messages are stopped"),
            _ => (Stopped, EscalationPriority.P2, "A guest wrote while all automatic messages are stopped"),
        };
        return CallAsync(conversation, reason, priority, title, "Nobody has answered. Answer in the conversation, or let messages leave again.", ct);
    }

    /// <summary>A few words from somebody who stands at a locked door answer what was asked there: they do not wait as other words do.</summary>
    private async Task<Urgency> AtDoorAsync(Conversation conversation, List<Message> waiting, Urgency urgency, CancellationToken ct) =>
        urgency == Urgency.Calm && TurnReader.StayOf(conversation, waiting) is { } stay && waiting.TrueForAll(m => m.Body.Split(' ').Length <= FewWords) && await lockOuts.OpenAsync(stay, ct) is { HelpedUtc: not null } ? Urgency.LockedOut : urgency;

    /// <summary>A locked door calls the person at once and is helped after five minutes without a word; all else waits for the person.</summary>
    private async Task WhilePersonAnswersAsync(Conversation conversation, List<Message> waiting, Urgency urgency, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var (since, address) = (waiting.Min(m => m.CreatedUtc), waiting[0].IdentityId);
        if (await IsInsideAsync(conversation, waiting, nowUtc, ct))
        {
            Settle(conversation, waiting, "The guest says that they are in.", nowUtc);
        }
        else if (urgency != Urgency.LockedOut)
        {
            await CallAsync(conversation, Waits, EscalationPriority.P2, "A guest waits for your answer", "You answer in this conversation; Cendra is silent there. Answer, or give it back.", ct);
            Settle(conversation, waiting, LeftToPerson.ByPerson, nowUtc);
        }
        else if (await db.Messages.AnyAsync(m => m.ConversationId == conversation.Id && m.Author == MessageAuthor.Host && m.IdentityId == address && m.CreatedUtc > since, ct))
        {
            Settle(conversation, waiting, "A person answered.", nowUtc);
        }
        else if (TurnReader.StayOf(conversation, waiting) is { } stayId && await lockOuts.IsOverSinceAsync(stayId, since, ct))
        {
            Settle(conversation, waiting, "The door was opened.", nowUtc);
        }
        else if (nowUtc < since + HumanMayTake)
        {
            await CallAsync(conversation, LockedOut, EscalationPriority.P0, "A guest stands at a locked door", "You answer in this conversation. Without a word of yours the lock-out help answers in five minutes.", ct);
            waiting.ForEach(m => m.DueAtUtc = since + HumanMayTake);
            if (!waiting[0].AwaitsChoice && TurnReader.StayOf(conversation, waiting) is { } outside && await StayReader.ReadAsync(db, outside, ct) is { } stay && await turns.LevelAsync(conversation, address, stay, ct) != IdentityLevel.Unknown)
            {
                await lockOuts.NoticeAsync(stay, conversation, address, since, ct);
            }
        }
        else
        {
            var turn = await turns.OfAsync(conversation, waiting, ct);
            await TakeReplyAsync(conversation, waiting, turn, turn.WhichStay is not null ? answers.WhichStay(turn) : answers.WithoutModel(turn), MessageKinds.LockOutHelp, nowUtc, ct);
        }
    }

    /// <summary>The guest says nothing but that they are in: the help at the door ends, and nobody is called anew.</summary>
    private async Task<bool> IsInsideAsync(Conversation conversation, List<Message> waiting, DateTimeOffset nowUtc, CancellationToken ct)
    {
        if (waiting.TrueForAll(m => Urgencies.SaysInside(m.Body)) && TurnReader.StayOf(conversation, waiting) is { } stayId && await lockOuts.OpenAsync(stayId, ct) is { } open
            && await StayReader.ReadAsync(db, stayId, ct) is { } stay && await turns.LevelAsync(conversation, waiting[0].IdentityId, stay, ct) != IdentityLevel.Unknown)
        {
            open.Finish(LockOutEnd.GuestInside, nowUtc);
            await lockOuts.CloseAsync(open, ct);
            return true;
        }

        return false;
    }

    /// <summary>From the page of the stay, whose link only the address on file was given; what is answered goes to that address and nowhere else.</summary>
    internal static bool IsTap(Message message) => message.Kind == MessageKinds.FromPage;

    private async Task TakeReplyAsync(Conversation conversation, List<Message> waiting, GuestTurn turn, AgentReply reply, string kind, DateTimeOffset startedUtc, CancellationToken ct)
    {
        var isDraft = kind == Draft;
        var parts = isDraft ? [Queue(conversation, waiting, turn, reply, kind, reply.Text, 0)] : MessageSplit.Of(reply.Text).Select((part, number) => Queue(conversation, waiting, turn, reply, reply.IsSafety ? MessageKinds.Safety : kind, part, number)).ToList();
        var row = AsRow(conversation, waiting, parts.FirstOrDefault(), TurnMarks.Of(reply), startedUtc);
        db.AgentTurns.Add(row);
        await budgets.NoteAsync(db, desk, row, ct);
        db.AnswerSources.AddRange(reply.Record.Sources.Select(s => new AnswerSource { Id = ids.Next(), AgentTurnId = row.Id, ArticleId = s.ArticleId, Number = s.Number, Why = s.Why.Length <= 500 ? s.Why : s.Why[..500] }));
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
            await CallAsync(conversation, handover.Reason.ToString(), handover.Priority, handover.Title, handover.Text, ct, turn.WhichStay is not null ? [.. turn.Stays.Select(s => s.StayId)] : (TurnReader.StayOf(conversation, waiting) ?? turn.Unearned?.Id) is { } about ? [about] : []);
        }

        if (reply.LockOut is { } move)
        {
            await lockOuts.TakeAsync(move, turn.Stay!, conversation.Id, waiting[0].IdentityId, waiting.Min(m => m.CreatedUtc), ct);
        }

        await NoteUnansweredAsync(conversation, waiting, turn, reply, ct);
        await MoveAsync(turn, reply, isDraft, ct);
        SettleBy(reply, waiting, isDraft, isSaid: parts.Count > 0);
        await db.SaveChangesAsync(ct);
        if (reply.LockOut is { } taken)
        {
            lockOuts.Wake(taken, turn.Stay!.Id);
        }

        desk.Wake();
        if (isDraft)
        {
            return;
        }

        if (reply.Moves is not null)
        {
            jobs.WakeSweep(Sweeps.DueStays);
        }

        foreach (var (id, number) in parts.Select((part, number) => (part.Id, number)))
        {
            if (number == 0)
            {
                jobs.Wake<DeliverMessageJob>(job => job.RunAsync(id, CancellationToken.None));
            }
            else
            {
                jobs.WakeAfter<DeliverMessageJob>(job => job.RunAsync(id, CancellationToken.None), BetweenParts * number);
            }
        }
    }

    /// <summary>It is about another stay of theirs: it waits there, and is answered there in a turn of its own. Throws <see cref="DbUpdateException"/> where the address may not speak of that one any more.</summary>
    private async Task LeaveAsync(Conversation conversation, List<Message> waiting, Guid otherStayId, AgentReply reply, DateTimeOffset startedUtc, CancellationToken ct)
    {
        var row = AsRow(conversation, waiting, null, reply.Record, startedUtc);
        db.AgentTurns.Add(row);
        await budgets.NoteAsync(db, desk, row, ct);
        if (reply.Handover is { } handover)
        {
            await CallAsync(conversation, handover.Reason.ToString(), handover.Priority, handover.Title, handover.Text, ct);
        }

        var there = await others.LeaveAsync(waiting, otherStayId, ct);
        await db.SaveChangesAsync(ct);
        desk.Wake();
        jobs.Wake<AnswerGuestJob>(job => job.RunAsync(there, CancellationToken.None));
    }

    /// <summary>The time that the answer promises is moved with it, by what stands beside the stay at this very moment; else it is written anew. In a draft it waits for whoever sends it.</summary>
    private async Task MoveAsync(GuestTurn turn, AgentReply reply, bool isDraft, CancellationToken ct)
    {
        if (isDraft || reply.Moves is not { } move || turn.Stay is not { } stay)
        {
            return;
        }

        if (TimeChangeRules.Decide(move.Kind, move.At, await StayRoom.ReadAsync(db, stay, ct), clock.GetUtcNow()).Answer != TimeChangeAnswer.Approved)
        {
            throw new DbUpdateConcurrencyException("There is no room for it any more.");
        }

        await StayTimes.MoveAsync(db, stay, move.Kind, move.At, ways, AuditActor.Cendra, clock.GetUtcNow(), ct);
    }

    /// <summary>What nothing answered is noted for the host who keeps the guide. Taps ask nothing that could be written down, and of strangers nothing is kept.</summary>
    private async Task NoteUnansweredAsync(Conversation conversation, List<Message> waiting, GuestTurn turn, AgentReply reply, CancellationToken ct)
    {
        var written = waiting.Where(m => !IsTap(m) && m.Kind != MessageKinds.FromButton).ToList();
        if (reply.IsUnanswered && written.Count > 0 && turn is { Stay: { PropertyId: { } property } stay, Level: not IdentityLevel.Unknown })
        {
            var (text, last) = (string.Join('\n', written.Select(m => m.Body)), written[^1]);
            await questions.NoteAsync(db, new AskedQuestion(property, text, reply.Language, last.Id, conversation.Id, stay.Id, last.CreatedUtc), ct);
        }
    }

    private Message Queue(Conversation conversation, List<Message> waiting, GuestTurn turn, AgentReply reply, string kind, string text, int number)
    {
        var now = clock.GetUtcNow();
        var message = new Message
        {
            Id = ids.Next(),
            ConversationId = conversation.Id,
            ReservationId = turn.Stay?.ReservationId,
            StayId = turn.Stay?.Id,
            IdentityId = waiting[0].IdentityId,
            GuestVersion = turn.Stay?.Reservation?.GuestVersion ?? 0,
            Direction = MessageDirection.Outbound,
            Author = reply.Record.Responder == "agent" ? MessageAuthor.Agent : MessageAuthor.Template,
            Kind = kind == Draft ? MessageKinds.Answer : kind,
            State = kind == Draft ? MessageState.Draft : MessageState.Queued,
            Moves = kind == Draft ? reply.Moves?.Kind : null,
            MovesToLocal = kind == Draft ? reply.Moves?.At : null,
            DedupeKey = number == 0 ? KeyOf(waiting, reply) : string.Create(CultureInfo.InvariantCulture, $"{KeyOf(waiting, reply)}:{number + 1}"),
            Channel = reply.AsksWhichStay ? others.Channel : null, // It names all of them: it goes where they were found together, and nowhere else.
            Body = text,
            Language = reply.Language,
            DueAtUtc = kind == Draft ? now + Drafts.GuestHears : now + (BetweenParts * number),
            CreatedUtc = now,
        };
        message.Secrets.AddRange(reply.Grants.Where(g => text.Contains(g.InText, StringComparison.Ordinal)).Select(g => g.AsSecret(message.Id, ids, clock)));
        message.Secrets.AddRange(reply.Secrets.Where(g => text.Contains(g.InText, StringComparison.Ordinal)).Select(g => g.AsSecret(message.Id, ids, clock)));
        db.Messages.Add(message);
        return message;
    }

    /// <summary>What waits for the guest's choice is answered once more under its own key.</summary>
    private static string KeyOf(List<Message> waiting, AgentReply reply) => reply.AsksWhichStay ? $"{StayChoices.QuestionKey}{waiting[^1].Id:N}" : $"answer:{waiting[^1].Id:N}";

    private AgentTurn AsRow(Conversation conversation, List<Message> waiting, Message? message, TurnRecord record, DateTimeOffset startedUtc) => new()
    {
        Id = ids.Next(),
        ConversationId = conversation.Id,
        MessageId = message?.Id,
        QuestionId = waiting[^1].Id,
        Responder = record.Responder,
        Model = record.Use?.Model ?? "",
        Release = shelf.Release?.Number ?? 0,
        Steps = string.Join('\n', record.Steps),
        Outcome = record.Outcome.Length <= 500 ? record.Outcome : record.Outcome[..500],
        ModelCalls = record.Use?.ModelCalls ?? 0,
        ToolCalls = record.Use?.ToolCalls ?? 0,
        InputTokens = record.Use?.InputTokens ?? 0,
        OutputTokens = record.Use?.OutputTokens ?? 0,
        StartedUtc = startedUtc,
        EndedUtc = clock.GetUtcNow(),
    };

    /// <summary>Calls a person. Whoever took the same call a while ago may think that it is done: a guest who writes again calls again.</summary>
    private async Task CallAsync(Conversation conversation, string reason, EscalationPriority priority, string title, string text, CancellationToken ct, IReadOnlyList<Guid>? stays = null)
    {
        var (now, cause) = (clock.GetUtcNow(), CauseOf(conversation.Id, reason));
        var concern = new Concern(cause, priority, title, text, "Answer in the conversation.", ConversationId: conversation.Id) { RenewsText = reason == nameof(HandoverReason.LockedOut) };
        await (stays is { Count: > 1 } ? desk.RaiseAllAsync([.. stays.Select(stay => (concern, stay))], ct) : desk.RaiseAsync(concern, ct, stays is [var only] ? only : conversation.StayId));
        foreach (var taken in db.Escalations.Local.Where(e => e.Cause == cause && e is { ResolvedUtc: null, AcknowledgedUtc: { } at } && now - at >= HostNotices.Pace(e.Priority)))
        {
            taken.CallAgain(now);
        }
    }

    /// <summary>Nothing is said, and the conversation shows why.</summary>
    private void Settle(Conversation conversation, List<Message> waiting, string why, DateTimeOffset startedUtc)
    {
        Settle(waiting, why);
        db.AgentTurns.Add(AsRow(conversation, waiting, null, new TurnRecord("rules", [], why), startedUtc));
    }

    /// <summary>What was written is dealt with; what waits for a choice of the guest is marked so.</summary>
    private void SettleBy(AgentReply reply, List<Message> waiting, bool isDraft, bool isSaid)
    {
        Settle(waiting, isDraft ? Drafts.Waits : reply.AsksWhichStay ? "It waits until the guest says which stay is meant." : !isSaid && reply.Handover is null ? "Nothing was asked." : "");
        if (reply.AsksWhichStay)
        {
            others.Asked(waiting, isSaid);
        }
        else if (reply.IsMenu && !isDraft)
        {
            waiting[^1].DueAtUtc = clock.GetUtcNow() + MenuWatch.GuestMayTake;
        }
    }

    private static void Settle(List<Message> waiting, string why) => waiting.ForEach(m => (m.State, m.StateText, m.DueAtUtc, m.AwaitsChoice) = (MessageState.Answered, why, null, false));
}
