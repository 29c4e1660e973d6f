using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Rehearsal.Play.Stays;

/// <summary>Reads what a play needs of the real house, within what a host may see. Reads only.</summary>
public sealed class StayPlans(CendraDatabase database, StayClock clock)
{
    /// <summary>More than meet anybody in one stay; the nearest are played.</summary>
    private const int MostNeighbours = 30;

    private static readonly StayStatus[] Coming = [StayStatus.Confirmed, StayStatus.InHouse, StayStatus.Completed, StayStatus.NoShow, StayStatus.Unknown];

    /// <summary>The stay with what can be played of it; null when there is none, or it lies outside the scope.</summary>
    public async Task<RehearsableStay?> ReadAsync(Guid stayId, PropertyScope scope, CancellationToken ct)
    {
        await using var db = database.Open();
        var stay = await scope.Of(db.Stays).AsNoTrackingWithIdentityResolution().AsSplitQuery()
            .Include(s => s.Reservation).Include(s => s.Codes).Include(s => s.Property!.Doors).ThenInclude(d => d.Lock).Include(s => s.Property!.Steps).SingleOrDefaultAsync(s => s.Id == stayId, ct);
        if (stay is null)
        {
            return null;
        }

        var guest = stay.Reservation?.GuestName is { Length: > 0 } name ? name : "Guest without a name";
        var (problem, help, link) = WhyNot(stay, clock.GetUtcNow());
        var plan = problem.Length > 0 ? null : await PlanAsync(db, stay, guest, scope, ct);
        return new RehearsableStay(stayId, guest, stay.Property?.Name ?? "", stay.Property?.TimeZoneId ?? "Etc/UTC", stay.PropertyId, problem, help, link, plan is null ? [] : Choices(plan, clock.GetUtcNow())) { Plan = plan };
    }

    /// <summary>Why nothing can be played, what to do, and where.</summary>
    private static (string Problem, string Help, string Link) WhyNot(Stay stay, DateTimeOffset nowUtc)
    {
        var property = $"/properties/{stay.PropertyId}";
        var gone = stay.Property?.Doors.Find(d => d.Lock!.IsGone);
        return stay switch
        {
            { Property: null } => ("The booking’s listing belongs to no property yet, so there is no door to play.", "Open the property it means and add the listing there.", "/properties"),
            { Property.Doors.Count: 0 } => ($"{stay.Property.Name} has no door with a lock.", "Add its doors on the page of the property.", property),
            _ when gone is not null => ($"Seam no longer lists the lock of {gone.DoorName}.", "Connect it again in Seam, or choose another lock on the page of the property.", property),
            { Status: StayStatus.Cancelled } => ("The stay is cancelled: nobody is to get in.", "Rehearse another stay of the property.", "/"),
            { Status: StayStatus.Tentative or StayStatus.Unknown } => ("The stay is not agreed yet, so it gets no code.", "Rehearse it once the booking is confirmed.", $"/stays/{stay.Id}"),
            { Entitlement: Entitlement.None } => ("Owners get no code of their own here.", "The page of the property says whether owners get codes.", property),
            _ when stay.CheckOutLocal < stay.CheckInLocal => ("The stay ends before it begins.", "Correct its dates where it was booked.", $"/stays/{stay.Id}"),
            _ when (stay.CodeEndUtc ?? stay.CheckOutUtc) <= nowUtc => ("The stay is over.", "Rehearse the next one of the property.", "/"),
            _ => ("", "", ""),
        };
    }

    private static async Task<StayPlan> PlanAsync(CendraDbContext db, Stay stay, string guest, PropertyScope scope, CancellationToken ct)
    {
        var locks = stay.Property!.Doors.Select(d => d.LockId).ToList();
        var properties = await db.Properties.AsNoTrackingWithIdentityResolution().AsSplitQuery().Include(p => p.Doors).ThenInclude(d => d.Lock).Include(p => p.Steps)
            .Where(p => !p.IsArchived && p.Doors.Any(d => locks.Contains(d.LockId))).OrderBy(p => p.Name).ToListAsync(ct);
        properties = [stay.Property, .. properties.Where(p => p.Id != stay.Property.Id)];
        properties.FindAll(p => !scope.Covers(p.Id)).ForEach(p => Hide(p, locks));
        var ids = properties.ConvertAll(p => p.Id);
        var (first, last) = (stay.CheckInLocal.AddDays(-1), stay.CheckOutLocal.AddDays(2));
        var neighbours = await db.Stays.AsNoTrackingWithIdentityResolution().Include(s => s.Reservation)
            .Where(s => s.Id != stay.Id && s.PropertyId != null && ids.Contains(s.PropertyId.Value) && Coming.Contains(s.Status) && s.CheckOutLocal >= first && s.CheckInLocal <= last 
                && (s.CheckInLocal < s.CheckOutLocal || s.Kind == StayKind.Cleaner || s.Kind == StayKind.Staff))
            .OrderBy(s => s.CreatedUtc).Take(MostNeighbours).ToListAsync(ct);
        var all = properties.SelectMany(p => p.Doors).Select(d => d.LockId).Distinct().ToList();
        var found = await db.FoundCodes.Where(f => all.Contains(f.LockId) && f.Kind == FoundCodeKind.Unknown && f.GoneUtc == null).GroupBy(f => f.LockId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var contacts = await db.HostContacts.AsNoTracking().Where(c => c.IsActive && c.Phone != "" && (c.PropertyId == null || c.PropertyId == stay.PropertyId)).OrderBy(c => c.CallOrder).Take(10).ToListAsync(ct);
        return new StayPlan { Guest = guest, Stay = stay, Property = stay.Property, Properties = properties, Neighbours = neighbours, Contacts = contacts, FoundCodes = found };
    }

    /// <summary>A property that this host does not see shares a lock; it is played without its names.</summary>
    private static void Hide(Property other, List<Guid> seenLocks)
    {
        (other.Name, other.Address, other.City, other.FallbackWords) = ("Another property", "", "", "");
        foreach (var door in other.Doors.Where(d => !seenLocks.Contains(d.LockId)))
        {
            (door.DoorName, door.Lock!.Name) = ("Another door", "Another lock");
        }

        other.Steps.RemoveAll(s => !other.Doors.Exists(d => d.Id == s.DoorId && seenLocks.Contains(d.LockId)));
    }

    private static IReadOnlyList<ScenarioChoice> Choices(StayPlan plan, DateTimeOffset nowUtc) =>
        [.. StayScenario.All.Select(s => s.WhyNot(plan) is { Length: > 0 } why ? new ScenarioChoice(s.Key, s.Title, s.Icon, "", why) : new ScenarioChoice(s.Key, s.Title, s.Icon, s.Words(s.Prepare(plan, nowUtc)), ""))];
}

/// <summary>A scenario that a host can choose; with <paramref name="WhyNot"/> one that this stay does not have.</summary>
public sealed record ScenarioChoice(string Key, string Title, string Icon, string Words, string WhyNot);

/// <summary>What the page of a rehearsal shows before anything is played; <paramref name="Problem"/> says why nothing can be, <paramref name="Help"/> what to do and <paramref name="Link"/> where.</summary>
public sealed record RehearsableStay(Guid Id, string Guest, string PropertyName, string Zone, Guid? PropertyId, string Problem, string Help, string Link, IReadOnlyList<ScenarioChoice> Scenarios)
{
    internal StayPlan? Plan { get; init; }
}
