using System.Globalization;
using System.Text.Json;
using Cendra.Lifecycle.Reservations.ICal;
using Xunit;

namespace Cendra.Tests.Reservations;

/// <summary>Feeds as platforms really write them give the records that a person reads in them.</summary>
public sealed class SharedCalendarsTests
{
    [SharedDataFact]
    public void Every_feed_gives_its_expected_records()
    {
        var expected = SharedData.Json("pms", "ical", "expected.json");
        var zone = expected.GetProperty("_policy").GetProperty("listingTz").GetString()!;
        var feeds = expected.EnumerateObject().Where(f => f.Name.EndsWith(".ics", StringComparison.Ordinal)).ToList();
        Assert.True(feeds.Count >= 20);
        foreach (var feed in feeds)
        {
            var bytes = File.ReadAllBytes(SharedData.PathTo("pms", "ical", feed.Name));
            if (feed.Value.TryGetProperty("error", out _))
            {
                Assert.Throws<CalendarException>(() => CalendarReader.Read(bytes, zone, CalendarRules.Usual));
            }
            else
            {
                Compare(feed.Name, feed.Value, CalendarReader.Read(bytes, zone, CalendarRules.Usual));
            }
        }
    }

    [SharedDataFact]
    public void The_body_of_a_failed_fetch_is_no_calendar() =>
        Assert.Throws<CalendarException>(() => CalendarReader.Read(File.ReadAllBytes(SharedData.PathTo("pms", "ical", "airbnb_glitch_2_http500_body.json")), "Europe/Zurich", CalendarRules.Usual));

    private static void Compare(string name, JsonElement expected, CalendarFeed feed)
    {
        var counts = feed.Entries.GroupBy(e => Word(e.Kind)).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(expected.GetProperty("counts").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetInt32()).OrderBy(c => c.Key), counts.OrderBy(c => c.Key));
        foreach (var one in (expected.TryGetProperty("events", out var all) ? all : expected.GetProperty("events_first_3")).EnumerateArray())
        {
            var uid = Text(one, "uid");
            var entry = Assert.Single(feed.Entries, e => e.Uid == uid);
            Assert.Equal((name, uid, Text(one, "summary"), Text(one, "kind")), (name, uid, entry.Summary, Word(entry.Kind)));
            if (uid is null)
            {
                continue;
            }

            if (entry.Kind is not CalendarEntryKind.Recurring)
            {
                Assert.Equal((name, uid, Text(one, "checkIn"), Text(one, "checkOut")), (name, uid, Day(entry.CheckIn), Day(entry.CheckOut)));
            }

            Assert.Equal((name, uid, Text(one, "checkInTime"), Text(one, "checkOutTime")), (name, uid, Time(entry.Times?.In), Time(entry.Times?.Out)));
            var guest = entry.Guest;
            Assert.Equal(
                (uid, Text(one, "guestName"), Text(one, "confirmationCode"), Text(one, "phoneLast4"), Text(one, "phone"), Text(one, "email")),
                (uid, guest.Name, guest.ConfirmationCode, guest.PhoneLast4, guest.Phone, guest.Email));
        }
    }

    private static string? Text(JsonElement at, string name) => at.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Time(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Word(CalendarEntryKind kind) => kind switch
    {
        CalendarEntryKind.Reservation => "reservation",
        CalendarEntryKind.Block => "block",
        CalendarEntryKind.Opaque => "opaque",
        CalendarEntryKind.Tentative => "tentative",
        CalendarEntryKind.Cancelled => "cancelled",
        CalendarEntryKind.Marker => "ignored_marker",
        CalendarEntryKind.Recurring => "ignored_recurring",
        CalendarEntryKind.NoUid => "rejected_no_uid",
        CalendarEntryKind.Unreadable => "rejected_unreadable",
        CalendarEntryKind.ImpossibleDates => "rejected_end_not_after_start",
        CalendarEntryKind.Contradicted => "duplicate_uid",
    };
}
