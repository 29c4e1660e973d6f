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
    public Guid? IdentityId { get; init; }

    /// <summary>SHA-256 of the token in the link that this message carries, hex; empty = no link.</summary>
    public string LinkTokenHash { get; set; } = "";

    /// <summary>The guest it was written for, as <c>Reservation.GuestVersion</c> counts them: it never goes to another; 0 = nobody knows who writes.</summary>
    public int GuestVersion { get; init; }

    public MessageDirection Direction { get; init; }
    public MessageAuthor Author { get; init; }

    /// <summary>The account of the person who wrote it; null where no person did.</summary>
    public Guid? AuthorUserId { get; init; }

    /// <summary>What kind of message, a word of <see cref="MessageKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Unique: reservation, kind and occasion (guest version with PIN or window version), or the vendor's id of an inbound message.</summary>
    public required string DedupeKey { get; init; }

    /// <summary>The one way that a person chose for it; null = whichever works.</summary>
    public ChannelKind? Channel { get; init; }

    public string Body { get; set; } = "";

    /// <summary>The message that the guest quoted with this one; null = none, or one that is not known here.</summary>
    public Guid? QuotesId { get; init; }

    /// <summary>What an inbound message brought beside its text: the sender's word of a file ("image/jpeg"), or a <see cref="Conversations.Position"/>; empty = nothing.</summary>
    public string Attachment { get; init; } = "";

    /// <summary>What the digits were that the guest typed, where there were any that look like a code.</summary>
    public TypedCode Typed { get; init; }

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

    public int Version { get; set; }
    public List<MessageSecret> Secrets { get; } = [];
    public List<Delivery> Deliveries { get; } = [];
}

/// <summary>The kinds of message.</summary>
public static class MessageKinds
{
    /// <summary>What a guest writes.</summary>
    public const string FromGuest = "from-guest";

    /// <summary>A button of ours under a message, tapped: its words are what the tap means.</summary>
    public const string FromButton = "from-button";

    /// <summary>An emoji that a guest put on a message. Nothing is asked by it.</summary>
    public const string Reaction = "reaction";

    /// <summary>What a guest taps on the page of the stay. The link went to the address on file alone.</summary>
    public const string FromPage = "from-page";

    /// <summary>How to get in, before the stay.</summary>
    public const string PreArrival = "pre-arrival";

    /// <summary>The code or its times are others than those that were told.</summary>
    public const string CodeChanged = "code-changed";

    /// <summary>The stay is booked.</summary>
    public const string BookingConfirmed = "booking-confirmed";

    /// <summary>The times of the stay are others than those that were told, and no code was told yet.</summary>
    public const string TimeChanged = "time-changed";

    /// <summary>The evening before check-out.</summary>
    public const string CheckOutReminder = "checkout-reminder";

    /// <summary>After check-out.</summary>
    public const string Thanks = "thanks";

    /// <summary>Cendra answers a guest.</summary>
    public const string Answer = "answer";

    /// <summary>Words for danger, which leave also while a person has the conversation.</summary>
    public const string Safety = "safety";

    /// <summary>Help at a locked door, which leaves also where a person has the conversation and did not write.</summary>
    public const string LockOutHelp = "lock-out-help";

    /// <summary>A person writes to a guest.</summary>
    public const string FromHost = "from-host";

    /// <summary>Six digits for whoever asks from another address, to the address on file.</summary>
    public const string OneTimeCode = "one-time-code";

    /// <summary>Another address proved itself, to the address on file.</summary>
    public const string AddressAdded = "address-added";

    /// <summary>A host is called.</summary>
    public const string HostCalled = "host-called";

    /// <summary>A host's morning: who arrives tonight and who would not get in.</summary>
    public const string HostDay = "host-day";

    /// <summary>Four hours before check-in a stay is not ready.</summary>
    public const string NotReady = "not-ready";
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
}

/// <summary>What typed digits have to do with doors.</summary>
public static class TypedCodeWords
{
    /// <summary>They are, or were taken for, the code of a door.</summary>
    public static bool IsOfDoor(this TypedCode typed) => typed is TypedCode.Match or TypedCode.NoMatch;
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

/// <summary>One way by which one message goes to one address. Its status only moves forward.</summary>
public sealed class Delivery
{
    public Guid Id { get; init; }
    public Guid MessageId { get; set; }
    public ChannelKind Channel { get; init; }
    public required string Address { get; init; }

    /// <summary>The provider's id; unique by channel once known.</summary>
    public string? ProviderId { get; set; }

    public DeliveryStatus Status { get; private set; }

    /// <summary>The status that programs outside were last told of; null = none yet, or nobody wants to know.</summary>
    public DeliveryStatus? AnnouncedStatus { get; set; }

    /// <summary>Whether the text goes as it is or as an approved template.</summary>
    public DeliveryForm Form { get; set; }

    public string ErrorCode { get; set; } = "";
    public string StatusText { get; set; } = "";
    public int Attempts { get; set; }
    public DateTimeOffset? NextAttemptUtc { get; set; }
    public DateTimeOffset CreatedUtc { get; init; }

    /// <summary>Keyed hash of the text as it left: what the provider holds is told by it from other messages to the same address.</summary>
    public string TextHash { get; set; } = "";

    /// <summary>When the provider was last asked to take it: what it holds from before cannot be this.</summary>
    public DateTimeOffset? RequestedUtc { get; set; }

    public DateTimeOffset? AcceptedUtc { get; set; }
    public DateTimeOffset? DeliveredUtc { get; set; }
    public DateTimeOffset? ReadUtc { get; set; }

    /// <summary>When the provider gave up its copy of the text, or said that it has none; null = it may have one.</summary>
    public DateTimeOffset? RedactedUtc { get; set; }

    public int Version { get; set; }

    /// <summary>No further news of it matters.</summary>
    public bool IsSettled => Status is DeliveryStatus.Read or DeliveryStatus.Failed;

    /// <summary>
    /// Moves forward and notes when; true when it moved. What arrived cannot fail any more, and what failed stays so: reports come twice and out of order.
    /// </summary>
    public bool Advance(DeliveryStatus to, DateTimeOffset nowUtc)
    {
        if (to <= Status || Status == DeliveryStatus.Failed || (to == DeliveryStatus.Failed && Status >= DeliveryStatus.Delivered))
        {
            return false;
        }

        Status = to;
        if (to is >= DeliveryStatus.Accepted and <= DeliveryStatus.Read)
        {
            AcceptedUtc ??= nowUtc;
            DeliveredUtc ??= to >= DeliveryStatus.Delivered ? nowUtc : null;
            ReadUtc ??= to == DeliveryStatus.Read ? nowUtc : null;
        }

        return true;
    }

    /// <summary>The provider was asked and never took it: it may be asked again.</summary>
    public void TakeBack()
    {
        if (Status != DeliveryStatus.OutcomeUnknown)
        {
            throw new InvalidOperationException($"A delivery that is {Status} cannot be taken back.");
        }

        Status = DeliveryStatus.Planned;
    }
}

/// <summary>In which form a text goes to a channel.</summary>
public enum DeliveryForm
{
    /// <summary>As it is.</summary>
    FreeText = 0,

    /// <summary>As an approved template with its places filled; WhatsApp takes nothing else outside 24 h after the guest's last message.</summary>
    Template = 1,
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
