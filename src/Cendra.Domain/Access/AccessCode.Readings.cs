using Cendra.Domain.Audit;
using Cendra.Domain.Portfolio;

namespace Cendra.Domain.Access;

/// <content>What readings and removals do to a code.</content>
public sealed partial class AccessCode
{
    /// <summary>
    /// Takes over what the vendor said. A reading of something still there never undoes an ordered removal, and a missing code before its end is a fault,
    /// not an end: only <see cref="MarkRevoked"/>, <see cref="MarkEndedByLock"/> and <see cref="MarkUnproven"/> end a code.
    /// </summary>
    public void Observe(CodeReading reading, DateTimeOffset nowUtc)
    {
        if (reading.Presence == CodePresence.Unreadable)
        {
            SetFault(AccessCodeFault.Unreadable, reading.TroubleText, nowUtc);
            return;
        }

        LastConfirmedUtc = nowUtc;
        (ProgrammedFromUtc, ProgrammedUntilUtc) = (reading.FromUtc ?? ProgrammedFromUtc, reading.UntilUtc ?? ProgrammedUntilUtc);
        WindowChangePending = reading.WindowChangePending;
        ObservePresence(reading.Presence, nowUtc);
        if (reading.Trouble != AccessCodeFault.None)
        {
            if (reading.Trouble == AccessCodeFault.ChangedElsewhere && Fault == AccessCodeFault.ChangedElsewhere && NextAttemptUtc - nowUtc > TimeSpan.FromHours(1))
            {
                return; // It is left as it is for now, and the words say why.
            }

            SetFault(reading.Trouble, reading.TroubleText, nowUtc);
        }
        else if (Fault is not (AccessCodeFault.NotPossible or AccessCodeFault.Withheld))
        {
            ClearFault();
        }
    }

    /// <summary>The end has come or was ordered: from here on only an end of promise P5 settles the code.</summary>
    public void BeginRemoval(string actor, string because, DateTimeOffset nowUtc)
    {
        if (State is AccessCodeState.Removing or AccessCodeState.Revoked or AccessCodeState.EndedByLock or AccessCodeState.Unproven)
        {
            return;
        }

        (State, RemovalSinceUtc) = (AccessCodeState.Removing, nowUtc);
        ClearAttempts();
        NoteLine(AuditKind.CodeRemovalRequested, actor, $"{DoorName}: {because}");
    }

    /// <summary>The vendor lost it before its end: it is made again under the same row. Not an end.</summary>
    public void MarkLost(string inWords, DateTimeOffset nowUtc)
    {
        Require(AccessCodeState.Accepted, AccessCodeState.Scheduled, AccessCodeState.Active, AccessCodeState.InUse);
        (State, SeamAccessCodeId, WindowChangePending) = (AccessCodeState.Planned, null, false);
        (ProgrammedFromUtc, ProgrammedUntilUtc, LastConfirmedUtc) = (null, null, nowUtc);
        ClearAttempts();
        SetFault(AccessCodeFault.ChangedElsewhere, inWords, nowUtc);
    }

    /// <summary>Read back and proven gone, or never left Cendra; <paramref name="proof"/> says which.</summary>
    public void MarkRevoked(string proof, DateTimeOffset nowUtc)
    {
        if (State == AccessCodeState.Revoked)
        {
            return;
        }

        (State, LastConfirmedUtc) = (AccessCodeState.Revoked, nowUtc);
        EndedUtc ??= nowUtc;
        ClearAttempts();
        (Fault, FaultText, FaultSinceUtc) = (AccessCodeFault.None, "", null);
        NoteLine(AuditKind.CodeRevoked, AuditActor.Seam, $"{DoorName}: {proof}");
    }

    /// <summary>The lock's own clock ended it. Allowed only where the lock keeps time itself and the end it was told has passed.</summary>
    public void MarkEndedByLock(LockTiming timing, DateTimeOffset nowUtc)
    {
        if (timing == LockTiming.JustInTime || (ProgrammedUntilUtc ?? IntendedUntilUtc) > nowUtc)
        {
            throw new InvalidOperationException("Only a lock that keeps time itself ends a code, and only after the end it holds.");
        }

        if (State is AccessCodeState.EndedByLock or AccessCodeState.Revoked)
        {
            return;
        }

        State = AccessCodeState.EndedByLock;
        EndedUtc ??= nowUtc;
        NoteLine(AuditKind.CodeEndedByLock, AuditActor.Cendra, $"{DoorName}: ended by the lock's own clock, not read back");
    }

    /// <summary>It should be gone and cannot be shown to be.</summary>
    public void MarkUnproven(string because, DateTimeOffset nowUtc)
    {
        if (State == AccessCodeState.Revoked)
        {
            throw new InvalidOperationException("A code that was proven gone does not come back.");
        }

        if (State == AccessCodeState.Unproven)
        {
            FaultText = because;
            return;
        }

        (State, EndedUtc) = (AccessCodeState.Unproven, null);
        RemovalSinceUtc ??= nowUtc;
        FaultText = because;
        NoteLine(AuditKind.CodeEndUnproven, AuditActor.Cendra, $"{DoorName}: {because}");
    }

    /// <summary>
    /// A list of what stands on the lock shows it although its end was taken for proven, or although it never seemed to have left: it should be gone again.
    /// </summary>
    /// <param name="seamAccessCodeId">Seam's id of what stands there; null where it was made without Seam, which then removes it by its own way.</param>
    /// <param name="untilUtc">Its end at the lock; null = none.</param>
    /// <param name="because">In words.</param>
    /// <param name="nowUtc">Now.</param>
    public void MarkFoundAgain(string? seamAccessCodeId, DateTimeOffset? untilUtc, string because, DateTimeOffset nowUtc)
    {
        Require(AccessCodeState.Revoked, AccessCodeState.EndedByLock, AccessCodeState.Unproven);
        (SeamAccessCodeId, ProgrammedUntilUtc) = (seamAccessCodeId ?? SeamAccessCodeId, untilUtc ?? ProgrammedUntilUtc);
        (State, EndedUtc) = (AccessCodeState.Removing, null);
        SetFault(AccessCodeFault.RemovalFailed, because, nowUtc);
        RemovalSinceUtc ??= nowUtc;
        ClearAttempts();
        MarkUnproven(because, nowUtc);
    }

    /// <summary>
    /// A host closes an end that can never be shown, because the lock is gone for good. It stays unproven, nobody is called for it any more, and its digits stay held.
    /// </summary>
    public void CloseUnproven(string actor, string reason, DateTimeOffset nowUtc)
    {
        Require(AccessCodeState.Unproven);
        if (Lock is not { IsGone: true })
        {
            throw new InvalidOperationException("Only on a lock that is gone for good a person closes an end.");
        }

        EndedUtc ??= nowUtc;
        ClearAttempts();
        NoteLine(AuditKind.HostOrdered, actor, $"{DoorName}: the end cannot be shown and was closed by a person: {reason}");
    }

    /// <summary>What somebody changed at the lock was asked to be set back; not asked again before <paramref name="nextUtc"/>.</summary>
    public void MarkSetBack(DateTimeOffset nextUtc)
    {
        NoteLine(AuditKind.CodeRequested, AuditActor.Cendra, $"{DoorName}: {SetBackWords}");
        MarkAttemptFailed(nextUtc);
    }

    private void ObservePresence(CodePresence presence, DateTimeOffset nowUtc)
    {
        if (State is AccessCodeState.Removing or AccessCodeState.Revoked or AccessCodeState.EndedByLock or AccessCodeState.Unproven)
        {
            return;
        }

        var (next, kind, words) = presence switch
        {
            CodePresence.ScheduledOnLock => (AccessCodeState.Scheduled, AuditKind.CodeScheduled, "on the lock, waiting for its window"),
            CodePresence.Working when State == AccessCodeState.InUse => (AccessCodeState.InUse, AuditKind.CodeActive, ""),
            CodePresence.Working => (AccessCodeState.Active, AuditKind.CodeActive, "on the lock and working"),
            CodePresence.Waiting or CodePresence.Setting => (AccessCodeState.Accepted, AuditKind.CodeAccepted, State is AccessCodeState.Planned or AccessCodeState.Creating ? "Seam holds the code" : "not on the lock any more, Seam puts it back"),
            CodePresence.Removing => (AccessCodeState.Removing, AuditKind.CodeRemovalRequested, "Seam takes it off the lock"),
            CodePresence.Gone or CodePresence.Unreadable => (State, AuditKind.CodeFault, ""),
        };
        if (next == State)
        {
            return;
        }

        State = next;
        if (next == AccessCodeState.Removing)
        {
            RemovalSinceUtc ??= nowUtc;
        }

        FirstOnLockUtc ??= IsOnLock ? nowUtc : null;
        NoteLine(kind, AuditActor.Seam, $"{DoorName}: {words}");
    }
}
