using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Escalations;
using Cendra.Server.Console.Words;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>One stay with what happened, what is to come, its doors and the state of its code.</summary>
public sealed class StayQuery(CendraDatabase database, GuestWays ways, StayClock clock)
{
    /// <summary>Null when there is none, or it lies outside the scope: the two look the same.</summary>
    public async Task<StayView?> RunAsync(Guid stayId, PropertyScope scope, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        var stay = await scope.Of(db.Stays).AsNoTrackingWithIdentityResolution().AsSplitQuery()
            .Include(s => s.Reservation).Include(s => s.Pins).Include(s => s.Property!.Doors).ThenInclude(d => d.Lock).Include(s => s.Codes).ThenInclude(c => c.Lock)
            .SingleOrDefaultAsync(s => s.Id == stayId, ct);
        if (stay is null)
        {
            return null;
        }

        var lines = await LinesAsync(db, stay, ct);
        var names = await NamesAsync(db, lines, ct);
        var happened = lines.Select(l => AuditWords.Of(l, id => names.GetValueOrDefault(id, "Somebody"))).ToList();
        var reveal = lines.FindLastIndex(l => l.Kind == AuditKind.CodeDisclosed && AuditWords.HostOf(l.Actor) is not null);
        return View(stay, await BookingAsync(db, stay, ct), now) with
        {
            EntryMessage = await EntryMessageAsync(db, stay, now, ct),
            ConversationId = await InboxQuery.Within(db, scope).Where(c => c.ReservationId == stay.ReservationId).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct),
            Promises = await PromiseFacts.OfAsync(db, stay.Id, ct),
            HasGuestLink = await db.GuestLinks.AnyAsync(l => l.StayId == stay.Id, ct),
            Happened = happened,
            LastReveal = reveal < 0 ? null : happened[reveal],
        };
    }

    private StayView View(Stay stay, string booking, DateTimeOffset now)
    {
        var pin = stay.Pins.Where(p => p.ReplacedUtc is null && p.Sealed is not null).MaxBy(p => p.PinVersion);
        var doors = DoorFacts.Of(stay);
        var shown = doors.Select(d => d.Code?.Id).ToHashSet();
        var property = stay.Property;
        return new StayView
        {
            Id = stay.Id,
            Guest = stay.Reservation?.GuestName is { Length: > 0 } name ? name : "Guest without a name",
            GuestCount = stay.Reservation?.GuestCount,
            PropertyId = stay.PropertyId,
            PropertyName = property?.Name ?? $"Listing {stay.ListingExternalId}, not matched to a property",
            Place = property is null ? "" : string.Join(", ", new[] { property.Address, property.City }.Where(p => p.Length > 0)),
            Zone = property?.TimeZoneId ?? "Etc/UTC",
            CheckInUtc = stay.CheckInUtc,
            CheckOutUtc = stay.CheckOutUtc,
            CodeEndUtc = stay.CodeEndUtc,
            CheckInLocal = stay.CheckInLocal,
            CheckOutLocal = stay.CheckOutLocal,
            Status = stay.Status,
            Kind = stay.Kind,
            HostCheckInTime = stay.HostCheckInTime,
            HostCheckOutTime = stay.HostCheckOutTime,
            RevokeAfterUtc = stay.RevokeAfterUtc,
            WaitsForHost = stay.WaitsForHost,
            IsHeldBack = stay.OverlapAcceptedUtc is null && stay.Entitlement == Entitlement.Earns && stay.Codes.Exists(c => c is { State: AccessCodeState.Planned, Fault: AccessCodeFault.Withheld }),
            IsUnreachable = stay.Entitlement == Entitlement.Earns && now < stay.CheckOutUtc && StayConcerns.IsUnreachable(stay, ways.Of(stay.Reservation)),
            Readiness = stay.Readiness,
            WorstReason = stay.WorstReason,
            FallbackWords = property?.FallbackWords ?? "",
            HasFallbackDigits = property?.FallbackSecret is not null,
            Booking = booking,
            Doors = doors,
            EarlierCodes = [.. stay.Codes.Where(c => !shown.Contains(c.Id) && !c.IsSettled).OrderBy(c => c.DoorName, StringComparer.Ordinal)],
            PinLength = pin?.Sealed?.Length ?? 0,
            ToldUtc = pin?.ToldUtc,
            Happened = [],
            ToCome = StayAhead.Of(stay, doors, now),
            WindowNotes = StayAhead.WindowNotes(stay, doors, now),
        };
    }

    private async Task<MessageFacts?> EntryMessageAsync(CendraDbContext db, Stay stay, DateTimeOffset now, CancellationToken ct) => MessageFacts.Of(
        await db.Messages.AsNoTracking().Include(m => m.Deliveries).Where(m => m.StayId == stay.Id && MessageFacts.EntryKinds.Contains(m.Kind)).ToListAsync(ct),
        stay.Reservation?.GuestLanguage ?? "", stay.Property?.TimeZoneId ?? "Etc/UTC", now, ConversationWords.WillGoBy(ways.Of(stay.Reservation)));

    private static Task<List<AuditEvent>> LinesAsync(CendraDbContext db, Stay stay, CancellationToken ct)
    {
        string[] streams = [stay.AuditStream, $"reservation:{stay.ReservationId:N}"];
        return db.AuditEvents.AsNoTracking().Include(e => e.Personal).Where(e => streams.Contains(e.Stream))
            .OrderBy(e => e.OccurredUtc).ThenBy(e => e.Stream).ThenBy(e => e.Sequence).Take(2000).ToListAsync(ct);
    }

    private static Task<Dictionary<Guid, string>> NamesAsync(CendraDbContext db, List<AuditEvent> lines, CancellationToken ct)
    {
        var ids = lines.Select(l => AuditWords.HostOf(l.Actor)).OfType<Guid>().ToHashSet();
        return db.Users.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
    }

    private static async Task<string> BookingAsync(CendraDbContext db, Stay stay, CancellationToken ct)
    {
        var sources = await db.SourceBookings.Where(b => b.ReservationId == stay.ReservationId)
            .Join(db.Connections, b => b.ConnectionId, c => c.Id, (_, c) => c.Name).Distinct().ToListAsync(ct);
        var booked = string.Join(" ", new[] { stay.Reservation?.Channel ?? "", stay.Reservation?.ConfirmationCode ?? "" }.Where(w => w.Length > 0));
        return (booked, sources.Count) switch
        {
            ("", 0) => "Booking source not told",
            ("", _) => $"By {string.Join(", ", sources)}",
            (Cendra.Lifecycle.Orders.WorkOrders.Channel, 0) => "A code for work, made by a host",
            (_, 0) => Count.Capital(booked),
            _ => $"{Count.Capital(booked)} by {string.Join(", ", sources)}",
        };
    }
}
