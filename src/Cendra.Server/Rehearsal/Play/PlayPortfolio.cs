extern alias simulator;

using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Locks;
using Microsoft.EntityFrameworkCore;
using simulator::Cendra.Simulator.Locks;

namespace Cendra.Server.Rehearsal.Play;

/// <summary>Puts up what is let in a played house, as a host does on the console: locks from Seam's list, properties with their doors in walking order.</summary>
internal static class PlayPortfolio
{
    /// <summary>Adds all of them.</summary>
    public static async Task PutUpAsync(PlayHouse house, IReadOnlyList<PlayProperty> properties, CancellationToken ct)
    {
        foreach (var (door, zone) in properties.SelectMany(p => p.Doors.Select(d => (d, p.TimeZoneId))))
        {
            house.Doors.AddDoor(new DoorOptions(door.DeviceId, door.Name, door.Behaviour, zone) { SupportedCodeLengths = door.Lengths, MaxActiveCodes = door.Slots });
        }

        await house.InScopeAsync<LockList>(list => list.ReadAsync(ct));
        var ids = house.Services.GetRequiredService<IdSource>();
        await using var db = house.Open();
        var pms = await db.Connections.SingleAsync(c => c.Name == PlaySettings.Pms, ct);
        var locks = await db.SmartLocks.ToDictionaryAsync(l => l.DeviceId, ct);
        foreach (var plan in properties)
        {
            db.Properties.Add(Row(plan, ids, pms.Id, locks, house.NowUtc));
        }

        await db.SaveChangesAsync(ct);
    }

    private static Property Row(PlayProperty plan, IdSource ids, Guid pmsId, Dictionary<string, SmartLock> locks, DateTimeOffset nowUtc)
    {
        var property = new Property
        {
            Id = ids.Next(), Name = plan.Name, TimeZoneId = plan.TimeZoneId, CheckInTime = plan.CheckIn, CheckOutTime = plan.CheckOut, GraceMinutes = plan.GraceMinutes, CreatedUtc = nowUtc,
        };
        property.Listings.Add(new PropertyListing { Id = ids.Next(), ConnectionId = pmsId, ExternalId = plan.Name });
        foreach (var (door, index) in plan.Doors.Select((d, i) => (d, i)))
        {
            property.Doors.Add(new DoorUse { Id = ids.Next(), LockId = locks[door.DeviceId].Id, DoorName = door.Name, WalkingOrder = index + 1 });
        }

        return property;
    }
}
