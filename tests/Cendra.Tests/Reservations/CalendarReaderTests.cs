using System.Text;
using Cendra.Lifecycle.Reservations.ICal;
using FsCheck.Xunit;
using Xunit;

namespace Cendra.Tests.Reservations;

/// <summary>What a calendar feed says, and what is never read out of one that is broken.</summary>
public sealed class CalendarReaderTests
{
    private const string Zone = "Europe/Madrid";

    [Fact]
    public void A_whole_day_event_is_a_stay_from_its_first_night_to_its_day_of_departure()
    {
        var entry = One("UID:a@x", "DTSTART;VALUE=DATE:20260610", "DTEND;VALUE=DATE:20260613", "SUMMARY:Reserved");
        Assert.Equal((CalendarEntryKind.Reservation, new DateOnly(2026, 6, 10), new DateOnly(2026, 6, 13)), (entry.Kind, entry.CheckIn, entry.CheckOut));
        Assert.Null(entry.Times);
    }

    [Theory]
    [InlineData("DTSTART:20260609T230000Z", "DTEND:20260613T090000Z", "2026-06-10 01:00", "2026-06-13 11:00")]
    [InlineData("DTSTART;TZID=America/New_York:20260610T150000", "DTEND;TZID=America/New_York:20260613T110000", "2026-06-10 21:00", "2026-06-13 17:00")]
    [InlineData("DTSTART;TZID=\"Romance Standard Time\":20260610T150000", "DTEND;TZID=\"Romance Standard Time\":20260613T110000", "2026-06-10 15:00", "2026-06-13 11:00")]
    [InlineData("DTSTART:20260610T150000", "DTEND:20260613T110000", "2026-06-10 15:00", "2026-06-13 11:00")]
    [InlineData("DTSTART:20260610T150000", "DURATION:P2DT20H", "2026-06-10 15:00", "2026-06-13 11:00")]
    public void Times_are_those_of_the_listings_wall(string start, string end, string checkIn, string checkOut)
    {
        var entry = One("UID:a@x", start, end, "SUMMARY:Booked");
        Assert.Equal((checkIn, checkOut), ($"{entry.CheckIn:yyyy-MM-dd} {entry.Times!.Value.In:HH:mm}", $"{entry.CheckOut:yyyy-MM-dd} {entry.Times.Value.Out:HH:mm}"));
    }

    [Theory]
    [InlineData("DTSTART;TZID=Mars/Olympus:20260610T150000", "DTEND;TZID=Mars/Olympus:20260613T110000", CalendarEntryKind.Unreadable)]
    [InlineData("DTSTART;VALUE=DATE:soon", "DTEND;VALUE=DATE:20260613", CalendarEntryKind.Unreadable)]
    [InlineData("DTSTART:20260610T150000", "X-END:none", CalendarEntryKind.Unreadable)]
    [InlineData("DTSTART;VALUE=DATE:20260610", "DTEND;VALUE=DATE:20260610", CalendarEntryKind.ImpossibleDates)]
    [InlineData("DTSTART;VALUE=DATE:20260610", "DTEND;VALUE=DATE:20260601", CalendarEntryKind.ImpossibleDates)]
    [InlineData("DTSTART;VALUE=DATE:20260610", "DTEND;VALUE=DATE:20290610", CalendarEntryKind.ImpossibleDates)]
    public void An_event_that_cannot_be_judged_is_refused_and_the_others_are_not(string start, string end, CalendarEntryKind kind)
    {
        var feed = Read(Calendar(Event("UID:bad@x", start, end, "SUMMARY:Reserved"), Event("UID:good@x", "DTSTART;VALUE=DATE:20260610", "DTEND;VALUE=DATE:20260613", "SUMMARY:Reserved")));
        Assert.Equal([kind, CalendarEntryKind.Reservation], feed.Entries.OrderBy(e => e.Uid, StringComparer.Ordinal).Select(e => e.Kind));
    }

    [Theory]
    [InlineData("Airbnb (Not available)", CalendarEntryKind.Block)]
    [InlineData("Blocked", CalendarEntryKind.Block)]
    [InlineData("Nicht verfügbar", CalendarEntryKind.Block)]
    [InlineData("Provisoire - Ana", CalendarEntryKind.Tentative)]
    [InlineData("Check-out Ana", CalendarEntryKind.Marker)]
    [InlineData("Checkmate Holidays", CalendarEntryKind.Reservation)]
    [InlineData("Holder, Ana", CalendarEntryKind.Reservation)]
    public void The_summary_tells_what_an_event_is(string summary, CalendarEntryKind kind) => Assert.Equal(kind, One("UID:a@x", "DTSTART;VALUE=DATE:20260610", $"SUMMARY:{summary}").Kind);

    [Fact]
    public void A_feed_of_Booking_com_tells_no_bookings_from_closures_unless_a_host_says_that_they_are()
    {
        var feed = Calendar(Event("UID:a@booking.com", "DTSTART;VALUE=DATE:20260610", "DTEND;VALUE=DATE:20260612", "SUMMARY:CLOSED - Not available")).Replace("-//Test//EN", "-//admin.booking.com b.v.//EN", StringComparison.Ordinal);
        Assert.Equal(CalendarEntryKind.Opaque, Assert.Single(Read(feed).Entries).Kind);
        Assert.Equal(CalendarEntryKind.Reservation, Assert.Single(CalendarReader.Read(Encoding.UTF8.GetBytes(feed), Zone, CalendarRules.Usual with { IsOpaqueGuestStay = true }).Entries).Kind);
    }

    [Fact]
    public void An_id_with_two_dates_is_believed_with_neither_and_one_that_is_repeated_counts_once()
    {
        string[] same = ["UID:a@x", "DTSTART;VALUE=DATE:20260610", "DTEND;VALUE=DATE:20260613"];
        var feed = Read(Calendar(Event(same), Event(same), Event("UID:b@x", "DTSTART;VALUE=DATE:20260610"), Event("UID:b@x", "DTSTART;VALUE=DATE:20260611")));
        Assert.Equal([("a@x", CalendarEntryKind.Reservation), ("b@x", CalendarEntryKind.Contradicted)], feed.Entries.Select(e => (e.Uid!, e.Kind)).OrderBy(e => e.Item1, StringComparer.Ordinal));
    }

    [Fact]
    public void An_event_without_an_id_is_refused_each_time_and_never_given_one()
    {
        var feed = Calendar(Event("DTSTART;VALUE=DATE:20260610", "SUMMARY:Reserved", "BEGIN:VALARM", "UID:of-the-alarm", "END:VALARM"));
        Assert.Equal((null, CalendarEntryKind.NoUid), (Assert.Single(Read(feed).Entries).Uid, Assert.Single(Read(feed).Entries).Kind));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>Sign in</body></html>")]
    [InlineData("""{"code":500,"message":"Internal error"}""")]
    [InlineData("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\n")]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nEND:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\r\nthis is no line of a calendar\r\nEND:VCALENDAR")]
    public void What_is_no_whole_calendar_is_a_failure_of_the_feed_and_never_an_empty_one(string body) => Assert.Throws<CalendarException>(() => Read(body));

    [Fact]
    public void A_valid_calendar_without_events_is_read_as_such() => Assert.Empty(Read(Calendar()).Entries);

    [Fact]
    public void Marks_folds_inside_letters_and_other_line_ends_change_nothing()
    {
        var plain = Calendar(Event("UID:müller@x", "DTSTART;VALUE=DATE:20260610", "DTEND;VALUE=DATE:20260613", "SUMMARY:Anna Müller"));
        var bytes = Encoding.UTF8.GetBytes(plain);
        var cut = Array.IndexOf(bytes, (byte)0xC3) + 1;
        byte[] folded = [.. Encoding.UTF8.Preamble, .. bytes[..cut], (byte)'\r', (byte)'\n', (byte)' ', .. bytes[cut..]];
        foreach (var form in new[] { bytes, folded, Encoding.UTF8.GetBytes(plain.Replace("\r\n", "\n", StringComparison.Ordinal)), Encoding.UTF8.GetBytes(plain + "\r\n\r\n") })
        {
            var entry = Assert.Single(CalendarReader.Read(form, Zone, CalendarRules.Usual).Entries);
            Assert.Equal(("müller@x", "Anna Müller"), (entry.Uid, entry.Guest.Name));
        }
    }

    [Theory]
    [InlineData("Reserved", @"Reservation URL: https://www.airbnb.com/hosting/reservations/details/HMABCDEF12\nPhone Number (Last 4 Digits): 1234", null, "HMABCDEF12", "1234", null, null)]
    [InlineData("Ana Ruiz (HMABCDEF12)", @"PHONE: +34 600 00 00 01\nEMAIL: a@guest.example", "Ana Ruiz", "HMABCDEF12", null, "+34 600 00 00 01", "a@guest.example")]
    [InlineData("Réservée - Léa", "", "Léa", null, null, null, null)]
    [InlineData("Tripadvisor Rentals: Ana Ruiz", "", "Ana Ruiz", null, null, null, null)]
    [InlineData("Booked", @"Name: Ana Ruiz\nBooking ID: 4711", "Ana Ruiz", "4711", null, null, null)]
    public void The_words_about_a_guest_are_read(string summary, string description, string? name, string? code, string? lastFour, string? phone, string? email)
    {
        var guest = One("UID:a@x", "DTSTART;VALUE=DATE:20260610", $"SUMMARY:{summary}", $"DESCRIPTION:{description}").Guest;
        Assert.Equal((name, code, lastFour, phone, email), (guest.Name, guest.ConfirmationCode, guest.PhoneLast4, guest.Phone, guest.Email));
    }

    /// <summary>Whatever bytes come, it is a feed or a failure of the feed, and nothing else.</summary>
    [Property(MaxTest = 300)]
    public void Whatever_comes_is_a_calendar_or_is_not(byte[] middle, int cut)
    {
        var whole = Encoding.UTF8.GetBytes(Calendar(Event("UID:a@x", "DTSTART;VALUE=DATE:20260610", "SUMMARY:Reserved")));
        var at = Math.Abs(cut % whole.Length);
        foreach (var bytes in new[] { middle, [.. whole[..at], .. middle, .. whole[at..]], whole[..at] })
        {
            try
            {
                Assert.True(CalendarReader.Read(bytes, Zone, CalendarRules.Usual).Entries.Count <= 1);
            }
            catch (CalendarException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }
    }

    private static CalendarEntry One(params string[] lines) => Assert.Single(Read(Calendar(Event(lines))).Entries);

    private static CalendarFeed Read(string text) => CalendarReader.Read(Encoding.UTF8.GetBytes(text), Zone, CalendarRules.Usual);

    private static string Calendar(params string[] events) => $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n{string.Concat(events)}END:VCALENDAR\r\n";

    private static string Event(params string[] lines) => $"BEGIN:VEVENT\r\n{string.Concat(lines.Select(l => l + "\r\n"))}END:VEVENT\r\n";
}
