using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Escalations;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Locks;

/// <summary>
/// Locks of one account fail together: one incident an account, which lists the stays with a code on its locks. Nothing is destroyed meanwhile; when the account is
/// back its stays are looked at again and the incident is closed.
/// </summary>
public sealed class LostAccounts(CendraDbContext db, EscalationDesk desk)
{
    /// <summary>How the causes begin.</summary>
    public const string Cause = "account-lost:";

    private static readonly TimeSpan Ahead = TimeSpan.FromDays(14);

    /// <summary>Opens, fills and closes the incidents of these locks' accounts. Nothing is saved.</summary>
    public async Task AlignAsync(IReadOnlyCollection<SmartLock> locks, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var lost = locks.Where(l => l is { IsAccountLost: true, IsGone: false }).ToList();
        foreach (var account in lost.GroupBy(l => l.AccountId, StringComparer.Ordinal))
        {
            await RaiseAsync([.. account], nowUtc, ct);
        }

        var causes = lost.Select(CauseOf).ToHashSet(StringComparer.Ordinal);
        foreach (var over in await db.Escalations.Where(e => e.ResolvedUtc == null && e.Cause.StartsWith(Cause)).ToListAsync(ct))
        {
            if (!causes.Contains(over.Cause))
            {
                over.Resolve(AuditActor.Cendra, "The account is connected again; its codes are read anew", nowUtc);
            }
        }
    }

    /// <summary>The incident as one stay sees it: how urgent it is for that stay, and its own next step.</summary>
    public static Concern Of(SmartLock smartLock, AccessCode code, DateTimeOffset? checkInUtc, DateTimeOffset nowUtc) => Of(
        smartLock, Urgency(code, checkInUtc, nowUtc), NextStep(code, checkInUtc, nowUtc));

    private static Concern Of(SmartLock smartLock, EscalationPriority priority, string nextStep) => new(
        CauseOf(smartLock), priority, $"Seam has lost the account of {BrandOf(smartLock)} locks",
        "Nobody can read or change the codes of these locks until somebody signs in to the account again, on Seam's side. Nothing was removed: codes that are on a lock go on working. When the account is back everything is read anew.",
        nextStep, smartLock.Id);

    private async Task RaiseAsync(IReadOnlyList<SmartLock> locks, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var (lockIds, until) = (locks.Select(l => l.Id).ToList(), nowUtc + Ahead);
        var codes = await db.AccessCodes.Include(c => c.Stay).Where(c => lockIds.Contains(c.LockId) && c.State != AccessCodeState.Revoked
            && (c.State == AccessCodeState.Unproven || c.State == AccessCodeState.Removing || (c.Stay!.CheckInUtc <= until && c.Stay.CodeEndUtc > nowUtc))).ToListAsync(ct);
        var ofStays = codes.Where(c => !c.IsSettled && c.Stay!.Entitlement != Entitlement.None).GroupBy(c => c.StayId).Select(g => g.OrderBy(c => c.IsOnLock).First()).OrderBy(c => c.Stay!.CheckInUtc).ToList();
        var cause = CauseOf(locks[0]);
        if (ofStays.Count == 0)
        {
            await desk.RaiseAsync(Of(locks[0], EscalationPriority.P2, ""), ct);
        }
        else
        {
            await desk.RaiseAllAsync([.. ofStays.Select(c => (Of(c.Lock!, c, c.Stay!.CheckInUtc, nowUtc), c.StayId))], ct);
        }

        var listed = ofStays.Select(c => c.StayId).ToHashSet();
        foreach (var open in await db.Escalations.Include(e => e.Stays).Where(e => e.ResolvedUtc == null && e.Cause == cause).ToListAsync(ct))
        {
            open.Stays.RemoveAll(s => !listed.Contains(s.StayId));
        }
    }

    private static EscalationPriority Urgency(AccessCode code, DateTimeOffset? checkInUtc, DateTimeOffset nowUtc) =>
        code.IsOnLock || !(checkInUtc - nowUtc <= TimeSpan.FromHours(24)) ? EscalationPriority.P2 : checkInUtc <= nowUtc ? EscalationPriority.P0 : EscalationPriority.P1;

    private static string NextStep(AccessCode code, DateTimeOffset? checkInUtc, DateTimeOffset nowUtc) => code switch
    {
        { State: AccessCodeState.Removing or AccessCodeState.Unproven or AccessCodeState.EndedByLock } => $"{code.DoorName}: a code that should be gone cannot be read. Cendra removes it when the account is back.",
        { IsOnLock: true } => $"{code.DoorName}: the code was last read on the lock and works without the account.",
        _ when checkInUtc - nowUtc <= TimeSpan.FromHours(24) => $"{code.DoorName}: the code is not on the lock. Sign in to the account before check-in, or give this guest another way in.",
        _ => $"{code.DoorName}: the code follows when the account is back.",
    };

    private static string CauseOf(SmartLock smartLock) => $"{Cause}{(smartLock.AccountId.Length > 0 ? smartLock.AccountId : smartLock.Id.ToString("N"))}";

    private static string BrandOf(SmartLock smartLock) => smartLock.Model.Split(' ', 2)[0] is { Length: > 0 } brand ? brand : "these";
}
