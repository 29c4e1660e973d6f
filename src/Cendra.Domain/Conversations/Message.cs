namespace Cendra.Domain.Conversations;

/// <summary>One message, in or out. Its text never holds digits of a code: those stand as tokens and become digits only at delivery.</summary>
public sealed class Message
{
    public Guid Id { get; init; }
    public Guid ConversationId { get; set; }
    public Guid? ReservationId { get; set; }
    public Guid? StayId { get; set; }
    public MessageDirection Direction { get; init; }
    public MessageAuthor Author { get; init; }

    /// <summary>What kind of message: <c>pre-arrival</c>, <c>code-changed</c>, <c>answer</c> …</summary>
    public required string Kind { get; init; }

    /// <summary>Unique: reservation, kind and occasion (guest version with PIN or window version), or the vendor's id of an inbound message.</summary>
    public required string DedupeKey { get; init; }

    public string Body { get; set; } = "";

    /// <summary>BCP 47.</summary>
    public string Language { get; set; } = "";

    public MessageState State { get; set; }

    /// <summary>Why it is held, failed or withdrawn, in words.</summary>
    public string StateText { get; set; } = "";

    /// <summary>Not before this moment.</summary>
    public DateTimeOffset? DueAtUtc { get; set; }

    public DateTimeOffset CreatedUtc { get; init; }
    public int Version { get; set; }
    public List<MessageSecret> Secrets { get; } = [];
    public List<Delivery> Deliveries { get; } = [];
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

/// <summary>One attempt to bring one message to one address. Its status only moves forward.</summary>
public sealed class Delivery
{
    public Guid Id { get; init; }
    public Guid MessageId { get; set; }
    public ChannelKind Channel { get; init; }
    public required string Address { get; init; }

    /// <summary>The provider's id; unique by channel once known.</summary>
    public string? ProviderId { get; set; }

    public DeliveryStatus Status { get; set; }
    public string ErrorCode { get; set; } = "";
    public string StatusText { get; set; } = "";
    public int Attempts { get; set; }
    public DateTimeOffset? NextAttemptUtc { get; set; }
    public DateTimeOffset CreatedUtc { get; init; }
    public DateTimeOffset? AcceptedUtc { get; set; }
    public DateTimeOffset? DeliveredUtc { get; set; }
    public DateTimeOffset? ReadUtc { get; set; }
    public int Version { get; set; }
}

/// <summary>How far a delivery came. The order of the numbers is the order in which it may move.</summary>
public enum DeliveryStatus
{
    /// <summary>Not tried yet.</summary>
    Planned = 0,

    /// <summary>Given to the provider; its answer is not known.</summary>
    OutcomeUnknown = 1,

    /// <summary>The provider took it.</summary>
    Accepted = 2,

    /// <summary>On its way.</summary>
    Sent = 3,

    /// <summary>On the guest's device.</summary>
    Delivered = 4,

    /// <summary>Opened.</summary>
    Read = 5,

    /// <summary>It will not arrive; the next channel is tried.</summary>
    Failed = 6,
}
