using System.Diagnostics.CodeAnalysis;

namespace Cendra.Lifecycle.Seam;

/// <summary>A code on a lock as Seam knows it: managed, unmanaged (made without Seam) or a backup. Every field but the ids may be absent.</summary>
public sealed record SeamAccessCode
{
    /// <summary>Seam's id. A UUID at Seam, any text at other servers.</summary>
    public required string AccessCodeId { get; init; }

    /// <summary>The lock that it belongs to.</summary>
    public required string DeviceId { get; init; }

    /// <summary>The name given at creation. Names of backup codes hold the digits: never print it, compare it.</summary>
    public string? Name { get; init; }

    /// <summary>The digits; null while the lock has not chosen them (<see cref="IsWaitingForCodeAssignment"/>).</summary>
    public SeamDigits? Code
    {
        get;
        init => field = value is { IsEmpty: false } ? value : null;
    }

    /// <summary><c>time_bound</c> or <c>ongoing</c>.</summary>
    public string? Type { get; init; }

    /// <summary><c>unset</c>, <c>setting</c>, <c>set</c>, <c>removing</c> or <c>unknown</c>. Stays <c>unset</c> until the start even when the lock holds the code already.</summary>
    public string? Status { get; init; }

    /// <summary>When the code starts to open, UTC.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>When the code stops to open, UTC.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>When Seam took it, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>What is wrong, including the faults of the device and of the account.</summary>
    [AllowNull]
    public IReadOnlyList<SeamProblem> Errors { get; init => field = value.OrEmpty(); } = [];

    /// <summary>What is odd but not broken.</summary>
    [AllowNull]
    public IReadOnlyList<SeamProblem> Warnings { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Changes that Seam accepted and the lock has not confirmed: an update is done when its entry is gone. Servers without this field leave it empty.</summary>
    [AllowNull]
    public IReadOnlyList<SeamMutation> PendingMutations { get; init => field = value.OrEmpty(); } = [];

    /// <summary>False = made without Seam. Null on servers that do not say.</summary>
    public bool? IsManaged { get; init; }

    /// <summary>True = a spare out of Seam's pool.</summary>
    public bool? IsBackup { get; init; }

    /// <summary>A spare stands ready for this code.</summary>
    public bool? IsBackupAccessCodeAvailable { get; init; }

    /// <summary>The spare that took this code's place.</summary>
    public string? PulledBackupAccessCodeId { get; init; }

    /// <summary>The lock keeps the times itself and holds the code already, although the status may say <c>unset</c>.</summary>
    public bool? IsScheduledOnDevice { get; init; }

    /// <summary>The lock's maker has not chosen the digits yet.</summary>
    public bool? IsWaitingForCodeAssignment { get; init; }

    /// <summary>Computed without the lock: can be neither changed nor revoked.</summary>
    public bool? IsOfflineAccessCode { get; init; }

    /// <summary>Opens once.</summary>
    public bool? IsOneTimeUse { get; init; }

    /// <summary>Id, lock, status and window; neither name nor digits.</summary>
    public override string ToString() => $"SeamAccessCode {AccessCodeId} on {DeviceId}: {Status}, {StartsAt:u} to {EndsAt:u}";
}

/// <summary>One change on its way to the lock.</summary>
public sealed record SeamMutation
{
    /// <summary><c>creating</c>, <c>deferring_creation</c>, <c>updating_code</c>, <c>updating_name</c>, <c>updating_time_frame</c>, <c>deleting</c> or newer.</summary>
    public string? MutationCode { get; init; }

    /// <summary>When it was asked for, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When Seam will begin, UTC; only with <c>deferring_creation</c>.</summary>
    public DateTimeOffset? ScheduledAt { get; init; }

    /// <summary>What the lock has now.</summary>
    public SeamMutationSide? From { get; init; }

    /// <summary>What the lock shall have.</summary>
    public SeamMutationSide? To { get; init; }
}

/// <summary>The fields that a mutation touches; the others are null.</summary>
public sealed record SeamMutationSide
{
    /// <summary>Start, UTC.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>End, UTC.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Digits.</summary>
    public SeamDigits? Code { get; init; }
}
