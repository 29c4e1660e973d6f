using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Seam;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Locks;

/// <summary>
/// What a Seam event means. Only two things are taken from the event itself, because nothing else keeps them: that a door was opened with a code, and that
/// somebody was refused. Everything else says "look again" and is read anew.
/// </summary>
public sealed class SeamEvents(CendraDbContext db, SeamClient seam, LockList list, LockOutBook lockOuts, StayClock clock)
{
    /// <summary>The source under which Seam's deliveries are stored.</summary>
    public const string Source = "seam";

    /// <summary>Takes the event over and saves; the stays to look at now.</summary>
    public async Task<IReadOnlyList<Guid>> TakeAsync(SeamEvent seamEvent, CancellationToken ct)
    {
        var device = seamEvent.DeviceId is { } id ? await db.SmartLocks.SingleOrDefaultAsync(l => l.DeviceId == id, ct) : null;
        var (stays, ofStay) = (new HashSet<Guid>(), (Guid?)null);
        if (seamEvent.AccessCodeId is { } codeId && await db.AccessCodes.Include(c => c.Lock).SingleOrDefaultAsync(c => c.SeamAccessCodeId == codeId, ct) is { } code)
        {
            NoteUse(seamEvent, code, clock.GetUtcNow());
            (_, ofStay) = (stays.Add(code.StayId), code.StayId);
        }

        if (device is not null)
        {
            await TakeDeviceAsync(seamEvent, device, ofStay, stays, ct);
        }
        else if (seamEvent.EventType.StartsWith("connected_account.", StringComparison.Ordinal))
        {
            await list.ReadAsync(ct);
            stays.UnionWith(await db.AccessCodes.Where(Unsettled).Select(c => c.StayId).ToListAsync(ct));
        }

        var now = clock.GetUtcNow();
        foreach (var stay in await db.Stays.Where(s => stays.Contains(s.Id)).ToListAsync(ct))
        {
            stay.LookAgainBy(now);
        }

        await db.SaveChangesAsync(ct);
        lockOuts.Wake();
        return [.. stays];
    }

    private static System.Linq.Expressions.Expression<Func<AccessCode, bool>> Unsettled =>
        c => c.State != AccessCodeState.Revoked && c.State != AccessCodeState.Planned;

    private async Task TakeDeviceAsync(SeamEvent seamEvent, SmartLock device, Guid? ofStay, HashSet<Guid> stays, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var at = Instants.Earlier(seamEvent.OccurredAt ?? seamEvent.CreatedAt ?? now, now); // A lock whose clock runs ahead would hide all that happens until then.
        switch (seamEvent.EventType)
        {
            case "lock.unlocked" when device.LastUnlockedUtc is not { } last || at > last:
                (device.LastUnlockedUtc, device.LastUnlockedHow) = (at, How(seamEvent));
                await lockOuts.TakeUnlockAsync(device, at, seamEvent.Method ?? "", ofStay, ct);
                break;
            case "lock.access_denied":
                device.LastDeniedUtc = device.LastDeniedUtc is { } denied ? Instants.Later(denied, at) : at;
                await lockOuts.TakeDenialAsync(device, at, seamEvent.Reason?.ReasonCode ?? "", ct);
                break;
            case var type when type.StartsWith("device.", StringComparison.Ordinal):
                if (await seam.GetDeviceAsync(device.DeviceId, ct) is { } fresh)
                {
                    LockList.Take(device, fresh, clock.GetUtcNow());
                }
                else
                {
                    device.IsGone = true;
                }

                stays.UnionWith(await db.AccessCodes.Where(c => c.LockId == device.Id).Where(Unsettled).Select(c => c.StayId).ToListAsync(ct));
                break;
        }
    }

    /// <summary>"Used" only where the lock names the code; a keypad opening without a name is nobody's.</summary>
    private static void NoteUse(SeamEvent seamEvent, AccessCode code, DateTimeOffset nowUtc)
    {
        if (seamEvent is { EventType: "lock.unlocked", Method: "keycode" } && code.Lock!.ReportsUse && (seamEvent.OccurredAt ?? seamEvent.CreatedAt) is { } at)
        {
            code.MarkUsed(Instants.Earlier(at, nowUtc));
        }
    }

    private static string How(SeamEvent seamEvent) => seamEvent.Method switch
    {
        "keycode" => "with a code",
        "manual" => "by hand",
        "automatic" => "by itself",
        "remote" => "from the app",
        "card" => "with a card",
        _ => "in a way the lock does not tell",
    };
}
