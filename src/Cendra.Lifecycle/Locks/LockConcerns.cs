using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Escalations;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Locks;

/// <summary>What a host is called for about a lock itself while somebody arrives soon: a battery about to fail, a keypad that is not there, privacy mode.</summary>
public sealed class LockConcerns(CendraDbContext db, EscalationDesk desk)
{
    /// <summary>How the causes begin.</summary>
    public const string Cause = "lock-health:";

    private static readonly TimeSpan Soon = TimeSpan.FromHours(48);

    /// <summary>Opens and closes. Nothing is saved.</summary>
    public async Task AlignAsync(IReadOnlyCollection<SmartLock> locks, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var until = nowUtc + Soon;
        var bad = locks.Where(l => !l.IsGone && IsUrgent(l)).ToDictionary(l => $"{Cause}{l.Id:N}");
        foreach (var (cause, smartLock) in bad)
        {
            var arrivals = await db.Stays.Where(s => (s.Status == StayStatus.Confirmed || s.Status == StayStatus.InHouse) && s.CheckInUtc <= until && s.CheckOutUtc > nowUtc
                && s.Property!.Doors.Any(d => d.LockId == smartLock.Id)).OrderBy(s => s.CheckInUtc).Select(s => s.Id).ToListAsync(ct);
            var words = LockHealth.Risk(smartLock);
            await desk.RaiseAllAsync([.. arrivals.Select(id => (new Concern(cause, EscalationPriority.P2, $"{smartLock.Name}: {Title(smartLock)}", words, words, smartLock.Id), id))], ct);
        }

        var over = await db.Escalations.Where(e => e.ResolvedUtc == null && e.Cause.StartsWith(Cause)).ToListAsync(ct);
        foreach (var open in over.Where(e => !bad.ContainsKey(e.Cause)))
        {
            open.Resolve(Domain.Audit.AuditActor.Cendra, "In order again", nowUtc);
        }
    }

    private static bool IsUrgent(SmartLock smartLock) =>
        smartLock.IsKeypadConnected == false || LockHealth.IsCritical(smartLock) || smartLock.Warning.Contains(LockHealth.PrivacyMode, StringComparison.Ordinal);

    private static string Title(SmartLock smartLock) => smartLock switch
    {
        { IsKeypadConnected: false } => "the keypad is not connected",
        _ when LockHealth.IsCritical(smartLock) => "the battery is about to fail",
        _ => "privacy mode is on",
    };
}
