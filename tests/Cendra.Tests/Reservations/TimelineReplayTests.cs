using System.Globalization;
using System.Text.Json;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Reservations.Sync;
using Xunit;
using Xunit.Abstractions;

namespace Cendra.Tests.Reservations;

/// <summary>
/// Half a year of four real Airbnb calendars, each of 2,066 fetches played back: what the rules for absences do with it, beside acting on two absences and nothing more.
/// </summary>
public sealed class TimelineReplayTests(ITestOutputHelper output)
{
    private const string Zone = "Europe/Zurich";

    private delegate AbsenceReport Policy(IReadOnlyCollection<ListedBooking> known, IReadOnlySet<string> listed, SuspectList? suspect, DateTimeOffset nowUtc);

    private enum Told
    {
        Cancelled,
        HostAsked,
    }

    [SharedDataFact]
    public void No_guest_in_the_house_is_put_out_and_no_error_is_commoner_than_with_two_absences()
    {
        var ours = Play(Absences.Judge);
        var plain = Play(TwoAbsences);
        output.WriteLine("| rule | cancellations | false | missed | hosts asked | revoked in the house | lists held | delay, median / p95 / longest |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        output.WriteLine(ours.Row("Cendra"));
        output.WriteLine(plain.Row("two absences"));
        Assert.True(ours.Cancellations > 150, "the calendars were played");
        Assert.Equal(0, ours.RevokedInHouse);
        Assert.True(ours.False <= plain.False, "false cancellations");
        Assert.True(ours.Missed <= plain.Missed, "missed cancellations");
    }

    /// <summary>Two absences half an hour apart, and nothing else.</summary>
    private static AbsenceReport TwoAbsences(IReadOnlyCollection<ListedBooking> known, IReadOnlySet<string> listed, SuspectList? suspect, DateTimeOffset nowUtc)
    {
        var missing = known.Where(k => !listed.Contains(k.ExternalId)).ToList();
        return new AbsenceReport(false, missing.Count, known.Count, [.. missing.Select(k => (k,
            nowUtc >= k.DepartureDayUtc ? AbsenceStep.Over
            : nowUtc - k.LastMissedUtc < Absences.Apart ? AbsenceStep.TooSoon
            : k.Misses >= 1 ? AbsenceStep.Gone : AbsenceStep.Counted))]);
    }

    private static Outcome Play(Policy policy)
    {
        var fetches = SharedData.Json("pms", "ical", "airbnb_timeline", "fetch_times.json").EnumerateArray().Select(t => t.GetDateTimeOffset()).ToList();
        var deltas = File.ReadLines(SharedData.PathTo("pms", "ical", "airbnb_timeline", "snapshots_delta.jsonl")).Select(l => JsonDocument.Parse(l).RootElement.Clone()).ToLookup(d => d.GetProperty("listing").GetString()!);
        var outcome = new Outcome();
        foreach (var listing in deltas)
        {
            PlayListing(policy, fetches, listing.ToDictionary(d => d.GetProperty("fetchedUtc").GetDateTimeOffset()), outcome);
        }

        return outcome;
    }

    private static void PlayListing(Policy policy, List<DateTimeOffset> fetches, Dictionary<DateTimeOffset, JsonElement> deltas, Outcome outcome)
    {
        var listed = new Dictionary<string, ListedBooking>(StringComparer.Ordinal);
        var known = new Dictionary<string, ListedBooking>(StringComparer.Ordinal);
        var told = new Dictionary<string, (Told What, DateTimeOffset AtUtc)>(StringComparer.Ordinal);
        var absentSince = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        SuspectList? suspect = null;
        foreach (var now in fetches)
        {
            if (deltas.TryGetValue(now, out var delta))
            {
                Apply(delta, listed);
            }

            foreach (var (id, booking) in listed)
            {
                outcome.False += told.TryGetValue(id, out var said) && said.What == Told.Cancelled ? 1 : 0;
                told.Remove(id);
                absentSince.Remove(id);
                known[id] = booking;
            }

            foreach (var id in known.Keys.Where(id => !listed.ContainsKey(id)))
            {
                absentSince.TryAdd(id, now);
            }

            var report = policy(known.Values, listed.Keys.ToHashSet(), suspect, now);
            outcome.Held += report.IsSuspect && suspect is null ? 1 : 0;
            suspect = report.IsSuspect ? suspect ?? new SuspectList(now, null) : report.Missing == 0 ? null : suspect;
            foreach (var (booking, step) in report.Steps)
            {
                Take(booking, step, now, known, told, absentSince[booking.ExternalId], outcome);
            }
        }

        outcome.Cancellations += told.Values.Count(t => t.What == Told.Cancelled);
        outcome.HostsAsked += told.Values.Count(t => t.What == Told.HostAsked);
        outcome.Missed += absentSince.Count(a => !told.ContainsKey(a.Key) && a.Value < outcome.Departure[a.Key] && fetches[^1] >= outcome.Departure[a.Key]);
    }

    private static void Take(
        ListedBooking booking, AbsenceStep step, DateTimeOffset now, Dictionary<string, ListedBooking> known, Dictionary<string, (Told What, DateTimeOffset AtUtc)> told, DateTimeOffset absentSince, Outcome outcome)
    {
        outcome.Departure[booking.ExternalId] = booking.DepartureDayUtc;
        switch (step)
        {
            case AbsenceStep.Counted:
                known[booking.ExternalId] = booking with { Misses = booking.Misses + 1, LastMissedUtc = now };
                break;
            case AbsenceStep.Over:
                known.Remove(booking.ExternalId);
                break;
            case AbsenceStep.Gone:
                outcome.RevokedInHouse += now >= booking.CheckInUtc ? 1 : 0;
                outcome.Delays.Add(now - absentSince);
                told[booking.ExternalId] = (Told.Cancelled, now);
                known.Remove(booking.ExternalId);
                break;
            case AbsenceStep.AskHost:
                told[booking.ExternalId] = (Told.HostAsked, now);
                known[booking.ExternalId] = booking with { Misses = booking.Misses + 1, LastMissedUtc = now };
                break;
            case AbsenceStep.TooSoon:
                break;
        }
    }

    private static void Apply(JsonElement delta, Dictionary<string, ListedBooking> listed)
    {
        foreach (var gone in delta.GetProperty("removed").EnumerateArray())
        {
            listed.Remove(gone.GetString()!);
        }

        foreach (var changed in delta.GetProperty("added").EnumerateArray().Concat(delta.GetProperty("changed").EnumerateArray()).Where(e => e.GetProperty("summary").GetString() == "Reserved"))
        {
            var booking = Booking(changed);
            listed[booking.ExternalId] = booking;
        }
    }

    private static ListedBooking Booking(JsonElement e)
    {
        static DateOnly Day(string? text) => DateOnly.ParseExact(text!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new ListedBooking(
            e.GetProperty("uid").GetString()!, StayWindow.InstantOf(Day(e.GetProperty("start").GetString()), new TimeOnly(15, 0), Zone), StayWindow.InstantOf(Day(e.GetProperty("end").GetString()), TimeOnly.MinValue, Zone), 0, null);
    }

    private sealed class Outcome
    {
        public int Cancellations { get; set; }

        public int False { get; set; }

        public int Missed { get; set; }

        public int HostsAsked { get; set; }

        public int RevokedInHouse { get; set; }

        public int Held { get; set; }

        public List<TimeSpan> Delays { get; } = [];

        public Dictionary<string, DateTimeOffset> Departure { get; } = new(StringComparer.Ordinal);

        public string Row(string name)
        {
            var delays = Delays.Order().ToList();
            string At(double share) => (delays.Count == 0 ? TimeSpan.Zero : delays[(int)((delays.Count - 1) * share)]).TotalHours.ToString("0.0 h", CultureInfo.InvariantCulture);
            return $"| {name} | {Cancellations} lasting | {False} | {Missed} | {HostsAsked} | {RevokedInHouse} | {Held} | {At(0.5)} / {At(0.95)} / {At(1)} |";
        }
    }
}
