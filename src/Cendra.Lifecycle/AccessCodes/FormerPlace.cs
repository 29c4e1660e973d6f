using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>
/// The property a guest was moved from. Its doors stay open to the guest until every door of the new one is proven, and half an hour more when the guest was in the
/// house; never into the next stay there.
/// </summary>
/// <param name="Locks">Its locks.</param>
/// <param name="UntilUtc">The end that no code reaches past there.</param>
public sealed record FormerPlace(IReadOnlySet<Guid> Locks, DateTimeOffset UntilUtc)
{
    /// <summary>So long both places are open to a guest who is moved in the house, once the new doors are proven.</summary>
    public static readonly TimeSpan Both = TimeSpan.FromMinutes(30);

    /// <summary>The place, or null when the guest was not moved.</summary>
    public static async Task<FormerPlace?> OfAsync(CendraDbContext db, Stay stay, DateTimeOffset nowUtc, CancellationToken ct)
    {
        if (stay.FormerPropertyId is not { } id || await db.Properties.AsNoTracking().Include(p => p.Doors).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } property)
        {
            return null;
        }

        var end = StayWindow.Of(property.Times(), stay.Dates()).CodeEndUtc;
        var next = await StayPicture.NextAtAsync(db, id, stay.Id, nowUtc, ct);
        return new FormerPlace(property.Doors.Select(d => d.LockId).ToHashSet(), next < end ? next.Value : end);
    }

    /// <summary>A door of that place.</summary>
    public bool Has(Guid lockId) => Locks.Contains(lockId);

    /// <summary>The codes there are to end before the next stay begins. What computes its codes itself cannot be asked.</summary>
    public void EndIn(Stay stay)
    {
        foreach (var code in stay.Codes.Where(c => IsLeft(stay, c) && c.IsServing && c.Lock!.Timing != LockTiming.OfflineCode && c.IntendedFromUtc < UntilUtc))
        {
            code.Intend(new CodeWindow(code.IntendedFromUtc, UntilUtc, code.MayOpenFromUtc));
        }
    }

    /// <summary>Until when the code is left on its lock; null = it is none of that place or may go at once.</summary>
    /// <param name="stay">The stay, with its present property's doors.</param>
    /// <param name="code">A code of it.</param>
    /// <param name="current">The codes of the doors that the stay has now.</param>
    /// <param name="nowUtc">Now.</param>
    public DateTimeOffset? LeftUntil(StayPicture stay, AccessCode code, IReadOnlyList<(AccessCode Code, DoorUse Door)> current, DateTimeOffset nowUtc)
    {
        if (stay.Stay.Entitlement == Entitlement.None || !IsLeft(stay.Stay, code) || !code.IsLive || code.Pin?.ReplacedBecause == StayPins.OtherGuest || code.IntendedFromUtc >= UntilUtc)
        {
            return null;
        }

        if (stay.Window is null || StayReadiness.OfStay(stay, current, nowUtc).Readiness != Readiness.Ready)
        {
            return UntilUtc;
        }

        var moved = stay.Stay.MovedUtc ?? nowUtc;
        if (moved < stay.Window.CheckInUtc)
        {
            return null;
        }

        var proven = current.Select(c => c.Code.FirstOnLockUtc ?? c.Code.CreatedUtc).Append(moved).Max();
        return Instants.Earlier(proven + Both, UntilUtc);
    }

    private bool IsLeft(Stay stay, AccessCode code) => Has(code.LockId) && stay.Property?.Doors.Exists(d => d.LockId == code.LockId) != true;
}
