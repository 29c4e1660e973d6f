namespace Cendra.Simulator.Locks;

/// <summary>How a lock gets its codes and who keeps the time.</summary>
public enum LockBehaviour
{
    /// <summary>Loaded with its times up to 72 h before the start; the lock itself keeps start and end, also without a connection (Yale).</summary>
    NativeSchedule,

    /// <summary>Put on the lock 60 minutes before the start and opens from then on, until somebody takes it off (SmartThings).</summary>
    JustInTime,

    /// <summary>The lock computes the PIN from the times; it works without a connection and can be neither changed nor taken off (igloohome algoPIN).</summary>
    OfflineCode,
}

/// <summary>What a person can do to a code without Seam.</summary>
public enum ExternalChange
{
    /// <summary>The digits were changed at the lock: the guest's PIN no longer opens.</summary>
    Modified,

    /// <summary>The code was taken off at the lock: the guest's PIN no longer opens.</summary>
    Removed,

    /// <summary>A code of somebody else's was put on the lock: one more PIN opens, and Seam calls it unmanaged.</summary>
    Added,
}
