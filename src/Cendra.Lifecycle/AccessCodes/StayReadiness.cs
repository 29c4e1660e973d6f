using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Locks;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>The verdict with its worst reason in one sentence; empty when there is none.</summary>
public sealed record Verdict(Readiness Readiness, string Reason);

/// <summary>Would this guest get in as things are? Pure; says only what is proven.</summary>
public static class StayReadiness
{
    /// <summary>How long after its time a code may take to reach the lock before that counts against it.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan WholeHour = TimeSpan.FromHours(1);

    /// <summary>The verdict over a stay as it is looked at: <paramref name="current"/> are the codes that it still needs.</summary>
    public static Verdict OfStay(StayPicture picture, IReadOnlyList<(AccessCode Code, DoorUse Door)> current, DateTimeOffset nowUtc)
    {
        var stay = picture.Stay;
        if (picture.IsUnmatched(nowUtc))
        {
            return new Verdict(Readiness.Blocked, $"No property is set for the listing \"{stay.ListingExternalId}\".");
        }

        var ahead = picture.Window is { } window && nowUtc < window.CodeEndUtc;
        if (ahead && stay.Entitlement == Entitlement.Earns)
        {
            return picture.Doors.FirstOrDefault(d => d.Role != DoorRole.Extra && current.All(c => c.Code.LockId != d.LockId)) is { } without
                ? new Verdict(Readiness.Blocked, $"{without.DoorName}: no digits fit all doors of this property.")
                : Of([.. current.Select(c => (c.Code, c.Door.Role))], nowUtc);
        }

        var kept = current.Where(c => c.Code.IsServing).Select(c => (c.Code, c.Door.Role)).ToList();
        return ahead && stay.Entitlement == Entitlement.Keeps && kept.Count > 0
            ? Of(kept, nowUtc)
            : OfEnded([.. stay.Codes.Where(c => !current.Any(w => w.Code == c))]);
    }

    /// <summary>The verdict over all current codes of a stay that is wanted.</summary>
    public static Verdict Of(IReadOnlyCollection<(AccessCode Code, DoorRole Role)> current, DateTimeOffset nowUtc)
    {
        var verdicts = current.Select(c => Door(c.Code, c.Role, nowUtc)).OrderByDescending(v => (int)v.Readiness).ToList();
        return verdicts.Count == 0 ? new Verdict(Readiness.AtRisk, "No door of this property has a lock yet. Add its locks.") : verdicts[0];
    }

    /// <summary>The verdict over a stay whose end has come or which was cancelled.</summary>
    public static Verdict OfEnded(IReadOnlyCollection<AccessCode> codes)
    {
        var open = codes.FirstOrDefault(c => c.State == AccessCodeState.Unproven && !c.IsClosedByHost) ?? codes.FirstOrDefault(c => !c.IsSettled && c.State != AccessCodeState.EndedByLock);
        return open switch
        {
            null => new Verdict(Readiness.Ended, ""),
            { State: AccessCodeState.Unproven } => new Verdict(Readiness.AtRisk, $"{open.DoorName}: the code is not proven gone. {open.FaultText}"),
            _ => new Verdict(Readiness.AtRisk, $"{open.DoorName}: the code is being removed; its end is not proven yet."),
        };
    }

    /// <summary>The verdict over one code alone, whatever its lock suffers from.</summary>
    public static Verdict OfCode(AccessCode code, DoorRole role, DateTimeOffset nowUtc) =>
        Door(code, role, nowUtc) is var verdict && IsAsItShouldBe(code, nowUtc) && IsFaultless(code) ? new Verdict(Readiness.Ready, "") : verdict;

    private static bool IsFaultless(AccessCode code) =>
        code.Fault is not (AccessCodeFault.NotPossible or AccessCodeFault.SetFailed or AccessCodeFault.ChangedElsewhere or AccessCodeFault.Withheld or AccessCodeFault.Unreadable);

    private static Verdict Door(AccessCode code, DoorRole role, DateTimeOffset nowUtc)
    {
        var needed = role != DoorRole.Extra;
        var soon = code.IntendedFromUtc - nowUtc <= TimeSpan.FromHours(24);
        return code.Fault switch
        {
            _ when nowUtc + CodeProof.ClockDifference >= code.IntendedUntilUtc => new Verdict(Readiness.Ready, ""),
            AccessCodeFault.NotPossible or AccessCodeFault.SetFailed => Worst(needed, code, code.FaultText),
            AccessCodeFault.ChangedElsewhere => Worst(needed && soon, code, code.FaultText),
            AccessCodeFault.Withheld => Worst(needed && soon, code, "The code is held back until a person decides."),
            AccessCodeFault.Unreadable => Risk(code, code.FaultText),
            _ when IsAsItShouldBe(code, nowUtc) => OfLock(code, needed),
            _ when needed && nowUtc >= code.IntendedFromUtc && !OpensNow(code, nowUtc) => new Verdict(Readiness.Blocked, $"{code.DoorName}: {Missing(code, nowUtc)}"),
            _ => Risk(code, Missing(code, nowUtc)),
        };
    }

    /// <summary>The code is right; the lock itself may still keep the guest outside.</summary>
    private static Verdict OfLock(AccessCode code, bool needed) =>
        needed && code.Lock is { } smartLock && LockHealth.Risk(smartLock) is { Length: > 0 } risk ? Risk(code, risk) : new Verdict(Readiness.Ready, "");

    /// <summary>The state that this lock should show at this time, as far as the lock or Seam has confirmed it.</summary>
    private static bool IsAsItShouldBe(AccessCode code, DateTimeOffset nowUtc)
    {
        if (code.IsOnLock)
        {
            return (!AccessCodePlan.WindowDiffers(code) || IsRoundedOutward(code)) && !code.WindowChangePending && code.Pin?.Sealed is not null;
        }

        if (code.State != AccessCodeState.Accepted || code.Fault != AccessCodeFault.None || code.Pin?.Sealed is null || IsCutOff(code, nowUtc))
        {
            return false;
        }

        var due = code.Lock?.Timing == LockTiming.JustInTime
            ? code.IntendedFromUtc - LockWindows.JustInTimeLead
            : Instants.Later(code.IntendedFromUtc - LockWindows.NativePreload, code.CreatedUtc);
        return nowUtc < due + Settling && nowUtc < code.IntendedFromUtc;
    }

    /// <summary>
    /// An offline lock made whole hours of the window, which holds all of it: nobody can move the code, and the guest gets in. That such a lock opens outside the stay a host was told
    /// with its first code (<see cref="Escalations.LockLimits"/>); the stay's page shows both windows.
    /// </summary>
    private static bool IsRoundedOutward(AccessCode code) => code.Lock?.Timing == LockTiming.OfflineCode
        && code.IntendedFromUtc - code.ProgrammedFromUtc is { } early && early >= TimeSpan.Zero && early < WholeHour
        && code.ProgrammedUntilUtc - code.IntendedUntilUtc is { } late && late >= TimeSpan.Zero && late < WholeHour;

    /// <summary>The lock holds it for a window that runs now, though not for the one that it should: a guest whose stay was extended gets in meanwhile.</summary>
    private static bool OpensNow(AccessCode code, DateTimeOffset nowUtc) =>
        code.IsOnLock && code.Pin?.Sealed is not null && code.ProgrammedFromUtc <= nowUtc && nowUtc < code.ProgrammedUntilUtc;

    /// <summary>A lock that is programmed just in time must be reachable in the day before.</summary>
    private static bool IsCutOff(AccessCode code, DateTimeOffset nowUtc) =>
        code.Lock is { Timing: LockTiming.JustInTime, IsOnline: false } && code.IntendedFromUtc - nowUtc <= TimeSpan.FromHours(24);

    private static string Missing(AccessCode code, DateTimeOffset nowUtc)
    {
        if (code.FaultText.Length > 0)
        {
            return code.FaultText;
        }

        if (IsCutOff(code, nowUtc))
        {
            return "The lock is offline and can take its code only while it is online.";
        }

        if (code.WindowChangePending || AccessCodePlan.WindowDiffers(code))
        {
            return code.Lock?.Timing == LockTiming.OfflineCode && code.IsOnLock
                ? "The lock made this code for other times than the stay has, and they cannot be moved. Replace the code, or give the guest another way in."
                : "The lock has not confirmed the new times yet.";
        }

        return code.State switch
        {
            AccessCodeState.Planned or AccessCodeState.Creating when code.Attempts > 0 => "Seam has not taken the code yet. Cendra keeps trying.",
            AccessCodeState.Planned or AccessCodeState.Creating => "The code is on its way to Seam.",
            _ => "The lock has not confirmed the code yet.",
        };
    }

    private static Verdict Worst(bool blocks, AccessCode code, string why) =>
        new(blocks ? Readiness.Blocked : Readiness.AtRisk, $"{code.DoorName}: {why}");

    private static Verdict Risk(AccessCode code, string why) => new(Readiness.AtRisk, $"{code.DoorName}: {why}");
}
