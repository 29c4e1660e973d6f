using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>
/// Writes a stay's computed window onto its row, where its neighbours read it. A window that moved makes the neighbours due in the same save: whoever was looked
/// at before with the old window is looked at again, so the order of looks does not matter (promises P1 and P9).
/// </summary>
public static class WindowNotes
{
    /// <summary>Grace (at most four hours) and lead (at most one) reach no farther than this.</summary>
    private static readonly TimeSpan Reach = TimeSpan.FromDays(1);

    /// <summary>Takes the window over in the context; nothing is saved.</summary>
    public static async Task TakeAsync(CendraDbContext db, StayPicture picture, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var (stay, window) = (picture.Stay, picture.Window);
        if (stay.CheckInUtc == window?.CheckInUtc && stay.CheckOutUtc == window?.CheckOutUtc && stay.CodeEndUtc == window?.CodeEndUtc)
        {
            return;
        }

        if (window is not null && (stay.CheckInUtc != window.CheckInUtc || stay.CheckOutUtc != window.CheckOutUtc))
        {
            await WakeNeighboursAsync(db, stay, window, nowUtc, ct);
        }

        (stay.CheckInUtc, stay.CheckOutUtc, stay.CodeEndUtc) = (window?.CheckInUtc, window?.CheckOutUtc, window?.CodeEndUtc);
        stay.NoteThat(AuditKind.WindowChanged, AuditActor.Cendra, window is null ? "No window: the listing has no property" : Words(window, picture.Property!));
    }

    private static async Task WakeNeighboursAsync(CendraDbContext db, Stay stay, StayWindow window, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var from = Instants.Earlier(stay.CheckInUtc ?? window.CheckInUtc, window.CheckInUtc) - Reach;
        var until = Instants.Later(stay.CheckOutUtc ?? window.CheckOutUtc, window.CheckOutUtc) + Reach;
        var neighbours = await db.Stays.Where(s => (s.PropertyId == stay.PropertyId || s.FormerPropertyId == stay.PropertyId) && s.Id != stay.Id
            && (s.Status != StayStatus.Cancelled || s.RevokeAfterUtc != null) && s.CodeEndUtc >= from && s.CheckInUtc <= until).ToListAsync(ct);
        neighbours.ForEach(s => s.LookAgainBy(nowUtc));
    }

    private static string Words(StayWindow window, Property property)
    {
        var (from, zone) = StayWindow.LocalTime(window.CheckInUtc, property.TimeZoneId);
        var (until, zoneThen) = StayWindow.LocalTime(window.CheckOutUtc, property.TimeZoneId);
        return FormattableString.Invariant($"Window {from:ddd d MMM HH:mm} {zone} to {until:ddd d MMM HH:mm} {zoneThen}");
    }
}
