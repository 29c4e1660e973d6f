using System.Globalization;
using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Locks;
using Cendra.Server.Console.Words;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>The locks and what Cendra has put on them. A shared entrance is shown to everybody whose property uses it; guests of other properties are not named.</summary>
public sealed class LocksQuery(CendraDatabase database, StandingCodesQuery standing, StayClock clock)
{
    /// <summary>All locks of the scope, worst first.</summary>
    public async Task<IReadOnlyList<LockRow>> RunAsync(PropertyScope scope, CancellationToken ct)
    {
        await using var db = database.Open();
        var rows = await RowsAsync(db, scope, scope.Of(db.SmartLocks, db.DoorUses), ct);
        var now = clock.GetUtcNow();
        return [.. rows.OrderBy(r => r.KindAt(now) switch { "blocked" => 0, "risk" => 1, _ => 2 }).ThenBy(r => r.Place, StringComparer.Ordinal).ThenBy(r => r.DoorName, StringComparer.Ordinal)];
    }

    /// <summary>One lock; null when there is none or it lies outside the scope.</summary>
    public async Task<LockPageView?> OneAsync(Guid id, PropertyScope scope, CancellationToken ct)
    {
        await using var db = database.Open();
        var one = scope.Of(db.SmartLocks, db.DoorUses).Where(l => l.Id == id);
        if ((await RowsAsync(db, scope, one, ct)).FirstOrDefault() is not { } row || await one.AsNoTracking().FirstOrDefaultAsync(ct) is not { } smartLock)
        {
            return null;
        }

        var lines = await db.AuditEvents.AsNoTracking().Include(e => e.Personal).Where(e => e.Stream == smartLock.AuditStream)
            .OrderByDescending(e => e.Sequence).Take(50).ToListAsync(ct);
        var doors = await db.DoorUses.Where(d => d.LockId == id).Join(scope.Of(db.Properties), d => d.PropertyId, p => p.Id, (d, p) => new { p.Id, p.Name, d.DoorName })
            .OrderBy(d => d.Name).ToListAsync(ct);
        return new LockPageView(
            row, smartLock.DeviceType, Lengths(smartLock), [.. smartLock.GetPinConstraints().Order(StringComparer.Ordinal).Select(LockWords.Constraint)], Budget(smartLock),
            [.. lines.Select(l => AuditWords.Of(l, _ => "Somebody"))], [.. doors.Select(d => (d.Id, d.Name, d.DoorName))],
            await HealthAsync(db, smartLock, ct), await standing.RunAsync(scope, id, ct) is [var openers] ? openers : null);
    }

    private async Task<LockHealthView> HealthAsync(CendraDbContext db, SmartLock smartLock, CancellationToken ct)
    {
        var readings = await db.LockReadings.AsNoTracking().Where(r => r.LockId == smartLock.Id).ToListAsync(ct);
        return new LockHealthView(smartLock.BatteryStatus, smartLock.IsKeypadConnected, smartLock.KeypadBatteryLevel, smartLock.Warning, smartLock.TimeZoneId, LockTrend.Of(readings, clock.GetUtcNow()));
    }

    private static async Task<List<LockRow>> RowsAsync(CendraDbContext db, PropertyScope scope, IQueryable<SmartLock> locks, CancellationToken ct)
    {
        var all = await locks.AsNoTracking().OrderBy(l => l.Name).ToListAsync(ct);
        var ids = all.Select(l => l.Id).ToList();
        var doors = (await db.DoorUses.AsNoTracking().Where(d => ids.Contains(d.LockId)).Join(scope.Of(db.Properties), d => d.PropertyId, p => p.Id,
            (d, p) => new { d.LockId, d.DoorName, p.Name, p.TimeZoneId }).ToListAsync(ct)).ToLookup(d => d.LockId);
        var codes = (await db.AccessCodes.AsNoTracking().Include(c => c.Lock).Include(c => c.Stay!.Reservation)
            .Where(c => ids.Contains(c.LockId) && c.State != AccessCodeState.Revoked && c.State != AccessCodeState.EndedByLock).ToListAsync(ct)).ToLookup(c => c.LockId);
        var unknown = await db.FoundCodes.Where(f => ids.Contains(f.LockId) && f.GoneUtc == null && f.Kind == FoundCodeKind.Unknown && f.Decision == FoundCodeDecision.None)
            .GroupBy(f => f.LockId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var others = await db.FoundCodes.Where(f => ids.Contains(f.LockId) && f.GoneUtc == null && (f.AccessCodeId == null || f.Kind == FoundCodeKind.Unknown))
            .GroupBy(f => f.LockId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return [.. all.Select(l => new LockRow
        {
            Id = l.Id,
            Facts = LockFacts.Of(l),
            Model = l.Model.Length > 0 ? l.Model : l.DeviceType,
            DoorName = doors[l.Id].Select(d => d.DoorName).FirstOrDefault() ?? l.Name,
            Place = string.Join(", ", doors[l.Id].Select(d => d.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
            Zone = doors[l.Id].Select(d => d.TimeZoneId).FirstOrDefault() ?? "Etc/UTC",
            HasDoor = doors[l.Id].Any(),
            Codes = [.. codes[l.Id].Where(c => c.IsLive).OrderBy(c => c.IntendedFromUtc).Select(c => On(c, scope))],
            Planned = [.. codes[l.Id].Where(c => !c.IsLive).OrderBy(c => c.IntendedFromUtc).Select(c => On(c, scope))],
            MaxCodes = l.MaxCodes,
            Fault = l.Fault,
            Warning = l.Warning,
            Unknown = unknown.GetValueOrDefault(l.Id),
            Others = others.GetValueOrDefault(l.Id),
            IsGone = l.IsGone,
            LastUnlockedUtc = l.LastUnlockedUtc,
            LastUnlockedHow = l.LastUnlockedHow,
            LastDeniedUtc = l.LastDeniedUtc,
        })];
    }

    private static CodeOnLock On(AccessCode code, PropertyScope scope)
    {
        var mine = scope.Covers(code.Stay?.PropertyId);
        var guest = mine ? code.Stay?.Reservation?.GuestName is { Length: > 0 } name ? name : "Guest without a name" : "Another property’s guest";
        return new CodeOnLock(code.Id, mine ? code.StayId : null, guest, code.ProgrammedFromUtc ?? code.IntendedFromUtc, code.ProgrammedUntilUtc ?? code.IntendedUntilUtc, code);
    }

    private static string Lengths(SmartLock smartLock) =>
        smartLock.GetPinLengths() is { Count: > 0 } lengths ? $"{string.Join(", ", lengths)} digits" : "Not stated by this lock";

    private static string Budget(SmartLock smartLock) => smartLock.BudgetMinuteUtc is null
        ? "Nothing written yet"
        : string.Create(CultureInfo.InvariantCulture, $"In the last minute with writes: {smartLock.CreatesThisMinute} of 10 new, {smartLock.UpdatesThisMinute} of 10 changed, {smartLock.DeletesThisMinute} of 20 removed");
}
