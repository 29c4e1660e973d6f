using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Seam;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>Takes codes off a lock that is full, and off again until Seam no longer knows them. The caller holds the device's lease.</summary>
public sealed class CodePlaces(CendraDbContext db, SeamClient seam, PlaceAllocation places, SeamAttempts attempts, StayClock clock)
{
    /// <summary>
    /// Where a lock has not enough places, the earliest arrival goes first: a code whose guest comes later is taken off and put back when there is room. True when it was.
    /// </summary>
    public async Task<bool> GiveWayAsync(AccessCode code, StayPicture picture, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var lead = PlaceAllocation.LeadOf(code.Lock!);
        if (code.State is not (AccessCodeState.Accepted or AccessCodeState.Scheduled) || code.IntendedFromUtc <= now || code.IntendedFromUtc - lead > now + LockPlaces.Handover
            || await places.OfAsync(code, picture.ZoneId, ct) is not { MayHold: false } full)
        {
            return false;
        }

        code.GiveWay(full.Words, now);
        await db.SaveChangesAsync(ct);
        await LeaveAsync(code, picture, ct);
        return true;
    }

    /// <summary>Asked until Seam no longer knows the code; then it waits for its turn.</summary>
    public async Task<bool> LeaveAsync(AccessCode code, StayPicture picture, CancellationToken ct)
    {
        await attempts.WriteAsync(LockWrite.Delete, code, picture, async now =>
        {
            if (await seam.DeleteAccessCodeAsync(code.SeamAccessCodeId!, ct))
            {
                SeamAttempts.Wait(code, now + (code.Attempts == 0 ? TimeSpan.FromSeconds(15) : LookAgain.RetryDelay(code.Attempts, picture.Window?.CheckInUtc ?? now, now)));
            }
            else
            {
                code.LeftPlace(now);
            }
        }, ct);
        return false;
    }
}
