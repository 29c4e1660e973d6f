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

    /// <summary>The vendor's word for a code that opened once: somebody who was here, not the guest who is.</summary>
    private const string Expired = "expired_code";

    private bool _wake;

    /// <summary>A lock refused digits. Before check-in guests write; who types then may work there. Where that says that exactly one guest does not get in, it is noted. Nothing is saved.</summary>
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
        if (why != Expired && (before + 1 >= RefusedSoOften || why == LockDenial.TooManyTries) && await OnlyGuestAsync(door.Id, atUtc, ct) is { } stay && !await db.LockOuts.AnyAsync(l => l.StayId == stay.Id && l.EndedUtc == null, ct))
        {
            db.LockOuts.Add(new LockOut
            {
                Id = ids.Next(), StayId = stay.Id, GuestVersion = stay.Reservation?.GuestVersion ?? 0, LockId = door.Id, OpenedUtc = atUtc, OpenedBy = LockOutSign.LockRefused, NextUtc = now + MayOpenYet,
                ConversationId = await db.Conversations.Where(c => c.ReservationId == stay.ReservationId).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct),
            });
        }
    }

    /// <summary>
    /// A door was opened. With a code of the stay, or by a host from afar, the guest is in; at the last door of the way so with any code. However else, or at a door before it, the guest is asked, and whoever is called stays
    /// called. Before check-in only the stay's own code says anything. Nothing is saved.
    /// </summary>
    public async Task TakeUnlockAsync(SmartLock door, DateTimeOffset atUtc, string method, Guid? ofStay, CancellationToken ct)
    {
        var open = await db.LockOuts.Where(l => l.EndedUtc == null && l.OpenedUtc < atUtc && db.Stays.Any(s => s.Id == l.StayId && s.Property!.Doors.Any(d => d.LockId == door.Id))).ToListAsync(ct);
        foreach (var lockOut in open)
        {
            var stay = await db.Stays.AsNoTracking().Include(s => s.Property!.Doors).SingleAsync(s => s.Id == lockOut.StayId, ct);
            var last = stay.Property!.Doors.Where(d => d.Role != DoorRole.Extra).OrderBy(d => d.WalkingOrder).LastOrDefault();
            var isOwn = ofStay == stay.Id;
            if (!isOwn && (ofStay is not null || atUtc < stay.CheckInUtc))
            {
                continue; // Another stay's code, or somebody who works there.
            }

            var isAtIt = last?.LockId == door.Id || lockOut.LockId == door.Id;
            if ((isOwn && isAtIt) || (last?.LockId == door.Id && method is "keycode" or "remote"))
            {
                lockOut.Finish(LockOutEnd.Unlocked, atUtc);
                _wake = true;
            }
            else if (isAtIt && lockOut is { HelpedUtc: not null, Step: not LockOutStep.AskedInside and not LockOutStep.ToldTooEarly })
            {
                (lockOut.Step, lockOut.NextUtc) = (LockOutStep.AskedTry, clock.GetUtcNow());
                _wake = true;
            }
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
        var stays = await db.Stays.AsNoTracking().Include(s => s.Reservation).Where(s => s.Kind == StayKind.Guest && s.Status != StayStatus.Cancelled && s.CheckInUtc <= atUtc && atUtc < s.CheckOutUtc
            && s.Codes.Any(c => c.LockId == lockId && c.State != AccessCodeState.Revoked)).Take(2).ToListAsync(ct);
        return stays.Count == 1 ? stays[0] : null;
    }
}
