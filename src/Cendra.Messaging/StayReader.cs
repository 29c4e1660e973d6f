using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging;

/// <summary>Loads a stay as disclosure, texts and answers need it: with reservation, property, doors, locks, the steps of the way in, secrets, pins and codes.</summary>
public static class StayReader
{
    /// <summary>The stay, tracked by this context and read anew; null when there is none.</summary>
    public static Task<Stay?> ReadAsync(CendraDbContext db, Guid stayId, CancellationToken ct) =>
        db.Stays.Include(s => s.Reservation).Include(s => s.Pins).Include(s => s.Codes).ThenInclude(c => c.Lock)
            .Include(s => s.Property!.Doors).ThenInclude(d => d.Lock).Include(s => s.Property!.Steps).Include(s => s.Property!.Secrets).AsSplitQuery().SingleOrDefaultAsync(s => s.Id == stayId, ct);
}
