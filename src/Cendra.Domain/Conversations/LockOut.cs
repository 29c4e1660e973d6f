namespace Cendra.Domain.Conversations;

/// <summary>
/// A guest stands at a door that stays shut: what was found, asked and tried, until the door opens. At most one is open of a stay. It holds no digits: those that a guest typed are compared when they come in, and
/// only what came of it is kept.
/// </summary>
public sealed class LockOut
{
    public Guid Id { get; init; }
    public Guid StayId { get; init; }

    /// <summary>Null while only the lock has said so.</summary>
    public Guid? ConversationId { get; set; }

    /// <summary>The address that proved itself from which the guest wrote; null = that of the booking.</summary>
    public Guid? IdentityId { get; set; }

    /// <summary>The guest, as <c>Reservation.GuestVersion</c> counts them.</summary>
    public int GuestVersion { get; init; }

    /// <summary>The door at which the guest stands; null = not known yet.</summary>
    public Guid? LockId { get; set; }

    /// <summary>When the guest wrote, or the lock refused the last time before it was noticed.</summary>
    public DateTimeOffset OpenedUtc { get; init; }

    public LockOutSign OpenedBy { get; init; }

    /// <summary>What keeps the door shut, as far as it was found.</summary>
    public LockOutFinding Finding { get; set; }

    /// <summary>What the guest was asked or told last.</summary>
    public LockOutStep Step { get; set; }

    /// <summary>How often digits came that are not the code.</summary>
    public int WrongTries { get; set; }

    /// <summary>Digits came that are the code, and the door stayed shut all the same.</summary>
    public bool TypedRight { get; set; }

    /// <summary>The first word of help; null = none yet.</summary>
    public DateTimeOffset? HelpedUtc { get; set; }

    /// <summary>When the other way in of the property was told; null = it was not. From here on its secret may leave.</summary>
    public DateTimeOffset? FallbackToldUtc { get; set; }

    /// <summary>When a spare code of the lock is wanted because it refuses the right one; null = it is not.</summary>
    public DateTimeOffset? SpareWantedUtc { get; set; }

    /// <summary>When it goes on by itself; null = it waits for the guest, the door or a person.</summary>
    public DateTimeOffset? NextUtc { get; set; }

    /// <summary>When the door opened, or it was over otherwise; null = it goes on.</summary>
    public DateTimeOffset? EndedUtc { get; private set; }

    public LockOutEnd End { get; private set; }

    public int Version { get; set; }

    /// <summary>From the first sign to the open door; null = not in yet, or it ended otherwise.</summary>
    public TimeSpan? TimeToEntry => End is LockOutEnd.Unlocked or LockOutEnd.GuestInside ? EndedUtc - OpenedUtc : null;

    /// <summary>It is over; what ended it first stays. It is due once more, to be told.</summary>
    public void Finish(LockOutEnd end, DateTimeOffset atUtc)
    {
        if (EndedUtc is null)
        {
            (EndedUtc, End, NextUtc) = (atUtc < OpenedUtc ? OpenedUtc : atUtc, end, atUtc);
        }
    }
}

/// <summary>What told of it.</summary>
public enum LockOutSign
{
    /// <summary>The guest wrote.</summary>
    GuestWrote = 0,

    /// <summary>The lock refused digits, again and again.</summary>
    LockRefused = 1,
}

/// <summary>What keeps a door shut.</summary>
public enum LockOutFinding
{
    /// <summary>Nothing is known to be wrong with lock and code.</summary>
    None = 0,

    /// <summary>Check-in has not come.</summary>
    TooEarly = 1,

    /// <summary>The door does not hold the code.</summary>
    NoCodeOnLock = 2,

    /// <summary>The lock is not reachable and does not hold the code: it cannot get it.</summary>
    OfflineWithoutCode = 3,

    /// <summary>The battery of lock or keypad is all but empty, or the guest says that the keypad stays dark.</summary>
    DeadBattery = 4,

    /// <summary>After several wrong tries the keypad takes nothing for some minutes.</summary>
    KeypadPause = 5,

    /// <summary>The guest types other digits than those of the code.</summary>
    Mistyped = 6,

    /// <summary>The guest types the code, and the lock, which should have it, refuses it.</summary>
    RefusesRightCode = 7,
}

/// <summary>Where the help stands: what the guest was asked or told last. One question at a time.</summary>
public enum LockOutStep
{
    /// <summary>Nothing was said yet.</summary>
    Noticed = 0,

    /// <summary>At which door?</summary>
    AskedDoor = 1,

    /// <summary>What do you type?</summary>
    AskedDigits = 2,

    /// <summary>How to type, and: did it open?</summary>
    AskedTry = 3,

    /// <summary>The keypad rests until the next moment.</summary>
    ToldToWait = 4,

    /// <summary>The code works from check-in.</summary>
    ToldTooEarly = 5,

    /// <summary>The other way in was told, and: are you in?</summary>
    ToldOtherWay = 6,

    /// <summary>Nothing is left but a person.</summary>
    WaitsForPerson = 7,

    /// <summary>Nothing was heard: are you in?</summary>
    AskedInside = 8,
}

/// <summary>How it ended.</summary>
public enum LockOutEnd
{
    /// <summary>It has not.</summary>
    None = 0,

    /// <summary>The door told that it was opened.</summary>
    Unlocked = 1,

    /// <summary>The guest said so.</summary>
    GuestInside = 2,

    /// <summary>The stay ended first, or its guest changed.</summary>
    StayOver = 3,

    /// <summary>Nothing more was heard of guest or door.</summary>
    NotHeard = 4,

    /// <summary>A person closed the call for it: they have it in hand.</summary>
    ClosedByPerson = 5,
}
