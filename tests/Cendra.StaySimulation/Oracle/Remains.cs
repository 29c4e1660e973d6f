using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Seam;
using Cendra.Server.Rehearsal.Play;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.StaySimulation;

/// <summary>When all is over nothing is left: no code at a door, no open end, no task, no line missing in a chain, nothing logged as an error but that Seam did not answer.</summary>
internal static class Remains
{
    public static async Task<IReadOnlyList<Breach>> OfAsync(PlayHouse house, Judge judge)
    {
        var found = new List<Breach>();
        var now = house.NowUtc;
        await using var db = house.Open();
        var stays = await db.Stays.Include(s => s.Codes).ThenInclude(c => c.Lock).AsNoTracking().ToListAsync();
        found.AddRange(stays.SelectMany(s => s.Codes).Where(c => !c.IsSettled).Select(c => new Breach("P5", now, $"the code of {c.DoorName} is left {c.State}, fault {c.Fault}")));
        found.AddRange(stays.Where(s => s.Readiness != Readiness.Ended).Select(s => new Breach("P9", now, $"{s.ListingExternalId} {s.CheckInLocal} is left {s.Readiness}: {s.WorstReason}")));
        var tasks = await db.Escalations.Where(e => e.ResolvedUtc == null && !e.Cause.StartsWith(LockLimits.Cause)).AsNoTracking().ToListAsync();
        found.AddRange(tasks.Where(t => !IsForAPerson(t.Cause)).Select(t => new Breach("P9", now, $"the task is left: {t.Title} ({t.Cause})")));
        var ordered = await db.FoundCodes.Where(f => f.Decision == FoundCodeDecision.Remove && f.GoneUtc == null && f.DecidedUtc < now.AddDays(-1)).AsNoTracking().ToListAsync();
        found.AddRange(ordered.Select(f => new Breach("P5", now, $"a code of nobody that a host ordered off is still on lock {f.LockId}")));
        found.AddRange(judge.Open(now));
        found.AddRange(house.Log.Errors.Where(e => !e.Contains(nameof(SeamException), StringComparison.Ordinal)).Select(e => new Breach("bug", now, e)));
        await using var scope = house.Services.CreateAsyncScope();
        var audit = await scope.ServiceProvider.GetRequiredService<AuditVerification>().RunAsync(CancellationToken.None);
        found.AddRange(audit.Problems.Select(p => new Breach("P11", now, $"audit: {p}")));
        return found;
    }

    /// <summary>Messages that no way took stay with a person until that one closes them.</summary>
    private static bool IsForAPerson(string cause) =>
        cause.StartsWith("undelivered:", StringComparison.Ordinal) || cause.StartsWith("found", StringComparison.Ordinal) || cause.StartsWith("unmanaged", StringComparison.Ordinal);
}
