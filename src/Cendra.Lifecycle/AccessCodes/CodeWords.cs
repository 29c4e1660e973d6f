using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Seam;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>What a host reads about a code in trouble: what is known and what happens next. Never digits, never a vendor's code alone.</summary>
public static class CodeWords
{
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
