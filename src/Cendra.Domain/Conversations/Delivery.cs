namespace Cendra.Domain.Conversations;

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
    /// <summary>How often a call was cut off and nobody could say what became of it.</summary>
    public int UnknownOutcomes { get; private set; }

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

    /// <summary>The provider was asked and is not known to have it: it may be asked again. <paramref name="mayHaveArrived"/>: nobody can say that it did not take it.</summary>
    public void TakeBack(bool mayHaveArrived = false)
    {
        if (Status != DeliveryStatus.OutcomeUnknown)
        {
            throw new InvalidOperationException($"A delivery that is {Status} cannot be taken back.");
        }

        Status = DeliveryStatus.Planned;
        UnknownOutcomes += mayHaveArrived ? 1 : 0;
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
