using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>Guests who stood at locked doors in the last ninety days, and how long it took until they were in.</summary>
public sealed class LockOutsQuery(CendraDatabase database, StayClock clock)
{
    /// <summary>How far the page looks back.</summary>
    public static readonly TimeSpan Back = TimeSpan.FromDays(90);

    private const int MostRows = 200;

    /// <summary>Open ones first, then the newest.</summary>
    public async Task<LockOutsView> RunAsync(PropertyScope scope, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - Back;
        await using var db = database.Open();
        var stays = scope.Of(db.Stays);
        var rows = await db.LockOuts.AsNoTracking().Where(l => l.OpenedUtc > since && stays.Any(s => s.Id == l.StayId)).OrderByDescending(l => l.OpenedUtc).Take(MostRows).ToListAsync(ct);
        var ids = rows.Select(r => r.StayId).Distinct().ToList();
        var named = await stays.Where(s => ids.Contains(s.Id))
            .Select(s => new { s.Id, s.Reservation!.GuestName, Property = s.Property!.Name, s.Property.TimeZoneId, Doors = s.Property.Doors.Select(d => new { d.LockId, d.DoorName }).ToList() }).ToDictionaryAsync(s => s.Id, ct);
        var views = rows.ConvertAll(r =>
        {
            var stay = named[r.StayId];
            return new LockOutRow(r, stay.GuestName, stay.Property, stay.Doors.Find(d => d.LockId == r.LockId)?.DoorName ?? "", stay.TimeZoneId);
        });
        return new LockOutsView([.. views.OrderBy(v => v.LockOut.EndedUtc is null ? 0 : 1)]);
    }
}

/// <summary>The page.</summary>
/// <param name="Rows">Open ones first, then the newest.</param>
public sealed record LockOutsView(IReadOnlyList<LockOutRow> Rows)
{
    /// <summary>How many of a hundred guests were in within this time; null = none got in.</summary>
    public TimeSpan? Within(int percent)
    {
        var times = Rows.Select(r => r.LockOut.TimeToEntry).OfType<TimeSpan>().Order().ToList();
        return times.Count == 0 ? null : times[Math.Clamp((int)Math.Ceiling(times.Count * percent / 100.0) - 1, 0, times.Count - 1)];
    }
}

/// <summary>One of them.</summary>
/// <param name="LockOut">What is kept of it.</param>
/// <param name="Guest">Who.</param>
/// <param name="Property">Where.</param>
/// <param name="Door">At which door; empty = not known.</param>
/// <param name="Zone">The property's zone.</param>
public sealed record LockOutRow(LockOut LockOut, string Guest, string Property, string Door, string Zone);
