using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>What to do next with one code. Each is safe to be done twice.</summary>
public enum CodeStep
{
    /// <summary>Nothing now.</summary>
    None,

    /// <summary>Ask Seam to make it.</summary>
    Create,

    /// <summary>A create left and its outcome is not known: look for the code by its name.</summary>
    Find,

    /// <summary>Ask Seam to move its window.</summary>
    MoveWindow,

    /// <summary>Somebody changed or removed it at the lock: ask Seam to set it back as it was told.</summary>
    SetBack,

    /// <summary>Its end has come or it is not wanted any more: from now on it is to be proven gone.</summary>
    BeginRemoval,

    /// <summary>Ask Seam to take it off the lock.</summary>
    Delete,

    /// <summary>It never left Cendra: it ends here.</summary>
    Forget,

    /// <summary>The lock's own clock has ended it.</summary>
    EndByLock,

    /// <summary>It should be gone and cannot be shown to be.</summary>
    Alarm,
}

/// <summary>
/// Facts about one code at one moment, after reading it back.
/// </summary>
/// <param name="Code">The code as known now.</param>
/// <param name="Timing">How its lock keeps times.</param>
/// <param name="Wanted">The stay still needs this code on this door.</param>
/// <param name="LockOnline">The vendor reaches the lock.</param>
/// <param name="SeamSaysRemoving">Seam already takes it off.</param>
/// <param name="NowUtc">Now.</param>
public sealed record CodeFacts(AccessCode Code, LockTiming Timing, bool Wanted, bool LockOnline, bool SeamSaysRemoving, DateTimeOffset NowUtc);

/// <summary>
/// The plan of a code: a pure function from what is known to the next step and to the moment when to look again. It holds no state; asking it twice gives the
/// same answer, and a moment too early gives "nothing now".
/// </summary>
public static class AccessCodePlan
{
    /// <summary>After this long without proof a removal is an alarm (or, where the lock keeps time, an end by the lock).</summary>
    public static readonly TimeSpan ProofPatience = TimeSpan.FromMinutes(15);

    /// <summary>Seam takes an ended code off by itself; after this long Cendra asks for it.</summary>
    public static readonly TimeSpan SeamsOwnRemoval = TimeSpan.FromMinutes(2);

    /// <summary>The next step.</summary>
    public static CodeStep Next(CodeFacts f)
    {
        if (f.Code.IsSettled)
        {
            return CodeStep.None;
        }

        var over = f.NowUtc >= f.Code.IntendedUntilUtc;
        return f.Code.State switch
        {
            AccessCodeState.Planned when !f.Wanted || over => f.Code.IsLeavingPlace ? CodeStep.BeginRemoval : CodeStep.Forget,
            AccessCodeState.Planned => MayTry(f) ? CodeStep.Create : CodeStep.None,
            AccessCodeState.Creating => MayTry(f) ? CodeStep.Find : CodeStep.None,
            AccessCodeState.Accepted or AccessCodeState.Scheduled or AccessCodeState.Active or AccessCodeState.InUse => Living(f, over),
            AccessCodeState.Removing or AccessCodeState.Unproven or AccessCodeState.EndedByLock => Ending(f),
            AccessCodeState.Revoked => CodeStep.None,
        };
    }

    /// <summary>True when the window on the lock is not the one that the stay asks for (differences under a minute are the vendor's rounding).</summary>
    public static bool WindowDiffers(AccessCode code) =>
        code.ProgrammedFromUtc is { } from && code.ProgrammedUntilUtc is { } until
        && ((from - code.IntendedFromUtc).Duration() >= TimeSpan.FromMinutes(1) || (until - code.IntendedUntilUtc).Duration() >= TimeSpan.FromMinutes(1));

    /// <summary>The lock reported an opening with this code after that end; the clocks may differ by two minutes.</summary>
    public static bool WasUsedAfter(AccessCode code, DateTimeOffset endUtc) => code.LastUsedUtc > endUtc + SeamsOwnRemoval;

    private static CodeStep Living(CodeFacts f, bool over)
    {
        if (!f.Wanted || over)
        {
            return CodeStep.BeginRemoval;
        }

        if (f.Code.Fault == AccessCodeFault.ChangedElsewhere && f.Timing != LockTiming.OfflineCode)
        {
            return MayTry(f) ? CodeStep.SetBack : CodeStep.None;
        }

        if (!WindowDiffers(f.Code))
        {
            return CodeStep.None;
        }

        if (f.Timing == LockTiming.OfflineCode)
        {
            return CodeStep.None; // It cannot be changed. When the stay moved, another takes its place; when only the vendor rounded, another would be rounded too.
        }

        return !f.Code.WindowChangePending && MayTry(f) ? CodeStep.MoveWindow : CodeStep.None;
    }

    private static CodeStep Ending(CodeFacts f)
    {
        var code = f.Code;
        var lockEnd = code.ProgrammedUntilUtc ?? code.IntendedUntilUtc;
        var waited = f.NowUtc - (code.RemovalSinceUtc ?? f.NowUtc);
        var ended = code.State == AccessCodeState.EndedByLock;
        if (f.Timing == LockTiming.OfflineCode)
        {
            return f.NowUtc >= lockEnd && !WasUsedAfter(code, lockEnd) ? ended ? CodeStep.None : CodeStep.EndByLock : Unproven(code);
        }

        if (WasUsedAfter(code, lockEnd))
        {
            return MustAsk(f, waited) ? CodeStep.Delete : Unproven(code); // Whatever the lock should do by itself: it opened.
        }

        if (f.Timing == LockTiming.NativeSchedule && f.NowUtc >= lockEnd && waited >= ProofPatience && !ended && code.Fault != AccessCodeFault.RemovalFailed)
        {
            return CodeStep.EndByLock;
        }

        if (MustAsk(f, waited))
        {
            return CodeStep.Delete;
        }

        var keepsOpening = f.Timing == LockTiming.JustInTime || f.NowUtc < lockEnd;
        return keepsOpening && !ended && (waited >= ProofPatience || !f.LockOnline || code.Fault == AccessCodeFault.RemovalFailed) ? Unproven(code) : CodeStep.None;
    }

    /// <summary>Seam removes by itself at the end; it is asked when the end was ordered earlier, when it is late, or when it failed.</summary>
    private static bool MustAsk(CodeFacts f, TimeSpan waited)
    {
        var code = f.Code;
        if (code.SeamAccessCodeId is null || !MayTry(f))
        {
            return false;
        }

        var early = f.NowUtc < (code.ProgrammedUntilUtc ?? code.IntendedUntilUtc);
        return code.Fault == AccessCodeFault.RemovalFailed || (!f.SeamSaysRemoving && (early || waited >= SeamsOwnRemoval));
    }

    private static CodeStep Unproven(AccessCode code) => code.State == AccessCodeState.Unproven ? CodeStep.None : CodeStep.Alarm;

    private static bool MayTry(CodeFacts f) => f.Code.NextAttemptUtc is not { } next || f.NowUtc >= next;
}
