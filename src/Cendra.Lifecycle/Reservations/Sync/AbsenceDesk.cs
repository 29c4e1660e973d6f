using System.Globalization;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Reservations.Sync;

/// <summary>What follows from bookings that a whole list lacks (<see cref="Absences"/>): counted, held, asked about, or taken for cancelled and told so.</summary>
public sealed class AbsenceDesk(CendraDbContext db, ReservationIntake intake, EscalationDesk desk, StayClock clock)
{
    /// <summary>The words for a host about a booking that is taken for cancelled.</summary>
    public const string GoneWords = "no longer in the list of its source: cancelled, or moved farther ahead than the source lists";

    /// <summary>The causes of words to hosts about bookings that were taken for cancelled begin so. Nothing is to be done about them: each is told once.</summary>
    public const string InferredCause = "source-inferred:";

    /// <summary>A word that a host has had for so long, or that nobody could be told for the second, closes by itself.</summary>
    private static readonly (TimeSpan Told, TimeSpan Untold) Closes = (TimeSpan.FromDays(1), TimeSpan.FromDays(7));

    /// <summary>Sources drop what is over after two days; what ended longer ago has no absence.</summary>
    private const int DaysAfterDeparture = 7;

    /// <summary>The cause of the word about one booking that was taken for cancelled.</summary>
    public static string InferredCauseOf(Guid connectionId, string externalId) => Concern.CauseOf($"{InferredCause}{connectionId:N}:{externalId}");

    /// <summary>The cause of the question about a guest who is in the house.</summary>
    public static string CauseOf(Guid connectionId, string externalId) => Concern.CauseOf($"source-gone:{connectionId:N}:{externalId}");

    /// <summary>The cause of the question about a list that lacks too much.</summary>
    public static string SuspectCause(Guid connectionId) => $"source-suspect:{connectionId:N}";

    /// <summary>Judges a whole list and does what follows. The stays to look at.</summary>
    /// <param name="connectionName">The source, as hosts know it.</param>
    /// <param name="sync">Its row; what is held stands in it afterwards. The caller saves.</param>
    /// <param name="source">Asked for each single booking before it is taken for gone, where it can be.</param>
    /// <param name="listed">All that the list has; null = the same as last time.</param>
    /// <param name="ct">Ends it between two bookings.</param>
    public async Task<IReadOnlyList<Guid>> RunAsync(string connectionName, SourceSync sync, IReservationSource source, IReadOnlySet<string>? listed, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rows = await KnownAsync(sync.ConnectionId, ct);
        var known = rows.Where(r => r.IsStay).Select(r => r.Listed).ToList();
        var all = listed ?? rows.Where(r => r.Listed.Misses == 0).Select(r => r.Listed.ExternalId).ToHashSet(StringComparer.Ordinal);
        var report = Absences.Judge(known, all, sync.SuspectSinceUtc is { } since ? new SuspectList(since, sync.AcceptedUtc) : null, now);
        await SayAsync(connectionName, sync, report, now, ct);
        await CloseAsync(sync.ConnectionId, known.Where(k => now < k.DepartureDayUtc), report.IsSuspect ? null : listed, now, ct);
        var touched = new List<Guid>();
        foreach (var (booking, step) in report.Steps.Where(s => s.Step is not AbsenceStep.TooSoon and not AbsenceStep.Over))
        {
            db.ChangeTracker.Clear(); // Each starts from nothing, as in a list.
            touched.AddRange(await TakeAsync(connectionName, sync.ConnectionId, source, booking, step, now, ct));
        }

        // What gives nobody a code may simply end: a calendar that is open again, an offer that was withdrawn.
        foreach (var open in report.IsSuspect ? [] : rows.Where(r => !r.IsStay && !all.Contains(r.Listed.ExternalId)))
        {
            touched.AddRange(await intake.TakeAbsenceAsync(sync.ConnectionId, open.Listed.ExternalId, "The source no longer lists it", ct));
        }

        return touched;
    }

    /// <summary>A source was asked for this one booking and has none of that id: one absence, which counts as those from lists do. The stays to look at.</summary>
    public async Task<IReadOnlyList<Guid>> MissedAsync(string connectionName, Guid connectionId, string externalId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if ((await KnownAsync(connectionId, ct, externalId)).FirstOrDefault(r => r.IsStay) is not { Listed: var booking } || now >= booking.DepartureDayUtc)
        {
            return [];
        }

        // Judged beside another one that is there: it is this booking that is lacking, not everything.
        var steps = Absences.Judge([booking], new HashSet<string>(StringComparer.Ordinal) { "" }, null, now).Steps;
        return steps is [(_, not AbsenceStep.TooSoon) step] ? await TakeGoneAsync(connectionName, connectionId, booking, step.Step, now, ct) : [];
    }

    private async Task<IReadOnlyList<Guid>> TakeAsync(string name, Guid connectionId, IReservationSource source, ListedBooking booking, AbsenceStep step, DateTimeOffset now, CancellationToken ct)
    {
        if (source.Traits.FetchesOne && await source.GetAsync(booking.ExternalId, ct) is { Snapshot: { } snapshot })
        {
            return await intake.TakeAsync(connectionId, snapshot, ct); // The list lacked it and the source has it.
        }

        return await TakeGoneAsync(name, connectionId, booking, step, now, ct);
    }

    private async Task<IReadOnlyList<Guid>> TakeGoneAsync(string name, Guid connectionId, ListedBooking booking, AbsenceStep step, DateTimeOffset now, CancellationToken ct)
    {
        var row = await db.SourceBookings.SingleAsync(b => b.ConnectionId == connectionId && b.ExternalId == booking.ExternalId, ct);
        if (step == AbsenceStep.Gone)
        {
            await SayGoneAsync(name, row, ct);
            var touched = await intake.TakeAbsenceAsync(connectionId, booking.ExternalId, $"The booking is {GoneWords}", ct); // Saves the word with what it tells of.
            desk.Wake();
            return touched;
        }

        row.WasMissed(now);
        if (step == AbsenceStep.AskHost)
        {
            await AskAsync(name, connectionId, row, ct);
        }

        await db.SaveChangesAsync(ct);
        desk.Wake();
        return [];
    }

    /// <summary>Nobody said that it was cancelled: whoever expects this guest is told what was concluded, and from what.</summary>
    private async Task SayGoneAsync(string name, SourceBooking row, CancellationToken ct)
    {
        foreach (var stay in await db.Stays.Where(s => s.ReservationId == row.ReservationId && s.Status != StayStatus.Cancelled).OrderBy(s => s.CheckInLocal).ToListAsync(ct))
        {
            await desk.RaiseAsync(
                new Concern(
                    InferredCauseOf(row.ConnectionId, row.ExternalId), EscalationPriority.P3, $"{name} does not list a booking any more: taken for cancelled",
                    string.Create(CultureInfo.InvariantCulture, $"The booking from {stay.CheckInLocal:d MMM yyyy} to {stay.CheckOutLocal:d MMM yyyy} is {GoneWords}. Its code is taken back and no message leaves. Nothing is to be done if that is right; if the guest comes all the same, look at the booking at its source: when it is listed again, code and messages come back by themselves."),
                    "Nothing, if it was cancelled. Otherwise look at the booking at its source.", ConnectionId: row.ConnectionId), ct, stay.Id);
        }
    }

    /// <summary>Questions about guests who have left, dates of bookings that are listed no more, and words that were told, are done with.</summary>
    private async Task CloseAsync(Guid connectionId, IEnumerable<ListedBooking> stillToLeave, IReadOnlySet<string>? listed, DateTimeOffset now, CancellationToken ct)
    {
        var undated = UndatedBookings.CauseOf(connectionId, "");
        var (asked, told, oldNews, oldWord) = (CauseOf(connectionId, ""), InferredCauseOf(connectionId, ""), now - Closes.Untold, now - Closes.Told);
        var open = await db.Escalations.AsNoTracking().Where(e => e.ResolvedUtc == null && (e.Cause.StartsWith(asked) || (listed != null && e.Cause.StartsWith(undated)) || (e.Cause.StartsWith(told) && (e.NotifiedUtc < oldWord || e.RaisedUtc < oldNews))))
            .Select(e => e.Cause).ToListAsync(ct);
        if (open.Count == 0)
        {
            return;
        }

        var standing = stillToLeave.Select(k => CauseOf(connectionId, k.ExternalId)).Concat(listed?.Select(id => UndatedBookings.CauseOf(connectionId, id)) ?? []);
        await desk.ResolveAllAsync([.. open.Except(standing)], "The stay is over, its source lists it no more, or a host was told", ct);
        await db.SaveChangesAsync(ct);
    }

    private async Task AskAsync(string name, Guid connectionId, SourceBooking row, CancellationToken ct)
    {
        var stays = await db.Stays.Where(s => s.ReservationId == row.ReservationId && s.Status != StayStatus.Cancelled).OrderBy(s => s.CheckInLocal).ToListAsync(ct);
        foreach (var stay in stays)
        {
            await desk.RaiseAsync(
                new Concern(
                    CauseOf(connectionId, row.ExternalId), EscalationPriority.P2, "A guest in the house is no longer in the list of bookings",
                    $"{name} does not list this booking any more: it was cancelled during the stay, or its source errs. The codes stay as they are until check-out. If the guest has left, end the stay on its page.",
                    "Ask the guest or look at the booking; end the stay on its page if it is over.", ConnectionId: connectionId), ct, stay.Id);
        }
    }

    /// <summary>A list that lacks too much is told once; it is clear again when it lacks nothing that was held.</summary>
    private async Task SayAsync(string name, SourceSync sync, AbsenceReport report, DateTimeOffset now, CancellationToken ct)
    {
        if (report.IsSuspect)
        {
            sync.SuspectSinceUtc ??= now;
            await desk.RaiseAsync(
                new Concern(
                    SuspectCause(sync.ConnectionId), EscalationPriority.P2, string.Create(CultureInfo.InvariantCulture, $"{name} lacks {report.Missing} of {report.Ahead} bookings at once"),
                    "So many are seldom cancelled together; more often the source errs. Nothing is cancelled and every code stays as it is. If the list is right, say so on the page of connections; if it stays like this for 24 hours it counts.",
                    "Look at the calendar of the source. If it is right, say so on the page of connections.", ConnectionId: sync.ConnectionId), ct);
        }
        else if (report.Missing == 0 && sync.SuspectSinceUtc is not null)
        {
            (sync.SuspectSinceUtc, sync.AcceptedUtc) = (null, null);
            await desk.ResolveAsync(SuspectCause(sync.ConnectionId), "The list has the bookings again", ct);
        }
        else if (sync.SuspectSinceUtc is not null)
        {
            await desk.ResolveAsync(SuspectCause(sync.ConnectionId), "The list counts as it is", ct);
        }

        await db.SaveChangesAsync(ct);
        desk.Wake();
    }

    private async Task<IReadOnlyList<KnownRow>> KnownAsync(Guid connectionId, CancellationToken ct, string? only = null)
    {
        var since = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-DaysAfterDeparture);
        var rows = await db.SourceBookings.AsNoTracking().Where(b => b.ConnectionId == connectionId && b.GoneUtc == null && !b.IsSecondary && (only == null || b.ExternalId == only))
            .SelectMany(b => b.Reservation!.Stays.Where(s => s.Status != StayStatus.Cancelled && s.Status != StayStatus.Completed && s.CheckOutLocal >= since), (b, s) => new
            {
                b.ExternalId, b.Kind, b.Misses, b.LastMissedUtc, s.CheckInUtc, s.CheckInLocal, s.CheckOutLocal,
                Zone = db.Properties.Where(p => p.Id == s.PropertyId).Select(p => p.TimeZoneId).FirstOrDefault(),
            }).ToListAsync(ct);
        return [.. rows.GroupBy(r => r.ExternalId, StringComparer.Ordinal).Select(g => new KnownRow(
            new ListedBooking(
                g.Key, g.Min(r => r.CheckInUtc ?? StayWindow.InstantOf(r.CheckInLocal, TimeOnly.MinValue, r.Zone ?? "Etc/UTC")),
                g.Max(r => StayWindow.InstantOf(r.CheckOutLocal, TimeOnly.MinValue, r.Zone ?? "Etc/UTC")), g.First().Misses, g.First().LastMissedUtc),
            g.First().Kind is BookingKind.GuestStay or BookingKind.OwnerStay))];
    }

    private sealed record KnownRow(ListedBooking Listed, bool IsStay);
}
