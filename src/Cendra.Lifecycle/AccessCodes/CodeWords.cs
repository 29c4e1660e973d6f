using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Seam;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>What a host reads about a code: what is known and what happens next. Never digits, never a vendor's code alone.</summary>
public static class CodeWords
{
    /// <summary>What a state means at the door; pages and the API say the same.</summary>
    public static string Meaning(AccessCodeState state, LockTiming timing) => state switch
    {
        AccessCodeState.Planned => "Wanted. Nobody outside knows of it; the door does not open with it.",
        AccessCodeState.Creating => "Seam was asked for it and its answer is not known. It is searched for before anything is sent again.",
        AccessCodeState.Accepted when timing == LockTiming.JustInTime => "Seam holds it and puts it on the lock up to 60 min before its start.",
        AccessCodeState.Accepted => "Seam holds it and puts it on the lock up to 72 h before its start.",
        AccessCodeState.Scheduled => "Read back: it is on the lock and waits for its start.",
        AccessCodeState.Active => "Read back: it is on the lock and opens.",
        AccessCodeState.InUse => "The door was opened with it.",
        AccessCodeState.Removing => "Its end has come or was ordered. The door may still open until that is read back.",
        AccessCodeState.Revoked => "Read back: it is off the lock.",
        AccessCodeState.EndedByLock => "The lock’s own clock has ended it. That was not read back.",
        AccessCodeState.Unproven => "It should be gone and nobody can say so. The door may still open with it.",
    };

    /// <summary>Why a code is taken off.</summary>
    public static string WhyRemoved(AccessCode code, StayPicture picture, DateTimeOffset nowUtc) =>
        nowUtc >= code.IntendedUntilUtc ? "its window is over, Seam takes it off the lock"
        : picture.Stay.Status == Domain.Stays.StayStatus.Cancelled ? picture.Stay.IsOfWork ? "a host ended it, the code is taken off the lock" : "the stay was cancelled, the code is taken off the lock"
        : picture.Former?.Has(code.LockId) == true ? "the guest was moved, this door is closed to the code"
        : code.Pin?.ReplacedUtc is not null ? "another code took its place, this one is taken off the lock"
        : "it is not needed any more and is taken off the lock";

    /// <summary>Why its end cannot be shown.</summary>
    public static string WhyUnproven(AccessCode code, DateTimeOffset nowUtc)
    {
        var end = code.ProgrammedUntilUtc ?? code.IntendedUntilUtc;
        return code.Lock!.Timing == LockTiming.OfflineCode
            ? "This lock's codes cannot be taken back. It opens until its own end."
            : AccessCodePlan.WasUsedAfter(code, end) ? "The lock opened with this code after its end. Look at the lock."
            : code.Fault == AccessCodeFault.RemovalFailed ? "The lock did not give the code up. The door may still open with it."
            : !code.Lock.IsOnline ? "The lock is offline and may still open with the code. Cendra removes it as soon as the lock is back."
            : nowUtc < end ? "The lock has not confirmed the removal. The door may still open with it."
            : "Nobody can say that the code is off the lock. The door may still open with it.";
    }

    /// <summary>What failed at Seam and what helps.</summary>
    public static string Of(SeamException failure) => failure.Retry switch
    {
        SeamRetry.AfterSignIn => "Seam does not accept the key. Set Seam:ApiKey anew.",
        SeamRetry.Never => $"Seam refused the request ({failure.Type ?? "no type"}).",
        SeamRetry.Later => "Seam did not answer. Cendra keeps trying.",
    };
}
