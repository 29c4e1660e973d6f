using Cendra.Domain.Portfolio;

namespace Cendra.Domain.Conversations;

/// <summary>One message, in or out. Its text never holds digits of a code: those stand as tokens and become digits only at delivery.</summary>
public sealed class Message
{
    public Guid Id { get; init; }

    /// <summary>Null for a message to a host.</summary>
    public Guid? ConversationId { get; set; }

    public Guid? ReservationId { get; set; }
    public Guid? StayId { get; set; }

    /// <summary>What a host is called for; null for messages of guests.</summary>
    public Guid? EscalationId { get; set; }

    /// <summary>The host whom this message calls; null for messages of guests.</summary>
    public Guid? HostContactId { get; set; }

    /// <summary>The address that proved itself by a one-time code, from which it was written or to which it answers; null = the address on file, or a sender whom nobody knows.</summary>
    public Guid? IdentityId { get; set; }

    /// <summary>Of an inbound one: its sender has several stays, and this row holds which of them they speak of; null = there was nothing to choose.</summary>
    public Guid? StayChoiceId { get; set; }

    /// <summary>It is not known yet of which stay it speaks: it is answered when the guest has said it.</summary>
    public bool AwaitsChoice { get; set; }

    /// <summary>Keyed hash of the addresses on file for which it was last written; empty = it was not yet.</summary>
    public string AddressesHash { get; set; } = "";

    /// <summary>SHA-256 of the token in the link that this message carries, hex; empty = no link.</summary>
    public string LinkTokenHash { get; set; } = "";

    /// <summary>The guest it was written for, as <c>Reservation.GuestVersion</c> counts them: it never goes to another; 0 = nobody knows who writes.</summary>
    public int GuestVersion { get; set; }

    public MessageDirection Direction { get; init; }
    public MessageAuthor Author { get; init; }

    /// <summary>The account of the person who wrote it, or who sent a draft of Cendra's as it was; null where no person did.</summary>
    public Guid? AuthorUserId { get; set; }

    /// <summary>When a person sent a draft of Cendra's as it was; null = it was none, or nobody did.</summary>
    public DateTimeOffset? ApprovedUtc { get; set; }

    /// <summary>Of a draft: the time of the stay that is moved when a person sends it; null = none is.</summary>
    public TimeChangeKind? Moves { get; set; }

    /// <summary>To when, on the property's wall.</summary>
    public TimeOnly? MovesToLocal { get; set; }

    /// <summary>What kind of message, a word of <see cref="MessageKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Unique: reservation, kind and occasion (guest version with PIN or window version), or the vendor's id of an inbound message.</summary>
    public required string DedupeKey { get; init; }

    /// <summary>The one way that a person chose for it; null = whichever works.</summary>
    public ChannelKind? Channel { get; init; }

    public string Body { get; set; } = "";

    /// <summary>The message that the guest quoted with this one; null = none, or one that is not known here.</summary>
    public Guid? QuotesId { get; init; }

    /// <summary>Of a mail that came in: its Message-ID, which an answer names; empty = it is none, or has none.</summary>
    public string MailId { get; init; } = "";

    /// <summary>Of a mail that came in: its subject without codes; empty = none.</summary>
    public string Subject { get; init; } = "";

    /// <summary>What an inbound message brought beside its text: the sender's word of a file ("image/jpeg"), or a <see cref="Conversations.Position"/>; empty = nothing.</summary>
    public string Attachment { get; init; } = "";

    /// <summary>What the digits were that the guest typed, where there were any that look like a code.</summary>
    public TypedCode Typed { get; set; }

    /// <summary>BCP 47.</summary>
    public string Language { get; set; } = "";

    public MessageState State { get; set; }

    /// <summary>Why it is held, failed or withdrawn, in words.</summary>
    public string StateText { get; set; } = "";

    /// <summary>Not before this moment.</summary>
    public DateTimeOffset? DueAtUtc { get; set; }

    public DateTimeOffset CreatedUtc { get; init; }
    /// <summary>The window that its text names; null = none.</summary>
    public DateTimeOffset? ToldFromUtc { get; set; }

    public DateTimeOffset? ToldUntilUtc { get; set; }

    /// <summary>When a provider first took it; null = not yet.</summary>
    public DateTimeOffset? SentUtc { get; set; }

    /// <summary>Of an inbound one: when the provider gave up its copy of the text; null = it may have one.</summary>
    public DateTimeOffset? RedactedUtc { get; set; }

    /// <summary>A person wrote it, or sent it as Cendra had written it.</summary>
    public bool IsByPerson => Author == MessageAuthor.Host || ApprovedUtc is not null;

    public int Version { get; set; }
    public List<MessageSecret> Secrets { get; } = [];
    public List<Delivery> Deliveries { get; } = [];
}

/// <summary>What the digits in a guest's message are. The text itself holds <c>[[typed]]</c> in their place.</summary>
public enum TypedCode
{
    /// <summary>No digits that are a PIN of a door of this stay.</summary>
    None = 0,

    /// <summary>The code that this guest was told and that holds.</summary>
    Match = 1,

    /// <summary>A PIN that is not this guest's code now: an older one, or one of somebody else. Which of them is never said.</summary>
    NoMatch = 2,

    /// <summary>The one-time code that makes the address it came from one of this stay's.</summary>
    OneTime = 3,

    /// <summary>Of somebody unknown: six digits that prove nothing, whether or not there was a code to type.</summary>
    NoProof = 4,

    /// <summary>Of somebody unknown: what looks like the number of a booking or of a telephone, whether or not there is such a booking.</summary>
    Reference = 5,

    /// <summary>This guest's code with two digits the wrong way round.</summary>
    Swapped = 6,

    /// <summary>This guest's code with one other digit.</summary>
    OneOther = 7,

    /// <summary>This guest's code without one of its digits.</summary>
    OneMissing = 8,

    /// <summary>This guest's code with one digit too many.</summary>
    OneTooMany = 9,
}

/// <summary>What typed digits have to do with doors.</summary>
public static class TypedCodeWords
{
    /// <summary>They are, or were taken for, the code of a door.</summary>
    public static bool IsOfDoor(this TypedCode typed) => typed == TypedCode.Match || typed.IsWrong();

    /// <summary>They were meant for a door and are not its code.</summary>
    public static bool IsWrong(this TypedCode typed) => typed is TypedCode.NoMatch or TypedCode.Swapped or TypedCode.OneOther or TypedCode.OneMissing or TypedCode.OneTooMany;
}

/// <summary>Who a message goes to.</summary>
public enum MessageDirection
{
    /// <summary>From the guest.</summary>
    Inbound = 0,

    /// <summary>To the guest.</summary>
    Outbound = 1,
}

/// <summary>Who wrote a message.</summary>
public enum MessageAuthor
{
    /// <summary>The guest or a companion.</summary>
    Guest = 0,

    /// <summary>A person of the house.</summary>
    Host = 1,

    /// <summary>A template, without a model.</summary>
    Template = 2,

    /// <summary>The agent.</summary>
    Agent = 3,
}

/// <summary>Where a message stands.</summary>
public enum MessageState
{
    /// <summary>Stored; for an inbound one: to be answered.</summary>
    Queued = 0,

    /// <summary>Leaving: a claim is on it.</summary>
    Sending = 1,

    /// <summary>A provider accepted it.</summary>
    Sent = 2,

    /// <summary>Stopped on purpose; the text says by what and where the switch is.</summary>
    Held = 3,

    /// <summary>No channel took it; a host is told.</summary>
    Failed = 4,

    /// <summary>Its reason went away before it left.</summary>
    Withdrawn = 5,

    /// <summary>An inbound one that was answered or handed over.</summary>
    Answered = 6,

    /// <summary>Written by Cendra for a person, who sends it, changes it or throws it away; it never leaves by itself.</summary>
    Draft = 7,
}

/// <summary>The grant of one secret to one message: which token stands for which version of what, and by which decision. Unique by message and token.</summary>
public sealed class MessageSecret
{
    public Guid Id { get; init; }
    public Guid MessageId { get; set; }

    /// <summary>The token in the text, without brackets: <c>code:K7Q2</c>.</summary>
    public required string Token { get; init; }

    /// <summary>What it stands for: <c>code</c>, <c>wifi</c>, <c>lockbox</c>, <c>alarm</c>.</summary>
    public required string SecretKind { get; init; }

    public Guid? StayPinId { get; set; }
    public Guid? SubjectId { get; set; }

    /// <summary>The decision that allowed the grant, in words.</summary>
    public string Decision { get; set; } = "";

    public DateTimeOffset GrantedUtc { get; init; }

    /// <summary>When digits took the token's place on their way out; null = never.</summary>
    public DateTimeOffset? LeftUtc { get; set; }
}
