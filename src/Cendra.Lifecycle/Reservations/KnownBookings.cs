using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Reservations;

/// <summary>Reads what is known of bookings before they are taken over: a handful of queries, however many they are.</summary>
public sealed class KnownBookingsReader(CendraDbContext db, BookingTwins twins)
{
    /// <summary>All that is known of these, tracked by this context.</summary>
    public async Task<KnownBookings> ReadAsync(Guid connectionId, IReadOnlyList<ReservationSnapshot> snapshots, CancellationToken ct)
    {
        var ids = snapshots.Select(s => s.ExternalId).Distinct(StringComparer.Ordinal).ToList();
        var known = await db.SourceBookings.Include(b => b.Reservation!).ThenInclude(r => r.Stays).ThenInclude(s => s.Codes).AsSplitQuery()
            .Where(b => b.ConnectionId == connectionId && ids.Contains(b.ExternalId)).ToDictionaryAsync(b => b.ExternalId, StringComparer.Ordinal, ct);
        var listings = snapshots.SelectMany(s => s.Units).Select(u => u.ListingExternalId).Distinct(StringComparer.Ordinal).ToList();
        var properties = listings.Count == 0 ? [] : await db.PropertyListings.AsNoTracking().Where(l => l.ConnectionId == connectionId && listings.Contains(l.ExternalId))
            .ToDictionaryAsync(l => l.ExternalId, l => l.PropertyId, StringComparer.Ordinal, ct);
        var unseen = snapshots.Where(s => !known.ContainsKey(s.ExternalId)).ToList();
        return new KnownBookings(known, properties, await twins.ReadAsync(connectionId, unseen, properties, ct));
    }
}

/// <summary>What is known of some bookings, and what becomes known of them while they are taken over one after the other.</summary>
public sealed class KnownBookings(Dictionary<string, SourceBooking> bookings, IReadOnlyDictionary<string, Guid> properties, TwinCandidates twins)
{
    /// <summary>
    /// How far apart two stays of one property can be and still matter to each other: grace, turns and the times that locks round to are all far shorter.
    /// </summary>
    private static readonly TimeSpan Around = TimeSpan.FromDays(35);

    private readonly Dictionary<Guid, (DateTimeOffset From, DateTimeOffset Until)> _before = [];

    /// <summary>Nothing is known.</summary>
    public KnownBookings()
        : this([], new Dictionary<string, Guid>(), TwinCandidates.None)
    {
    }

    /// <summary>The property of each listing that is mapped.</summary>
    public IReadOnlyDictionary<string, Guid> Properties => properties;

    /// <summary>The booking with this id; null = it was never seen.</summary>
    public SourceBooking? Find(string externalId) => bookings.GetValueOrDefault(externalId);

    /// <summary>It is seen from now on.</summary>
    public void Add(SourceBooking booking) => bookings.Add(booking.ExternalId, booking);

    /// <summary>The same stay at another source; null = nobody else tells of it.</summary>
    public BookingTwin? TwinOf(ReservationSnapshot snapshot) => twins.Of(snapshot);

    /// <summary>When these stays were, before anything about them changes.</summary>
    public void NoteWindows(IEnumerable<Stay> stays)
    {
        foreach (var stay in stays)
        {
            if (stay is { CheckInUtc: { } from, CodeEndUtc: { } until })
            {
                _before.TryAdd(stay.Id, (from, until));
            }
        }
    }

    /// <summary>The ids of other stays that are not over at <paramref name="sinceUtc"/>, in the same properties and around the dates of these, as they were and as they are.</summary>
    public async Task<IReadOnlyList<Guid>> NeighboursAsync(CendraDbContext db, IReadOnlyList<Stay> touched, DateTimeOffset sinceUtc, CancellationToken ct)
    {
        var ranges = touched.SelectMany(s => new[] { s.PropertyId, s.FormerPropertyId }.OfType<Guid>().Select(p => (Property: p, Range: Range(s)))).ToLookup(r => r.Property, r => r.Range);
        if (ranges.Count == 0)
        {
            return [];
        }

        var (places, own) = (ranges.Select(r => r.Key).ToList(), touched.Select(s => s.Id).ToHashSet());
        var (from, until) = (ranges.SelectMany(r => r).Min(r => r.From), ranges.SelectMany(r => r).Max(r => r.Until));
        from = from > sinceUtc ? from : sinceUtc;
        var found = await db.Stays.AsNoTracking()
            .Where(s => ((s.PropertyId != null && places.Contains(s.PropertyId.Value)) || (s.FormerPropertyId != null && places.Contains(s.FormerPropertyId.Value)))
                && (s.Status != StayStatus.Cancelled || s.RevokeAfterUtc != null) && s.CodeEndUtc > from && s.CheckInUtc < until)
            .Select(s => new { s.Id, s.PropertyId, s.FormerPropertyId, s.CheckInUtc, s.CodeEndUtc }).ToListAsync(ct);
        return [.. found.Where(s => !own.Contains(s.Id) && new[] { s.PropertyId, s.FormerPropertyId }.OfType<Guid>().SelectMany(p => ranges[p]).Any(r => s.CheckInUtc < r.Until && s.CodeEndUtc > r.From)).Select(s => s.Id)];
    }

    private (DateTimeOffset From, DateTimeOffset Until) Range(Stay stay)
    {
        var (from, until) = (Midnight(stay.CheckInLocal), Midnight(stay.CheckOutLocal));
        if (_before.TryGetValue(stay.Id, out var before))
        {
            (from, until) = (before.From < from ? before.From : from, before.Until > until ? before.Until : until);
        }

        return (from - Around, until + Around);
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
