using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Reservations.Sync;

namespace Cendra.Lifecycle.Reservations.ICal;

/// <summary>A calendar's events as what a source says of bookings. A calendar has no versions: the moment of reading counts, and only other content is news.</summary>
internal static class CalendarSnapshots
{
    private static readonly TimeSpan OverSince = TimeSpan.FromDays(2);

    /// <summary>Each event with an id; what ended more than two days ago, and what is no booking, says nothing.</summary>
    public static IReadOnlyList<SourceItem> Of(CalendarFeed feed, CalendarSettings settings, DateTimeOffset nowUtc)
    {
        var since = DateOnly.FromDateTime((nowUtc - OverSince).UtcDateTime);
        return [.. feed.Entries.Where(e => e.Uid is not null).Select(e => Item(e, settings, since, nowUtc))];
    }

    /// <summary>What is wrong with the feed as a whole, in words; empty = nothing.</summary>
    public static string Complaint(CalendarFeed feed) =>
        feed.Entries.Count(e => e.Kind == CalendarEntryKind.NoUid) is var count and > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{count} of its {feed.Entries.Count} events have no id (UID) and are left out: nobody could tell a moved booking from a new one.")
            : "";

    private static SourceItem Item(CalendarEntry entry, CalendarSettings settings, DateOnly since, DateTimeOffset nowUtc) => entry.Kind switch
    {
        CalendarEntryKind.Contradicted => new(entry.Uid!, null, "The calendar lists it twice with different dates."),
        CalendarEntryKind.ImpossibleDates => new(entry.Uid!, null, $"The calendar has it from {entry.CheckIn:yyyy-MM-dd} to {entry.CheckOut:yyyy-MM-dd}, which no stay lasts."),
        CalendarEntryKind.Unreadable => new(entry.Uid!, null, "The calendar has it with dates that cannot be read, or in a time zone that nobody knows."),
        CalendarEntryKind.Marker or CalendarEntryKind.Recurring or CalendarEntryKind.NoUid => new(entry.Uid!, null),
        CalendarEntryKind.Reservation or CalendarEntryKind.Block or CalendarEntryKind.Opaque or CalendarEntryKind.Tentative or CalendarEntryKind.Cancelled =>
            entry.CheckOut < since ? new(entry.Uid!, null) : new(entry.Uid!, Snapshot(entry, settings, nowUtc)),
    };

    private static ReservationSnapshot Snapshot(CalendarEntry entry, CalendarSettings settings, DateTimeOffset nowUtc)
    {
        var (times, guest) = (settings.Rules.HasRealTimes ? entry.Times : null, entry.Guest);
        var observed = JsonSerializer.Serialize(new
        {
            uid = entry.Uid, kind = entry.Kind.ToString(), checkIn = entry.CheckIn, checkOut = entry.CheckOut, checkInTime = times?.In, checkOutTime = times?.Out, summary = entry.Summary,
            name = guest.Name, confirmationCode = guest.ConfirmationCode, phoneLast4 = guest.PhoneLast4, phone = guest.Phone, email = guest.Email, guests = guest.Count, listing = settings.Listing,
        });
        return new ReservationSnapshot(
            entry.Uid!, nowUtc.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture), (nowUtc - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond,
            Status(entry.Kind), entry.Kind.ToString(), [new UnitSnapshot(settings.Listing, entry.CheckIn!.Value, entry.CheckOut!.Value, times?.In, times?.Out)],
            new GuestSnapshot(guest.Name, guest.Phone, guest.Email, null), guest.Count, null, guest.ConfirmationCode,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(observed))), observed)
        {
            Kind = entry.Kind switch { CalendarEntryKind.Block => BookingKind.Block, CalendarEntryKind.Opaque => BookingKind.Opaque, _ => BookingKind.GuestStay },
        };
    }

    private static StayStatus Status(CalendarEntryKind kind) => kind switch
    {
        CalendarEntryKind.Cancelled => StayStatus.Cancelled,
        CalendarEntryKind.Tentative => StayStatus.Tentative,
        _ => StayStatus.Confirmed,
    };
}
