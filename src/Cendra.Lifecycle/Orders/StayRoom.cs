using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.AccessCodes;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Orders;

/// <summary>Guests, owners or a closed time beside a stay in the same property.</summary>
/// <param name="CheckInLocal">Its first day.</param>
/// <param name="CheckOutLocal">Its last.</param>
/// <param name="CheckInUtc">From when it has the place.</param>
/// <param name="CheckOutUtc">Until when, as its guest is told.</param>
/// <param name="CodeEndUtc">Until when its code may open; null = as its check-out.</param>
/// <param name="IsBlock">A closed time, which nobody cleans after.</param>
public sealed record StayAround(DateOnly CheckInLocal, DateOnly CheckOutLocal, DateTimeOffset CheckInUtc, DateTimeOffset CheckOutUtc, DateTimeOffset? CodeEndUtc = null, bool IsBlock = false);

/// <summary>
/// How far the times of a stay can be moved: what stands before and after it within two days, what the cleaning needs, and what its locks can do. Pure but for <see cref="ReadAsync"/>. The stay has its property with
/// doors and locks.
/// </summary>
public sealed class StayRoom
{
    /// <summary>So long a unit is cleaned between two stays, unless the property's own times leave less.</summary>
    public static readonly TimeSpan Cleaning = TimeSpan.FromHours(3);

    private static readonly StayStatus[] Taking = [StayStatus.Confirmed, StayStatus.InHouse, StayStatus.Completed, StayStatus.NoShow, StayStatus.Unknown];

    /// <summary>A stay and what stands around it, in any order.</summary>
    public StayRoom(Stay stay, params IEnumerable<StayAround> around)
    {
        Stay = stay;
        var all = around.ToList();
        Before = all.Where(s => s.CheckOutLocal <= stay.CheckInLocal).OrderByDescending(s => s.CheckOutUtc + Clean(s)).FirstOrDefault();
        Next = all.Where(s => s.CheckInLocal >= stay.CheckOutLocal).OrderBy(s => s.CheckInUtc).FirstOrDefault();
    }

    /// <summary>The stay.</summary>
    public Stay Stay { get; }

    /// <summary>Whatever is out of the place last before it; null = nobody within two days.</summary>
    public StayAround? Before { get; }

    /// <summary>Whatever comes first after it.</summary>
    public StayAround? Next { get; }

    /// <summary>Reads what stands around a stay.</summary>
    public static async Task<StayRoom> ReadAsync(CendraDbContext db, Stay stay, CancellationToken ct)
    {
        var (first, last) = (stay.CheckInLocal.AddDays(-2), stay.CheckOutLocal.AddDays(2));
        var blocks = db.SourceBookings.Where(b => b.Kind == BookingKind.Block).Select(b => b.ReservationId);
        var near = await db.Stays.AsNoTracking().Include(s => s.Property).Where(s => s.PropertyId == stay.PropertyId && s.PropertyId != null && s.Id != stay.Id && (s.Kind == StayKind.Guest || s.Kind == StayKind.Owner) && s.CheckOutLocal >= first && s.CheckInLocal <= last
            && (Taking.Contains(s.Status) || (s.Status == StayStatus.Tentative && blocks.Contains(s.ReservationId)) || (s.Status == StayStatus.Cancelled && s.RevokeAfterUtc != null))).ToListAsync(ct);
        var around = near.Select(Around).OfType<StayAround>();
        return new StayRoom(stay, around);
    }

    /// <summary>
    /// From its dates and times as they are now: what stands in its row is that of its last look, and a booking that came a moment ago has had none. One that was cancelled in the house and kept takes the place as long as its
    /// codes do.
    /// </summary>
    private static StayAround? Around(Stay stay)
    {
        try
        {
            var window = StayWindow.Of(stay.Property!.Times(), stay.Dates());
            var leaves = stay is { Status: StayStatus.Cancelled, RevokeAfterUtc: { } kept } ? Instants.Earlier(kept, window.CheckOutUtc) : window.CheckOutUtc;
            return new StayAround(stay.CheckInLocal, stay.CheckOutLocal, window.CheckInUtc, leaves, stay.CheckOutUtc == window.CheckOutUtc && stay.CodeEndUtc is { } clipped ? clipped : window.CodeEndUtc, stay.Status == StayStatus.Tentative);
        }
        catch (ArgumentException)
        {
            return stay is { CheckInUtc: { } from, CheckOutUtc: { } until } ? new StayAround(stay.CheckInLocal, stay.CheckOutLocal, from, until, stay.CodeEndUtc, stay.Status == StayStatus.Tentative) : null;
        }
    }

    /// <summary>A lock that cannot carry the code to other times by itself now, in words; empty = all can.</summary>
    public string WhyNoCode(StayWindow window) => Stay.Property!.Doors.Select(d => d.Lock switch
    {
        { Timing: LockTiming.OfflineCode } => $"{d.DoorName}: the lock makes its own codes, and other times mean other digits.",
        { IsOnline: false } => $"{d.DoorName}: the lock is offline and cannot be told other times now.",
        { } one when LockWindows.For(one, window, new Neighbours(Before?.CheckOutUtc, Next?.CheckInUtc), Stay.Property.TimeZoneId) is { Window: null } none => $"{d.DoorName}: {none.WhyNot}",
        _ => "",
    }).FirstOrDefault(w => w.Length > 0) ?? "";

    /// <summary>The window of the stay with these times in place of a host's; null = it would end before it begins, or has no property.</summary>
    public StayWindow? Window(TimeOnly? checkIn, TimeOnly? checkOut)
    {
        var dates = Stay.Dates() with { CheckInTime = checkIn ?? Stay.SourceCheckInTime, CheckOutTime = checkOut ?? Stay.SourceCheckOutTime };
        try
        {
            return Stay.Property is { } property ? StayWindow.Of(property.Times(), dates) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Who stands in the way of coming so early; empty = nobody.</summary>
    public string WhyNotEarlier(StayWindow window)
    {
        var free = Before is { } before ? before.CheckOutUtc + Clean(before) : (DateTimeOffset?)null;
        return free > window.CheckInUtc
            ? $"The stay before ends {Words(Before!.CheckOutUtc)}; with the cleaning the place is free from {Words(free.Value)}. Choose that time or a later one."
            : WhyNoLock(window);
    }

    /// <summary>Who stands in the way of leaving so late; empty = nobody.</summary>
    public string WhyNotLater(StayWindow window)
    {
        if (Next is not { } next)
        {
            return "";
        }

        var latest = next.CheckInUtc - Clean(next);
        return window.CheckOutUtc > latest
            ? $"The next {(next.IsBlock ? "closed time begins" : "guests come")} {Words(next.CheckInUtc)}{(next.IsBlock ? "" : $"; the cleaning begins {Words(latest)} at the latest")}. Choose that time or an earlier one."
            : "";
    }

    /// <summary>A lock that is programmed before check-in would open while the guests before are there.</summary>
    private string WhyNoLock(StayWindow window) => Stay.Property!.Doors
        .Select(d => LockWindows.For(d.Lock!.Timing, window, new Neighbours(Before?.CheckOutUtc, null), Stay.Property.TimeZoneId) is { Window: null } none ? $"{d.DoorName}: {none.WhyNot}" : "").FirstOrDefault(w => w.Length > 0) ?? "";

    private TimeSpan Clean(StayAround around) => around.IsBlock || Stay.Property is not { } property ? TimeSpan.Zero : CleaningOf(property);

    /// <summary>What has to lie between two stays of this property at least.</summary>
    internal static TimeSpan CleaningOf(Property property)
    {
        var own = property.CheckInTime.ToTimeSpan() - property.CheckOutTime.ToTimeSpan();
        return own < TimeSpan.Zero ? TimeSpan.Zero : own < Cleaning ? own : Cleaning;
    }

    private string Words(DateTimeOffset atUtc) => OrderedStay.Moment(atUtc, Stay.Property!.TimeZoneId);
}
