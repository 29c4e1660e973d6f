using Cendra.Domain.Conversations;

namespace Cendra.Agent.LockOuts;

/// <summary>
/// What comes next for a guest at a locked door. Pure: the same picture and words give the same step. What surely keeps the door shut comes before anything is asked of the guest; then one question at a time; when
/// those are used up the other way in, and where there is none a person, who has been called from the beginning.
/// </summary>
internal static class LockOutPlan
{
    /// <summary>So often wrong digits are corrected.</summary>
    public const int MostWrongTries = 3;

    /// <summary>So long an answer is waited for before the guest is asked again.</summary>
    public static readonly TimeSpan AnswerTakes = TimeSpan.FromMinutes(5);

    /// <summary>So often a lock without its code is looked at again.</summary>
    public static readonly TimeSpan LooksAgain = TimeSpan.FromMinutes(2);

    /// <summary>So long after the last word it counts as over without an end that anybody saw.</summary>
    public static readonly TimeSpan StaysOpen = TimeSpan.FromHours(6);

    /// <summary>The next step.</summary>
    public static LockOutMove Next(LockOutPicture now, LockOutSaid said)
    {
        var at = now.DoorAt(said);
        var move = said.Heard switch
        {
            LockOutHeard.Inside => Over(LockOutEnd.GuestInside),
            LockOutHeard.Yes => Over(LockOutEnd.GuestInside),
            LockOutHeard.Silence when now.Before is { } before => OnClock(now, before, said),
            _ => AtTheDoor(now, said),
        };
        return move with { LockId = at?.LockId ?? now.Before?.LockId };
    }

    private static LockOutMove AtTheDoor(LockOutPicture now, LockOutSaid said)
    {
        var at = now.DoorAt(said);
        if (now.IsTooEarly)
        {
            return new LockOutMove { Step = LockOutStep.ToldTooEarly, Finding = LockOutFinding.TooEarly, NextUtc = now.Stay.CheckInUtc, Words = LockOutWords.TooEarly };
        }

        if (now.Fault(at, said) is var fault && fault != LockOutFinding.None)
        {
            return said.Heard == LockOutHeard.Silence ? Ask(now, LockOutStep.AskedInside, LockOutWords.Inside) with { Finding = fault } : OtherWay(now, fault); // Only the lock spoke: nobody has said yet that they stand outside.
        }

        if (said.Heard == LockOutHeard.Right)
        {
            return now.Before?.TypedRight == true ? OtherWay(now, LockOutFinding.RefusesRightCode) : Ask(now, LockOutStep.AskedTry, LockOutWords.Right) with { TypedRight = true };
        }

        if (now.RestsUntil(at) is { } until)
        {
            return new LockOutMove { Step = LockOutStep.ToldToWait, Finding = LockOutFinding.KeypadPause, NextUtc = until, Words = LockOutWords.Rest };
        }

        if (said.Heard == LockOutHeard.Wrong)
        {
            return (now.Before?.WrongTries ?? 0) + 1 >= MostWrongTries
                ? OtherWay(now, LockOutFinding.Mistyped) with { CountsWrong = true }
                : Ask(now, LockOutStep.AskedTry, LockOutWords.Wrong) with { CountsWrong = true, Finding = LockOutFinding.Mistyped };
        }

        return at is null && now.Needed.Count > 1 && now.Before?.Step != LockOutStep.AskedDoor ? Ask(now, LockOutStep.AskedDoor, LockOutWords.AskDoor) : Further(now);
    }

    /// <summary>It stays shut and the guest typed nothing: the digits are asked for once; after that nothing is left to ask.</summary>
    private static LockOutMove Further(LockOutPicture now) => now.Before switch
    {
        null or { Step: LockOutStep.Noticed or LockOutStep.AskedDoor or LockOutStep.ToldTooEarly or LockOutStep.ToldToWait } => Ask(now, LockOutStep.AskedDigits, LockOutWords.AskDigits),
        { TypedRight: true } => OtherWay(now, LockOutFinding.RefusesRightCode),
        { WrongTries: > 0 } before => OtherWay(now, before.Finding),
        { Step: LockOutStep.AskedTry or LockOutStep.AskedInside } => Ask(now, LockOutStep.AskedDigits, LockOutWords.AskDigits),
        { } before => OtherWay(now, before.Finding),
    };

    private static LockOutMove OnClock(LockOutPicture now, LockOut before, LockOutSaid said) => before.Step switch
    {
        _ when now.Now >= now.Stay.CheckOutUtc => Over(LockOutEnd.StayOver),
        LockOutStep.Noticed => AtTheDoor(now, said),
        LockOutStep.ToldTooEarly when now.IsTooEarly => Kept(before, now.Stay.CheckInUtc),
        LockOutStep.ToldTooEarly => WorksNowOr(now, said),
        LockOutStep.ToldToWait when now.RestsUntil(now.DoorAt(said)) is { } until => Kept(before, until),
        LockOutStep.ToldToWait => Ask(now, LockOutStep.AskedTry, LockOutWords.TryAgain),
        LockOutStep.ToldOtherWay or LockOutStep.WaitsForPerson when LacksCode(before) => WaitsForCode(now, before, said),
        LockOutStep.WaitsForPerson => Over(LockOutEnd.NotHeard),
        LockOutStep.AskedInside => new LockOutMove { Step = LockOutStep.WaitsForPerson, Finding = before.Finding, NextUtc = now.Now + StaysOpen },
        _ => new LockOutMove { Step = LockOutStep.AskedInside, Finding = before.Finding, NextUtc = now.Now + (2 * AnswerTakes), Words = LockOutWords.Inside },
    };

    private static bool LacksCode(LockOut before) => before.Finding is LockOutFinding.NoCodeOnLock or LockOutFinding.OfflineWithoutCode;

    private static LockOutMove WaitsForCode(LockOutPicture now, LockOut before, LockOutSaid said) =>
        now.Fault(now.DoorAt(said), said) == LockOutFinding.None && now.MayTellCode ? Ask(now, LockOutStep.AskedTry, LockOutWords.WorksNow)
        : now.Now - (before.HelpedUtc ?? before.OpenedUtc) >= StaysOpen ? Over(LockOutEnd.NotHeard) : Kept(before, now.Now + LooksAgain);

    private static LockOutMove WorksNowOr(LockOutPicture now, LockOutSaid said) =>
        now.Fault(now.DoorAt(said), said) is var fault && fault != LockOutFinding.None ? OtherWay(now, fault) : Ask(now, LockOutStep.AskedTry, LockOutWords.WorksNow);

    private static LockOutMove OtherWay(LockOutPicture now, LockOutFinding why)
    {
        var next = now.Now + (why is LockOutFinding.NoCodeOnLock or LockOutFinding.OfflineWithoutCode ? LooksAgain : now.HasOtherWay ? 2 * AnswerTakes : StaysOpen);
        return new LockOutMove
        {
            Step = now.HasOtherWay ? LockOutStep.ToldOtherWay : LockOutStep.WaitsForPerson, Finding = why, NextUtc = next,
            TellsFallback = now.HasOtherWay, WantsSpare = why == LockOutFinding.RefusesRightCode, Words = now.HasOtherWay ? LockOutWords.OtherWay : LockOutWords.NoOtherWay,
        };
    }

    private static LockOutMove Ask(LockOutPicture now, LockOutStep step, LockOutWords words) => new() { Step = step, Finding = now.Before?.Finding is { } found && found is not LockOutFinding.TooEarly and not LockOutFinding.KeypadPause ? found : LockOutFinding.None, NextUtc = now.Now + AnswerTakes, Words = words };

    private static LockOutMove Kept(LockOut before, DateTimeOffset? nextUtc) => new() { Step = before.Step, Finding = before.Finding, NextUtc = nextUtc };

    private static LockOutMove Over(LockOutEnd end) => new() { Step = LockOutStep.WaitsForPerson, End = end, Words = end == LockOutEnd.GuestInside ? LockOutWords.Glad : LockOutWords.Nothing };
}
