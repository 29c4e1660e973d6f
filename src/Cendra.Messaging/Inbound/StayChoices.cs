using Cendra.Agent;
using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Escalations;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>What was written, as far as it may say which stay is meant. Not a record: it is a guest's own text.</summary>
public sealed class Saying
{
    public required string Text { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset WrittenUtc { get; init; }

    /// <summary>The stay of the message of ours that it quotes, or under which a button was tapped; null = none.</summary>
    public Guid? QuotedStayId { get; init; }

    /// <summary>The reservation in whose conversation it answers; null = none.</summary>
    public Guid? AnswersReservationId { get; init; }

    /// <summary>Nobody waits for an answer to it by what it is, such as an emoji.</summary>
    public bool AsksNothing { get; init; }
}

/// <summary>Of which stay somebody speaks who may speak of several.</summary>
/// <param name="Stay">That one; while it is not known, the nearest.</param>
/// <param name="Choice">What they were asked and said; null = there is nothing to choose.</param>
/// <param name="IsOpen">It is not known: they are asked.</param>
/// <param name="OnlyPicks">The text says which stay is meant and nothing else.</param>
/// <param name="IsNew">With this very text they said it.</param>
/// <param name="HasGiven">Something that waited for it is answered now.</param>
public sealed record PickedStay(Stay? Stay, StayChoice? Choice = null, bool IsOpen = false, bool OnlyPicks = false, bool IsNew = false, bool HasGiven = false);

/// <summary>
/// Decides of which of their stays somebody speaks. The one of now counts without a question; of two that run at once the one that the text names, that was quoted, or that they chose before; else they are asked, and
/// what they wrote waits for it. Only stays that the caller found this address to be bound to are looked at: nothing here widens them.
/// </summary>
public sealed class StayChoices(CendraDbContext db, TypedCodes typed, LinkTokens tokens, EscalationDesk desk, StayClock clock, IdSource ids)
{
    /// <summary>How the keys of the questions begin.</summary>
    internal const string QuestionKey = "which-stay:";

    /// <summary>It asks a guest which of their stays they mean.</summary>
    internal static bool IsQuestion(Message message) => message.Direction == MessageDirection.Outbound && message.DedupeKey.StartsWith(QuestionKey, StringComparison.Ordinal);

    /// <summary>Stands beside what was answered by that alone.</summary>
    internal const string Said = "It says which stay is meant, and what waited for that is answered.";

    private const string WhichStay = nameof(HandoverReason.WhichStay);

    /// <summary>
    /// The stay that <paramref name="said"/> is about. <paramref name="bound"/> are the stays of this address, with reservation and property; <paramref name="nearest"/> is the one that counts where there is nothing to
    /// choose. The caller saves.
    /// </summary>
    public async Task<PickedStay> OfAsync(ChannelKind channel, string address, IReadOnlyCollection<Stay> bound, Stay? nearest, Saying said, CancellationToken ct)
    {
        if (bound.Count == 0)
        {
            return new PickedStay(nearest); // Nothing is proven: whoever uses the address answers no question that its guest was asked, and ends none.
        }

        var now = clock.GetUtcNow();
        var live = Live(bound, now);
        var choice = await FindAsync(channel, address, ct);
        if (nearest is { Kind: not StayKind.Guest } || live.Count < 2)
        {
            var wasOpen = choice?.IsOpen == true;
            choice?.Close();
            return new PickedStay(nearest, choice, IsNew: wasOpen && nearest is not null); // The others went away meanwhile.
        }

        choice ??= Begin(channel, address);
        var running = AtOnce(live, now);
        if (said.AsksNothing)
        {
            return new PickedStay(Chosen(choice, live, said, running, now) ?? running.FirstOrDefault() ?? nearest, choice);
        }

        return Answered(choice, live, said, now, await CorrectsAsync(choice, live, said, ct)) is { } pick ? Take(choice, pick.Stay, live, said, now, pick.IsAll)
            : (choice.IsOpen || running.Count > 1) && await TypedAsync(live, said, ct) is { } typed ? Take(choice, typed, live, said, now, isAll: false)
            : Unasked(choice, live, running, nearest, said, now);
    }

    /// <summary>What waits for the choice is given to the stay that was chosen; true = there was something. The caller saves.</summary>
    public async Task<bool> GiveAsync(StayChoice choice, Sender to, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - StayChoice.WaitsFor;
        var held = await db.Messages.Where(m => m.StayChoiceId == choice.Id && m.AwaitsChoice).OrderBy(m => m.CreatedUtc).ToListAsync(ct);
        held.ForEach(m => (m.AwaitsChoice, m.DueAtUtc) = (false, null));
        var fresh = held.FindAll(m => m.CreatedUtc > since);
        await MoveAsync(fresh, to, ct);
        return fresh.Count > 0;
    }

    /// <summary>These messages are of the stay of this sender from now on, and are answered there. The conversations that they come from count as written in. The caller saves.</summary>
    public async Task MoveAsync(IReadOnlyCollection<Message> messages, Sender to, CancellationToken ct)
    {
        var from = messages.Select(m => m.ConversationId).Distinct().ToList();
        foreach (var conversation in await db.Conversations.Where(c => from.Contains(c.Id)).ToListAsync(ct))
        {
            db.Entry(conversation).State = EntityState.Modified; // Whoever is answering there now is overtaken.
            await desk.ResolveAsync(Answering.CauseOf(conversation.Id, WhichStay), "The guest said which stay they mean", ct);
        }

        foreach (var message in messages)
        {
            var isOther = message.StayId != to.Stay!.Id;
            (message.ConversationId, message.ReservationId, message.StayId, message.GuestVersion) = (to.Conversation.Id, to.Stay.ReservationId, to.Stay.Id, to.Stay.Reservation!.GuestVersion);
            message.IdentityId = to.Identity.Level == IdentityLevel.Verified ? to.Identity.Id : null;
            message.Typed = isOther && message.Typed.IsOfDoor() ? TypedCode.NoMatch : message.Typed; // It was compared with the code of another door.
            (message.State, message.StateText, message.DueAtUtc, message.AwaitsChoice) = (MessageState.Queued, "", clock.GetUtcNow(), false);
        }
    }

    /// <summary>The stays between which this address may choose now, in the order of their numbers: guests' own, not over.</summary>
    internal static List<Stay> Live(IEnumerable<Stay> bound, DateTimeOffset nowUtc) =>
        [.. bound.Where(s => s is { Kind: StayKind.Guest, Property: not null, CheckInUtc: not null } && nowUtc < s.CheckOutUtc).DistinctBy(s => s.Id)
            .OrderBy(s => s.CheckInUtc).ThenBy(s => s.Property!.Name, StringComparer.Ordinal).ThenBy(s => s.CreatedUtc)];

    /// <summary>Until when it counts that a stay was chosen: to its end; where it is not one of now, a short while.</summary>
    internal static DateTimeOffset UntilUtc(Stay stay, DateTimeOffset nowUtc) => IsCurrent(stay, nowUtc) ? stay.CheckOutUtc!.Value : nowUtc + StayChoice.AsideFor;

    /// <summary>The row of this address; null = it never had to choose.</summary>
    internal async Task<StayChoice?> FindAsync(ChannelKind channel, string address, CancellationToken ct)
    {
        var hash = HashOf(channel, address);
        return await db.StayChoices.SingleOrDefaultAsync(c => c.Channel == channel && c.AddressHash == hash, ct);
    }

    /// <summary>The address of a row among those of a conversation.</summary>
    internal bool IsOf(StayChoice choice, ChannelIdentity identity) => identity.Channel == choice.Channel && HashOf(identity.Channel, identity.Address) == choice.AddressHash;

    /// <summary>In the house, or so near that the code may be told.</summary>
    private static bool IsCurrent(Stay stay, DateTimeOffset nowUtc) => Disclosure.OpensUtc(stay.Property!, stay.CheckInUtc!.Value) <= nowUtc && nowUtc < stay.CheckOutUtc;

    /// <summary>Those of now that run at the same time as the nearest of them, which stands first.</summary>
    private static List<Stay> AtOnce(List<Stay> live, DateTimeOffset nowUtc)
    {
        var current = live.FindAll(s => IsCurrent(s, nowUtc));
        var nearest = Senders.Nearest(current, nowUtc);
        return nearest is null ? [] : [nearest, .. current.Where(s => s != nearest && s.CheckInUtc < nearest.CheckOutUtc && nearest.CheckInUtc < s.CheckOutUtc)];
    }

    /// <summary>What was asked is answered, or corrected a moment after: by a number, a name, or a word that only one name has.</summary>
    private static (Stay Stay, bool IsAll)? Answered(StayChoice choice, List<Stay> live, Saying said, DateTimeOffset nowUtc, bool corrects)
    {
        var listed = choice.Stays.Select(id => live.Find(s => s.Id == id)).ToList();
        var isAnswer = choice is { IsOpen: true, AskedUtc: { } asked } && said.WrittenUtc >= asked;
        if (StayPick.Number(said.Text, listed.Count) is { } number && listed[number - 1] is { } numbered && (isAnswer || (corrects && IsSaidAgain(choice, numbered, said))))
        {
            return (numbered, true);
        }

        if (isAnswer && StayPick.Number(said.Text.TrimStart().Split('\n')[0], listed.Count) is { } first && listed[first - 1] is { } above)
        {
            return (above, false); // A mail has a signature under it.
        }

        var names = live.ConvertAll(s => s.Property!.Name);
        var place = StayPick.Named(said.Text, names) ?? (isAnswer ? StayPick.Hinted(said.Text, names) : null);
        var isCalm = UrgencyOf(said) == Urgency.Calm;
        return place is { } at && (isCalm || IsCurrent(live[at], nowUtc)) // Whoever is in need is where they are now, whatever they name.
            ? (live[at], isCalm && (choice.IsOpen || live[at].Id != choice.ChosenStayId) && Words(said.Text) <= Words(names[at]) + 1) : null;
    }

    /// <summary>A number may still correct what was chosen: nothing since asks for one, or it was written before.</summary>
    private async Task<bool> CorrectsAsync(StayChoice choice, List<Stay> live, Saying said, CancellationToken ct) =>
        choice is { IsOpen: false, ChosenUtc: { } chosen } && (said.WrittenUtc - chosen).Duration() <= StayChoice.CorrectedFor && StayPick.Number(said.Text, choice.Stays.Count) is not null
        && (said.WrittenUtc <= chosen || live.Find(s => s.Id == choice.ChosenStayId) is not { } stay || !await NumberQuestions.StandAsync(db, stay, chosen, said.WrittenUtc, ct));

    /// <summary>The same number once more, or another one in its place, a moment before or after.</summary>
    private static bool IsSaidAgain(StayChoice choice, Stay numbered, Saying said) =>
        choice is { IsOpen: false, ChosenUtc: { } chosen } && (said.WrittenUtc - chosen).Duration() <= (numbered.Id == choice.ChosenStayId ? StayChoice.RepeatedFor : StayChoice.CorrectedFor);

    /// <summary>The one of them whose code stands in the text; null = none, or several.</summary>
    private async Task<Stay?> TypedAsync(List<Stay> live, Saying said, CancellationToken ct) =>
        await typed.StaysOfAsync(db, said.Text, [.. live.Select(s => s.Id)], ct) is [var only] ? live.Find(s => s.Id == only) : null;

    private static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    private static PickedStay Unasked(StayChoice choice, List<Stay> live, List<Stay> running, Stay? nearest, Saying said, DateTimeOffset nowUtc)
    {
        var spoken = Chosen(choice, live, said, running, nowUtc) ?? (running.Count == 1 ? running[0] : running.Count == 0 ? nearest : null);
        if (!choice.IsOpen && StayPick.SaysOther(said.Text))
        {
            var others = live.FindAll(s => s != spoken && MayBeOther(s, live, said, nowUtc));
            return spoken is null ? Ask(choice, running, nowUtc)
                : others.Count == 0 ? new PickedStay(spoken, choice)
                : others is [var other] ? Take(choice, other, live, said, nowUtc, isAll: false) : Ask(choice, others, nowUtc);
        }

        if (choice.IsOpen)
        {
            var left = live.FindAll(s => choice.Stays.Contains(s.Id));
            left = left.Count == 0 ? running : left; // None of those that were asked about is theirs any more.
            return left.Count > 1 ? Ask(choice, left, nowUtc) : Take(choice, left.FirstOrDefault() ?? nearest!, live, said, nowUtc, isAll: false);
        }

        return spoken is not null ? new PickedStay(spoken, choice) : Ask(choice, running, nowUtc);
    }

    /// <summary>"The other flat" may be this one. In need that is one of now alone, and for whoever is in a house in danger, one in which they are too: else it is the neighbours'.</summary>
    private static bool MayBeOther(Stay stay, List<Stay> live, Saying said, DateTimeOffset nowUtc) => UrgencyOf(said) switch
    {
        Urgency.Calm => true,
        Urgency.Danger when live.Exists(s => s.CheckInUtc <= nowUtc) => stay.CheckInUtc <= nowUtc,
        _ => IsCurrent(stay, nowUtc),
    };

    private static Urgency UrgencyOf(Saying said) => Urgencies.Of(said.Text, TypedCode.None, known: true);

    /// <summary>What was quoted, or chosen before; a stay that is not one of now is none for whoever is in need. A mail says by what it answers which one it means, where nothing was chosen.</summary>
    private static Stay? Chosen(StayChoice choice, List<Stay> live, Saying said, List<Stay> running, DateTimeOffset nowUtc)
    {
        if (choice.IsOpen)
        {
            return null;
        }

        var isCalm = UrgencyOf(said) == Urgency.Calm;
        var answerable = live.Exists(s => s.CheckInUtc <= nowUtc) ? running : live; // Who is in a house now is spoken to of that, whatever they answer.
        return live.Find(s => s.Id == said.QuotedStayId && (IsCurrent(s, nowUtc) || isCalm))
            ?? live.Find(s => choice.IsOf(s, nowUtc) && (IsCurrent(s, nowUtc) || isCalm))
            ?? (answerable.FindAll(s => s.ReservationId == said.AnswersReservationId) is [var answered] ? answered : null);
    }

    private static PickedStay Ask(StayChoice choice, List<Stay> stays, DateTimeOffset nowUtc)
    {
        var listed = Live(stays, nowUtc);
        choice.Ask([.. listed.Select(s => s.Id)], nowUtc);
        return new PickedStay(Senders.Nearest(listed, nowUtc), choice, IsOpen: true);
    }

    /// <summary>This one is meant, unless a later word said another.</summary>
    private static PickedStay Take(StayChoice choice, Stay stay, List<Stay> live, Saying said, DateTimeOffset nowUtc, bool isAll) =>
        choice.Choose(stay.Id, stay.Reservation!.GuestVersion, said.WrittenUtc, UntilUtc(stay, nowUtc)) ? new PickedStay(stay, choice, OnlyPicks: isAll, IsNew: true)
        : new PickedStay(live.Find(s => choice.IsOf(s, nowUtc)) ?? stay, choice, OnlyPicks: isAll);

    private StayChoice Begin(ChannelKind channel, string address)
    {
        var choice = new StayChoice { Id = ids.Next(), Channel = channel, AddressHash = HashOf(channel, address) };
        db.StayChoices.Add(choice);
        return choice;
    }

    private string HashOf(ChannelKind channel, string address) => tokens.OfAddress($"{channel}:{address}");
}
