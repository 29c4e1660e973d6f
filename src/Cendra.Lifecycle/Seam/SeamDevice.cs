using System.Diagnostics.CodeAnalysis;

namespace Cendra.Lifecycle.Seam;

/// <summary>
/// A device of the workspace; not every one is a lock. A capability flag is true = works now, false = there but not functional, null = not supported.
/// <see cref="CanProgramOnlineAccessCodes"/> stays true while the device is merely offline: look at <see cref="SeamDeviceProperties.Online"/> and the errors as well.
/// </summary>
public sealed record SeamDevice
{
    /// <summary>Seam's id.</summary>
    public required string DeviceId { get; init; }

    /// <summary>E.g. <c>schlage_lock</c>.</summary>
    public string? DeviceType { get; init; }

    /// <summary>The account of the lock's maker through which it is reached.</summary>
    public string? ConnectedAccountId { get; init; }

    /// <summary>The name in the maker's app.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The name given in Seam.</summary>
    public string? Nickname { get; init; }

    /// <summary>Codes can be written now (see the class about offline).</summary>
    public bool? CanProgramOnlineAccessCodes { get; init; }

    /// <summary>Codes can be computed without reaching the lock.</summary>
    public bool? CanProgramOfflineAccessCodes { get; init; }

    /// <summary>Can be unlocked from afar.</summary>
    public bool? CanRemotelyUnlock { get; init; }

    /// <summary>Can be locked from afar.</summary>
    public bool? CanRemotelyLock { get; init; }

    /// <summary>Has a keypad that works.</summary>
    public bool? CanUnlockWithCode { get; init; }

    /// <summary>Where it is.</summary>
    public SeamDeviceLocation? Location { get; init; }

    /// <summary>State and limits.</summary>
    [AllowNull]
    public SeamDeviceProperties Properties { get; init => field = value ?? new SeamDeviceProperties(); } = new();

    /// <summary>Faults of the device or of its account.</summary>
    [AllowNull]
    public IReadOnlyList<SeamProblem> Errors { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Odd but not broken.</summary>
    [AllowNull]
    public IReadOnlyList<SeamProblem> Warnings { get; init => field = value.OrEmpty(); } = [];

    /// <summary>When Seam first saw it, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Id and type.</summary>
    public override string ToString() => $"SeamDevice {DeviceId} ({DeviceType})";
}

/// <summary>Place of a device.</summary>
public sealed record SeamDeviceLocation
{
    /// <summary>IANA zone of the lock; some makers do not report it.</summary>
    public string? TimeZone { get; init; }
}
