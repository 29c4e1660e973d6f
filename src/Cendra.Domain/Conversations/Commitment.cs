using Cendra.Domain.Audit;

namespace Cendra.Domain.Conversations;

/// <summary>
/// What somebody of the house promised a guest, until it is kept (done, and the guest told) or withdrawn (and the guest told). Unique by its dedupe key: the message that made it, what and
/// when. Its lines stand in the chain of the stay.
/// </summary>
public sealed class Commitment : Audited
{
    public Guid Id { get; init; }
    public Guid StayId { get; init; }

    /// <summary>The message in which it was promised; null where a person noted it by hand.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>Who promised: a person, or the agent.</summary>
    public MessageAuthor PromisedBy { get; init; }

    /// <summary>The account of the person; null where no person did.</summary>
    public Guid? PromisedByUserId { get; init; }

    public CommitmentKind Kind { get; init; }

    /// <summary>What was promised, in a host's words.</summary>
    public required string What { get; init; }

    /// <summary>The time of day that was promised, on the property's wall; null for other promises.</summary>
    public TimeOnly? TimeLocal { get; init; }

    /// <summary>When it matters: the guest would stand at a shut door, or wait for somebody.</summary>
    public DateTimeOffset MomentUtc { get; init; }

    public required string DedupeKey { get; init; }

    public CommitmentState State { get; private set; }

    /// <summary>When it was kept or withdrawn.</summary>
    public DateTimeOffset? SettledUtc { get; private set; }

    /// <summary>How it ended, in words; empty = it is open.</summary>
    public string Outcome { get; private set; } = "";

    /// <summary>When it is looked at next; null = not by itself any more.</summary>
    public DateTimeOffset? DueAtUtc { get; set; }

    public DateTimeOffset CreatedUtc { get; init; }

    public int Version { get; set; }

    /// <inheritdoc />
    public override string AuditStream => $"stay:{StayId:N}";

    /// <summary>First line of it.</summary>
    public void NoteMade(string actor) => Note(AuditKind.CommitmentMade, actor, $"Promised to the guest: {What}", Id);

    /// <summary>It ends; what has ended stays so.</summary>
    public void Settle(CommitmentState state, string actor, string outcome, DateTimeOffset nowUtc)
    {
        if (State == CommitmentState.Open && state != CommitmentState.Open)
        {
            (State, SettledUtc, Outcome, DueAtUtc) = (state, nowUtc, outcome, null);
            Note(AuditKind.CommitmentSettled, actor, $"{(state == CommitmentState.Kept ? "Promise kept" : "Promise withdrawn")}: {What}. {outcome}", Id);
        }
    }
}

/// <summary>What a promise is about.</summary>
public enum CommitmentKind
{
    /// <summary>Anything else; only a person can say that it was kept.</summary>
    Other = 0,

    /// <summary>To come earlier than check-in.</summary>
    CheckIn = 1,

    /// <summary>To leave later than check-out.</summary>
    CheckOut = 2,
}

/// <summary>Where a promise stands.</summary>
public enum CommitmentState
{
    /// <summary>Promised; not done, or the guest does not know yet.</summary>
    Open = 0,

    /// <summary>Done, and the guest was told.</summary>
    Kept = 1,

    /// <summary>Taken back, and the guest was told; or the stay was cancelled.</summary>
    Withdrawn = 2,
}
