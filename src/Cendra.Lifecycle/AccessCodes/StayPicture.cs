using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>All that a look at one stay needs, loaded and tracked: the stay with its codes, its property's doors, its window and its neighbours.</summary>
public sealed record StayPicture(Stay Stay, Property? Property, StayWindow? Window, Neighbours Neighbours)
{
    /// <summary>Longer than any turn: the window is clipped where the next stay begins.</summary>
    private static readonly TimeSpan UntilNext = TimeSpan.FromDays(1);

    private static readonly StayStatus[] Taking = [StayStatus.Confirmed, StayStatus.InHouse, StayStatus.NoShow];

    private static readonly StayStatus[] Coming = [StayStatus.Confirmed, StayStatus.InHouse, StayStatus.Completed, StayStatus.NoShow, StayStatus.Unknown];

    private static readonly AccessCodeState[] Serving = [AccessCodeState.Creating, AccessCodeState.Accepted, AccessCodeState.Scheduled, AccessCodeState.Active, AccessCodeState.InUse];

    /// <summary>Where the guest was moved from; null = nowhere.</summary>
    public FormerPlace? Former { get; init; }

    /// <summary>When the next confirmed guests of this property begin, or began; null = nobody comes.</summary>
    public DateTimeOffset? NextHereUtc { get; init; }

    /// <summary>
    /// The newest version of the stay's PIN that a booking system was given or a program has read, whose own messages may have told it; 0 = none. What was seen there counts as told where it is
    /// to stay.
    /// </summary>
    public int GivenOutUpTo { get; init; }

    /// <summary>Where the guest can be written to.</summary>
    public required GuestAddresses Addresses { get; init; }

    /// <summary>The next stay here is the same guest's and begins where this one ends.</summary>
    public bool GoesOnHere { get; init; }

    /// <summary>The stay before here was the same guest's and ends where this one begins. Known only where the check-in was moved.</summary>
    public bool CameFromHere { get; init; }

    /// <summary>An earlier confirmed stay has nights of this one in the same property.</summary>
    public bool IsOverlapping { get; init; }

    /// <summary>It is the second of two stays in the same nights and has no code yet: none is made before a host's choice.</summary>
    public bool IsHeldBack => IsOverlapping && Stay.OverlapAcceptedUtc is null && !Stay.Codes.Exists(c => c.IsServing);

    /// <summary>The zone in which the stay's days and times are meant.</summary>
    public string ZoneId => Property?.TimeZoneId ?? "Etc/UTC";

    /// <summary>The doors in walking order.</summary>
    public IReadOnlyList<DoorUse> Doors => Property is null ? [] : [.. Property.Doors.OrderBy(d => d.WalkingOrder)];

    /// <summary>Loads the stay, or null when there is none. Recomputes its window from dates, zone and neighbours.</summary>
    public static async Task<StayPicture?> LoadAsync(CendraDbContext db, Guid stayId, GuestWays ways, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var stay = await db.Stays.Include(s => s.Reservation).Include(s => s.Pins).Include(s => s.Codes).ThenInclude(c => c.Lock).AsSplitQuery()
            .SingleOrDefaultAsync(s => s.Id == stayId, ct);
        if (stay is null)
        {
            return null;
        }

        var property = stay.PropertyId is not { } propertyId
            ? null
            : await db.Properties.Include(p => p.Doors).ThenInclude(d => d.Lock).SingleAsync(p => p.Id == propertyId, ct);
        var former = await FormerPlace.OfAsync(db, stay, nowUtc, ct);
        if (property is null)
        {
            return new StayPicture(stay, null, null, new Neighbours(null, null)) { Former = former, Addresses = ways.Of(stay.Reservation) };
        }

        var times = stay.IsOfWork ? property.Times() with { Grace = TimeSpan.Zero } : property.Times();
        var neighbours = stay.IsOfWork ? new Neighbours(null, null) : await NeighboursAsync(db, stay, StayWindow.Of(times, stay.Dates()), ct);
        var goesOn = await GoesOnAsync(db, stay, neighbours, ct);
        times = goesOn ? times with { Grace = UntilNext } : times;
        return new StayPicture(stay, property, StayWindow.Of(times, stay.Dates(), neighbours.NextCheckInUtc), neighbours)
        {
            Former = former,
            GoesOnHere = goesOn,
            CameFromHere = stay.HostCheckInTime is not null && await CameFromHereAsync(db, stay, neighbours, ct),
            Addresses = ways.Of(stay.Reservation),
            NextHereUtc = stay.Status == StayStatus.Cancelled ? await NextAtAsync(db, property.Id, stay.Id, nowUtc, ct) : null,
            IsOverlapping = !stay.IsOfWork && stay.Entitlement == Entitlement.Earns && await IsOverlappingAsync(db, stay, ct),
            GivenOutUpTo = await GivenOutUpToAsync(db, stay.Id, ct),
        };
    }

    /// <summary>See <see cref="GivenOutUpTo"/>.</summary>
    public static async Task<int> GivenOutUpToAsync(CendraDbContext db, Guid stayId, CancellationToken ct) =>
        await db.CodeWriteBacks.Where(w => w.StayId == stayId).Select(w => (int?)w.PinVersion)
            .Concat(db.StayPins.Where(p => p.StayId == stayId && p.ReadByProgramUtc != null).Select(p => (int?)p.PinVersion)).MaxAsync(ct) ?? 0;

    /// <summary>The check-in of the first confirmed stay of a property that is not over, but for one; null when there is none.</summary>
    public static Task<DateTimeOffset?> NextAtAsync(CendraDbContext db, Guid propertyId, Guid exceptStayId, DateTimeOffset nowUtc, CancellationToken ct) =>
        db.Stays.Where(s => s.PropertyId == propertyId && s.Id != exceptStayId && (s.Kind == StayKind.Guest || s.Kind == StayKind.Owner) && Taking.Contains(s.Status) && s.CheckOutUtc > nowUtc)
            .MinAsync(s => s.CheckInUtc, ct);

    /// <summary>A confirmed stay whose listing no property has, and whose dates are not over everywhere on earth: a host's task.</summary>
    public bool IsUnmatched(DateTimeOffset nowUtc) =>
        Property is null && Stay.Entitlement == Entitlement.Earns && DateOnly.FromDateTime(nowUtc.UtcDateTime) <= Stay.CheckOutLocal.AddDays(1);

    /// <summary>The locks a code of this stay is or should be on.</summary>
    public IEnumerable<Guid> LockIds() => Doors.Select(d => d.LockId).Concat(Stay.Codes.Where(c => !c.IsSettled).Select(c => c.LockId)).Distinct();

    /// <summary>The same before anything is loaded, to be leased first; it may name a lock that needs nothing any more.</summary>
    public static async Task<IReadOnlyList<Guid>> LockIdsAsync(CendraDbContext db, Guid stayId, CancellationToken ct)
    {
        var doors = db.Stays.Where(s => s.Id == stayId).SelectMany(s => s.Property!.Doors).Select(d => d.LockId);
        var codes = db.AccessCodes.Where(c => c.StayId == stayId && c.State != AccessCodeState.Revoked).Select(c => c.LockId);

        // Units of one party choose their digits one after the other, so that the later ones find those of the first.
        var ofParty = db.Stays.Where(s => s.Id != stayId && db.Stays.Any(own => own.Id == stayId && own.ReservationId == s.ReservationId && own.Pins.Count == 0)).SelectMany(s => s.Property!.Doors).Select(d => d.LockId);
        return await doors.Union(codes).Union(ofParty).ToListAsync(ct);
    }

    private static async Task<Neighbours> NeighboursAsync(CendraDbContext db, Stay stay, StayWindow window, CancellationToken ct)
    {
        var others = db.Stays.Where(s => s.PropertyId == stay.PropertyId && s.Id != stay.Id && (s.Kind == StayKind.Guest || s.Kind == StayKind.Owner)
            && (stay.OverlapAcceptedUtc == null || s.CheckOutLocal <= stay.CheckInLocal || s.CheckInLocal >= stay.CheckOutLocal)
            && (Coming.Contains(s.Status) || (s.Status == StayStatus.Tentative && s.Codes.Any(c => Serving.Contains(c.State)))));
        var previous = await others.Where(s => s.CheckInUtc < window.CheckInUtc && s.CheckOutUtc != null).MaxAsync(s => s.CheckOutUtc, ct);
        var next = await others.Where(s => s.CheckInUtc > window.CheckInUtc).MinAsync(s => s.CheckInUtc, ct);
        return new Neighbours(previous, next);
    }

    /// <summary>The next stay here is the same guest's and begins on the day on which this one ends: nobody leaves, so the code opens until the next one does.</summary>
    private static async Task<bool> GoesOnAsync(CendraDbContext db, Stay stay, Neighbours neighbours, CancellationToken ct)
    {
        if (stay is not { Kind: StayKind.Guest, Entitlement: Entitlement.Earns, Reservation: { GuestPhone.Length: > 0, GuestName.Length: > 0 } guest } || neighbours.NextCheckInUtc is not { } next)
        {
            return false;
        }

        var (phone, name) = (guest.GuestPhone, guest.GuestName);
        return await db.Stays.AnyAsync(s => s.PropertyId == stay.PropertyId && s.Id != stay.Id && s.Kind == StayKind.Guest && s.CheckInUtc == next && s.CheckInLocal == stay.CheckOutLocal
            && (s.Status == StayStatus.Confirmed || s.Status == StayStatus.InHouse) && s.Reservation!.GuestPhone == phone && s.Reservation.GuestName == name, ct);
    }

    private static async Task<bool> CameFromHereAsync(CendraDbContext db, Stay stay, Neighbours neighbours, CancellationToken ct)
    {
        if (stay is not { Reservation: { GuestPhone.Length: > 0, GuestName.Length: > 0 } guest } || neighbours.PreviousCheckOutUtc is not { } left)
        {
            return false;
        }

        var (phone, name) = (guest.GuestPhone, guest.GuestName);
        return await db.Stays.AnyAsync(s => s.PropertyId == stay.PropertyId && s.Id != stay.Id && s.Kind == StayKind.Guest && s.CheckOutUtc == left && s.CheckOutLocal == stay.CheckInLocal && s.Reservation!.GuestPhone == phone && s.Reservation.GuestName == name, ct);
    }

    /// <summary>In nights, because a same-day turnover is none: who came into this property first has them.</summary>
    private static async Task<bool> IsOverlappingAsync(CendraDbContext db, Stay stay, CancellationToken ct)
    {
        var came = stay.MovedUtc ?? stay.CreatedUtc;
        var others = await db.Stays.Where(s => s.PropertyId == stay.PropertyId && s.Id != stay.Id && (s.Kind == StayKind.Guest || s.Kind == StayKind.Owner) && Taking.Contains(s.Status)
            && s.CheckInLocal < stay.CheckOutLocal && s.CheckOutLocal > stay.CheckInLocal).Select(s => new { s.Id, Came = s.MovedUtc ?? s.CreatedUtc }).ToListAsync(ct);
        return others.Exists(o => o.Came < came || (o.Came == came && o.Id.CompareTo(stay.Id) < 0));
    }
}
