using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;

namespace Cendra.Lifecycle.Locks;

/// <summary>When a lock is listed again: each week, sooner for what is to be removed or whose time to be kept ends. Pure.</summary>
public static class FoundCodeDeadlines
{
    /// <summary>How often everything on a lock is listed.</summary>
    public static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private static readonly TimeSpan Spread = TimeSpan.FromHours(12);

    /// <summary>While the lock cannot be reached.</summary>
    private static readonly TimeSpan Unreachable = TimeSpan.FromHours(6);

    /// <summary>What was to be kept until a moment that has passed waits for a decision again.</summary>
    public static void Take(IEnumerable<FoundCode> rows, DateTimeOffset nowUtc)
    {
        foreach (var over in rows.Where(r => r is { Decision: FoundCodeDecision.Kept, GoneUtc: null } && r.KeepUntilUtc <= nowUtc))
        {
            over.Decision = FoundCodeDecision.None;
            over.NoteThat(AuditKind.FoundCodeDecided, AuditActor.Cendra, "The time for which a code was to be kept is over");
        }
    }

    /// <summary>The next list of this lock.</summary>
    public static DateTimeOffset Next(SmartLock smartLock, IReadOnlyCollection<FoundCode> rows, bool reachable, DateTimeOffset nowUtc)
    {
        var standing = rows.Where(r => r.GoneUtc is null).ToList();
        var next = reachable ? nowUtc + Week + Jitter(smartLock.Id, Spread) : nowUtc + Unreachable;
        foreach (var row in standing)
        {
            next = row switch
            {
                { Decision: FoundCodeDecision.Remove } => Instants.Earlier(next, nowUtc + Patience(nowUtc - (row.DecidedUtc ?? nowUtc))),
                { Decision: FoundCodeDecision.Kept, KeepUntilUtc: { } until } => Instants.Earlier(next, until),
                { Kind: FoundCodeKind.Ghost } => Instants.Earlier(next, nowUtc + TimeSpan.FromHours(6)),
                _ => next,
            };
        }

        return next;
    }

    /// <summary>Not all locks at once: the same share of the span for the same lock, always.</summary>
    public static TimeSpan Jitter(Guid lockId, TimeSpan span)
    {
        var share = lockId.ToByteArray().Aggregate(17u, (sum, part) => unchecked((sum * 31) + part)) % 10_000;
        return TimeSpan.FromTicks(span.Ticks / 10_000 * share);
    }

    /// <summary>A removal that was just asked is looked at within a minute; one that does not come right, each hour.</summary>
    private static TimeSpan Patience(TimeSpan waited) => waited switch
    {
        var w when w < TimeSpan.FromMinutes(10) => TimeSpan.FromMinutes(1),
        var w when w < TimeSpan.FromHours(1) => TimeSpan.FromMinutes(10),
        _ => TimeSpan.FromHours(1),
    };
}
