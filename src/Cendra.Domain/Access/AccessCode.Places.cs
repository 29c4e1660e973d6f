using Cendra.Domain.Audit;

namespace Cendra.Domain.Access;

/// <content>What happens to a code on a lock that has not enough places.</content>
public sealed partial class AccessCode
{
    /// <summary>It gave its place on the lock to somebody who arrives earlier, and the vendor has not confirmed yet that it is off; its digits stay the stay's.</summary>
    public bool IsLeavingPlace => State == AccessCodeState.Planned && SeamAccessCodeId is not null;

    /// <summary>An earlier arrival needs its place: it is taken off and put back, with the same digits, when a place is free. Not an end.</summary>
    public void GiveWay(string inWords, DateTimeOffset nowUtc)
    {
        Require(AccessCodeState.Accepted, AccessCodeState.Scheduled);
        (State, WindowChangePending, ProgrammedFromUtc, ProgrammedUntilUtc) = (AccessCodeState.Planned, false, null, null);
        ClearAttempts();
        NoteLine(AuditKind.CodeRemovalRequested, AuditActor.Cendra, $"{DoorName}: gives its place on the lock to an earlier arrival");
        SetFault(AccessCodeFault.SetDelayed, inWords, nowUtc);
    }

    /// <summary>The vendor no longer has it: it may be made again.</summary>
    public void LeftPlace(DateTimeOffset nowUtc)
    {
        Require(AccessCodeState.Planned);
        (SeamAccessCodeId, LastConfirmedUtc) = (null, nowUtc);
        ClearAttempts();
    }
}
