extern alias simulator;

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cendra.Domain.Audit;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Orders;
using Microsoft.EntityFrameworkCore;
using simulator::Cendra.Simulator.Locks;
using simulator::Cendra.Simulator.Pms;

namespace Cendra.Server.Rehearsal.Play.Stays;

/// <summary>What people do in a played stay: the PMS says something, a host gives a code for work, somebody or something happens to a lock.</summary>
internal sealed class StayStage(PlayHouse house, StayPlan plan, StayPortfolio portfolio, StayRecord record)
{
    /// <summary>The phone of whoever comes.</summary>
    public const string GuestPhone = "+34600000001";

    /// <summary>The booking that is played.</summary>
    public const string Booking = "rehearsed";

    /// <summary>The name of everybody who is not played by name.</summary>
    private const string Neighbour = "Neighbour";

    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private static readonly string Host = AuditActor.Host(Guid.Empty);
    private readonly List<(string Device, string CodeId)> _filled = [];
    private int _version;

    /// <summary>True while other codes stand where a place was.</summary>
    public bool IsFilled => _filled.Count > 0;

    /// <summary>The played row of the stay; null = it is not booked yet.</summary>
    public async Task<Guid?> StayIdAsync(CancellationToken ct)
    {
        await using var db = house.Open();
        return await db.Stays.Where(s => plan.Stay.IsOfWork ? s.Reservation!.GuestName == plan.Guest && s.Kind == plan.Stay.Kind : db.SourceBookings.Any(b => b.ExternalId == Booking && b.ReservationId == s.ReservationId))
            .Select(s => (Guid?)s.Id).FirstOrDefaultAsync(ct);
    }

    /// <summary>The stay itself is booked, as it is in the real house.</summary>
    public async Task BookAsync(CancellationToken ct)
    {
        if (plan.Stay.IsOfWork)
        {
            await WorkAsync(plan.Stay, plan.Guest, ct);
        }
        else
        {
            await SayAsync(plan.Dates, "confirmed", ct);
        }

        if (plan.Stay.OverlapAcceptedUtc is not null && await StayIdAsync(ct) is { } id)
        {
            await house.InScopeAsync<StayOrders>(orders => orders.LetInAsync(id, PropertyScope.All, Host, ct));
        }
    }

    /// <summary>The source says these dates and this status of the stay.</summary>
    public Task SayAsync(StayDates dates, string status, CancellationToken ct)
    {
        record.SaidDates = dates;
        return SendAsync(Booking, plan.Stay, plan.Guest, plan.Stay.Reservation?.GuestPhone is { Length: > 0 } ? GuestPhone : null, dates, status, ct);
    }

    /// <summary>Nobody comes: the source cancels, or a host ends the code for work.</summary>
    public async Task CancelAsync(CancellationToken ct)
    {
        record.CancelledUtc = house.NowUtc;
        if (!plan.Stay.IsOfWork)
        {
            await SayAsync(plan.Dates, "cancelled", ct);
        }
        else if (await StayIdAsync(ct) is { } id)
        {
            await house.InScopeAsync<WorkOrders>(orders => orders.EndAsync(id, PropertyScope.All, Host, ct));
        }
    }

    /// <summary>The others whom this stay meets at a door, under made-up names.</summary>
    public async Task BookNeighboursAsync(CancellationToken ct)
    {
        for (var i = 0; i < plan.Neighbours.Count; i++)
        {
            var (stay, number) = (plan.Neighbours[i], (i + 1).ToString(CultureInfo.InvariantCulture));
            if (stay.IsOfWork)
            {
                await WorkAsync(stay, $"{Neighbour} {number}", ct);
            }
            else
            {
                await SendAsync($"neighbour-{number}", stay, $"{Neighbour} {number}", string.Create(CultureInfo.InvariantCulture, $"+34600001{i:000}"), plan.Of(stay), "confirmed", ct);
            }
        }
    }

    /// <summary>A lock loses its connection or gets it back.</summary>
    public Task ConnectAsync(DoorUse door, bool online)
    {
        Action<string> connect = online ? house.Doors.BringOnline : house.Doors.TakeOffline;
        connect(portfolio.DeviceOf(door.LockId));
        house.Walk.LookSoon();
        return Task.CompletedTask;
    }

    /// <summary>Other codes take every place that is left on the lock.</summary>
    public Task FillAsync(DoorUse door, CancellationToken ct)
    {
        var (device, places) = (portfolio.DeviceOf(door.LockId), portfolio.PlacesOf(door.LockId) ?? LockIsFull.MostPlaces);
        for (var left = places - house.Doors.PhysicalCodes(device).Count; left > 0; left--)
        {
            ct.ThrowIfCancellationRequested();
            _filled.Add((device, house.Doors.ChangeExternally(device, ExternalChange.Added)!));
        }

        house.Walk.LookSoon();
        return Task.CompletedTask;
    }

    /// <summary>A host takes two of them off again.</summary>
    public void FreePlaces()
    {
        foreach (var (device, code) in _filled.Take(2))
        {
            house.Doors.ChangeExternally(device, ExternalChange.Removed, code);
        }

        _filled.Clear();
        house.Walk.LookSoon();
    }

    private Task WorkAsync(Stay stay, string name, CancellationToken ct) => house.InScopeAsync<WorkOrders>(async orders =>
    {
        var dates = plan.Of(stay);
        var property = plan.Properties.First(p => p.Id == stay.PropertyId);
        await using var db = house.Open();
        var played = await db.PropertyListings.Where(l => l.ExternalId == StayPortfolio.Listing(property.Id)).Select(l => l.PropertyId).SingleAsync(ct);
        await orders.MakeAsync(
            new WorkCode(name, stay.Kind, played, dates.CheckInLocal.ToDateTime(dates.CheckInTime ?? property.CheckInTime), dates.CheckOutLocal.ToDateTime(dates.CheckOutTime ?? property.CheckOutTime)),
            PropertyScope.All, Host, ct);
    });

    private async Task SendAsync(string id, Stay stay, string guest, string? phone, StayDates dates, string status, CancellationToken ct)
    {
        var language = stay.Reservation?.GuestLanguage is { Length: > 0 } spoken ? spoken : null;
        var version = ++_version;
        var body = new
        {
            type = "reservation.upserted",
            reservation = new
            {
                externalId = id, version, listingExternalId = StayPortfolio.Listing(stay.PropertyId!.Value), status, kind = stay.Kind == StayKind.Owner ? "owner" : "guest",
                checkIn = dates.CheckInLocal, checkOut = dates.CheckOutLocal, checkInTime = Wall(dates.CheckInTime), checkOutTime = Wall(dates.CheckOutTime),
                guest = new { name = guest, phone, language }, guests = stay.Reservation?.GuestCount,
            },
        };
        var answer = await house.Doors.SendFromPmsAsync(
            new PmsMessage { Url = $"{PlaySettings.OwnUrl}/webhooks/pms/{PlaySettings.Pms}", Secret = PlaySettings.PmsSecret, Snapshot = JsonSerializer.Serialize(body, Camel), WebhookId = $"msg_{id}_{version}" }, ct);
        if (answer.Status is not (200 or 202))
        {
            throw new InvalidOperationException($"The played booking was refused with {answer.Status}.");
        }
    }

    private static string? Wall(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);
}
