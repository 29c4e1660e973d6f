namespace Cendra.Domain.Access;

/// <summary>
/// The field of a booking system in which a host wants to see the stay's code: what was written there, what was last read back, and what is to be done. Unique by stay and connection.
/// Digits do not stand here; what was read is known by its keyed hash.
/// </summary>
public sealed class CodeWriteBack
{
    public Guid Id { get; init; }
    public Guid StayId { get; init; }
    public Guid ConnectionId { get; init; }
    public CodeWriteBackState State { get; set; }

    /// <summary>The version of the stay's PIN that was last written; 0 = none.</summary>
    public int PinVersion { get; set; }

    /// <summary>Keyed hash of what the field held when it was last read; empty = it was empty or never read.</summary>
    public string FieldHash { get; set; } = "";

    /// <summary>When the field was last read and held what was written.</summary>
    public DateTimeOffset? ReadBackUtc { get; set; }

    /// <summary>When it is looked at next; null = nothing is due.</summary>
    public DateTimeOffset? DueAtUtc { get; set; }

    /// <summary>Attempts in a row that failed or were ignored.</summary>
    public int Failures { get; set; }

    /// <summary>Why it is not written, in words; empty = nothing is wrong.</summary>
    public string Trouble { get; set; } = "";

    public int Version { get; set; }
}

/// <summary>How far a code has come into a booking system's field.</summary>
public enum CodeWriteBackState
{
    /// <summary>Not written yet, or to be written anew.</summary>
    Due = 0,

    /// <summary>Sent; not read back yet.</summary>
    Sent = 1,

    /// <summary>Read back: the field holds the stay's code.</summary>
    Written = 2,

    /// <summary>A host changed the field to something that cannot be taken over; left alone until a host decides.</summary>
    Disputed = 3,

    /// <summary>The field is empty again: the stay is over or has no code.</summary>
    Cleared = 4,
}
