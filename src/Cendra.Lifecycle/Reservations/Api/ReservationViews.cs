using System.Globalization;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Reservations.Generic;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Reservations.Api;

/// <summary>What a program asks a list for.</summary>
public sealed record PageQuery(int Limit, DateTimeOffset? ChangedSinceUtc, StayStatus? Status, ApiCursor? After);

/// <summary>Reads what is held of one connection's bookings, as the API shows it. Another connection's are never seen.</summary>
public sealed class ReservationViews(CendraDatabase database)
{
    /// <summary>One of them; null = this connection has none of this id.</summary>
    public async Task<ReservationView?> OneAsync(Guid connectionId, string externalId, CancellationToken ct)
    {
        await using var db = database.Open();
        return await Whole(Of(db, connectionId).Where(b => b.ExternalId == externalId)).SingleOrDefaultAsync(ct) is { } booking ? View(booking) : null;
    }

    /// <summary>A page of them, oldest first.</summary>
    public async Task<ReservationPage> PageAsync(Guid connectionId, PageQuery query, DateTimeOffset nowUtc, CancellationToken ct)
    {
        await using var db = database.Open();
        var bookings = Of(db, connectionId);
        if (query.ChangedSinceUtc is { } since)
        {
            bookings = bookings.Where(b => b.ObservedUtc >= since);
        }

        if (query.Status is { } status)
        {
            bookings = bookings.Where(b => b.Reservation!.Stays.Any(s => s.Status == status));
        }

        if (query.After is { } after)
        {
            bookings = bookings.Where(b => b.Reservation!.CreatedUtc > after.CreatedUtc || (b.Reservation.CreatedUtc == after.CreatedUtc && b.ExternalId.CompareTo(after.ExternalId) > 0));
        }

        var found = await Whole(bookings.OrderBy(b => b.Reservation!.CreatedUtc).ThenBy(b => b.ExternalId).Take(query.Limit + 1)).ToListAsync(ct);
        var page = found.Take(query.Limit).ToList();
        var next = found.Count > page.Count ? new ApiCursor(page[^1].Reservation!.CreatedUtc, page[^1].ExternalId).Write() : null;
        return new ReservationPage([.. page.Select(View)], next, nowUtc);
    }

    private static IQueryable<SourceBooking> Of(CendraDbContext db, Guid connectionId) => db.SourceBookings.AsNoTracking().Where(b => b.ConnectionId == connectionId);

    private static IQueryable<SourceBooking> Whole(IQueryable<SourceBooking> bookings) => bookings
        .Include(b => b.Reservation!.Stays).ThenInclude(s => s.Codes).ThenInclude(c => c.Lock)
        .Include(b => b.Reservation!.Stays).ThenInclude(s => s.Property!.Doors).AsSplitQuery();

    private static ReservationView View(SourceBooking booking) => booking.IsSecondary ? Kept(booking) : Followed(booking);

    private static ReservationView Followed(SourceBooking booking)
    {
        var reservation = booking.Reservation!;
        var stays = reservation.Stays.OrderBy(s => s.ListingExternalId, StringComparer.Ordinal).ToList();
        var current = stays.Exists(s => s.Status != StayStatus.Cancelled) ? stays.FindAll(s => s.Status != StayStatus.Cancelled) : stays;
        return new ReservationView(
            booking.ExternalId, booking.SourceVersion, current.Count > 0 ? current[0].Status : StayStatus.Unknown, booking.StatusRaw, KindWord(booking.Kind),
            [.. current.Select(Unit)], [.. stays.Except(current).Select(Unit)],
            new GuestView(Text(reservation.GuestName), Text(reservation.GuestPhone), Text(reservation.GuestEmail), Text(reservation.GuestLanguage)),
            reservation.GuestCount, Text(reservation.Channel), Text(reservation.ConfirmationCode), true, booking.ObservedUtc);
    }

    /// <summary>Another source is followed: the program sees what it said itself, and nothing that it did not.</summary>
    private static ReservationView Kept(SourceBooking booking)
    {
        var said = GenericBody.Read($$"""{"type":"reservation.{{(booking.StatusRaw == "deleted" ? "deleted" : "upserted")}}","reservation":{{booking.Observed}}}""").Snapshot;
        var status = said?.Status ?? StayStatus.Unknown;
        return new ReservationView(
            booking.ExternalId, booking.SourceVersion, status, booking.StatusRaw, KindWord(booking.Kind),
            [.. (said?.Units ?? []).Select(u => new UnitView(u.ListingExternalId, false, status, u.CheckInLocal, u.CheckOutLocal, Clock(u.CheckInTime), Clock(u.CheckOutTime), Readiness.Unknown, "Another source tells of this booking and is followed.", []))],
            [], new GuestView(said?.Guest.Name, said?.Guest.Phone, said?.Guest.Email, said?.Guest.Language), said?.GuestCount, said?.Channel, said?.ConfirmationCode, false, booking.ObservedUtc);
    }

    private static UnitView Unit(Stay stay) => new(
        stay.ListingExternalId, stay.PropertyId is not null, stay.Status, stay.CheckInLocal, stay.CheckOutLocal, Clock(stay.SourceCheckInTime), Clock(stay.SourceCheckOutTime), stay.Readiness, stay.WorstReason, Codes(stay));

    /// <summary>Of each door the code that counts: one that is not over before one that is, then the newest.</summary>
    private static IReadOnlyList<CodeView> Codes(Stay stay) =>
    [
        .. stay.Codes.GroupBy(c => c.LockId).Select(door => door.OrderBy(c => c.IsSettled).ThenByDescending(c => c.PinVersion).First())
            .OrderBy(c => stay.Property?.Doors.Find(d => d.LockId == c.LockId)?.WalkingOrder ?? int.MaxValue).ThenBy(c => c.DoorName, StringComparer.Ordinal)
            .Select(c => new CodeView(c.DoorName, c.State, CodeWords.Meaning(c.State, c.Lock!.Timing), c.FaultText)),
    ];

    private static string KindWord(BookingKind kind) => kind switch
    {
        BookingKind.OwnerStay => "owner",
        BookingKind.Block or BookingKind.Opaque => "block",
        BookingKind.GuestStay => "guest",
    };

    private static string? Text(string text) => text.Length == 0 ? null : text;

    private static string? Clock(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);
}
