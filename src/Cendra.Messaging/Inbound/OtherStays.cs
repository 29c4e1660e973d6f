using Cendra.Agent;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>What one turn may know of the writer's other stays.</summary>
/// <param name="Stays">Those between which they may choose, the one of the turn among them; empty = there is nothing to choose.</param>
/// <param name="Question">They are to be asked; null = it is known which stay is meant.</param>
public sealed record TurnChoice(IReadOnlyList<StayOption> Stays, StayQuestion? Question);

/// <summary>The other stays of whoever wrote, in one turn: their names for the question and for the model, and the way over to one of them. One unit of work.</summary>
public sealed class OtherStays(CendraDbContext db, Senders senders, StayChoices choices, StayClock clock)
{
    private StayChoice? _choice;

    /// <summary>Where the question goes.</summary>
    internal ChannelKind? Channel => _choice?.Channel;

    /// <summary>What these messages leave open, or leave to choose. Nothing is left to a model to choose once the guest's own words, or a model before, have chosen: a question goes over once.</summary>
    public async Task<TurnChoice> OfAsync(Conversation conversation, List<Message> waiting, CancellationToken ct)
    {
        _choice = waiting[0].StayChoiceId is { } id && waiting.TrueForAll(m => m.StayChoiceId == id) ? await db.StayChoices.SingleOrDefaultAsync(c => c.Id == id, ct) : null;
        if (_choice is not { } choice || (!waiting[0].AwaitsChoice && choice.ChosenUtc >= waiting.Min(m => m.CreatedUtc)) || await WriterAsync(conversation.Id, ct) is not { } writer)
        {
            return new TurnChoice([], null);
        }

        var stays = await senders.StaysOfAsync(writer, ct);
        if (!waiting[0].AwaitsChoice)
        {
            return new TurnChoice(stays.Count > 1 ? [.. stays.Select(AsOption)] : [], null);
        }

        var listed = choice.Stays.Select(stay => stays.FirstOrDefault(s => s.Id == stay)).OfType<Stay>().Select(AsOption).ToList();
        return new TurnChoice(listed, listed.Count > 1 ? new StayQuestion(choice.TimesAsked, choice.AskedUtc is { } asked && waiting.TrueForAll(m => m.CreatedUtc < asked)) : null);
    }

    /// <summary>The question leaves with this turn, or was left to a person: what was written waits for its answer, and <see cref="MenuWatch"/> for whoever gives none.</summary>
    internal void Asked(List<Message> waiting, bool isPut)
    {
        waiting.ForEach(m => m.AwaitsChoice = true);
        waiting[^1].DueAtUtc = clock.GetUtcNow() + MenuWatch.GuestMayTake;
        if (isPut)
        {
            _choice!.Put(clock.GetUtcNow());
        }
    }

    /// <summary>These messages go over to another stay, if the address may speak of it now; gives its conversation. Throws <see cref="DbUpdateConcurrencyException"/> where it may not. The caller saves.</summary>
    internal async Task<Guid> LeaveAsync(List<Message> waiting, Guid otherStayId, CancellationToken ct)
    {
        if (_choice is not { } choice || await WriterAsync(waiting[0].ConversationId!.Value, ct) is not { } writer || await senders.AlsoAsync(writer, otherStayId, ct) is not { Stay: { } stay } there)
        {
            throw new DbUpdateConcurrencyException("This address may not speak of that stay any more.");
        }

        var now = clock.GetUtcNow();
        choice.Choose(stay.Id, stay.Reservation!.GuestVersion, now, StayChoices.UntilUtc(stay, now));
        stay.NoteThat(AuditKind.StayChosen, AuditActor.Cendra, "A guest of several stays asked about this one, as the assistant reads it");
        await choices.MoveAsync(waiting, there, ct);
        return there.Conversation.Id;
    }

    /// <summary>The address that wrote, as it stands in this conversation.</summary>
    private async Task<ChannelIdentity?> WriterAsync(Guid conversationId, CancellationToken ct)
    {
        var channel = _choice!.Channel;
        var identities = await db.ChannelIdentities.Where(i => i.ConversationId == conversationId && i.Channel == channel && i.RevokedUtc == null).ToListAsync(ct);
        return identities.Find(i => choices.IsOf(_choice, i));
    }

    private static StayOption AsOption(Stay stay) => new(stay.Id, stay.Property!.Name, stay.Property.TimeZoneId, stay.CheckInLocal, stay.CheckOutLocal);
}
