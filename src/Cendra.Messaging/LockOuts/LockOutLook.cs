using System.Globalization;
using Cendra.Agent;
using Cendra.Agent.Prompts;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Inbox;
using Cendra.Messaging.Inbound;
using Cendra.Messaging.Outbound;
using Cendra.Messaging.WhatsApp;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.LockOuts;

/// <summary>
/// The clock of a lock-out: takes the next step where it is due, and tells guest and host when the door was opened. While a person has the conversation, or nothing automatic leaves, the host is called and the guest
/// is written to only after five minutes without a word of theirs (P8).
/// </summary>
public sealed class LockOutLook(CendraDbContext db, LockOutDesk lockOuts, GuestAnswers answers, OutboundGate gate, EscalationDesk desk, JobWaker jobs, ReleaseInForce release, StayClock clock, IdSource ids)
{
    /// <summary>A door that opened longer ago is no news for a guest.</summary>
    private static readonly TimeSpan IsNews = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan BetweenParts = TimeSpan.FromSeconds(2);

    private Agent.LockOuts.LockOutMove? _wanted;

    /// <summary>While nothing automatic leaves it is looked at again so often.</summary>
    private static readonly TimeSpan WhileStopped = TimeSpan.FromMinutes(5);

    /// <summary>Looks at one. Throws <see cref="DbUpdateException"/> when something overtook it; then nothing was done and it stays due.</summary>
    public async Task RunAsync(Guid lockOutId, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var (now, row) = (clock.GetUtcNow(), await db.LockOuts.SingleOrDefaultAsync(l => l.Id == lockOutId, ct));
        if (row is null || !(row.NextUtc <= now))
        {
            return;
        }

        await release.LookAsync(db, ct);
        var stay = await StayReader.ReadAsync(db, row.StayId, ct);
        var conversation = stay is null ? null : await db.Conversations.SingleOrDefaultAsync(c => c.ReservationId == stay.ReservationId, ct);
        if (stay is null || now >= stay.CheckOutUtc || stay.Status == StayStatus.Cancelled || row.GuestVersion != (stay.Reservation?.GuestVersion ?? 0))
        {
            row.Finish(LockOutEnd.StayOver, now);
        }
        else if (row.EndedUtc is null && await lockOuts.IsClosedByPersonAsync(row, ct))
        {
            row.Finish(LockOutEnd.ClosedByPerson, now);
        }

        var messages = row.EndedUtc is not null ? await EndAsync(row, stay, conversation, now, ct) : await GoOnAsync(row, stay!, conversation, now, ct);
        await db.SaveChangesAsync(ct);
        desk.Wake();
        if (_wanted is { } move && stay is not null)
        {
            lockOuts.Wake(move, stay.Id);
        }

        foreach (var (id, number) in messages.Select((m, number) => (m.Id, number)))
        {
            jobs.WakeAfter<DeliverMessageJob>(job => job.RunAsync(id, CancellationToken.None), BetweenParts * number);
        }
    }

    /// <summary>The door is open, or it is over: nobody is called any more, and a guest who was helped hears of it while it is news.</summary>
    private async Task<IReadOnlyList<Message>> EndAsync(LockOut row, Stay? stay, Conversation? conversation, DateTimeOffset nowUtc, CancellationToken ct)
    {
        await lockOuts.CloseAsync(row, ct);
        var isNews = row is { End: LockOutEnd.Unlocked, HelpedUtc: not null } && nowUtc - row.EndedUtc <= IsNews;
        return isNews && stay is not null && conversation is { HumanSinceUtc: null } ? Queue(conversation, stay, answers.DoorOpened(Turn(stay, row, conversation, [], nowUtc)), row, "opened", nowUtc) : [];
    }

    private async Task<IReadOnlyList<Message>> GoOnAsync(LockOut row, Stay stay, Conversation? conversation, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var since = Instants.Later(row.HelpedUtc ?? row.OpenedUtc, conversation?.HumanSinceUtc ?? row.OpenedUtc);
        if (conversation is null || (await gate.ReadAsync(db, ct)).IsStopped)
        {
            await CallAsync(row, stay, conversation, "Nothing automatic is written to the guest. Please call them.", ct);
            row.NextUtc = nowUtc + WhileStopped;
            if (nowUtc - row.OpenedUtc >= Agent.LockOuts.LockOutHelp.StaysOpen)
            {
                row.Finish(LockOutEnd.NotHeard, nowUtc);
            }

            return [];
        }

        if (conversation.HumanSinceUtc is not null && await db.Messages.AnyAsync(m => m.ConversationId == conversation.Id && m.Author == MessageAuthor.Host && m.CreatedUtc > (row.HelpedUtc ?? row.OpenedUtc), ct))
        {
            (row.Step, row.NextUtc) = (LockOutStep.WaitsForPerson, nowUtc + Agent.LockOuts.LockOutHelp.StaysOpen); // A person has it in hand.
            return [];
        }

        if (row.HelpedUtc is not null && await db.Messages.AnyAsync(m => m.DedupeKey.StartsWith($"lock-out:{row.Id:N}:") && m.State == MessageState.Failed, ct))
        {
            await CallAsync(row, stay, conversation, "No message reaches the guest. Please call them.", ct);
            (row.Step, row.NextUtc) = (LockOutStep.WaitsForPerson, nowUtc + Agent.LockOuts.LockOutHelp.StaysOpen);
            return [];
        }

        if (conversation.HumanSinceUtc is not null && nowUtc < since + Answering.HumanMayTake)
        {
            await CallAsync(row, stay, conversation, "You answer in this conversation. Without a word of yours the lock-out help writes to the guest in five minutes.", ct);
            row.NextUtc = since + Answering.HumanMayTake;
            return [];
        }

        var turn = Turn(stay, row, conversation, await lockOuts.DenialsAsync(stay, ct), nowUtc);
        return answers.OnClock(turn) is { LockOut: { } move } reply ? await TakeAsync(row, stay, conversation, turn, reply, move, ct) : Rests(row, stay);
    }

    private async Task<IReadOnlyList<Message>> TakeAsync(LockOut row, Stay stay, Conversation conversation, GuestTurn turn, AgentReply reply, Agent.LockOuts.LockOutMove move, CancellationToken ct)
    {
        db.Entry(conversation).State = EntityState.Modified; // Compare and set: what the guest writes meanwhile comes first.
        var step = row.Step;
        await lockOuts.TakeAsync(move, stay, conversation.Id, row.IdentityId, row.OpenedUtc, ct);
        if (reply.Handover is { } handover)
        {
            await desk.RaiseAsync(new Concern(Answering.CauseOf(conversation.Id, handover.Reason.ToString()), handover.Priority, handover.Title, handover.Text, "Answer in the conversation.", ConversationId: conversation.Id) { RenewsText = true }, ct, stay.Id);
        }

        if (reply.DeclaresAssistant && reply.Text.Length > 0)
        {
            conversation.AssistantDeclaredUtc ??= turn.NowUtc;
        }

        _wanted = move;
        return reply.Text.Length == 0 ? [] : Queue(conversation, stay, reply, row, string.Create(CultureInfo.InvariantCulture, $"{step}:{turn.NowUtc.UtcTicks}"), turn.NowUtc);
    }

    /// <summary>There is nothing to say by the clock.</summary>
    private static IReadOnlyList<Message> Rests(LockOut row, Stay stay)
    {
        row.NextUtc = stay.CheckOutUtc;
        return [];
    }

    private Task CallAsync(LockOut row, Stay stay, Conversation? conversation, string what, CancellationToken ct) => desk.RaiseAsync(
        new Concern(conversation is null ? LockOutDesk.CauseOf(row.Id) : Answering.CauseOf(conversation.Id, Answering.LockedOut), EscalationPriority.P0, "A guest seems to stand at a locked door", what, "Call the guest.", LockId: row.LockId, ConversationId: conversation?.Id), ct, stay.Id);

    private static GuestTurn Turn(Stay stay, LockOut row, Conversation conversation, IReadOnlyList<Domain.Portfolio.LockDenial> denials, DateTimeOffset nowUtc) => new()
    {
        Stay = stay, Level = row.IdentityId is null ? IdentityLevel.Attested : IdentityLevel.Verified, New = [], Before = [], Language = conversation.Language.Length > 0 ? conversation.Language : stay.Reservation?.GuestLanguage ?? "",
        AssistantDeclared = conversation.AssistantDeclaredUtc is not null, HostIsCalled = true, LockOut = row, Denials = denials, NowUtc = nowUtc,
    };

    /// <summary>To where the guest wrote, in as many parts as a message may hold.</summary>
    private List<Message> Queue(Conversation conversation, Stay stay, AgentReply reply, LockOut row, string occasion, DateTimeOffset nowUtc)
    {
        var messages = MessageSplit.Of(reply.Text).Select((text, number) =>
        {
            var message = new Message
            {
                Id = ids.Next(), ConversationId = conversation.Id, ReservationId = stay.ReservationId, StayId = stay.Id, IdentityId = row.IdentityId, GuestVersion = stay.Reservation?.GuestVersion ?? 0,
                Direction = MessageDirection.Outbound, Author = MessageAuthor.Template, Kind = MessageKinds.LockOutHelp, DedupeKey = string.Create(CultureInfo.InvariantCulture, $"lock-out:{row.Id:N}:{occasion}:{number}"),
                Body = text, Language = reply.Language, DueAtUtc = nowUtc + (BetweenParts * number), CreatedUtc = nowUtc,
            };
            message.Secrets.AddRange(reply.Grants.Where(g => text.Contains(g.InText, StringComparison.Ordinal)).Select(g => g.AsSecret(message.Id, ids, clock)));
            message.Secrets.AddRange(reply.Secrets.Where(g => text.Contains(g.InText, StringComparison.Ordinal)).Select(g => g.AsSecret(message.Id, ids, clock)));
            return message;
        }).ToList();
        db.Messages.AddRange(messages);
        return messages;
    }
}
