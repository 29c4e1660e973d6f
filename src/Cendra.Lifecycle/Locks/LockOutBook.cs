using Cendra.Domain;
using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Inbox;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Locks;

/// <summary>
/// What doors tell of people who stand before them: digits refused again and again are somebody who does not get in, and a door that opens ends that. Only rows are left; the sweep above that helps and calls is
/// woken by name.
/// </summary>
public sealed class LockOutBook(CendraDbContext db, JobWaker waker, StayClock clock, IdSource ids)
{
    /// <summary>Refusals further apart have nothing to do with each other.</summary>
    public static readonly TimeSpan OneRow = TimeSpan.FromMinutes(15);

    /// <summary>People mistype once; whoever is refused so often needs help.</summary>
    public const int RefusedSoOften = 2;

    /// <summary>So long the next try may still open the door.</summary>
    public static readonly TimeSpan MayOpenYet = TimeSpan.FromMinutes(1);

    /// <summary>So long before check-in guests come to the door.</summary>
    public static readonly TimeSpan Early = TimeSpan.FromHours(3);

    private bool _wake;

    /// <summary>A lock refused digits. Where that says that exactly one guest does not get in, it is noted. Nothing is saved.</summary>
    public async Task TakeDenialAsync(SmartLock door, DateTimeOffset atUtc, string why, CancellationToken ct)
    {
        if (await db.LockDenials.AnyAsync(d => d.LockId == door.Id && d.AtUtc == atUtc, ct))
        {
            return;
        }

        db.LockDenials.Add(new LockDenial { Id = ids.Next(), LockId = door.Id, AtUtc = atUtc, Why = why.Length <= 64 ? why : why[..64] });
        var now = clock.GetUtcNow();
        var since = Instants.Later(now - OneRow, door.LastUnlockedUtc ?? DateTimeOffset.MinValue);
        if (atUtc <= since)
        {
            return; // Told late: whoever it was is in, or gone.
        }

        var before = await db.LockDenials.CountAsync(d => d.LockId == door.Id && d.AtUtc > since, ct);
        if ((before + 1 >= RefusedSoOften || why == LockDenial.TooManyTries) && await OnlyGuestAsync(door.Id, atUtc, ct) is { } stay && !await db.LockOuts.AnyAsync(l => l.StayId == stay.Id && l.EndedUtc == null, ct))
        {
            db.LockOuts.Add(new LockOut
            {
                Id = ids.Next(), StayId = stay.Id, LockId = door.Id, OpenedUtc = atUtc, OpenedBy = LockOutSign.LockRefused, NextUtc = now + MayOpenYet,
                ConversationId = await db.Conversations.Where(c => c.ReservationId == stay.ReservationId).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct),
            });
        }
    }

    /// <summary>A door was opened: who stood before it is in. The street door ends it only for whoever stands at it. Nothing is saved.</summary>
    public async Task TakeUnlockAsync(SmartLock door, DateTimeOffset atUtc, CancellationToken ct)
    {
        var open = await db.LockOuts.Where(l => l.EndedUtc == null && l.OpenedUtc < atUtc
            && (l.LockId == door.Id || db.Stays.Any(s => s.Id == l.StayId && s.Property!.Doors.Any(d => d.LockId == door.Id && d.Role == DoorRole.Unit)))).ToListAsync(ct);
        foreach (var lockOut in open)
        {
            lockOut.Finish(LockOutEnd.Unlocked, atUtc);
            _wake = true;
        }
    }

    /// <summary>After saving: wakes the sweep that tells guests and hosts, if a door opened.</summary>
    public void Wake()
    {
        if (_wake)
        {
            _wake = false;
            waker.WakeSweep(Sweeps.DueMessages);
        }
    }

    /// <summary>The one guest whose code this door has and whose time it is; null = nobody, or it could be several.</summary>
    private async Task<Stay?> OnlyGuestAsync(Guid lockId, DateTimeOffset atUtc, CancellationToken ct)
    {
        var soon = atUtc + Early;
        var stays = await db.Stays.AsNoTracking().Where(s => s.Kind == StayKind.Guest && s.Status != StayStatus.Cancelled && s.CheckInUtc <= soon && atUtc < s.CheckOutUtc
            && s.Codes.Any(c => c.LockId == lockId && c.State != AccessCodeState.Revoked)).Take(2).ToListAsync(ct);
        return stays.Count == 1 ? stays[0] : null;
    }
}
