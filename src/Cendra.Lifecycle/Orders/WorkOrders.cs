using System.Globalization;
using Cendra.Domain;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Inbox;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Orders;

/// <summary>A code for somebody who works in a property, as a host types it.</summary>
/// <param name="Name">Who gets it.</param>
/// <param name="Kind">Cleaner or staff.</param>
/// <param name="PropertyId">Whose doors.</param>
/// <param name="FromLocal">From when, on the property's wall.</param>
/// <param name="UntilLocal">Until when: a code for work always ends.</param>
public sealed record WorkCode(string Name, StayKind Kind, Guid PropertyId, DateTime? FromLocal, DateTime? UntilLocal);

/// <summary>
/// Codes for cleaners and other staff: stays of a kind of their own, with the life of a guest's code and nobody's neighbour. Each has an end, at the latest a year after
/// its start.
/// </summary>
public sealed class WorkOrders(CendraDbContext db, OrderedStay orders, JobWaker waker, StayClock clock, IdSource ids)
{
    /// <summary>The channel of their reservations, by which nobody takes them for guests.</summary>
    public const string Channel = "staff";

    /// <summary>Longest code for work.</summary>
    public const int MostDays = 366;

    private const int LongestName = 80;

    /// <summary>Makes the code; its digits are chosen by Cendra and looked up with a reveal.</summary>
    public async Task<Ordered> MakeAsync(WorkCode code, PropertyScope scope, string actor, CancellationToken ct)
    {
        var property = await scope.Of(db.Properties).Include(p => p.Doors).SingleOrDefaultAsync(p => p.Id == code.PropertyId && !p.IsArchived, ct);
        if (Problem(code, property) is { Length: > 0 } problem)
        {
            return new Ordered(problem);
        }

        var now = clock.GetUtcNow();
        var (from, until) = (code.FromLocal!.Value, code.UntilLocal!.Value);
        var reservation = new Reservation { Id = ids.Next(), GuestName = code.Name.Trim(), Channel = Channel, CreatedUtc = now };
        var stay = new Stay
        {
            Id = ids.Next(), ReservationId = reservation.Id, PropertyId = property!.Id, ListingExternalId = Channel, Status = StayStatus.Confirmed, Kind = code.Kind,
            CheckInLocal = DateOnly.FromDateTime(from), CheckOutLocal = DateOnly.FromDateTime(until), HostCheckInTime = TimeOnly.FromDateTime(from), HostCheckOutTime = TimeOnly.FromDateTime(until), CreatedUtc = now,
        };
        stay.NotePersonal(
            AuditKind.HostOrdered, actor, string.Create(CultureInfo.InvariantCulture, $"A code for work, {from:d MMM yyyy HH:mm} to {until:d MMM yyyy HH:mm}"), new Dictionary<string, string> { ["name"] = reservation.GuestName });
        stay.LookAgainBy(now);
        db.Reservations.Add(reservation);
        db.Stays.Add(stay);
        await db.SaveChangesAsync(ct);
        waker.WakeSweep(Sweeps.DueStays);
        return Ordered.Done;
    }

    /// <summary>Ends a code for work now; its removal is proven like any other.</summary>
    public Task<Ordered> EndAsync(Guid stayId, PropertyScope scope, string actor, CancellationToken ct) => orders.RunAsync(stayId, scope, actor, stay =>
    {
        if (!stay.IsOfWork || stay.Status == StayStatus.Cancelled)
        {
            return Task.FromResult((stay.IsOfWork ? "This code was ended before." : "This is a guest’s stay. It ends with its booking.", ""));
        }

        (stay.Status, stay.RevokeAfterUtc) = (StayStatus.Cancelled, null);
        return Task.FromResult(("", "The code for work ends now"));
    }, ct);

    private string Problem(WorkCode code, Property? property)
    {
        if (code.Kind is not (StayKind.Cleaner or StayKind.Staff))
        {
            return "Choose cleaner or staff.";
        }

        if (code.Name.Trim() is not { Length: > 0 and <= LongestName } name || name.Any(char.IsControl))
        {
            return $"Name: say who gets the code, in at most {LongestName} characters.";
        }

        if (property is not { Doors.Count: > 0 })
        {
            return "Property: choose one of yours that has a door with a lock.";
        }

        if (code is not { FromLocal: { } from, UntilLocal: { } until })
        {
            return "Say from when and until when. A code for work always has an end.";
        }

        if (until <= from || StayWindow.LocalTime(clock.GetUtcNow(), property.TimeZoneId).Local >= until)
        {
            return "Until: choose an end that is after the start and still to come.";
        }

        return (until - from).TotalDays > MostDays ? "Until: a code for work lasts a year at the most. Give a new one then." : "";
    }
}
