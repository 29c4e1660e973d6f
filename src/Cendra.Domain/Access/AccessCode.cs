using Cendra.Domain.Audit;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;

namespace Cendra.Domain.Access;

/// <summary>
/// One PIN on one door for one stay: what should be, what the vendor was asked for, and what the lock was last known to hold. Unique by stay, lock and PIN
/// version. It changes only through its methods; each writes its line into the stay's audit chain.
/// </summary>
public sealed partial class AccessCode : Audited
{
    /// <summary>The words of the audit line for what was set back at a lock: how often is counted by them.</summary>
    public const string SetBackWords = "changed at the lock or in its app; Seam is asked to set it back";

    public Guid Id { get; init; }
    public Guid StayId { get; set; }
    public Stay? Stay { get; set; }
    public Guid LockId { get; set; }
    public SmartLock? Lock { get; set; }
    public Guid StayPinId { get; set; }
    public StayPin? Pin { get; set; }
    public int PinVersion { get; init; }

    /// <summary>The door's name when the code was planned, for lines that people read.</summary>
    public required string DoorName { get; set; }

    /// <summary>The name under which the vendor and the lock's app show it. Unique: by it a create with unknown outcome is found again.</summary>
    public required string NameOnLock { get; set; }

    /// <summary>Seam's id; null until Seam is known to hold it.</summary>
    public string? SeamAccessCodeId { get; private set; }

    public AccessCodeState State { get; private set; }

    /// <summary>The state that programs outside were last told of; null = none yet, or nobody wants to know.</summary>
    public AccessCodeState? AnnouncedState { get; set; }

    public AccessCodeFault Fault { get; private set; }

    /// <summary>The fault in a host's words with what helps; empty = none.</summary>
    public string FaultText { get; private set; } = "";

    public DateTimeOffset? FaultSinceUtc { get; private set; }

    /// <summary>The window that the stay asks for on this lock.</summary>
    public DateTimeOffset IntendedFromUtc { get; private set; }

    public DateTimeOffset IntendedUntilUtc { get; private set; }

    /// <summary>The window that the vendor says it has programmed; null until it said so.</summary>
    public DateTimeOffset? ProgrammedFromUtc { get; private set; }

    public DateTimeOffset? ProgrammedUntilUtc { get; private set; }

    /// <summary>A window change was asked for and the lock has not confirmed it.</summary>
    public bool WindowChangePending { get; private set; }

    /// <summary>Computed beforehand: from when the door may open with it at the earliest (promise P1).</summary>
    public DateTimeOffset MayOpenFromUtc { get; private set; }

    /// <summary>When the vendor last confirmed the state shown here.</summary>
    public DateTimeOffset? LastConfirmedUtc { get; private set; }

    public DateTimeOffset? FirstOnLockUtc { get; private set; }

    /// <summary>First and last time the door was opened with it; known only where the lock reports it.</summary>
    public DateTimeOffset? FirstUsedUtc { get; private set; }

    public DateTimeOffset? LastUsedUtc { get; private set; }

    /// <summary>When the removal was first asked for or fell due.</summary>
    public DateTimeOffset? RemovalSinceUtc { get; private set; }

    public DateTimeOffset? EndedUtc { get; private set; }

    /// <summary>Failed attempts in a row.</summary>
    public int Attempts { get; private set; }

    /// <summary>No further attempt before this moment.</summary>
    public DateTimeOffset? NextAttemptUtc { get; private set; }

    public DateTimeOffset CreatedUtc { get; init; }

    public int Version { get; set; }

    /// <inheritdoc />
    public override string AuditStream => $"stay:{StayId:N}";

    /// <summary>Its end is settled in one of the ways of promise P5 that need no further look.</summary>
    public bool IsSettled => State == AccessCodeState.Revoked
        || IsClosedByHost
        || (State == AccessCodeState.EndedByLock && (Lock?.Timing == LockTiming.OfflineCode || SeamAccessCodeId is null));

    /// <summary>Its end can never be shown, and a person closed it with a reason.</summary>
    public bool IsClosedByHost => State == AccessCodeState.Unproven && EndedUtc is not null;

    /// <summary>The vendor or the lock may hold it.</summary>
    public bool IsLive => State is not (AccessCodeState.Planned or AccessCodeState.Revoked or AccessCodeState.EndedByLock);

    /// <summary>Made or being made for its guest, its end neither come nor ordered.</summary>
    public bool IsServing => State is AccessCodeState.Creating or AccessCodeState.Accepted || IsOnLock;

    /// <summary>On the lock as far as known, before or in its window.</summary>
    public bool IsOnLock => State is AccessCodeState.Scheduled or AccessCodeState.Active or AccessCodeState.InUse;

    /// <summary>A door needs it: the first line of its life.</summary>
    public static AccessCode Plan(Guid id, StayPin pin, DoorUse door, string nameOnLock, CodeWindow window, DateTimeOffset nowUtc)
    {
        var code = new AccessCode
        {
            Id = id,
            StayId = pin.StayId,
            LockId = door.LockId,
            Lock = door.Lock,
            StayPinId = pin.Id,
            Pin = pin,
            PinVersion = pin.PinVersion,
            DoorName = door.DoorName,
            NameOnLock = nameOnLock,
            CreatedUtc = nowUtc,
        };
        (code.IntendedFromUtc, code.IntendedUntilUtc, code.MayOpenFromUtc) = (window.FromUtc, window.UntilUtc, window.MayOpenFromUtc);
        code.NoteLine(AuditKind.CodePlanned, AuditActor.Cendra, $"{code.DoorName}: code planned");
        return code;
    }

    /// <summary>The stay's window moved. Only the intention changes here; the lock follows.</summary>
    public void Intend(CodeWindow window)
    {
        if (IntendedFromUtc != window.FromUtc || IntendedUntilUtc != window.UntilUtc)
        {
            (IntendedFromUtc, IntendedUntilUtc) = (window.FromUtc, window.UntilUtc);
            ClearAttempts(); // What failed or was asked before was about another window.
            NoteLine(AuditKind.CodeWindowChanged, AuditActor.Cendra, $"{DoorName}: the code is to work in another window");
        }

        MayOpenFromUtc = window.MayOpenFromUtc;
    }

    /// <summary>Commit this before the create leaves: after a crash the code is searched for by its name, never made blindly again.</summary>
    public void BeginCreate()
    {
        Require(AccessCodeState.Planned, AccessCodeState.Creating);
        if (State == AccessCodeState.Planned)
        {
            State = AccessCodeState.Creating;
            NoteLine(AuditKind.CodeRequested, AuditActor.Cendra, $"{DoorName}: Seam is asked for the code");
        }
    }

    /// <summary>The search found nothing on the lock: the create never arrived and may be sent (again).</summary>
    public void CreateDidNotArrive()
    {
        Require(AccessCodeState.Creating);
        State = AccessCodeState.Planned;
    }

    /// <summary>Seam holds the code under this id.</summary>
    public void MarkAccepted(string seamAccessCodeId)
    {
        Require(AccessCodeState.Planned, AccessCodeState.Creating);
        (State, SeamAccessCodeId) = (AccessCodeState.Accepted, seamAccessCodeId);
        ClearAttempts();
        NoteLine(AuditKind.CodeAccepted, AuditActor.Seam, $"{DoorName}: Seam took the code");
    }

    /// <summary>The window change left; it counts only when the lock confirms it, and is not asked again before <paramref name="nextUtc"/>.</summary>
    public void MarkWindowRequested(DateTimeOffset nextUtc)
    {
        WindowChangePending = true;
        MarkAttemptFailed(nextUtc);
    }

    /// <summary>The door was opened with this code, as the lock itself reported. Events may come late and out of order.</summary>
    public void MarkUsed(DateTimeOffset usedUtc)
    {
        if (LastUsedUtc is { } last && usedUtc <= last && FirstUsedUtc <= usedUtc)
        {
            return;
        }

        FirstUsedUtc = FirstUsedUtc is { } first ? Instants.Earlier(first, usedUtc) : usedUtc;
        LastUsedUtc = LastUsedUtc is { } known ? Instants.Later(known, usedUtc) : usedUtc;
        if (State is AccessCodeState.Scheduled or AccessCodeState.Active or AccessCodeState.Accepted)
        {
            State = AccessCodeState.InUse;
        }

        NoteLine(AuditKind.CodeUsed, "door", $"{DoorName}: opened with this stay's code");
    }

    /// <summary>An attempt failed and is repeated at <paramref name="nextUtc"/>.</summary>
    public void MarkAttemptFailed(DateTimeOffset nextUtc)
    {
        Attempts++;
        NextAttemptUtc = nextUtc;
    }

    /// <summary>Something is wrong, in words that say what helps.</summary>
    public void SetFault(AccessCodeFault fault, string inWords, DateTimeOffset nowUtc)
    {
        if ((Fault == fault && FaultText == inWords) || (Fault == AccessCodeFault.Withheld && IsServing))
        {
            return; // Held back until a person decides: the vendor's passing trouble does not undo that.
        }

        if (Fault != fault)
        {
            FaultSinceUtc = nowUtc;
            NoteLine(AuditKind.CodeFault, AuditActor.Cendra, $"{DoorName}: {inWords}");
        }

        (Fault, FaultText) = (fault, inWords);
    }

    /// <summary>The fault is over. The reason of an unproven end is no fault and stays.</summary>
    public void ClearFault()
    {
        if (Fault != AccessCodeFault.None)
        {
            NoteLine(AuditKind.CodeFaultCleared, AuditActor.Cendra, $"{DoorName}: in order again");
            if (Fault is AccessCodeFault.NotPossible or AccessCodeFault.Withheld)
            {
                ClearAttempts(); // What was not possible is now: at once, not after the pause.
            }

            (Fault, FaultText, FaultSinceUtc) = (AccessCodeFault.None, "", null);
        }
    }

    private void ClearAttempts() => (Attempts, NextAttemptUtc) = (0, null);

    private void NoteLine(AuditKind kind, string actor, string what) => Note(kind, actor, what, Id);

    private void Require(params ReadOnlySpan<AccessCodeState> allowed)
    {
        if (!allowed.Contains(State))
        {
            throw new InvalidOperationException($"An access code in state {State} cannot do this.");
        }
    }
}

/// <summary>A window on one lock: what is asked for, and from when the door may open at the earliest (earlier where the lock cannot wait by itself).</summary>
public sealed record CodeWindow(DateTimeOffset FromUtc, DateTimeOffset UntilUtc, DateTimeOffset MayOpenFromUtc);
