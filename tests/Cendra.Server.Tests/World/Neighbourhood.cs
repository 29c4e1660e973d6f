using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.World;

/// <summary>Made-up properties, locks and stays, put into a house row by row.</summary>
public sealed class Neighbourhood(House house)
{
    public const string Pin = "482073";

    private Guid _connection;
    private int _count;

    /// <summary>A booking source and Seam, both working.</summary>
    public async Task<Guid> ConnectAsync()
    {
        await using var db = house.Database.Open();
        var (pms, seam) = (Connection("my-pms", ConnectionKind.GenericPms), Connection("seam", ConnectionKind.Seam));
        db.Connections.AddRange(pms, seam);
        await db.SaveChangesAsync();
        _connection = seam.Id;
        return pms.Id;
    }

    /// <summary>A property with one lock a door, in walking order.</summary>
    public async Task<Property> PropertyAsync(string name, string city, string zone, params string[] doors)
    {
        await using var db = house.Database.Open();
        var property = new Property { Id = house.NextId(), Name = name, City = city, TimeZoneId = zone, CheckInTime = new(16, 0), CreatedUtc = Now };
        db.Properties.Add(property);
        foreach (var (door, i) in doors.Select((d, i) => (d, i)))
        {
            var smartLock = new SmartLock
            {
                Id = house.NextId(),
                ConnectionId = _connection,
                DeviceId = $"device-{++_count}",
                Name = $"{name} {door}",
                Model = "Yale Assure",
                DeviceType = "yale_lock",
                ReportsUse = true,
                PinLengths = "4,5,6",
                PinConstraints = "no_all_same_digits",
                MaxCodes = 25,
                LastSeenUtc = Now.AddMinutes(-2),
                BatteryLevel = 0.84 - (0.11 * i),
                BatterySeenUtc = Now.AddMinutes(-2),
            };
            db.SmartLocks.Add(smartLock);
            db.DoorUses.Add(new DoorUse { Id = house.NextId(), PropertyId = property.Id, LockId = smartLock.Id, DoorName = door, WalkingOrder = i + 1 });
        }

        await db.SaveChangesAsync();
        return property;
    }

    /// <summary>A stay with a PIN and a code on each door, all confirmed by the locks.</summary>
    public async Task<Stay> StayAsync(Property property, string guest, int guests, DateTimeOffset fromUtc, DateTimeOffset untilUtc, Action<Stay>? then = null)
    {
        await using var db = house.Database.Open();
        var reservation = new Reservation { Id = house.NextId(), GuestName = guest, GuestCount = guests, Channel = "airbnb", ConfirmationCode = "HMX4K2", CreatedUtc = Now };
        var stay = new Stay
        {
            Id = house.NextId(),
            ReservationId = reservation.Id,
            Reservation = reservation,
            PropertyId = property.Id,
            Status = StayStatus.Confirmed,
            Readiness = Readiness.Ready,
            CheckInLocal = DateOnly.FromDateTime(StayWindow.LocalTime(fromUtc, property.TimeZoneId).Local),
            CheckOutLocal = DateOnly.FromDateTime(StayWindow.LocalTime(untilUtc, property.TimeZoneId).Local),
            CheckInUtc = fromUtc,
            CheckOutUtc = untilUtc,
            CodeEndUtc = untilUtc.AddMinutes(30),
            CreatedUtc = Now,
        };
        stay.NoteThat(AuditKind.ReservationReceived, AuditActor.Pms, $"Booking confirmed, {guests} guests");
        db.Stays.Add(stay);
        AddCodes(db, stay, property);
        then?.Invoke(stay);
        await db.SaveChangesAsync();
        return stay;
    }

    /// <summary>Somebody is needed for a stay.</summary>
    public async Task<Escalation> EscalateAsync(string title, string text, Stay? stay, Guid? lockId = null, Action<Escalation>? then = null, Guid? conversationId = null, EscalationPriority priority = EscalationPriority.P1, string? cause = null)
    {
        await using var db = house.Database.Open();
        var escalation = new Escalation
        {
            Id = house.NextId(), Cause = cause ?? $"test:{house.NextId():N}", Priority = priority, Title = title, Text = text, LockId = lockId, ConversationId = conversationId, RaisedUtc = Now,
        };
        escalation.NoteRaised();
        then?.Invoke(escalation);
        db.Escalations.Add(escalation);
        if (stay is not null)
        {
            db.EscalationStays.Add(new EscalationStay { Id = house.NextId(), EscalationId = escalation.Id, StayId = stay.Id, NextStep = "Cendra tries again every 10 minutes." });
        }

        await db.SaveChangesAsync();
        return escalation;
    }

    private DateTimeOffset Now => house.Time.GetUtcNow();

    private void AddCodes(CendraDbContext db, Stay stay, Property property)
    {
        var pin = new StayPin { Id = house.NextId(), StayId = stay.Id, PinVersion = 1, Sealed = house.Services.GetRequiredService<PinVault>().Seal(Pin), CreatedUtc = Now };
        stay.NoteThat(AuditKind.PinChosen, AuditActor.Cendra, $"One 6-digit code chosen for {property.Doors.Count} doors");
        db.StayPins.Add(pin);
        stay.Pins.Add(pin);
        foreach (var door in db.DoorUses.Where(d => d.PropertyId == property.Id).OrderBy(d => d.WalkingOrder).ToList())
        {
            var window = new CodeWindow(stay.CheckInUtc!.Value, stay.CodeEndUtc!.Value, stay.CheckInUtc.Value);
            var code = AccessCode.Plan(house.NextId(), pin, door, $"Cendra {++_count}", window, Now);
            code.BeginCreate();
            code.MarkAccepted($"access-code-{_count}");
            var presence = stay.CheckInUtc > Now ? CodePresence.ScheduledOnLock : CodePresence.Working;
            code.Observe(new CodeReading(presence, window.FromUtc, window.UntilUtc, false, null, AccessCodeFault.None, "", true), Now);
            db.AccessCodes.Add(code);
            stay.Codes.Add(code);
        }
    }

    private Connection Connection(string name, ConnectionKind kind)
    {
        var connection = new Connection { Id = house.NextId(), Name = name, Kind = kind, CreatedUtc = Now };
        connection.MarkGood(Now.AddMinutes(-1));
        return connection;
    }
}
