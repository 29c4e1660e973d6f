using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;

namespace Cendra.Server.Console.Words;

/// <summary>
/// The one place where a state or fault of a code becomes what a host reads: what is known, and what helps. The chip (<see cref="Chip"/>) is its short form.
/// </summary>
public static class CodeStateWords
{
    /// <summary>What the state means at the door.</summary>
    public static string Meaning(AccessCodeState state, LockTiming timing) => Cendra.Lifecycle.AccessCodes.CodeWords.Meaning(state, timing);

    /// <summary>What a person can do; empty = nothing is to be done.</summary>
    public static string Remedy(AccessCode code) => (code.State, code.Fault) switch
    {
        (AccessCodeState.Unproven, _) when code.Lock?.Timing == LockTiming.OfflineCode => "Nobody can take it back. Wait for its end, or change the lock by hand.",
        (AccessCodeState.Unproven, _) => "Bring the lock back online, or take the code off in the lock’s app. Cendra keeps asking and reads it back.",
        (_, AccessCodeFault.SetDelayed) => "Cendra keeps trying. Near the arrival, look whether the lock has power and its bridge a connection.",
        (_, AccessCodeFault.SetFailed) => "Look at the lock, or choose other digits; else give the guest another way in.",
        (_, AccessCodeFault.ChangedElsewhere) => "Somebody changed it at the lock or in its app. Put it back there, or replace the code here.",
        (_, AccessCodeFault.RemovalDelayed) => "Cendra keeps asking. Until it is read back the door may open.",
        (_, AccessCodeFault.RemovalFailed) => "Take the code off in the lock’s app. Cendra keeps asking and reads it back.",
        (_, AccessCodeFault.Unreadable) => "Look at Seam and the lock’s account. Nothing is taken for gone meanwhile.",
        (_, AccessCodeFault.NotPossible) => "Give the guest another way in, or move the times.",
        (_, AccessCodeFault.Withheld) => "It waits for your choice.",
        _ => "",
    };

    /// <summary>"30 more minutes after check-out" in the words of two windows that differ: what is asked for, and what the lock has.</summary>
    public static (string Asked, string OnLock)? Windows(AccessCode code, string zone, DateTimeOffset nowUtc) =>
        code is { ProgrammedFromUtc: { } from, ProgrammedUntilUtc: { } until, State: not (AccessCodeState.Revoked or AccessCodeState.EndedByLock) } && Cendra.Lifecycle.AccessCodes.AccessCodePlan.WindowDiffers(code)
            ? (Span(code.IntendedFromUtc, code.IntendedUntilUtc, zone, nowUtc), Span(from, until, zone, nowUtc))
            : null;

    private static string Span(DateTimeOffset from, DateTimeOffset until, string zone, DateTimeOffset nowUtc) => $"{HouseTime.Moment(from, zone, nowUtc)} to {HouseTime.MomentWithZone(until, zone, nowUtc)}";
}
