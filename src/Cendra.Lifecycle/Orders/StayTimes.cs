using System.Globalization;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.AccessCodes;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Orders;

/// <summary>Moves a time of a stay as a host's order does, in the unit of work of whoever says so to the guest: what is said and what holds are one save. The next look at the stay carries it to the locks.</summary>
public static class StayTimes
{
    /// <summary>The time that holds now: a host's, the source's, the property's. The stay has its property.</summary>
    public static TimeOnly Of(Stay stay, TimeChangeKind kind) => kind == TimeChangeKind.EarlyCheckIn ? stay.Dates().CheckInTime ?? stay.Property!.CheckInTime : stay.Dates().CheckOutTime ?? stay.Property!.CheckOutTime;

    /// <summary>Moves it, with its window and whoever reads that. Nothing is saved; twice is once. Whether there is room has been asked before (<see cref="TimeChangeRules"/>). The stay is tracked.</summary>
    public static async Task MoveAsync(CendraDbContext db, Stay stay, TimeChangeKind kind, TimeOnly at, GuestWays ways, string actor, DateTimeOffset nowUtc, CancellationToken ct)
    {
        if ((kind == TimeChangeKind.EarlyCheckIn ? stay.HostCheckInTime : stay.HostCheckOutTime) == at)
        {
            return;
        }

        stay.HostCheckInTime = kind == TimeChangeKind.EarlyCheckIn ? at : stay.HostCheckInTime;
        stay.HostCheckOutTime = kind == TimeChangeKind.LateCheckOut ? at : stay.HostCheckOutTime;
        stay.NoteThat(AuditKind.HostOrdered, actor, string.Create(CultureInfo.InvariantCulture, $"Check-{(kind == TimeChangeKind.EarlyCheckIn ? "in" : "out")} at {at:HH:mm}, as the guest asked"));
        stay.LookAgainBy(nowUtc);
        if (await StayPicture.LoadAsync(db, stay.Id, ways, nowUtc, ct) is { } picture)
        {
            await WindowNotes.TakeAsync(db, picture, nowUtc, ct);
            foreach (var neighbour in db.ChangeTracker.Entries<Stay>().Where(e => e.Entity.Id != stay.Id && e.Entity.PropertyId == stay.PropertyId).ToList())
            {
                neighbour.State = EntityState.Modified; // Of two who take the room between them at once one refuses to be saved, also where both are to be looked at anyway.
            }
        }
    }
}
