using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Server.Console.Words;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>A line of what Cendra did, and for whom.</summary>
public sealed record StageLine(Happening Happening, string About, Guid? StayId);

/// <summary>What the rehearsal page shows beside the doors.</summary>
public sealed record RehearsalView(IReadOnlyList<StageLine> Latest, DateTimeOffset? NextCheckInUtc, DateTimeOffset? NextCheckOutUtc, string Zone);

/// <summary>The latest lines over all stays and the next moments worth moving to.</summary>
public sealed class RehearsalQuery(CendraDatabase database, StayClock clock)
{
    private const int Shown = 40;

    /// <summary>Newest first.</summary>
    public async Task<RehearsalView> RunAsync(PropertyScope scope, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        var stays = await scope.Of(db.Stays).AsNoTracking().Where(s => s.Status == StayStatus.Confirmed || s.Status == StayStatus.InHouse)
            .Select(s => new { s.Id, Guest = s.Reservation!.GuestName, s.CheckInUtc, s.CheckOutUtc, Zone = s.Property!.TimeZoneId }).ToListAsync(ct);
        var guests = stays.ToDictionary(s => $"stay:{s.Id:N}", s => (s.Id, s.Guest));
        var streams = guests.Keys.ToList();
        var lines = await db.AuditEvents.AsNoTracking().Include(e => e.Personal).Where(e => streams.Contains(e.Stream))
            .OrderByDescending(e => e.OccurredUtc).ThenByDescending(e => e.Sequence).Take(Shown).ToListAsync(ct);
        return new RehearsalView(
            [.. lines.Select(l => new StageLine(AuditWords.Of(l, _ => "You"), guests[l.Stream].Guest, guests[l.Stream].Id))],
            stays.Where(s => s.CheckInUtc > now).Min(s => s.CheckInUtc),
            stays.Where(s => s.CheckOutUtc > now).Min(s => s.CheckOutUtc),
            stays.Select(s => s.Zone).FirstOrDefault() ?? "Etc/UTC");
    }
}
