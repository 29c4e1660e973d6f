using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Rehearsal;

/// <summary>Where a made-up guest may still book: the second of two stays in the same nights would get no code.</summary>
internal static class FreeNights
{
    /// <summary>The first date from then on whose nights nobody has in this property.</summary>
    public static async Task<DateOnly> FirstAsync(CendraDbContext db, Guid propertyId, DateOnly from, int nights, CancellationToken ct)
    {
        var taken = await db.Stays.Where(s => s.PropertyId == propertyId && s.Status != StayStatus.Cancelled && s.CheckOutLocal > from)
            .OrderBy(s => s.CheckInLocal).Select(s => new { s.CheckInLocal, s.CheckOutLocal }).ToListAsync(ct);
        var first = from;
        foreach (var stay in taken.Where(s => s.CheckOutLocal > first && s.CheckInLocal < first.AddDays(nights)))
        {
            first = stay.CheckOutLocal;
        }

        return first;
    }
}
