using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Seam;

namespace Cendra.Lifecycle.Locks;

/// <summary>
/// Asks Seam to take off what a host decided to remove, and what stands on a lock as a double of a code that ended. Asked again with each list while it stands there;
/// only a list without it counts as gone. The caller holds the device's lease.
/// </summary>
public sealed class FoundCodeRemovals(CendraDbContext db, SeamClient seam, EscalationDesk desk, StayClock clock)
{
    /// <summary>Asks, within the device's budget. What a maker does not let Seam remove becomes a host's task; trouble that may pass is thrown on.</summary>
    public async Task AskAsync(SmartLock smartLock, IReadOnlyCollection<FoundCode> rows, IReadOnlyList<AccessCode> ours, CancellationToken ct)
    {
        foreach (var row in rows.Where(r => r.GoneUtc is null && IsToGo(r, ours)))
        {
            if (!smartLock.TryTakeWrite(LockWrite.Delete, clock.GetUtcNow()))
            {
                return; // The rest with the next list.
            }

            await db.SaveChangesAsync(ct);
            try
            {
                await (row.IsManaged ? seam.DeleteAccessCodeAsync(row.SeamAccessCodeId, ct) : seam.DeleteUnmanagedAccessCodeAsync(row.SeamAccessCodeId, ct));
            }
            catch (SeamException refused) when (refused.Retry == SeamRetry.Never)
            {
                await desk.RaiseAsync(FoundCodeConcerns.ByHand(smartLock, row), ct);
            }
        }
    }

    /// <summary>What Cendra's own removal does not reach: its row knows Seam's id of another.</summary>
    private static bool IsToGo(FoundCode row, IReadOnlyList<AccessCode> ours) => row.Decision == FoundCodeDecision.Remove
        || (row.Kind == FoundCodeKind.Ghost && ours.FirstOrDefault(c => c.Id == row.AccessCodeId) is { } code && code.SeamAccessCodeId != row.SeamAccessCodeId);
}
