using Cendra.Domain.Conversations;

namespace Cendra.Agent.LockOuts;

/// <summary>One step of the help at a locked door: what its row holds from now on. Whoever keeps the row saves it with the words, so that both are or neither is.</summary>
public sealed record LockOutMove
{
    /// <summary>What the guest was asked or told.</summary>
    public required LockOutStep Step { get; init; }

    /// <summary>What keeps the door shut, as far as it was found.</summary>
    public LockOutFinding Finding { get; init; }

    /// <summary>The door; null = not known.</summary>
    public Guid? LockId { get; init; }

    /// <summary>Digits came that are not the code.</summary>
    public bool CountsWrong { get; init; }

    /// <summary>Digits came that are the code.</summary>
    public bool TypedRight { get; init; }

    /// <summary>The other way in is told.</summary>
    public bool TellsFallback { get; init; }

    /// <summary>A spare code of the lock is wanted.</summary>
    public bool WantsSpare { get; init; }

    /// <summary>When it goes on by itself; null = it waits.</summary>
    public DateTimeOffset? NextUtc { get; init; }

    /// <summary>It is over, and how; <see cref="LockOutEnd.None"/> = it goes on.</summary>
    public LockOutEnd End { get; init; }

    /// <summary>What is said.</summary>
    internal LockOutWords Words { get; init; }
}

/// <summary>What is said in one step.</summary>
internal enum LockOutWords
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>At which door?</summary>
    AskDoor,

    /// <summary>Which digits do you type?</summary>
    AskDigits,

    /// <summary>The digits are right: how to type them; did it open?</summary>
    Right,

    /// <summary>The digits are not the code: how they differ, the code; did it open?</summary>
    Wrong,

    /// <summary>The keypad rests; not to be touched until then.</summary>
    Rest,

    /// <summary>The keypad has rested: try once more.</summary>
    TryAgain,

    /// <summary>The code works from check-in.</summary>
    TooEarly,

    /// <summary>The code works now.</summary>
    WorksNow,

    /// <summary>Another way in.</summary>
    OtherWay,

    /// <summary>No other way: a person.</summary>
    NoOtherWay,

    /// <summary>Are you in?</summary>
    Inside,

    /// <summary>Good that you are in.</summary>
    Glad,
}
