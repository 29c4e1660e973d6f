using System.Collections.Concurrent;
using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.AccessCodes;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>
/// The 30 days ahead for every lock of the scope: most codes at one moment against what it holds, the first booking that would not fit, and how many digits its doors have
/// left. Other properties' guests count and are not named.
/// </summary>
public sealed class CapacityQuery(CendraDatabase database, StayClock clock)
{
    /// <summary>How far the page looks.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(30);

    /// <summary>Counting a space takes a tenth of a second; rules are few and never change what they allow.</summary>
    private static readonly ConcurrentDictionary<string, long> Spaces = new(StringComparer.Ordinal);

    /// <summary>The locks that a door uses, those with too little room first.</summary>
    public async Task<IReadOnlyList<CapacityRow>> RunAsync(PropertyScope scope, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        var locks = await scope.Of(db.SmartLocks, db.DoorUses).AsNoTracking().Where(l => !l.IsGone && db.DoorUses.Any(d => d.LockId == l.Id)).ToListAsync(ct);
        var ids = locks.Select(l => l.Id).ToList();
        var doors = await db.DoorUses.AsNoTracking().Include(d => d.Lock).Include(d => d.Property).Where(d => db.DoorUses.Any(o => ids.Contains(o.LockId) && o.PropertyId == d.PropertyId)).ToListAsync(ct);
        var wanted = await PlaceAllocation.WantedAsync(db, ids, now, ct);
        var held = (await db.PinHolds.Where(h => ids.Contains(h.LockId) && (h.FreeAfterUtc == null || h.FreeAfterUtc > now)).GroupBy(h => h.LockId)
            .Select(g => new { g.Key, Held = g.Count() }).ToListAsync(ct)).ToDictionary(g => g.Key, g => g.Held);
        var stays = (await scope.Of(db.Stays).Where(s => s.Codes.Any(c => ids.Contains(c.LockId) && c.State != AccessCodeState.Revoked))
            .Select(s => new { s.Id, s.Reservation!.GuestName }).ToListAsync(ct)).ToDictionary(s => s.Id, s => s.GuestName);
        var rows = locks.Select(l => WithDigits(WithPlaces(Row(l, doors, scope), l, [.. wanted[l.Id].Where(c => c.FromUtc <= now + Ahead)], stays, now), l, doors, held.GetValueOrDefault(l.Id)));
        return [.. rows.OrderBy(r => r.Chip.Kind switch { "blocked" => 0, "risk" => 1, _ => 2 }).ThenBy(r => r.Place, StringComparer.Ordinal).ThenBy(r => r.DoorName, StringComparer.Ordinal)];
    }

    private static CapacityRow Row(SmartLock smartLock, List<DoorUse> doors, PropertyScope scope)
    {
        var mine = doors.Where(d => d.LockId == smartLock.Id).ToList();
        var seen = mine.Where(d => scope.Covers(d.PropertyId)).ToList();
        return new CapacityRow
        {
            LockId = smartLock.Id,
            DoorName = seen.Select(d => d.DoorName).FirstOrDefault() ?? smartLock.Name,
            Place = string.Join(", ", seen.Select(d => d.Property!.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
            Zone = seen.Select(d => d.Property!.TimeZoneId).FirstOrDefault() ?? "Etc/UTC",
            Properties = mine.Select(d => d.PropertyId).Distinct().Count(),
            ChoosesPin = smartLock.ChoosesPin,
        };
    }

    private static CapacityRow WithPlaces(CapacityRow row, SmartLock smartLock, List<PlaceWanted> codes, Dictionary<Guid, string> stays, DateTimeOffset now)
    {
        if (smartLock.Timing == LockTiming.OfflineCode)
        {
            return row; // It keeps no list that could be full.
        }

        var lead = PlaceAllocation.LeadOf(smartLock);
        var (peak, at) = LockPlaces.Peak(codes, lead, now);
        var without = smartLock.MaxCodes is { } places ? LockPlaces.Of(places, codes, lead, now).Where(t => !t.IsInTime && t.Code.StayId is not null).OrderBy(t => t.Code.FromUtc).ToList() : [];
        return row with
        {
            Places = smartLock.MaxCodes,
            Peak = peak,
            PeakUtc = at,
            NotOurs = codes.Count(c => c.StayId is null),
            UnplacedCount = without.Count,
            First = without.Count == 0 ? null : Named(without[0].Code, stays),
        };
    }

    private static Unplaced Named(PlaceWanted code, Dictionary<Guid, string> stays) =>
        stays.TryGetValue(code.StayId!.Value, out var name)
            ? new Unplaced(code.StayId, name.Length > 0 ? name : "Guest without a name", code.FromUtc)
            : new Unplaced(null, "Another property’s guest", code.FromUtc);

    /// <summary>The digits that every door of every property behind this lock takes: what a code there can be.</summary>
    private static CapacityRow WithDigits(CapacityRow row, SmartLock smartLock, List<DoorUse> doors, int held)
    {
        var properties = doors.Where(d => d.LockId == smartLock.Id).Select(d => d.PropertyId).ToHashSet();
        var together = doors.Where(d => properties.Contains(d.PropertyId) && !d.Lock!.ChoosesPin).Select(d => d.Lock!).DistinctBy(l => l.Id).ToList();
        if (smartLock.ChoosesPin || PinRules.For(together) is not { } rules)
        {
            return row;
        }

        var firstFour = rules.Constraints.Contains(PinRules.UniqueFirstFour);
        var key = $"{rules.Length}:{string.Join(',', rules.Constraints.Order(StringComparer.Ordinal))}";
        var space = Spaces.GetOrAdd(key, _ => rules.CountSpace());
        return row with { DigitLength = rules.Length, Digits = firstFour ? Math.Min(space, 10_000) : space, DigitsUsed = PinHolds.WantsFirstFourUnique([smartLock]) ? (held + 1) / 2 : held };
    }
}
