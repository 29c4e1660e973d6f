using System.Globalization;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.AccessCodes;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Orders;

/// <summary>
/// What a host decides about a stay: other times, whether the codes of a stay that was cancelled in the house stay, whether the second of two stays in the same nights
/// gets its code. Refusals say who or what stands in the way.
/// </summary>
public sealed class StayOrders(CendraDbContext db, OrderedStay orders, StayClock clock)
{
    /// <summary>So long a unit is cleaned between two stays, unless the property's own times leave less.</summary>
    public static readonly TimeSpan Cleaning = TimeSpan.FromHours(3);

    private const string Decided = "Nothing is to be decided here any more.";

    /// <summary>Early check-in or any other time of arrival; null = the time of the booking or property again.</summary>
    public Task<Ordered> ArriveAtAsync(Guid stayId, TimeOnly? time, PropertyScope scope, string actor, CancellationToken ct) => orders.RunAsync(stayId, scope, actor, async stay =>
    {
        var now = clock.GetUtcNow();
        if (stay.CheckInUtc is not { } was || stay.Entitlement != Entitlement.Earns || was <= now)
        {
            return ("The guest’s time has begun, or nobody comes: the arrival cannot be moved any more.", "");
        }

        var window = Window(stay, time, stay.HostCheckOutTime);
        var problem = window is null ? "The stay would end before it begins." : window.CheckInUtc < was ? await WhyNotEarlierAsync(stay, window, ct) : "";
        stay.HostCheckInTime = problem.Length == 0 ? time : stay.HostCheckInTime;
        return (problem, time is { } at ? string.Create(CultureInfo.InvariantCulture, $"Check-in at {at:HH:mm}") : "Check-in at the usual time again");
    }, ct);

    /// <summary>Late check-out or any other time of leaving; null = the time of the booking or property again.</summary>
    public Task<Ordered> LeaveAtAsync(Guid stayId, TimeOnly? time, PropertyScope scope, string actor, CancellationToken ct) => orders.RunAsync(stayId, scope, actor, async stay =>
    {
        var now = clock.GetUtcNow();
        if (stay.CheckOutUtc is not { } was || stay.Entitlement == Entitlement.None || stay.CodeEndUtc <= now)
        {
            return ("The stay is over, or nobody comes: the departure cannot be moved any more.", "");
        }

        var window = Window(stay, stay.HostCheckInTime, time);
        var problem = window is null ? "The stay would end before it begins."
            : window.CheckOutUtc <= now ? "That time has passed. Choose a later one."
            : window.CheckOutUtc > was ? await WhyNotLaterAsync(stay, window, ct) : "";
        stay.HostCheckOutTime = problem.Length == 0 ? time : stay.HostCheckOutTime;
        return (problem, time is { } at ? string.Create(CultureInfo.InvariantCulture, $"Check-out at {at:HH:mm}") : "Check-out at the usual time again");
    }, ct);

    /// <summary>A stay cancelled in the house: the guest stays to the end of the window.</summary>
    public Task<Ordered> KeepAsync(Guid stayId, PropertyScope scope, string actor, CancellationToken ct) => Cancelled(stayId, scope, actor, stay =>
    {
        stay.KeepToTheEnd();
        return "The codes of the cancelled stay open until the end of its window";
    }, ct);

    /// <summary>A stay cancelled in the house: its codes go at once.</summary>
    public Task<Ordered> RevokeNowAsync(Guid stayId, PropertyScope scope, string actor, CancellationToken ct) => Cancelled(stayId, scope, actor, stay =>
    {
        stay.RevokeAfterUtc = null;
        return "The codes of the cancelled stay are taken at once";
    }, ct);

    /// <summary>The links to the page of the stay that went out open nothing any more; the next message brings another.</summary>
    public Task<Ordered> EndLinkAsync(Guid stayId, PropertyScope scope, string actor, CancellationToken ct) => orders.RunAsync(stayId, scope, actor, async stay =>
    {
        var links = await db.GuestLinks.Where(l => l.StayId == stay.Id).ToListAsync(ct);
        db.GuestLinks.RemoveRange(links);
        return links.Count == 0 ? ("No link to the guest’s page has gone out.", "") : ("", "The link to the guest’s page was ended: whoever has it sees nothing any more");
    }, ct);

    /// <summary>The second of two confirmed stays in the same nights gets its code.</summary>
    public Task<Ordered> LetInAsync(Guid stayId, PropertyScope scope, string actor, CancellationToken ct) => orders.RunAsync(stayId, scope, actor, stay =>
    {
        if (stay.Entitlement != Entitlement.Earns)
        {
            return Task.FromResult((Decided, ""));
        }

        stay.OverlapAcceptedUtc ??= clock.GetUtcNow();
        return Task.FromResult(("", "Gets its code although another confirmed stay has the same nights"));
    }, ct);

    /// <summary>The host told the guest the code: from here on it counts as told (P4), and nobody is called because no message can.</summary>
    public Task<Ordered> ToldAsync(Guid stayId, PropertyScope scope, string actor, CancellationToken ct) => orders.RunAsync(stayId, scope, actor, stay =>
    {
        var untold = stay.Pins.Where(p => p is { ReplacedUtc: null, Sealed: not null, ToldUtc: null }).ToList();
        untold.ForEach(p => p.ToldUtc = clock.GetUtcNow());
        return Task.FromResult((untold.Count > 0 ? "" : stay.Pins.Exists(p => p is { ReplacedUtc: null, ToldUtc: not null }) ? Decided : "No code has been chosen for this stay yet.", "The guest was told the code by a host"));
    }, ct);

    private Task<Ordered> Cancelled(Guid stayId, PropertyScope scope, string actor, Func<Stay, string> decide, CancellationToken ct) => orders.RunAsync(
        stayId, scope, actor, stay => Task.FromResult(stay is { Status: StayStatus.Cancelled, RevokeAfterUtc: not null } ? ("", decide(stay)) : (Decided, "")), ct);

    private async Task<string> WhyNotEarlierAsync(Stay stay, StayWindow window, CancellationToken ct)
    {
        var before = (await AroundAsync(stay, ct)).Where(s => s.CheckOutLocal <= stay.CheckInLocal).Select(s => (At: s.CheckOutUtc, Free: s.CheckOutUtc + (s.IsBlock ? TimeSpan.Zero : Gap(stay.Property!)))).OrderByDescending(s => s.Free).FirstOrDefault();
        return before.Free > window.CheckInUtc
            ? $"The stay before ends {Words(stay, before.At)}; with the cleaning the place is free from {Words(stay, before.Free!.Value)}. Choose that time or a later one."
            : WhyNoLock(stay, window, new Neighbours(before.At, null));
    }

    private async Task<string> WhyNotLaterAsync(Stay stay, StayWindow window, CancellationToken ct)
    {
        var next = (await AroundAsync(stay, ct)).Where(s => s.CheckInLocal >= stay.CheckOutLocal).OrderBy(s => s.CheckInUtc).FirstOrDefault();
        if (next?.CheckInUtc is not { } comes)
        {
            return "";
        }

        var latest = comes - (next.IsBlock ? TimeSpan.Zero : Gap(stay.Property!));
        return window.CheckOutUtc > latest
            ? $"The next {(next.IsBlock ? "closed time begins" : "guests come")} {Words(stay, comes)}{(next.IsBlock ? "" : $"; the cleaning begins {Words(stay, latest)} at the latest")}. Choose that time or an earlier one."
            : "";
    }

    /// <summary>A lock that is programmed before check-in would open while the guests before are there.</summary>
    private static string WhyNoLock(Stay stay, StayWindow window, Neighbours neighbours) => stay.Property!.Doors
        .Select(d => LockWindows.For(d.Lock!.Timing, window, neighbours, stay.Property.TimeZoneId) is { Window: null } none ? $"{d.DoorName}: {none.WhyNot}" : "").FirstOrDefault(w => w.Length > 0) ?? "";

    /// <summary>Guests, owners and closed times of the same property within two days.</summary>
    private async Task<List<Around>> AroundAsync(Stay stay, CancellationToken ct)
    {
        var (first, last) = (stay.CheckInLocal.AddDays(-2), stay.CheckOutLocal.AddDays(2));
        StayStatus[] taking = [StayStatus.Confirmed, StayStatus.InHouse, StayStatus.Completed, StayStatus.NoShow, StayStatus.Unknown];
        var blocks = db.SourceBookings.Where(b => b.Kind == BookingKind.Block).Select(b => b.ReservationId);
        return await db.Stays.Where(s => s.PropertyId == stay.PropertyId && s.Id != stay.Id && (s.Kind == StayKind.Guest || s.Kind == StayKind.Owner) && s.CheckOutLocal >= first && s.CheckInLocal <= last
                && (taking.Contains(s.Status) || (s.Status == StayStatus.Tentative && blocks.Contains(s.ReservationId))) && s.CheckInUtc != null)
            .Select(s => new Around(s.CheckInLocal, s.CheckOutLocal, s.CheckInUtc, s.CheckOutUtc, s.Status == StayStatus.Tentative)).ToListAsync(ct);
    }

    private static StayWindow? Window(Stay stay, TimeOnly? checkIn, TimeOnly? checkOut)
    {
        var dates = stay.Dates() with { CheckInTime = checkIn ?? stay.SourceCheckInTime, CheckOutTime = checkOut ?? stay.SourceCheckOutTime };
        try
        {
            return StayWindow.Of(stay.Property!.Times(), dates);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static TimeSpan Gap(Property property)
    {
        var own = property.CheckInTime.ToTimeSpan() - property.CheckOutTime.ToTimeSpan();
        return own < TimeSpan.Zero ? TimeSpan.Zero : own < Cleaning ? own : Cleaning;
    }

    private static string Words(Stay stay, DateTimeOffset? atUtc) => atUtc is { } at ? OrderedStay.Moment(at, stay.Property!.TimeZoneId) : "";

    private sealed record Around(DateOnly CheckInLocal, DateOnly CheckOutLocal, DateTimeOffset? CheckInUtc, DateTimeOffset? CheckOutUtc, bool IsBlock);
}
