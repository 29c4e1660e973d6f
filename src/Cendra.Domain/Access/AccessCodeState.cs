namespace Cendra.Domain.Access;

/// <summary>Where a code stands between being wanted and being proven gone.</summary>
public enum AccessCodeState
{
    /// <summary>Wanted; nobody outside knows of it. The door does not open with it.</summary>
    Planned = 0,

    /// <summary>The create left and its outcome is not known: the door may come to open with it. It is searched for before anything is sent again.</summary>
    Creating = 1,

    /// <summary>The vendor holds it and will put it on the lock at its time; the door does not open yet.</summary>
    Accepted = 2,

    /// <summary>On the lock, its window still to come.</summary>
    Scheduled = 3,

    /// <summary>On the lock and working: the guest gets in.</summary>
    Active = 4,

    /// <summary>The guest opened the door with it.</summary>
    InUse = 5,

    /// <summary>Its end has come or was ordered; the door may still open.</summary>
    Removing = 6,

    /// <summary>Read back: the lock does not hold it. The door is closed to it.</summary>
    Revoked = 7,

    /// <summary>The lock keeps the end itself and that moment has passed; not read back yet. The door is closed to it.</summary>
    EndedByLock = 8,

    /// <summary>Should be gone and nobody can say so: the door may still open. Alarm, owner, retry.</summary>
    Unproven = 9,
}

/// <summary>What is wrong with a code, beside its state.</summary>
public enum AccessCodeFault
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Should be on the lock by now and is not yet: the guest may stand outside.</summary>
    SetDelayed = 1,

    /// <summary>The lock did not take it: the guest would stand outside.</summary>
    SetFailed = 2,

    /// <summary>Somebody changed it at the lock: the told digits may not open.</summary>
    ChangedElsewhere = 3,

    /// <summary>The removal takes longer than it should: the door may still open.</summary>
    RemovalDelayed = 4,

    /// <summary>The lock refused the removal: the door may still open.</summary>
    RemovalFailed = 5,

    /// <summary>The vendor cannot say how it is (account or lock not readable). Never taken for gone.</summary>
    Unreadable = 6,

    /// <summary>This lock cannot hold such a code (constraint, capacity, times): the guest needs another way in.</summary>
    NotPossible = 7,

    /// <summary>Held back on purpose until a person decides.</summary>
    Withheld = 8,
}
