using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Inbox;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;

namespace Cendra.Tests.World;

/// <summary>Rows of a small house in Madrid, valid by themselves; a test changes what it is about. Nothing is saved here.</summary>
public sealed class Rows(IdSource ids, StayClock clock, PinVault vault)
{
    public Connection Connection(string name = "seam", ConnectionKind kind = ConnectionKind.Seam) =>
        new() { Id = ids.Next(), Kind = kind, Name = name, CreatedUtc = clock.GetUtcNow() };

    public Property Property(string name = "Casa Azul") =>
        new() { Id = ids.Next(), Name = name, TimeZoneId = "Europe/Madrid", City = "Madrid", CreatedUtc = clock.GetUtcNow() };

    public PropertyListing Listing(Property property, Connection connection, string externalId = "listing-1") =>
        new() { Id = ids.Next(), PropertyId = property.Id, Property = property, ConnectionId = connection.Id, ExternalId = externalId };

    public SmartLock Lock(Connection connection, string deviceId = "device-1") =>
        new() { Id = ids.Next(), ConnectionId = connection.Id, DeviceId = deviceId, Name = "Front door" };

    public DoorUse Door(Property property, SmartLock smartLock, string name = "Flat 3-2", int order = 1) =>
        new() { Id = ids.Next(), PropertyId = property.Id, Property = property, LockId = smartLock.Id, Lock = smartLock, DoorName = name, WalkingOrder = order };

    public Reservation Reservation(string guest = "Ada Guest") =>
        new() { Id = ids.Next(), GuestName = guest, GuestPhone = "+34600000001", GuestEmail = "ada@example.org", CreatedUtc = clock.GetUtcNow() };

    public SourceBooking Booking(Connection connection, Reservation reservation, string externalId = "booking-1") =>
        new() { Id = ids.Next(), ConnectionId = connection.Id, ReservationId = reservation.Id, Reservation = reservation, ExternalId = externalId, ObservedUtc = clock.GetUtcNow() };

    /// <summary>Five to eight days from now.</summary>
    public Stay Stay(Reservation reservation, Property? property)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().Date);
        return new Stay
        {
            Id = ids.Next(),
            ReservationId = reservation.Id,
            Reservation = reservation,
            PropertyId = property?.Id,
            Property = property,
            Status = StayStatus.Confirmed,
            CheckInLocal = today.AddDays(5),
            CheckOutLocal = today.AddDays(8),
            CreatedUtc = clock.GetUtcNow(),
        };
    }

    public StayPin Pin(Stay stay, string digits = "482913", int version = 1) =>
        new() { Id = ids.Next(), StayId = stay.Id, Stay = stay, PinVersion = version, Sealed = vault.Seal(digits), CreatedUtc = clock.GetUtcNow() };

    public AccessCode Code(StayPin pin, DoorUse door, CodeWindow? window = null)
    {
        var from = clock.GetUtcNow().AddDays(5);
        return AccessCode.Plan(ids.Next(), pin, door, $"Cendra {ids.Next():N}", window ?? new CodeWindow(from, from.AddDays(3), from), clock.GetUtcNow());
    }

    public PinHold Hold(SmartLock smartLock, Stay stay, string digits = "482913") =>
        new() { Id = ids.Next(), LockId = smartLock.Id, StayId = stay.Id, PinHash = vault.Hash(digits) };

    public Conversation Conversation(Reservation reservation, Stay stay) =>
        new() { Id = ids.Next(), Key = Domain.Conversations.Conversation.KeyOf(reservation.Id), ReservationId = reservation.Id, StayId = stay.Id, CreatedUtc = clock.GetUtcNow() };

    public ChannelIdentity Identity(Conversation conversation, string address = "+34600000001") =>
        new() { Id = ids.Next(), ConversationId = conversation.Id, Address = address, CreatedUtc = clock.GetUtcNow() };

    public Message Message(Conversation conversation, string dedupeKey = "reservation:pre-arrival:1") =>
        new() { Id = ids.Next(), ConversationId = conversation.Id, Kind = "pre-arrival", DedupeKey = dedupeKey, Direction = MessageDirection.Outbound, CreatedUtc = clock.GetUtcNow() };

    public MessageSecret Secret(Message message, StayPin pin) =>
        new() { Id = ids.Next(), MessageId = message.Id, Token = "code:K7Q2", SecretKind = "code", StayPinId = pin.Id, GrantedUtc = clock.GetUtcNow() };

    public Delivery Delivery(Message message) =>
        new() { Id = ids.Next(), MessageId = message.Id, Channel = ChannelKind.WhatsApp, Address = "+34600000001", CreatedUtc = clock.GetUtcNow() };

    public Escalation Escalation(string cause = "lock-offline:1") =>
        new() { Id = ids.Next(), Cause = cause, Title = "A lock is offline", RaisedUtc = clock.GetUtcNow() };

    public EscalationStay Touches(Escalation escalation, Stay stay) => new() { Id = ids.Next(), EscalationId = escalation.Id, StayId = stay.Id };

    public ReceivedWebhook Webhook(string source = "seam", string externalId = "msg_1") =>
        new() { Id = ids.Next(), Source = source, ExternalId = externalId, BodyHash = new string('a', 64), Cleaned = "{}", ReceivedUtc = clock.GetUtcNow() };

    public HostContact Contact(Property? property = null) => new() { Id = ids.Next(), Name = "Hana Host", PropertyId = property?.Id };

    /// <summary>A house with one door, one guest and one planned code: all rows a code refers to, with the code.</summary>
    public House House(string suffix = "1", string digits = "482913")
    {
        var connection = Connection($"seam-{suffix}");
        var property = Property($"Casa {suffix}");
        var door = Door(property, Lock(connection, $"device-{suffix}"));
        var stay = Stay(Reservation(), property);
        var pin = Pin(stay, digits);
        return new House(connection, property, door.Lock!, door, stay.Reservation!, stay, pin, Code(pin, door));
    }
}

/// <summary>The rows of <see cref="Rows.House"/>.</summary>
public sealed record House(
    Connection Connection, Property Property, SmartLock Lock, DoorUse Door, Reservation Reservation, Stay Stay, StayPin Pin, AccessCode Code)
{
    /// <summary>All of them, to be added.</summary>
    public object[] All => [Connection, Property, Lock, Door, Reservation, Stay, Pin, Code];
}
