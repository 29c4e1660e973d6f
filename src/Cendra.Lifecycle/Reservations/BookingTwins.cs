using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Reservations;

/// <summary>A booking of another source that is the same stay. <paramref name="IsOutranked"/>: the new source says more and is followed from now on.</summary>
public sealed record BookingTwin(SourceBooking Booking, bool IsOutranked);

/// <summary>
/// Finds out that two sources tell of one stay: by the confirmation code, else, between a booking system and a calendar alone, by property and dates. Two calendars with the same dates are
/// two guests who were promised the same nights. A booking system says more than a calendar and is followed; of two alike the first is.
/// </summary>
public sealed class BookingTwins(CendraDbContext db)
{
    /// <summary>The booking that is followed so far, with its reservation and stays; null = nobody else tells of this one.</summary>
    public async Task<BookingTwin?> OfAsync(Guid connectionId, ReservationSnapshot snapshot, CancellationToken ct)
    {
        if (snapshot is not { Kind: BookingKind.GuestStay, Status: StayStatus.Confirmed or StayStatus.InHouse, Units: [var unit] })
        {
            return null;
        }

        var kinds = await db.Connections.AsNoTracking().Select(c => new { c.Id, c.Kind }).ToDictionaryAsync(c => c.Id, c => c.Kind, ct);
        if (kinds.Values.Count(IsSource) < 2)
        {
            return null;
        }

        var mine = Rank(kinds[connectionId]);
        var found = await SameCodeAsync(connectionId, snapshot.ConfirmationCode, ct) ?? await SameNightsAsync(connectionId, unit, snapshot.ConfirmationCode, kinds, mine, ct);
        return found is null ? null : new BookingTwin(found, mine > Rank(kinds[found.ConnectionId]));
    }

    private async Task<SourceBooking?> SameCodeAsync(Guid connectionId, string? code, CancellationToken ct) =>
        string.IsNullOrEmpty(code) ? null : await Followed(connectionId).FirstOrDefaultAsync(b => b.Reservation!.ConfirmationCode == code, ct);

    private async Task<SourceBooking?> SameNightsAsync(Guid connectionId, UnitSnapshot unit, string? code, Dictionary<Guid, ConnectionKind> kinds, int mine, CancellationToken ct)
    {
        var propertyId = await db.PropertyListings.Where(l => l.ConnectionId == connectionId && l.ExternalId == unit.ListingExternalId).Select(l => (Guid?)l.PropertyId).FirstOrDefaultAsync(ct);
        if (propertyId is null)
        {
            return null;
        }

        var others = kinds.Where(k => IsSource(k.Value) && Rank(k.Value) != mine).Select(k => k.Key).ToList();
        var same = await Followed(connectionId).Where(b => others.Contains(b.ConnectionId) && b.Reservation!.Stays.Count == 1
            && b.Reservation.Stays.Any(s => s.PropertyId == propertyId && s.CheckInLocal == unit.CheckInLocal && s.CheckOutLocal == unit.CheckOutLocal && s.Status == StayStatus.Confirmed)).ToListAsync(ct);
        return same is [var one] && (string.IsNullOrEmpty(code) || one.Reservation!.ConfirmationCode.Length == 0) ? one : null;
    }

    private IQueryable<SourceBooking> Followed(Guid exceptConnectionId) =>
        db.SourceBookings.Include(b => b.Reservation!).ThenInclude(r => r.Stays).ThenInclude(s => s.Codes).AsSplitQuery()
            .Where(b => b.ConnectionId != exceptConnectionId && !b.IsSecondary && b.GoneUtc == null && b.Kind == BookingKind.GuestStay).OrderBy(b => b.ExternalId);

    private static bool IsSource(ConnectionKind kind) => kind is ConnectionKind.GenericPms or ConnectionKind.GenericList or ConnectionKind.ICalendar or ConnectionKind.VendorPms or ConnectionKind.Api or ConnectionKind.Upload;

    private static int Rank(ConnectionKind kind) => kind == ConnectionKind.ICalendar ? 1 : 2;
}
