using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Locks;

/// <summary>What the readings of a lock come to.</summary>
/// <param name="DaysLeft">Days until the battery is empty at the pace of its readings; null = not enough is known to say.</param>
/// <param name="FallADay">Share of the battery that a day takes; null = not enough is known.</param>
/// <param name="DroppedToday">How often the connection was lost within the last 24 h.</param>
public sealed record LockTrend(int? DaysLeft, double? FallADay, int DroppedToday)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromDays(7);

    /// <summary>
    /// Honest arithmetic: the newest level and the highest since, at least a week apart; a battery that was changed begins anew. Without two readings a week apart, or
    /// where it does not fall, nothing is said.
    /// </summary>
    public static LockTrend Of(IEnumerable<LockReading> readings, DateTimeOffset nowUtc)
    {
        var all = readings.OrderBy(r => r.AtUtc).ToList();
        var dropped = all.Zip(all.Skip(1)).Count(pair => pair.First.IsOnline && !pair.Second.IsOnline && nowUtc - pair.Second.AtUtc <= TimeSpan.FromHours(24));
        var levels = all.Where(r => r.BatteryLevel is not null).Select(r => (r.AtUtc, Level: r.BatteryLevel!.Value)).ToList();
        var changed = levels.Zip(levels.Skip(1)).ToList().FindLastIndex(pair => pair.Second.Level - pair.First.Level >= 0.1);
        var since = levels.Skip(changed + 1).ToList();
        if (since.Count < 2 || since[^1].AtUtc - since[0].AtUtc < Shortest || since[0].Level - since[^1].Level <= 0)
        {
            return new LockTrend(null, null, dropped);
        }

        var fall = (since[0].Level - since[^1].Level) / (since[^1].AtUtc - since[0].AtUtc).TotalDays;
        return new LockTrend((int)Math.Min(9999, since[^1].Level / fall), fall, dropped);
    }
}

/// <summary>Keeps how locks were: a row where something changed, else one a day; and forgets after half a year.</summary>
public sealed class LockReadings(CendraDbContext db, StayClock clock, IdSource ids)
{
    /// <summary>How long readings are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(180);

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>Adds the rows that these locks need now. Nothing is saved.</summary>
    public async Task KeepAsync(IReadOnlyCollection<SmartLock> locks, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var lockIds = locks.Select(l => l.Id).ToList();
        var newest = await db.LockReadings.Where(r => lockIds.Contains(r.LockId)).GroupBy(r => r.LockId).Select(g => new { LockId = g.Key, AtUtc = g.Max(r => r.AtUtc) }).ToListAsync(ct);
        var times = newest.Select(n => n.AtUtc).Distinct().ToList();
        var candidates = await db.LockReadings.AsNoTracking().Where(r => lockIds.Contains(r.LockId) && times.Contains(r.AtUtc)).ToListAsync(ct);
        foreach (var smartLock in locks.Where(l => !l.IsGone))
        {
            var at = newest.Find(n => n.LockId == smartLock.Id)?.AtUtc;
            var last = candidates.Find(r => r.LockId == smartLock.Id && r.AtUtc == at);
            if (last is null || last.IsOnline != smartLock.IsOnline || Differs(last.BatteryLevel, smartLock.BatteryLevel) || nowUtc - last.AtUtc >= Day)
            {
                db.LockReadings.Add(new LockReading { Id = ids.Next(), LockId = smartLock.Id, AtUtc = nowUtc, IsOnline = smartLock.IsOnline, BatteryLevel = smartLock.IsOnline ? smartLock.BatteryLevel : null });
            }
        }
    }

    /// <summary>Deletes what is older than <see cref="Kept"/>.</summary>
    public async Task ForgetAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Kept;
        await db.LockDenials.Where(d => d.AtUtc < before).ExecuteDeleteAsync(ct);
        await db.LockReadings.Where(r => r.AtUtc < before).ExecuteDeleteAsync(ct);
    }

    private static bool Differs(double? before, double? now) => before is { } b && now is { } n && Math.Abs(b - n) >= 0.01;
}
