extern alias simulator;

using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Locks;
using Microsoft.EntityFrameworkCore;
using simulator::Cendra.Simulator.Locks;

namespace Cendra.Server.Rehearsal.Play.Stays;

/// <summary>
/// Puts up in a played house what a stay needs of the real one: its properties, doors and host contacts, each lock with the limits that the real one stated. Ids, device ids and
/// telephone numbers are made up, so that nothing played could reach anything real.
/// </summary>
internal sealed class StayPortfolio(PlayHouse house, StayPlan plan)
{
    private const string DeviceEnd = "_lock";
    private readonly List<SmartLock> _locks = [.. plan.Properties.SelectMany(p => p.Doors).Select(d => d.Lock!).DistinctBy(l => l.Id)];

    /// <summary>The number of a played contact, by its place in the order of calls.</summary>
    public static string ContactPhone(int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"+34600000{900 + index:000}");

    /// <summary>How the played PMS names a property.</summary>
    public static string Listing(Guid propertyId) => $"unit-{propertyId:N}";

    /// <summary>The played lock in the place of a real one.</summary>
    public string DeviceOf(Guid lockId) => $"door-{_locks.FindIndex(l => l.Id == lockId)}";

    /// <summary>How many places a lock has in this play.</summary>
    public int? PlacesOf(Guid lockId) => plan.Places.TryGetValue(lockId, out var places) ? places : _locks.Find(l => l.Id == lockId)!.MaxCodes;

    /// <summary>Doors first, then what Cendra's list of locks makes of them, then the rows that a host would type.</summary>
    public async Task PutUpAsync(CancellationToken ct)
    {
        foreach (var smartLock in _locks)
        {
            house.Doors.AddDoor(Door(smartLock));
            for (var i = 0; i < Math.Min(plan.FoundCodes.GetValueOrDefault(smartLock.Id), (PlacesOf(smartLock.Id) ?? LockIsFull.MostPlaces) - 1); i++)
            {
                house.Doors.ChangeExternally(DeviceOf(smartLock.Id), ExternalChange.Added);
            }
        }

        await house.InScopeAsync<LockList>(list => list.ReadAsync(ct));
        var ids = house.Services.GetRequiredService<IdSource>();
        await using var db = house.Open();
        var pms = await db.Connections.SingleAsync(c => c.Name == PlaySettings.Pms, ct);
        var rows = await db.SmartLocks.ToDictionaryAsync(l => l.DeviceId, l => l.Id, ct);
        foreach (var property in plan.Properties)
        {
            var row = Row(property);
            row.Listings.Add(new PropertyListing { Id = ids.Next(), ConnectionId = pms.Id, ExternalId = Listing(property.Id) });
            foreach (var door in property.Doors)
            {
                var own = new DoorUse { Id = ids.Next(), LockId = rows[DeviceOf(door.LockId)], DoorName = door.DoorName, Role = door.Role, WalkingOrder = door.WalkingOrder };
                row.Doors.Add(own);
                row.Steps.AddRange(property.Steps.Where(s => s.DoorId == door.Id).Select(s => Row(s, own.Id, ids)));
            }

            row.Steps.AddRange(property.Steps.Where(s => s.DoorId is null).Select(s => Row(s, doorId: null, ids)));
            db.Properties.Add(row);
        }

        db.HostContacts.RemoveRange(await db.HostContacts.ToListAsync(ct));
        db.HostContacts.AddRange(plan.Contacts.Select((c, i) => Row(c, i, ids)));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The lock as Seam described it. Its battery is full and its connection good, whatever ails the real one today.</summary>
    private DoorOptions Door(SmartLock smartLock)
    {
        var behaviour = smartLock.Timing switch
        {
            LockTiming.NativeSchedule => LockBehaviour.NativeSchedule,
            LockTiming.OfflineCode => LockBehaviour.OfflineCode,
            _ => LockBehaviour.JustInTime,
        };
        var constraints = smartLock.GetPinConstraints().Where(c => c != "name_length").ToList();
        return new DoorOptions(DeviceOf(smartLock.Id), smartLock.Name, behaviour, smartLock.TimeZoneId.Length > 0 ? smartLock.TimeZoneId : plan.Zone)
        {
            SupportedCodeLengths = smartLock.GetPinLengths() is { Count: > 0 } lengths ? lengths : null,
            MaxActiveCodes = PlacesOf(smartLock.Id),
            CodeConstraints = constraints.Count > 0 ? constraints : null,
            MaxNameLength = smartLock.NameLongest,
            HasBackupPool = smartLock.HasBackupCodes,
            FirstUseWithin24Hours = LockBrands.Of(smartLock.DeviceType) == LockBrands.Igloohome,
            Provider = smartLock.DeviceType.EndsWith(DeviceEnd, StringComparison.Ordinal) && LockBrands.Of(smartLock.DeviceType) is not null ? smartLock.DeviceType[..^DeviceEnd.Length] : null,
            TimeFrameOptions = smartLock.TimeFrames.Length > 0 ? smartLock.TimeFrames : null,
        };
    }

    private Property Row(Property real) => new()
    {
        Id = house.Services.GetRequiredService<IdSource>().Next(), Name = real.Name, Address = real.Address, City = real.City, TimeZoneId = real.TimeZoneId, CheckInTime = real.CheckInTime,
        CheckOutTime = real.CheckOutTime, GraceMinutes = real.GraceMinutes, SendLeadMinutes = real.SendLeadMinutes, MayTellCodeEarly = real.MayTellCodeEarly,
        OwnersGetCodes = real.OwnersGetCodes, FallbackWords = real.FallbackWords, CreatedUtc = house.NowUtc,
    };

    /// <summary>Same words; pictures are no part of a play.</summary>
    private static EntryStep Row(EntryStep real, Guid? doorId, IdSource ids) =>
        new() { Id = ids.Next(), DoorId = doorId, Position = real.Position, Words = real.Words, Typing = real.Typing, IfItFails = real.IfItFails };

    /// <summary>Same name, order, ways, hours and language; the morning message is no part of a stay.</summary>
    private static HostContact Row(HostContact real, int index, IdSource ids) => new()
    {
        Id = ids.Next(), Name = real.Name, Phone = ContactPhone(index), CallOrder = real.CallOrder, Ways = real.Ways, TimeZoneId = real.TimeZoneId, HoursFrom = real.HoursFrom, HoursUntil = real.HoursUntil,
        Language = real.Language, MorningAt = null,
    };
}
