namespace Cendra.Simulator.State;

/// <summary>An access code as Seam knows it, with the moments at which Seam will do something about it.</summary>
internal sealed class CodeState
{
    public required string AccessCodeId { get; set; }

    public required string DeviceId { get; set; }

    public required string Name { get; set; }

    /// <summary>Null until the lock has chosen it.</summary>
    public string? Digits { get; set; }

    /// <summary>unset, setting, set or removing; unknown is only shown while the account is cut off.</summary>
    public required string Status { get; set; }

    public DateTimeOffset? StartsAtUtc { get; set; }

    public DateTimeOffset? EndsAtUtc { get; set; }

    public required DateTimeOffset CreatedAtUtc { get; set; }

    public bool IsManaged { get; set; } = true;

    /// <summary>A spare of the lock's pool.</summary>
    public bool IsBackup { get; set; }

    /// <summary>The spare that took this code's place.</summary>
    public string? PulledBackupId { get; set; }

    public bool IsOffline { get; set; }

    public bool IsOneTime { get; set; }

    public bool IsExternalModificationAllowed { get; set; }

    /// <summary>The lock gets the times with the code and keeps them itself.</summary>
    public bool IsNative { get; set; }

    public bool IsScheduledOnDevice { get; set; }

    /// <summary>When the code ought to work (or, just in time, be put on the lock); null once that moment was handled.</summary>
    public DateTimeOffset? BeginsAtUtc { get; set; }

    /// <summary>When Seam talks to the lock next; counts only while the lock can be reached.</summary>
    public DateTimeOffset? AttemptAtUtc { get; set; }

    /// <summary>When the lock's own choice of digits arrives.</summary>
    public DateTimeOffset? AssignAtUtc { get; set; }

    /// <summary>When Seam calls an unfinished operation late.</summary>
    public DateTimeOffset? DelayNoticeAtUtc { get; set; }

    /// <summary>When removal was begun.</summary>
    public DateTimeOffset? RemovalBegunAtUtc { get; set; }

    /// <summary>The code was moved to a later time and a lock that keeps no times must give it up until then.</summary>
    public bool MustLeaveLock { get; set; }

    public UpdateState? Update { get; set; }

    public List<ProblemState> Errors { get; set; } = [];

    public List<ProblemState> Warnings { get; set; } = [];

    public bool IsTimeBound => EndsAtUtc is not null;

    public bool IsRemoving => Status == "removing";
}

/// <summary>A change asked for that the lock does not hold yet.</summary>
internal sealed class UpdateState
{
    public required DateTimeOffset AskedAtUtc { get; set; }

    public string? Name { get; set; }

    public string? Digits { get; set; }

    public bool ChangesTimes { get; set; }

    public DateTimeOffset? StartsAtUtc { get; set; }

    public DateTimeOffset? EndsAtUtc { get; set; }
}

/// <summary>One entry of a code's errors or warnings.</summary>
internal sealed class ProblemState
{
    public required string Code { get; set; }

    public required string Message { get; set; }

    public required DateTimeOffset CreatedAtUtc { get; set; }

    /// <summary>modified or removed, for conflicting_external_modification.</summary>
    public string? ChangeType { get; set; }

    public string? FromDigits { get; set; }

    public string? ToDigits { get; set; }

    /// <summary>The other code, for duplicate_code_on_device.</summary>
    public string? OtherCodeId { get; set; }

    public bool OtherIsManaged { get; set; }
}
