using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Reservations;

/// <summary>
/// Finds out that two sources tell of one stay: by the confirmation code, else, between a booking system and a calendar alone, by property and dates. Two calendars with the same dates are
/// two guests who were promised the same nights. A booking system says more than a calendar and is followed; of two alike the first is.
/// </summary>
public sealed class BookingTwins(CendraDbContext db)
{
    /// <summary>What other sources tell that could be the same as one of these; asked for all of them at once, from their codes and nights and never from everything that a source has.</summary>
    public async Task<TwinCandidates> ReadAsync(
        Guid connectionId, IReadOnlyCollection<ReservationSnapshot> unseen, IReadOnlyDictionary<string, Guid> properties, CancellationToken ct)
    {
        var asked = unseen.Where(TwinCandidates.MayHave).ToList();
        if (asked.Count == 0)
        {
            return TwinCandidates.None;
        }

        var kinds = await db.Connections.AsNoTracking().Select(c => new { c.Id, c.Kind }).ToDictionaryAsync(c => c.Id, c => c.Kind, ct);
        if (kinds.Values.Count(IsSource) < 2)
        {
            return TwinCandidates.None;
        }

        var mine = Rank(kinds[connectionId]);
        var others = kinds.Where(k => IsSource(k.Value) && Rank(k.Value) != mine).Select(k => k.Key).ToHashSet();
        return new TwinCandidates(
            await SameCodeAsync(connectionId, asked, ct), [.. (await SameNightsAsync(connectionId, asked, properties, ct)).Where(b => others.Contains(b.ConnectionId))],
            properties, other => mine > Rank(kinds[other]));
    }

    private async Task<IReadOnlyList<SourceBooking>> SameCodeAsync(Guid connectionId, IReadOnlyList<ReservationSnapshot> asked, CancellationToken ct)
    {
        var codes = asked.Select(s => s.ConfirmationCode).Where(c => !string.IsNullOrEmpty(c)).Distinct(StringComparer.Ordinal).ToList();
        return codes.Count == 0 ? [] : await Followed(connectionId).Where(b => codes.Contains(b.Reservation!.ConfirmationCode)).ToListAsync(ct);
    }

    private async Task<IReadOnlyList<SourceBooking>> SameNightsAsync(
        Guid connectionId, IReadOnlyList<ReservationSnapshot> asked, IReadOnlyDictionary<string, Guid> properties, CancellationToken ct)
    {
        var units = asked.Select(s => s.Units[0]).Where(u => properties.ContainsKey(u.ListingExternalId)).ToList();
        if (units.Count == 0)
        {
            return [];
        }

        var places = units.Select(u => (Guid?)properties[u.ListingExternalId]).Distinct().ToList();
        var (from, until) = (units.Min(u => u.CheckInLocal), units.Max(u => u.CheckInLocal));
        var stays = await db.Stays.AsNoTracking().Where(s => places.Contains(s.PropertyId) && s.CheckInLocal >= from && s.CheckInLocal <= until && s.Status == StayStatus.Confirmed)
            .Select(s => new { s.ReservationId, s.PropertyId, s.CheckInLocal, s.CheckOutLocal }).ToListAsync(ct);
        var wanted = units.Select(u => (properties[u.ListingExternalId], u.CheckInLocal, u.CheckOutLocal)).ToHashSet();
        var same = stays.Where(s => wanted.Contains((s.PropertyId!.Value, s.CheckInLocal, s.CheckOutLocal))).Select(s => s.ReservationId).Distinct().ToList();
        return same.Count == 0 ? [] : await Followed(connectionId).Where(b => same.Contains(b.ReservationId)).ToListAsync(ct);
    }

    private IQueryable<SourceBooking> Followed(Guid exceptConnectionId) =>
        db.SourceBookings.Include(b => b.Reservation!).ThenInclude(r => r.Stays).ThenInclude(s => s.Codes).AsSplitQuery()
            .Where(b => b.ConnectionId != exceptConnectionId && !b.IsSecondary && b.GoneUtc == null && b.Kind == BookingKind.GuestStay).OrderBy(b => b.ExternalId);

    private static bool IsSource(ConnectionKind kind) => kind is ConnectionKind.GenericPms or ConnectionKind.GenericList or ConnectionKind.ICalendar or ConnectionKind.VendorPms or ConnectionKind.Api or ConnectionKind.Upload;

    private static int Rank(ConnectionKind kind) => kind == ConnectionKind.ICalendar ? 1 : 2;
}
