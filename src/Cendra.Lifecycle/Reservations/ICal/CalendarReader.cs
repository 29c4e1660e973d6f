using System.Runtime.Serialization;
using Cendra.Domain.Stays;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace Cendra.Lifecycle.Reservations.ICal;

/// <summary>A feed as read: who made it, and each of its events once.</summary>
public sealed record CalendarFeed(string ProductId, IReadOnlyList<CalendarEntry> Entries);

/// <summary>
/// Reads a calendar feed (RFC 5545) over Ical.Net, around its traps: bytes are made ready first, and an event that it cannot judge is refused alone and not the feed.
/// </summary>
public static class CalendarReader
{
    private const int LongestStayDays = 730;

    /// <summary>All events, in dates of <paramref name="zone"/>.</summary>
    /// <exception cref="CalendarException">It is not a whole calendar: nothing follows from it, least of all that somebody has cancelled.</exception>
    public static CalendarFeed Read(ReadOnlySpan<byte> bytes, string zone, CalendarRules rules)
    {
        var calendar = Parse(CalendarText.Of(bytes));
        var product = calendar.ProductId ?? "";
        var entries = calendar.Events.Select(e => Entry(e, product, zone, rules)).ToList();
        return new CalendarFeed(product, [.. entries.Where(e => e.Uid is null), .. entries.Where(e => e.Uid is not null).GroupBy(e => e.Uid, StringComparer.Ordinal).Select(Once)]);
    }

    private static Calendar Parse(string text)
    {
        try
        {
            return Calendar.Load(text) ?? throw new CalendarException("The calendar's address answered with something else than a calendar.");
        }
        catch (Exception unreadable) when (unreadable is SerializationException or ArgumentException or FormatException)
        {
            throw new CalendarException("The calendar cannot be read: a line in it is not as calendars are written.", unreadable);
        }
    }

    /// <summary>One event of each id. Repeated alike it counts once; with other dates nobody knows which are right.</summary>
    private static CalendarEntry Once(IGrouping<string?, CalendarEntry> same)
    {
        var first = same.First();
        return same.All(e => (e.CheckIn, e.CheckOut, e.Kind) == (first.CheckIn, first.CheckOut, first.Kind)) ? first : first with { Kind = CalendarEntryKind.Contradicted, CheckIn = null, CheckOut = null, Times = null };
    }

    private static CalendarEntry Entry(CalendarEvent e, string product, string zone, CalendarRules rules)
    {
        var (uid, summary) = (e.Properties.ContainsKey(CalendarText.NoUid) || string.IsNullOrWhiteSpace(e.Uid) ? null : e.Uid, (e.Summary ?? "").Trim());
        CalendarEntry Refused(CalendarEntryKind why) => new(uid, summary, why, null, null);
        if (uid is null)
        {
            return Refused(CalendarEntryKind.NoUid);
        }

        if (e.RecurrenceRule is not null || e.RecurrenceDates.GetAllDates().Any())
        {
            return Refused(CalendarEntryKind.Recurring);
        }

        if (Span(e, zone) is not var (from, until))
        {
            return Refused(CalendarEntryKind.Unreadable);
        }

        var (checkIn, checkOut) = (DateOnly.FromDateTime(from.Local), DateOnly.FromDateTime(until.Local));
        var kind = string.Equals(e.Status, "CANCELLED", StringComparison.OrdinalIgnoreCase) ? CalendarEntryKind.Cancelled : rules.Of(product, summary);
        if (checkOut <= checkIn || checkOut.DayNumber - checkIn.DayNumber > LongestStayDays)
        {
            // Closures may last for years (Booking.com); no guest stays that long.
            kind = checkOut > checkIn && kind is CalendarEntryKind.Block or CalendarEntryKind.Opaque ? kind : CalendarEntryKind.ImpossibleDates;
        }

        return new CalendarEntry(uid, summary, kind, checkIn, checkOut)
        {
            Times = from.HasTime && until.HasTime ? (TimeOnly.FromDateTime(from.Local), TimeOnly.FromDateTime(until.Local)) : null,
            Guest = kind == CalendarEntryKind.Reservation ? CalendarGuests.Of(summary, e.Description ?? "") : CalendarGuest.Nobody,
        };
    }

    /// <summary>Begin and end on the listing's wall; null where one cannot be read. An event of one date and no end is one day long (RFC 5545, 3.6.1).</summary>
    private static ((DateTime Local, bool HasTime) From, (DateTime Local, bool HasTime) Until)? Span(CalendarEvent e, string zone)
    {
        if (e.DtStart is not { } start)
        {
            return null;
        }

        try
        {
            var end = e.DtEnd ?? (e.Duration is { } lasts ? start.Add(lasts) : start.HasTime ? null : start.AddDays(1));
            return end is null ? null : (Local(start, zone), Local(end, zone));
        }
        catch (Exception unknown) when (unknown is ArgumentException or InvalidOperationException or TimeZoneNotFoundException or NodaTime.TimeZones.DateTimeZoneNotFoundException)
        {
            return null; // A zone that nobody knows: a date in it would be a guess.
        }
    }

    private static (DateTime Local, bool HasTime) Local(CalDateTime at, string zone) =>
        !at.HasTime || at.IsFloating ? (at.Value, at.HasTime) : (StayWindow.LocalTime(new DateTimeOffset(at.AsUtc, TimeSpan.Zero), zone).Local, true);
}
