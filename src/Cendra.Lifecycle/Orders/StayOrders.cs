using System.Globalization;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Orders;

/// <summary>
/// What a host decides about a stay: other times, whether the codes of a stay that was cancelled in the house stay, whether the second of two stays in the same nights
/// gets its code. Refusals say who or what stands in the way.
/// </summary>
public sealed class StayOrders(CendraDbContext db, OrderedStay orders, StayClock clock)
{
    private const string Decided = "Nothing is to be decided here any more.";

    /// <summary>Early check-in or any other time of arrival; null = the time of the booking or property again.</summary>
    public Task<Ordered> ArriveAtAsync(Guid stayId, TimeOnly? time, PropertyScope scope, string actor, CancellationToken ct) => orders.RunAsync(stayId, scope, actor, async stay =>
    {
        var now = clock.GetUtcNow();
        if (stay.CheckInUtc is not { } was || stay.Entitlement != Entitlement.Earns || was <= now)
        {
            return ("The guest’s time has begun, or nobody comes: the arrival cannot be moved any more.", "");
        }

        var room = await StayRoom.ReadAsync(db, stay, ct);
        var window = room.Window(time, stay.HostCheckOutTime);
        var problem = window is null ? "The stay would end before it begins." : window.CheckInUtc < was ? room.WhyNotEarlier(window) : "";
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

        var room = await StayRoom.ReadAsync(db, stay, ct);
        var window = room.Window(stay.HostCheckInTime, time);
        var problem = window is null ? "The stay would end before it begins."
            : window.CheckOutUtc <= now ? "That time has passed. Choose a later one."
            : window.CheckOutUtc > was ? room.WhyNotLater(window) : "";
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
}
