using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Seam;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>Attempts at Seam: what leaves is saved before it leaves, out of the device's budget, and what fails is noted with the time of the next attempt.</summary>
public sealed class SeamAttempts(CendraDbContext db, SeamTrouble trouble, StayClock clock)
{
    /// <summary>One write to a code that Seam holds, out of the device's budget, which is saved before it leaves.</summary>
    public async Task<bool> WriteAsync(LockWrite kind, AccessCode code, StayPicture picture, Func<DateTimeOffset, Task> write, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!code.Lock!.TryTakeWrite(kind, now))
        {
            return Wait(code, now + TimeSpan.FromMinutes(1));
        }

        await db.SaveChangesAsync(ct);
        try
        {
            await write(now);
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (SeamException failure)
        {
            return Failed(code, picture, failure, createArrived: false);
        }
    }

    /// <summary>Seam refused or failed: the fault that a host reads, and when the next attempt comes. False, for nothing is to be read back.</summary>
    public bool Failed(AccessCode code, StayPicture picture, SeamException failure, bool createArrived)
    {
        var now = clock.GetUtcNow();
        trouble.Note(failure);
        if (code.State == AccessCodeState.Creating && !createArrived)
        {
            code.CreateDidNotArrive();
        }

        var delay = failure.Retry == SeamRetry.Later
            ? LookAgain.RetryDelay(code.Attempts, picture.Window?.CheckInUtc ?? now, now)
            : TimeSpan.FromMinutes(30);
        code.MarkAttemptFailed(now + Instants.Longer(delay, failure.RetryAfter ?? TimeSpan.Zero));
        if (code.State is AccessCodeState.Planned or AccessCodeState.Creating)
        {
            code.SetFault(failure.Retry == SeamRetry.Never ? AccessCodeFault.SetFailed : AccessCodeFault.SetDelayed, CodeWords.Of(failure), now);
        }
        else if (code.State == AccessCodeState.Removing)
        {
            code.SetFault(AccessCodeFault.RemovalDelayed, CodeWords.Of(failure), now);
        }

        return false;
    }

    /// <summary>Nothing was tried or nothing is known yet: again at that time. False, for nothing is to be read back.</summary>
    public static bool Wait(AccessCode code, DateTimeOffset untilUtc)
    {
        code.MarkAttemptFailed(untilUtc);
        return false;
    }
}
