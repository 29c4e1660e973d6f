namespace Cendra.Domain.Access;

/// <summary>What the vendor said about a code at one moment, in Cendra's words. Unknown is never gone.</summary>
/// <param name="Presence">Where the code is.</param>
/// <param name="FromUtc">Programmed start, if told.</param>
/// <param name="UntilUtc">Programmed end, if told.</param>
/// <param name="WindowChangePending">The vendor has not finished a change of the window.</param>
/// <param name="PinHash">Keyed hash of the digits it now has, if told.</param>
/// <param name="Trouble">The worst trouble reported, or none.</param>
/// <param name="TroubleText">It in a host's words.</param>
/// <param name="LockReachable">The vendor reaches the lock.</param>
public sealed record CodeReading(
    CodePresence Presence,
    DateTimeOffset? FromUtc,
    DateTimeOffset? UntilUtc,
    bool WindowChangePending,
    string? PinHash,
    AccessCodeFault Trouble,
    string TroubleText,
    bool LockReachable);

/// <summary>Where a code is, as last read.</summary>
public enum CodePresence
{
    /// <summary>The vendor holds it; it is not on the lock.</summary>
    Waiting,

    /// <summary>The vendor is putting it on the lock.</summary>
    Setting,

    /// <summary>On the lock; its window is still to come.</summary>
    ScheduledOnLock,

    /// <summary>On the lock and working.</summary>
    Working,

    /// <summary>The vendor is taking it off.</summary>
    Removing,

    /// <summary>The vendor no longer has it and the lock's list does not show it.</summary>
    Gone,

    /// <summary>Nobody can say.</summary>
    Unreadable,
}
