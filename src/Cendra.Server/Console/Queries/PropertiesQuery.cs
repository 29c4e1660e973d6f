using Cendra.Agent;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Orders;
using Cendra.Server.Console.Commands;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Cendra.Server.Console.Queries;

/// <summary>A property in the list.</summary>
public sealed record PropertyRow(
    Guid Id, string Name, string City, string Zone, TimeOnly CheckIn, TimeOnly CheckOut, IReadOnlyList<string> Doors, int Listings, DateTimeOffset? NextArrivalUtc);

/// <summary>A lock to choose.</summary>
public sealed record LockChoice(Guid Id, string Name, string Model);

/// <summary>A connection to choose.</summary>
public sealed record ConnectionChoice(Guid Id, string Name);

/// <summary>What the form of a property needs.</summary>
public sealed record PropertyForm(PropertyDraft Draft, IReadOnlyList<LockChoice> Locks, IReadOnlyList<ConnectionChoice> Connections, IReadOnlyList<string> Zones)
{
    /// <summary>The next stay that can be rehearsed; null = none is booked.</summary>
    public Guid? NextStayId { get; init; }
}

/// <summary>The properties, and one of them as a form.</summary>
public sealed class PropertiesQuery(CendraDatabase database, StayClock clock)
{
    private static readonly IReadOnlyList<string> AllZones = [.. DateTimeZoneProviders.Tzdb.Ids.Where(id => id.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static readonly ConnectionKind[] BookingKinds = [ConnectionKind.GenericPms, ConnectionKind.GenericList, ConnectionKind.VendorPms, ConnectionKind.ICalendar, ConnectionKind.Api, ConnectionKind.Upload];

    /// <summary>Those of the scope, by name.</summary>
    public async Task<IReadOnlyList<PropertyRow>> RunAsync(PropertyScope scope, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        var properties = await scope.Of(db.Properties).AsNoTracking().Include(p => p.Doors).Include(p => p.Listings).AsSplitQuery()
            .Where(p => !p.IsArchived).OrderBy(p => p.Name).ToListAsync(ct);
        var next = await scope.Of(db.Stays).Where(s => s.PropertyId != null && s.CheckInUtc > now && s.Status == StayStatus.Confirmed && (s.Kind == StayKind.Guest || s.Kind == StayKind.Owner))
            .GroupBy(s => s.PropertyId!.Value).Select(g => new { g.Key, At = g.Min(s => s.CheckInUtc) }).ToDictionaryAsync(g => g.Key, g => g.At, ct);
        return [.. properties.Select(p => new PropertyRow(
            p.Id, p.Name, p.City, p.TimeZoneId, p.CheckInTime, p.CheckOutTime, [.. p.Doors.OrderBy(d => d.WalkingOrder).Select(d => d.DoorName)], p.Listings.Count,
            next.GetValueOrDefault(p.Id)))];
    }

    /// <summary>The form; <paramref name="id"/> null = an empty one. Null when there is none, or it lies outside the scope.</summary>
    public async Task<PropertyForm?> FormAsync(Guid? id, PropertyScope scope, CancellationToken ct)
    {
        await using var db = database.Open();
        var draft = id is { } known ? await DraftAsync(db, known, scope, ct) : new PropertyDraft();
        if (draft is null)
        {
            return null;
        }

        var locks = await PropertySetUp.LocksFor(db, scope).OrderBy(l => l.Name).Select(l => new LockChoice(l.Id, l.Name, l.Model)).ToListAsync(ct);
        var connections = await db.Connections.Where(c => BookingKinds.Contains(c.Kind)).OrderBy(c => c.Name).Select(c => new ConnectionChoice(c.Id, c.Name)).ToListAsync(ct);
        var now = clock.GetUtcNow();
        var next = await scope.Of(db.Stays).Where(s => s.PropertyId == id && id != null && s.CheckOutUtc > now && s.Status == StayStatus.Confirmed && (s.Kind == StayKind.Guest || s.Kind == StayKind.Owner))
            .OrderBy(s => s.CheckInUtc).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(ct);
        return new PropertyForm(draft, locks, connections, AllZones) { NextStayId = next };
    }

    private static async Task<PropertyDraft?> DraftAsync(CendraDbContext db, Guid id, PropertyScope scope, CancellationToken ct)
    {
        var property = await scope.Of(db.Properties).AsNoTracking().Include(p => p.Doors).Include(p => p.Steps).Include(p => p.Listings).Include(p => p.AnswerRules).AsSplitQuery().SingleOrDefaultAsync(p => p.Id == id, ct);
        if (property is null)
        {
            return null;
        }

        var draft = new PropertyDraft
        {
            Id = property.Id,
            Version = property.Version,
            Name = property.Name,
            Address = property.Address,
            City = property.City,
            TimeZoneId = property.TimeZoneId,
            CheckIn = property.CheckInTime.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
            CheckOut = property.CheckOutTime.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
            GraceMinutes = property.GraceMinutes,
            SendLeadHours = property.SendLeadMinutes / 60,
            MayTellCodeEarly = property.MayTellCodeEarly,
            OwnersGetCodes = property.OwnersGetCodes,
            FallbackWords = property.FallbackWords,
            HasFallbackDigits = property.FallbackSecret is not null,
            TellsFallback = property.TellsFallback,
            AnswerMode = property.AnswerMode,
            FactsWait = property.FactsWait,
            EarlyCheckIn = property.EarlyCheckIn,
            EarliestCheckIn = Typed(property.EarliestCheckIn),
            LateCheckOut = property.LateCheckOut,
            LatestCheckOut = Typed(property.LatestCheckOut),
            TurnoverHours = property.TurnoverHours ?? TimeChangeRules.UsualTurnoverHours,
        };
        draft.RestrictedTopics.UnionWith(AnswerModes.Restricted(property));
        draft.AnswerRules.AddRange(property.AnswerRules.OrderBy(r => r.Position).Select(r => new AnswerRuleDraft { Stage = r.Stage, From = Typed(r.FromLocal), Until = Typed(r.UntilLocal), Mode = r.Mode }));
        await AddWayAsync(db, property, draft, ct);
        draft.Listings.AddRange(property.Listings.Select(l => new ListingDraft { ConnectionId = l.ConnectionId, ExternalId = l.ExternalId }));
        var contacts = await db.HostContacts.AsNoTracking().Where(c => c.PropertyId == id).OrderBy(c => c.CallOrder).ToListAsync(ct);
        draft.Contacts.AddRange(contacts.Select(c => new ContactDraft
        {
            Id = c.Id, Name = c.Name, Phone = c.Phone, Email = c.Email, Ways = c.Ways, HoursFrom = Typed(c.HoursFrom), HoursUntil = Typed(c.HoursUntil), MorningAt = Typed(c.MorningAt),
        }));
        return draft;
    }

    private static async Task AddWayAsync(CendraDbContext db, Property property, PropertyDraft draft, CancellationToken ct)
    {
        var photos = await db.EntryPhotos.Where(p => p.PropertyId == property.Id).Select(p => new { p.Id, p.Words }).ToDictionaryAsync(p => p.Id, p => p.Words, ct);
        draft.Way.AddRange(Steps(doorId: null));
        foreach (var door in property.Doors.OrderBy(d => d.WalkingOrder))
        {
            var typed = new DoorDraft { LockId = door.LockId, DoorName = door.DoorName, Role = door.Role };
            typed.Steps.AddRange(Steps(door.Id));
            draft.Doors.Add(typed);
        }

        IEnumerable<StepDraft> Steps(Guid? doorId) => property.Steps.Where(s => s.DoorId == doorId).OrderBy(s => s.Position).ThenBy(s => s.Id)
            .Select(s => StepDraft.Of(s, s.PhotoId is { } id && photos.TryGetValue(id, out var words) ? PhotoDraft.Stored(id, words) : null));
    }

    private static string Typed(TimeOnly? time) => time?.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
