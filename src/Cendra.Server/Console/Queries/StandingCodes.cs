using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Server.Console.Words;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>A code that stood on a lock when everything on it was last listed.</summary>
/// <param name="Found">The row; it holds no digits.</param>
/// <param name="StayId">The stay behind it, where the host sees it.</param>
/// <param name="Owner">Whose it is, in words.</param>
public sealed record StandingCode(FoundCode Found, Guid? StayId, string Owner)
{
    /// <summary>What it is.</summary>
    public Chip ChipAt(DateTimeOffset nowUtc) => Found switch
    {
        { Decision: FoundCodeDecision.Remove } => new Chip("Being removed", "risk", "clock"),
        { Kind: FoundCodeKind.Ghost } => new Chip("Should be gone", "blocked", "octagon-x"),
        { Kind: FoundCodeKind.Unknown, Decision: FoundCodeDecision.Kept } => new Chip("Kept", "ready", "circle-check"),
        { Kind: FoundCodeKind.Unknown } => new Chip("Unknown", "risk", "circle-question-mark"),
        { Kind: FoundCodeKind.Backup } => new Chip("Spare", "", "info"),
        { Kind: FoundCodeKind.Staff } => new Chip("Staff", "", "user"),
        _ when Found.UntilUtc <= nowUtc => new Chip("Ended", "", "clock"),
        _ => new Chip("Stay", "ready", "circle-check"),
    };

    /// <summary>What waits for somebody stands first.</summary>
    public int Rank => Found switch
    {
        { Kind: FoundCodeKind.Ghost } => 0,
        { Kind: FoundCodeKind.Unknown, Decision: FoundCodeDecision.None } => 1,
        { Decision: FoundCodeDecision.Remove } => 2,
        { Kind: FoundCodeKind.Unknown } => 3,
        { Kind: FoundCodeKind.Stay } => 4,
        { Kind: FoundCodeKind.Staff } => 5,
        _ => 6,
    };

    /// <summary>A host may decide on it: what Cendra manages itself has its own way to its end.</summary>
    public bool IsToDecide => Found is { Kind: FoundCodeKind.Unknown, Decision: not FoundCodeDecision.Remove } or { Kind: FoundCodeKind.Backup, Decision: FoundCodeDecision.None };

    /// <summary>Asked for long ago, and it stands there still.</summary>
    public bool IsStuckAt(DateTimeOffset nowUtc) => Found.Decision == FoundCodeDecision.Remove && nowUtc - Found.DecidedUtc > TimeSpan.FromMinutes(15);
}

/// <summary>One door and who can open it.</summary>
/// <param name="LockId">The lock.</param>
/// <param name="DoorName">What guests call it.</param>
/// <param name="Place">Its properties.</param>
/// <param name="Zone">Zone of its times.</param>
/// <param name="ListedUtc">When everything on it was last listed; null = never.</param>
/// <param name="ListedNextUtc">When it is listed next.</param>
/// <param name="IsReachable">Seam reaches the lock now.</param>
/// <param name="IsListable">The lock can be listed at all: one that makes its codes by itself cannot.</param>
/// <param name="Codes">What stands on it, worst first.</param>
/// <param name="Gone">What stood on it within the last 30 days.</param>
public sealed record DoorOpeners(Guid LockId, string DoorName, string Place, string Zone, DateTimeOffset? ListedUtc, DateTimeOffset? ListedNextUtc, bool IsReachable, bool IsListable,
    IReadOnlyList<StandingCode> Codes, IReadOnlyList<StandingCode> Gone)
{
    /// <summary>Something waits for a host.</summary>
    public bool NeedsDecision => Codes.Any(c => c.Found is { Kind: FoundCodeKind.Unknown, Decision: FoundCodeDecision.None } or { Kind: FoundCodeKind.Ghost });
}

/// <summary>Who can open which door, since when and until when. Guests of properties outside the scope are not named.</summary>
public sealed class StandingCodesQuery(CendraDatabase database, StayClock clock)
{
    private static readonly TimeSpan GoneShown = TimeSpan.FromDays(30);

    /// <summary>All doors of the scope, those that wait for a decision first; or only this lock's.</summary>
    public async Task<IReadOnlyList<DoorOpeners>> RunAsync(PropertyScope scope, Guid? lockId, CancellationToken ct)
    {
        await using var db = database.Open();
        var since = clock.GetUtcNow() - GoneShown;
        var locks = await scope.Of(db.SmartLocks, db.DoorUses).AsNoTracking().Where(l => (lockId == null || l.Id == lockId) && !l.IsGone).OrderBy(l => l.Name).ToListAsync(ct);
        var ids = locks.ConvertAll(l => l.Id);
        var found = await db.FoundCodes.AsNoTracking().Where(f => ids.Contains(f.LockId) && (f.GoneUtc == null || f.GoneUtc > since)).ToListAsync(ct);
        var codeIds = found.Where(f => f.AccessCodeId is not null).Select(f => f.AccessCodeId!.Value).Distinct().ToList();
        var stays = await db.AccessCodes.AsNoTracking().Where(c => codeIds.Contains(c.Id)).Select(c => new { c.Id, c.StayId, c.Stay!.PropertyId, c.Stay.Kind, Guest = c.Stay.Reservation!.GuestName }).ToDictionaryAsync(c => c.Id, ct);
        var doors = (await db.DoorUses.AsNoTracking().Where(d => ids.Contains(d.LockId)).Join(scope.Of(db.Properties), d => d.PropertyId, p => p.Id, (d, p) => new { d.LockId, d.DoorName, p.Name, p.TimeZoneId }).ToListAsync(ct)).ToLookup(d => d.LockId);
        StandingCode Of(FoundCode row)
        {
            var behind = row.AccessCodeId is { } id ? stays.GetValueOrDefault(id) : null;
            var mine = behind is not null && scope.Covers(behind.PropertyId);
            return new StandingCode(row, mine ? behind!.StayId : null, Whose(row, behind is null ? null : mine ? behind.Guest : "Another property’s guest", behind?.Kind));
        }

        return [.. locks.Select(l => new DoorOpeners(
            l.Id, doors[l.Id].Select(d => d.DoorName).FirstOrDefault() ?? l.Name, string.Join(", ", doors[l.Id].Select(d => d.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
            doors[l.Id].Select(d => d.TimeZoneId).FirstOrDefault() ?? "Etc/UTC", l.AuditedUtc, l.AuditDueUtc, l is { IsOnline: true, IsAccountLost: false }, l.Timing != LockTiming.OfflineCode,
            [.. found.Where(f => f.LockId == l.Id && f.GoneUtc is null).Select(Of).OrderBy(c => c.Rank).ThenBy(c => c.Found.FromUtc).ThenBy(c => c.Found.FirstSeenUtc)],
            [.. found.Where(f => f.LockId == l.Id && f.GoneUtc is not null).Select(Of).OrderByDescending(c => c.Found.GoneUtc)]))
            .OrderByDescending(d => d.NeedsDecision).ThenBy(d => d.Place, StringComparer.Ordinal).ThenBy(d => d.DoorName, StringComparer.Ordinal)];
    }

    private static string Whose(FoundCode row, string? guest, StayKind? kind) => row switch
    {
        { OwnerName.Length: > 0 } => row.OwnerName,
        { Kind: FoundCodeKind.Unknown } => "Nobody has said",
        _ when guest is { Length: > 0 } => row.Kind == FoundCodeKind.Ghost ? $"{guest}, who left" : kind is StayKind.Cleaner or StayKind.Staff ? $"{guest} ({(kind == StayKind.Cleaner ? "cleaner" : "staff")})" : guest,
        { Kind: FoundCodeKind.Backup } => "Nobody yet, a spare of Seam’s pool",
        _ => "Guest without a name",
    };
}
