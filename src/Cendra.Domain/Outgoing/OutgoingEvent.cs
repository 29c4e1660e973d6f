namespace Cendra.Domain.Outgoing;

/// <summary>
/// One word to a program outside about what became of a code or a message: what it will be told, until it took it. Unique by connection, subject and occasion, so that a state is
/// told once however often it is looked at. Never holds digits or what was written to a guest.
/// </summary>
public sealed class OutgoingEvent
{
    /// <summary>Also the <c>webhook-id</c> of every attempt, so that the other side can tell a repetition.</summary>
    public Guid Id { get; init; }

    /// <summary>Whom it is for.</summary>
    public Guid ConnectionId { get; init; }

    /// <summary>What happened, <c>code.active</c>, <c>message.delivered</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The code or message.</summary>
    public Guid SubjectId { get; init; }

    /// <summary>Which of the subject's changes this is.</summary>
    public required string Occasion { get; init; }

    /// <summary>The body as it is sent and signed, JSON.</summary>
    public required string Body { get; init; }

    public DateTimeOffset OccurredUtc { get; init; }

    /// <summary>When it is tried next; null = it is done with.</summary>
    public DateTimeOffset? DueAtUtc { get; set; }

    public int Attempts { get; set; }

    /// <summary>When the other side took it; null = not yet.</summary>
    public DateTimeOffset? DeliveredUtc { get; set; }

    /// <summary>When it was given up; null = it was not.</summary>
    public DateTimeOffset? GivenUpUtc { get; set; }

    /// <summary>Why the last attempt failed, in words; empty = it did not.</summary>
    public string Trouble { get; set; } = "";

    public int Version { get; set; }
}
