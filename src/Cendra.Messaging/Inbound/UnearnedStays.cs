using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>
/// Stays of an address on file that entitle to nothing: asked for and agreed by nobody yet, or cancelled. Whoever has one alone is spoken to of nothing but that, and a host is called; to everybody else the house does
/// not say that there is such a booking.
/// </summary>
public sealed class UnearnedStays(CendraDbContext db, StayClock clock)
{
    /// <summary>
    /// The stay of this address, which the channel vouches for, with reservation and property: one that is not agreed yet before one that is cancelled, of each the one that would run now, then the next, then the last. Null =
    /// there is none. Nothing is tracked.
    /// </summary>
    public async Task<Stay?> OfAsync(string attested, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var since = now - Senders.FormerFor;
        var stays = await Senders.OnFile(
            db.Stays.AsNoTracking().Include(s => s.Reservation).Include(s => s.Property)
                .Where(s => s.Kind == StayKind.Guest && s.CheckOutUtc > since && (s.Status == StayStatus.Tentative || s.Status == StayStatus.Cancelled)),
            attested).ToListAsync(ct);
        return Senders.Nearest(stays.FindAll(s => s.Status == StayStatus.Tentative && now < s.CheckOutUtc), now) ?? Senders.Nearest(stays.FindAll(s => s.Status == StayStatus.Cancelled), now);
    }
}
