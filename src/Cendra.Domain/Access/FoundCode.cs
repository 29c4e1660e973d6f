using Cendra.Domain.Audit;

namespace Cendra.Domain.Access;

/// <summary>
/// One code that stood on a lock when everything on it was listed. Unique by lock and the vendor's id. Rows stay when the code is gone: "who could open this door,
/// and since when" must have an answer.
/// </summary>
public sealed class FoundCode : Audited
{
    public Guid Id { get; init; }
    public Guid LockId { get; set; }

    /// <summary>The vendor's id of it.</summary>
    public required string SeamAccessCodeId { get; init; }

    /// <summary>The name at the lock.</summary>
    public string NameOnLock { get; set; } = "";

    public FoundCodeKind Kind { get; set; }

    /// <summary>Made through the vendor; false = made at the lock or in its app.</summary>
    public bool IsManaged { get; set; }

    /// <summary>Cendra's code behind it; of an unknown one that whose digits it has. Null = none.</summary>
    public Guid? AccessCodeId { get; set; }

    /// <summary>Keyed hash of the digits where they can be read: no stay gets the same digits there while it stands.</summary>
    public string? PinHash { get; set; }

    /// <summary>Nobody here made it, and it opens with digits that somebody who left was told.</summary>
    public bool HasFormerDigits => Kind == FoundCodeKind.Unknown && AccessCodeId is not null;

    /// <summary>Its window at the lock; null = open on that side.</summary>
    public DateTimeOffset? FromUtc { get; set; }

    public DateTimeOffset? UntilUtc { get; set; }

    public DateTimeOffset FirstSeenUtc { get; init; }
    public DateTimeOffset LastSeenUtc { get; set; }

    /// <summary>Since when a list that could be read no longer holds it; null = it stands there.</summary>
    public DateTimeOffset? GoneUtc { get; set; }

    public FoundCodeDecision Decision { get; set; }
    public DateTimeOffset? DecidedUtc { get; set; }

    /// <summary>Whose it is, as a host wrote; empty = nobody said.</summary>
    public string OwnerName { get; set; } = "";

    /// <summary>Until when a host wants it kept; mandatory for what is kept.</summary>
    public DateTimeOffset? KeepUntilUtc { get; set; }

    public int Version { get; set; }

    /// <inheritdoc />
    public override string AuditStream => $"lock:{LockId:N}";

    /// <summary>Leaves a line in the lock's chain.</summary>
    public void NoteThat(AuditKind kind, string actor, string what) => Note(kind, actor, what, Id);
}

/// <summary>Whose code it is.</summary>
public enum FoundCodeKind
{
    /// <summary>A stay's code that should stand there.</summary>
    Stay = 0,

    /// <summary>A code of staff that should stand there.</summary>
    Staff = 1,

    /// <summary>A spare code of the vendor's pool.</summary>
    Backup = 2,

    /// <summary>A code of Cendra's that should be gone: the door may open for somebody who left.</summary>
    Ghost = 3,

    /// <summary>Made elsewhere; nobody here knows for whom.</summary>
    Unknown = 4,
}

/// <summary>What a host decided about a found code.</summary>
public enum FoundCodeDecision
{
    /// <summary>Nothing yet.</summary>
    None = 0,

    /// <summary>It has an owner and an end and stays until then.</summary>
    Kept = 1,

    /// <summary>It is to be taken off; the door may open with it until it is read back as gone.</summary>
    Remove = 2,
}
