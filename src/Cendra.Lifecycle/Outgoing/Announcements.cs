using System.Globalization;
using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Outgoing;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Outgoing;

/// <summary>
/// Finds what programs outside have not been told: codes and deliveries whose state is another than the one announced, and codes that failed. It writes one event for each connection
/// that wants it and only then notes the state as announced, so that a process that dies between the two finds the same again and writes nothing twice. States that came and went
/// between two looks are not told. Where no program is to be told nothing is written.
/// </summary>
public sealed class Announcements(CendraDbContext db, Receivers receivers, StayClock clock, IdSource ids)
{
    private const int Batch = 200;
    private const int MostBatches = 50;

    /// <summary>Faults from before are history.</summary>
    private static readonly TimeSpan FaultsOf = TimeSpan.FromDays(30);

    /// <summary>How long what cannot be sent is kept, and what a paused connection is not sent.</summary>
    public static readonly TimeSpan Keeps = TimeSpan.FromHours(24);

    /// <summary>Writes what is new and saves. Throws <see cref="DbUpdateException"/> when somebody else wrote it in the same moment: it is all there then.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var all = await receivers.AllAsync(db, ct);
        for (var batch = 0; all.Count > 0 && batch < MostBatches && await BatchAsync(all, ct); batch++)
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>There is something that somebody wants to be told.</summary>
    public async Task<bool> AreDueAsync(CancellationToken ct)
    {
        var all = await receivers.AllAsync(db, ct);
        if (all.Count == 0)
        {
            return false;
        }

        return await NewCodes().AnyAsync(ct) || await NewDeliveries().AnyAsync(ct) || (await FailedAsync(all, ct)).Count > 0;
    }

    /// <summary>Everything up to now is the past: a first connection is not told of it.</summary>
    public async Task ForgetPastAsync(CancellationToken ct)
    {
        await NewCodes().ExecuteUpdateAsync(s => s.SetProperty(c => c.AnnouncedState, c => c.State), ct);
        await NewDeliveries().ExecuteUpdateAsync(s => s.SetProperty(d => d.AnnouncedStatus, d => d.Status), ct);
    }

    private IQueryable<AccessCode> NewCodes() => db.AccessCodes.Where(c => c.AnnouncedState == null || c.AnnouncedState != c.State);

    private IQueryable<Delivery> NewDeliveries() => db.Deliveries.Where(d => d.AnnouncedStatus == null || d.AnnouncedStatus != d.Status);

    /// <summary>True when there may be more.</summary>
    private async Task<bool> BatchAsync(IReadOnlyList<Receiver> all, CancellationToken ct)
    {
        var codes = await NewCodes().OrderBy(c => c.CreatedUtc).Take(Batch).Select(c => new CodeNews(c.Id, c.State, c.StayId, c.DoorName, c.IntendedFromUtc, c.IntendedUntilUtc)).ToListAsync(ct);
        var failed = await FailedAsync(all, ct);
        var deliveries = await NewDeliveries().OrderBy(d => d.CreatedUtc).Take(Batch)
            .Join(db.Messages, d => d.MessageId, m => m.Id, (d, m) => new DeliveryNews(d.Id, d.Status, d.Channel, m.Id, m.Kind, m.HostContactId == null ? m.StayId : null)).ToListAsync(ct);
        var stays = await StaysAsync([.. codes.Select(c => c.StayId), .. failed.Select(f => f.News.StayId), .. deliveries.Select(d => d.StayId).OfType<Guid>()], ct);
        var now = clock.GetUtcNow();
        List<Told> news =
        [
            .. from c in codes where OutgoingKinds.Of(c.State) is not null let kind = OutgoingKinds.Of(c.State)! select new Told(c.Id, kind, Code(kind, c, stays[c.StayId], now), null),
            .. from f in failed select new Told(f.News.Id, OutgoingKinds.CodeFailed, Code(OutgoingKinds.CodeFailed, f.News, stays[f.News.StayId], now), f.ConnectionId),
            .. from d in deliveries
               where d.StayId is not null && OutgoingKinds.Of(d.Status) is not null
               let kind = OutgoingKinds.Of(d.Status)!
               select new Told(d.Id, kind, EventBody.OfMessage(kind, stays[d.StayId!.Value], d.MessageId, d.MessageKind, ChannelWord(d.Channel), now), null),
        ];
        await WriteAsync(all, news, now, ct);
        await NoteAsync(codes, deliveries, ct);
        return codes.Count == Batch || deliveries.Count == Batch;
    }

    private static string Code(string kind, CodeNews code, EventStay stay, DateTimeOffset now) => EventBody.OfCode(kind, stay, code.Id, code.DoorName, code.FromUtc, code.UntilUtc, now);

    private static string ChannelWord(ChannelKind channel) => channel.ToString().ToLowerInvariant();

    /// <summary>Codes that failed since a connection was made and of which it has not been told.</summary>
    private async Task<IReadOnlyList<(Guid ConnectionId, CodeNews News)>> FailedAsync(IReadOnlyList<Receiver> all, CancellationToken ct)
    {
        var found = new List<(Guid, CodeNews)>();
        var faults = OutgoingKinds.Failures;
        foreach (var one in all.Where(r => r.Settings?.Wants(OutgoingKinds.CodeFailed) == true).Select(r => r.Connection))
        {
            var since = Instants.Later(one.CreatedUtc, clock.GetUtcNow() - FaultsOf);
            var codes = await db.AccessCodes.Where(c => faults.Contains(c.Fault) && c.FaultSinceUtc >= since
                    && !db.OutgoingEvents.Any(e => e.ConnectionId == one.Id && e.SubjectId == c.Id && e.Kind == OutgoingKinds.CodeFailed && e.OccurredUtc >= c.FaultSinceUtc))
                .OrderBy(c => c.FaultSinceUtc).Take(Batch).Select(c => new CodeNews(c.Id, c.State, c.StayId, c.DoorName, c.IntendedFromUtc, c.IntendedUntilUtc)).ToListAsync(ct);
            found.AddRange(codes.Select(c => (one.Id, c)));
        }

        return found;
    }

    private async Task<Dictionary<Guid, EventStay>> StaysAsync(IReadOnlyCollection<Guid> stayIds, CancellationToken ct)
    {
        var wanted = stayIds.Distinct().ToList();
        var rows = await db.Stays.Where(s => wanted.Contains(s.Id)).Select(s => new
        {
            s.Id, s.ListingExternalId, s.Kind,
            Booking = db.SourceBookings.Where(b => b.ReservationId == s.ReservationId).OrderBy(b => b.IsSecondary).ThenBy(b => b.ExternalId)
                .Select(b => new { b.ExternalId, Connection = db.Connections.Where(c => c.Id == b.ConnectionId).Select(c => c.Name).First() }).FirstOrDefault(),
        }).ToListAsync(ct);
        return rows.ToDictionary(r => r.Id, r => new EventStay(r.Booking?.ExternalId, r.Booking?.Connection, r.Id, r.ListingExternalId, EventStay.WordOf(r.Kind)));
    }

    private async Task WriteAsync(IReadOnlyList<Receiver> all, List<Told> news, DateTimeOffset now, CancellationToken ct)
    {
        var subjects = news.Select(n => n.SubjectId).Distinct().ToList();
        var before = await db.OutgoingEvents.Where(e => subjects.Contains(e.SubjectId)).Select(e => new { e.ConnectionId, e.SubjectId, e.Occasion, e.Kind }).ToListAsync(ct);
        var last = before.GroupBy(e => (e.ConnectionId, e.SubjectId)).ToDictionary(g => g.Key, g => g.MaxBy(e => e.Occasion, StringComparer.Ordinal)!).ToDictionary(e => e.Key, e => (Number: NumberOf(e.Value.Occasion), e.Value.Kind));
        foreach (var (receiver, settings) in from r in all where r.Settings is not null select (r.Connection, r.Settings))
        {
            foreach (var one in news.Where(n => settings.Wants(n.Kind) && (n.OnlyFor is null || n.OnlyFor == receiver.Id)))
            {
                var known = last.GetValueOrDefault((receiver.Id, one.SubjectId));
                if (known.Kind == one.Kind && one.OnlyFor is null)
                {
                    continue; // It was written, and the process died before it could be noted; or the state came back before anything else was told.
                }

                last[(receiver.Id, one.SubjectId)] = (known.Number + 1, one.Kind);
                db.OutgoingEvents.Add(new OutgoingEvent
                {
                    Id = ids.Next(), ConnectionId = receiver.Id, Kind = one.Kind, SubjectId = one.SubjectId, Occasion = OccasionOf(known.Number + 1), Body = one.Body, OccurredUtc = now,
                    DueAtUtc = settings.IsPaused ? now + Keeps : now,
                });
            }
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>From here on it counts as announced, unless it has moved on meanwhile. Past the rows' versions: whoever works on a code or a delivery is not to be disturbed.</summary>
    private async Task NoteAsync(List<CodeNews> codes, List<DeliveryNews> deliveries, CancellationToken ct)
    {
        foreach (var same in codes.GroupBy(c => c.State))
        {
            var (state, of) = (same.Key, same.Select(c => c.Id).ToList());
            await db.AccessCodes.Where(c => of.Contains(c.Id) && c.State == state).ExecuteUpdateAsync(s => s.SetProperty(c => c.AnnouncedState, state), ct);
        }

        foreach (var same in deliveries.GroupBy(d => d.Status))
        {
            var (status, of) = (same.Key, same.Select(d => d.Id).ToList());
            await db.Deliveries.Where(d => of.Contains(d.Id) && d.Status == status).ExecuteUpdateAsync(s => s.SetProperty(d => d.AnnouncedStatus, status), ct);
        }
    }

    /// <summary>Which of a subject's changes it is: as text it sorts as the number does.</summary>
    private static string OccasionOf(int number) => number.ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>The one after the last; null = there was none.</summary>
    internal static string OccasionAfter(string? last) => OccasionOf(last is null ? 1 : NumberOf(last) + 1);

    private static int NumberOf(string occasion) => int.Parse(occasion, CultureInfo.InvariantCulture);

    private sealed record CodeNews(Guid Id, AccessCodeState State, Guid StayId, string DoorName, DateTimeOffset FromUtc, DateTimeOffset UntilUtc);

    private sealed record DeliveryNews(Guid Id, DeliveryStatus Status, ChannelKind Channel, Guid MessageId, string MessageKind, Guid? StayId);

    /// <param name="SubjectId">The code or delivery.</param>
    /// <param name="Kind">What is told.</param>
    /// <param name="Body">The body.</param>
    /// <param name="OnlyFor">One connection; null = all that want it.</param>
    private sealed record Told(Guid SubjectId, string Kind, string Body, Guid? OnlyFor);
}
