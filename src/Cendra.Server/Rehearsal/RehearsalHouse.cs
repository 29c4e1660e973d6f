using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;

namespace Cendra.Server.Rehearsal;

/// <summary>The made-up house: three properties whose doors show the three ways in which locks get their codes.</summary>
public static class RehearsalHouse
{
    /// <summary>Device id, name and behaviour of each door.</summary>
    public static readonly IReadOnlyList<(string Id, string Name, string Behaviour)> Doors =
    [
        ("sol-street", "Plaça del Sol 5, street door", "NativeSchedule"),
        ("sol-attic", "Plaça del Sol 5, attic", "NativeSchedule"),
        ("born-gate", "Passeig del Born 9, gate", "JustInTime"),
        ("born-flat", "Passeig del Born 9, flat", "NativeSchedule"),
        ("olot-box", "Carrer Nou 4, key box", "OfflineCode"),
    ];

    /// <summary>From when on guests may come in, local time.</summary>
    public static readonly TimeOnly CheckIn = new(16, 0);

    /// <summary>
    /// The date of the first booking: the next whose check-in is at least an hour ahead. Whoever tries the product in the evening finds a guest who is still to come as well, and a clock to move there.
    /// </summary>
    public static DateOnly FirstNight(DateTimeOffset nowUtc, string zone)
    {
        var local = StayWindow.LocalTime(nowUtc, zone).Local;
        var today = DateOnly.FromDateTime(local);
        return local <= today.ToDateTime(CheckIn).AddHours(-1) ? today : today.AddDays(1);
    }

    /// <summary>The properties with their doors in walking order.</summary>
    public static IEnumerable<Property> Properties(IdSource ids, Guid pmsId, Dictionary<string, SmartLock> locks, string zone, DateTimeOffset nowUtc)
    {
        yield return Of("Plaça del Sol 5, attic", "Plaça del Sol 5, attic", "Barcelona", "attic", ("sol-street", "Street door", DoorRole.Entrance), ("sol-attic", "Attic", DoorRole.Unit));
        yield return Of("Passeig del Born 9, 3-2", "Passeig del Born 9, 3-2", "Barcelona", "born", ("born-gate", "Gate", DoorRole.Gate), ("born-flat", "Flat 3-2", DoorRole.Unit));
        yield return Of("Carrer Nou 4", "Carrer Nou 4", "Olot", "olot", ("olot-box", "Key box", DoorRole.Unit));

        Property Of(string name, string address, string city, string listing, params (string Device, string Door, DoorRole Role)[] doors)
        {
            var property = new Property
            {
                Id = ids.Next(), Name = name, Address = address, City = city, TimeZoneId = zone, CheckInTime = CheckIn, CreatedUtc = nowUtc,
            };
            property.Steps.Add(new EntryStep { Id = ids.Next(), Position = 1, Words = "Look for the door with the bronze handle." });
            property.Listings.Add(new PropertyListing { Id = ids.Next(), ConnectionId = pmsId, ExternalId = listing });
            var order = 1;
            foreach (var (device, door, role) in doors)
            {
                var use = new DoorUse { Id = ids.Next(), LockId = locks[device].Id, DoorName = door, Role = role, WalkingOrder = order++ };
                property.Doors.Add(use);
                property.Steps.Add(new EntryStep { Id = ids.Next(), DoorId = use.Id, Position = 1, Typing = "Touch the keypad, type the code, press the tick.", IfItFails = "Pull the door towards you and type the code again." });
            }

            return property;
        }
    }
}
