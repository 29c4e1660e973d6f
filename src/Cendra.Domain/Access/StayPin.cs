using Cendra.Domain.Stays;

namespace Cendra.Domain.Access;

/// <summary>
/// One PIN of one stay. Cendra chooses one for all doors of the stay and keeps it (sticky); a lock that chooses its own PIN adds one for itself.
/// Unique by stay and version.
/// </summary>
public sealed class StayPin
{
    public Guid Id { get; init; }
    public Guid StayId { get; set; }
    public Stay? Stay { get; set; }

    /// <summary>Counts the PINs of this stay, from 1.</summary>
    public int PinVersion { get; init; }

    public PinSource Source { get; init; }

    /// <summary>The lock that chose it; null when Cendra chose it for all doors.</summary>
    public Guid? ChosenByLockId { get; init; }

    /// <summary>Null until the lock that chooses has told it.</summary>
    public SealedPin? Sealed { get; set; }

    /// <summary>When it was first told to the guest; from then on it changes only for the reasons of promise P4.</summary>
    public DateTimeOffset? ToldUtc { get; set; }

    /// <summary>When a program first read it through the API; from then on people may know it of whom Cendra does not, which is not that the guest was told.</summary>
    public DateTimeOffset? ReadByProgramUtc { get; set; }

    /// <summary>When a later version took its place; its codes are taken off after the successor is on the lock and told.</summary>
    public DateTimeOffset? ReplacedUtc { get; set; }

    /// <summary>Why it was replaced, in words.</summary>
    public string ReplacedBecause { get; set; } = "";

    public DateTimeOffset CreatedUtc { get; init; }
}

/// <summary>Who chose a PIN.</summary>
public enum PinSource
{
    /// <summary>Cendra, with a cryptographic generator.</summary>
    Cendra = 0,

    /// <summary>The lock; only read back, never wished for.</summary>
    Lock = 1,

    /// <summary>A host typed it.</summary>
    Host = 2,

    /// <summary>Seam's backup pool.</summary>
    BackupPool = 3,
}

/// <summary>
/// Claims a PIN on a lock for one stay, so that no other stay can get it there: unique by lock and hash. It outlives the code until <see cref="FreeAfterUtc"/>.
/// </summary>
public sealed class PinHold
{
    public Guid Id { get; init; }
    public Guid LockId { get; set; }

    /// <summary>Keyed hash of the digits.</summary>
    public required string PinHash { get; init; }

    public Guid StayId { get; set; }

    /// <summary>Null while the code lives or its end is unproven; else 30 days after the proven end.</summary>
    public DateTimeOffset? FreeAfterUtc { get; set; }
}
