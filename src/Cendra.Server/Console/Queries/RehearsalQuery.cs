using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>A stay that can be played through in rehearsal, with the devices of its doors in walking order.</summary>
public sealed record PlayableStay(Guid Id, string Guest, string Phone, DateTimeOffset CheckInUtc, DateTimeOffset CheckOutUtc, IReadOnlyList<(string DeviceId, string DoorName)> Doors);

/// <summary>The stays of a rehearsal, the one that ends next first.</summary>
public sealed class RehearsalQuery(CendraDatabase database)
{
    private const int Most = 12;

    /// <summary>Those that are not over, and the chosen one, which may be; when all are over, the last ones.</summary>
    public async Task<IReadOnlyList<PlayableStay>> RunAsync(Guid? chosen, PropertyScope scope, CancellationToken ct)
    {
        await using var db = database.Open();
        var stays = scope.Of(db.Stays).AsNoTracking().Where(s => s.CheckInUtc != null && s.CheckOutUtc != null && s.Status != StayStatus.Cancelled && s.Kind == StayKind.Guest);
        var open = await Shape(stays.Where(s => s.Readiness != Readiness.Ended || s.Id == chosen).OrderBy(s => s.CheckOutUtc).ThenBy(s => s.CheckInUtc)).ToListAsync(ct);
        var found = open.Count > 0 ? open : await Shape(stays.OrderByDescending(s => s.CheckOutUtc).ThenBy(s => s.CheckInUtc)).ToListAsync(ct);
        return [.. found.Select(s => new PlayableStay(s.Id, s.Reservation!.GuestName, s.Reservation.GuestPhone, s.CheckInUtc!.Value, s.CheckOutUtc!.Value,
            [.. s.Property!.Doors.OrderBy(d => d.WalkingOrder).Select(d => (d.Lock!.DeviceId, d.DoorName))]))];
    }

    private static IQueryable<Stay> Shape(IQueryable<Stay> stays) =>
        stays.Include(s => s.Reservation).Include(s => s.Property!.Doors).ThenInclude(d => d.Lock).Take(Most);
}
