using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>
/// A look that ended in an error nobody foresaw (a lost key ring, a bug): the stay is not called ready on old knowledge, is looked at again in a minute, and the
/// second failure in a row calls a host. The next look that works takes all of it back.
/// </summary>
public sealed class FailedLook(CendraDbContext db, EscalationDesk desk, StayClock clock)
{
    /// <summary>What the cause of its escalation begins with.</summary>
    public const string Cause = "look-failed:";

    private const string Reason = "Cendra could not look at this stay. The log says why; it is tried again every minute.";

    /// <summary>Notes the failure and saves.</summary>
    public async Task NoteAsync(Guid stayId, CancellationToken ct)
    {
        if (await db.Stays.SingleOrDefaultAsync(s => s.Id == stayId, ct) is not { } stay)
        {
            return;
        }

        if (stay.WorstReason == Reason)
        {
            await desk.RaiseAsync(
                new Concern(
                    $"{Cause}{stayId:N}", EscalationPriority.P1, "A stay cannot be looked at", $"{Reason} Until then nobody knows how its codes are.",
                    "Look at its doors yourself, or give this guest another way in."), ct, stayId);
        }

        stay.Readiness = stay.Readiness == Readiness.Blocked ? Readiness.Blocked : Readiness.AtRisk;
        (stay.WorstReason, stay.DueAtUtc) = (Reason, clock.GetUtcNow() + TimeSpan.FromMinutes(1));
        await db.SaveChangesAsync(ct);
        desk.Wake();
    }
}
