using Cendra.Domain.Conversations;
using Cendra.Lifecycle.Escalations;
using Cendra.Server.Console.Words;

namespace Cendra.Server.Console.Queries;

/// <summary>The lists of the inbox.</summary>
public enum InboxTab
{
    /// <summary>A person is called, a draft waits for one, or the guest waits for the person who has it.</summary>
    Waiting,

    /// <summary>Cendra answers and nobody is needed; what was said in the last two weeks.</summary>
    Cendra,

    /// <summary>Who looks has taken it over.</summary>
    Mine,

    /// <summary>Every conversation.</summary>
    All,
}

/// <summary>One conversation as a line. <paramref name="Snippet"/> is the last thing said, without digits of a code.</summary>
public sealed record InboxRow(
    Guid Id, string Name, string Snippet, string Place, IReadOnlyList<Chip> Chips, DateTimeOffset? WaitsSinceUtc, bool IsUrgent, DateTimeOffset LastUtc, string Zone);

/// <summary>One list with the number in each.</summary>
public sealed record InboxView(InboxTab Tab, IReadOnlyList<InboxRow> Rows, IReadOnlyDictionary<InboxTab, int> Counts)
{
    /// <summary>How many there are in the list; more than its rows where it was cut.</summary>
    public int Total => Counts[Tab];
}

/// <summary>Where a conversation stands.</summary>
public static class ConversationChips
{
    /// <summary>The chips of a conversation with the escalations of it that are open and the last thing that was said.</summary>
    public static IReadOnlyList<Chip> Of(Conversation conversation, IReadOnlyList<Escalation> open, Message? last, bool hasDraft = false)
    {
        var state = StateOf(conversation, [.. open.Where(EscalationEnds.WaitsForPerson)], last, hasDraft);
        return conversation.ReservationId is null ? [state, new Chip("Unknown sender", "info", "circle-question-mark")] : [state];
    }

    /// <summary>A person has it and the guest wrote after that person last did.</summary>
    public static bool GuestWaits(Conversation conversation) =>
        conversation is { HumanSinceUtc: not null, LastInboundUtc: { } guest } && (conversation.LastHumanUtc is not { } person || guest > person);

    private static Chip StateOf(Conversation conversation, IReadOnlyList<Escalation> open, Message? last, bool hasDraft) => last switch
    {
        _ when hasDraft && open.All(e => e.AcknowledgedUtc is not null || e.Cause.StartsWith(EscalationEnds.Draft, StringComparison.Ordinal)) => new("Draft to approve", "ember", "pencil"),
        _ when open.Any(e => e.AcknowledgedUtc is null) || GuestWaits(conversation) => new("Needs you", "blocked", "hand"),
        _ when conversation.HumanSinceUtc is not null || open.Count > 0 => new("Person has it", "", "user"),
        { Direction: MessageDirection.Inbound, State: MessageState.Queued or MessageState.Sending } => new("Answering", "planned", "clock"),
        null or { Direction: MessageDirection.Inbound } => new("No reply needed", "ready", "check"),
        { State: MessageState.Failed } => new("Not delivered", "blocked", "octagon-x"),
        { State: MessageState.Held } => new("Held back", "risk", "hourglass"),
        { State: MessageState.Queued or MessageState.Sending } => new("Queued", "planned", "clock"),
        _ => conversation.LastInboundUtc is null ? new("No reply needed", "ready", "check") : new("Answered", "ready", "check"),
    };
}
