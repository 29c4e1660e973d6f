using Cendra.Domain.Conversations;

namespace Cendra.Server.Console.Words;

/// <summary>A guest at a locked door in the words of a page.</summary>
public static class LockOutWords
{
    /// <summary>What kept the door shut.</summary>
    public static string Of(LockOutFinding finding) => finding switch
    {
        LockOutFinding.None => "Nothing found at lock or code",
        LockOutFinding.TooEarly => "Before check-in",
        LockOutFinding.NoCodeOnLock => "The door did not hold the code",
        LockOutFinding.OfflineWithoutCode => "Offline, without the code",
        LockOutFinding.DeadBattery => "Battery empty or keypad dark",
        LockOutFinding.KeypadPause => "Keypad resting after wrong tries",
        LockOutFinding.Mistyped => "Other digits were typed",
        LockOutFinding.RefusesRightCode => "The lock refused the right code",
    };

    /// <summary>What told of it.</summary>
    public static string Of(LockOutSign sign) => sign switch
    {
        LockOutSign.GuestWrote => "The guest wrote",
        LockOutSign.LockRefused => "The lock refused digits",
    };

    /// <summary>Where it stands.</summary>
    public static string Of(LockOutStep step) => step switch
    {
        LockOutStep.Noticed => "Noticed",
        LockOutStep.AskedDoor => "Asked at which door",
        LockOutStep.AskedDigits => "Asked which digits",
        LockOutStep.AskedTry => "Asked to try again",
        LockOutStep.ToldToWait => "Asked to wait",
        LockOutStep.ToldTooEarly => "Told from when",
        LockOutStep.ToldOtherWay => "Told the other way in",
        LockOutStep.WaitsForPerson => "Waits for a person",
        LockOutStep.AskedInside => "Asked whether in",
    };

    /// <summary>How it ended, as a chip.</summary>
    public static Chip Of(LockOut lockOut) => lockOut.End switch
    {
        LockOutEnd.None => new Chip(Of(lockOut.Step), "blocked", "octagon-x"),
        LockOutEnd.Unlocked => new Chip("Door opened", "ready", "circle-check"),
        LockOutEnd.GuestInside => new Chip("Guest is in", "ready", "circle-check"),
        LockOutEnd.StayOver => new Chip("Stay over", "", "circle-dashed"),
        LockOutEnd.ClosedByPerson => new Chip("Closed by a person", "", "circle-dashed"),
        LockOutEnd.NotHeard => new Chip("Not heard of again", "risk", "triangle-alert"),
    };
}
