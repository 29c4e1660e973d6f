using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Cendra.Messaging.Hosts;
using Cendra.Server.Console.Words;

namespace Cendra.Server.Console.Queries;

/// <summary>A file of a guest's message, without its bytes. <paramref name="Kind"/> is "picture", "recording" or "film"; null = one that is not kept here.</summary>
public sealed record LineFile(Guid Id, string? Kind, GuestFileState State);

/// <summary>An article that an answer rests on. <paramref name="ArticleId"/> is null where who looks does not see it; <paramref name="Standing"/> says since when it is as it was read.</summary>
public sealed record LineSource(Guid? ArticleId, string Question, string Standing, string Why);

/// <summary>One message of a conversation. Its parts hold no digits of a code.</summary>
public sealed record ConversationLine
{
    public required Guid Id { get; init; }
    public required MessageAuthor Author { get; init; }

    /// <summary>First name of the guest, "Cendra", or the person's name.</summary>
    public required string AuthorName { get; init; }

    /// <summary>What kind of text; empty for people.</summary>
    public required string Kind { get; init; }

    public required DateTimeOffset AtUtc { get; init; }

    /// <summary>In which language, in words; empty = not known.</summary>
    public required string Language { get; init; }

    public required IReadOnlyList<SpokenPart> Parts { get; init; }

    /// <summary>Of a guest's mail: its subject; empty = it has none, or is no mail.</summary>
    public string Subject { get; init; } = "";

    /// <summary>It is planned and put together when it leaves: there is nothing to read yet.</summary>
    public bool IsToCome { get; init; }

    /// <summary>A guest wrote it by mail.</summary>
    public bool IsMail { get; init; }

    /// <summary>The beginning of what the guest quoted; empty = nothing.</summary>
    public string Quoted { get; init; } = "";

    /// <summary>What came beside the text, in the sender's word.</summary>
    public required string Attachment { get; init; }

    /// <summary>Pictures and recordings that came with it.</summary>
    public IReadOnlyList<LineFile> Files { get; init; } = [];

    /// <summary>What the digits were that the guest typed.</summary>
    public TypedCode Typed { get; init; }

    /// <summary>How far it came; null for the guest's.</summary>
    public MessageFacts? Facts { get; init; }

    /// <summary>Why a guest's message got no answer; empty = it got one, or waits for it.</summary>
    public string Note { get; init; } = "";

    /// <summary>How it came to be; null where no record was kept.</summary>
    public AgentTurn? Why { get; init; }

    /// <summary>An answer that Cendra made, of which a test case can be kept.</summary>
    public bool IsOfCendra => Why is not null && (Author is MessageAuthor.Agent or MessageAuthor.Template);

    /// <summary>It was kept as a test case.</summary>
    public bool IsKept { get; init; }

    /// <summary>The articles it rests on.</summary>
    public IReadOnlyList<LineSource> Sources { get; init; } = [];

    /// <summary>What it says in the host's language; empty = it is in it, or was not translated.</summary>
    public IReadOnlyList<SpokenPart> Translation { get; init; } = [];
}

/// <summary>An answer that Cendra wrote and that waits for a person.</summary>
public sealed record ConversationDraft
{
    public required Guid Id { get; init; }

    /// <summary>As it reads; no digits of a code.</summary>
    public required IReadOnlyList<SpokenPart> Parts { get; init; }

    /// <summary>As a person may change it: codes and secrets stand as their places.</summary>
    public required string Words { get; init; }

    /// <summary>BCP 47.</summary>
    public required string Language { get; init; }

    public required DateTimeOffset WrittenUtc { get; init; }

    /// <summary>What sending it does beside: "move check-out to 13:00"; empty = nothing.</summary>
    public required string Moves { get; init; }

    /// <summary>What it says in the host's language; empty = it is in it, or was not translated.</summary>
    public IReadOnlyList<SpokenPart> Translation { get; init; } = [];

    /// <summary>How it came to be, and why a person decides.</summary>
    public AgentTurn? Why { get; init; }

    /// <summary>The articles it rests on.</summary>
    public IReadOnlyList<LineSource> Sources { get; init; } = [];
}

/// <summary>An escalation of a conversation that is open: what is known, and what Cendra tried before it called.</summary>
public sealed record ConversationAlarm(Guid Id, EscalationPriority Priority, string Title, string TakenBy, string Text, IReadOnlyList<string> Tried);

/// <summary>What the panel beside a conversation says of the stay.</summary>
public sealed record StayBrief(
    Guid Id, string Place, string Zone, DateTimeOffset? CheckInUtc, DateTimeOffset? CheckOutUtc, DateOnly CheckInLocal, DateOnly CheckOutLocal, string Guests, Readiness Readiness,
    string WorstReason, IReadOnlyList<DoorFacts> Doors, MessageFacts? EntryMessage)
{
    /// <summary>What was promised and is neither kept nor withdrawn.</summary>
    public IReadOnlyList<PromiseFacts> OpenPromises { get; init; } = [];
}

/// <summary>Who writes from one address, as far as it is proven. <paramref name="Revocable"/> is the address that a host can take back; null = it is that of the booking, or nobody's.</summary>
public sealed record IdentityFact(string Words, Guid? Revocable);

/// <summary>One conversation as its page shows it.</summary>
public sealed record ConversationView
{
    public required Guid Id { get; init; }

    /// <summary>The guest's name, or the masked address of a sender whom nobody knows.</summary>
    public required string Name { get; init; }

    /// <summary>Channels with their masked addresses, and the language.</summary>
    public required string Ways { get; init; }

    /// <summary>Who writes, as far as it is proven, one for each address.</summary>
    public required IReadOnlyList<IdentityFact> Identity { get; init; }

    public required IReadOnlyList<ConversationLine> Lines { get; init; }

    /// <summary>Earlier messages are not among the lines.</summary>
    public bool IsCut { get; init; }

    public required IReadOnlyList<Chip> Chips { get; init; }
    public required IReadOnlyList<ConversationAlarm> Alarms { get; init; }

    /// <summary>Something in it is in another language than the host's and was not translated yet.</summary>
    public bool MayTranslate { get; init; }

    /// <summary>What waits for a person to send it; null = nothing does.</summary>
    public ConversationDraft? Draft { get; init; }

    /// <summary>Until when WhatsApp takes free text; null where the guest has no WhatsApp here.</summary>
    public DateTimeOffset? WhatsAppUntilUtc { get; init; }

    /// <summary>The address that proved itself and wrote last, to which a person's answer goes; empty = it goes to that of the booking.</summary>
    public string AnswersTo { get; init; } = "";

    /// <summary>That address; null = that of the booking.</summary>
    public Guid? AnswersToId { get; init; }

    /// <summary>What the answer may begin with where a person is called; null = nobody is.</summary>
    public ReplyHint? Hint { get; init; }

    /// <summary>The ways that lead to the guest's addresses in the booking, the one that is tried first before the others: a person may choose one of them. Empty = the answer goes to another address.</summary>
    public IReadOnlyList<ChannelKind> Choices { get; init; } = [];

    /// <summary>The ways on which the guest wants no messages, in words; none for most.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>Since when a person answers; null = Cendra does.</summary>
    public DateTimeOffset? HumanSinceUtc { get; init; }

    public Guid? HumanUserId { get; init; }

    /// <summary>Who answers; empty = Cendra.</summary>
    public string HumanName { get; init; } = "";

    /// <summary>Null while nobody knows who writes.</summary>
    public StayBrief? Stay { get; init; }

    /// <summary>IANA zone of the times shown.</summary>
    public required string Zone { get; init; }
}
