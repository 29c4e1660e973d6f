using Cendra.Domain;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Inbox;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Proofs;

/// <summary>A host's word about addresses that proved themselves.</summary>
public sealed class AddressDesk(CendraDatabase database, JobWaker jobs, StayClock clock)
{
    private const int MostTries = 4;

    /// <summary>The address counts no more from here on; what waits for it is withdrawn when it would leave. False where there is none among the properties that this person sees; twice is once.</summary>
    public async Task<bool> RevokeAsync(Guid identityId, Guid userId, PropertyScope scope, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var done = await TryAsync(identityId, userId, scope, ct);
                jobs.WakeSweep(Sweeps.DueMessages);
                return done;
            }
            catch (DbUpdateException) when (attempt < MostTries)
            {
                // The stay was looked at in this very moment: a host's word is never lost to that.
            }
        }
    }

    private async Task<bool> TryAsync(Guid identityId, Guid userId, PropertyScope scope, CancellationToken ct)
    {
        await using var db = database.Open();
        var identity = await db.ChannelIdentities.SingleOrDefaultAsync(i => i.Id == identityId && i.Level == IdentityLevel.Verified, ct);
        var stayId = identity is null ? null : await db.Conversations.Where(c => c.Id == identity.ConversationId).Select(c => c.StayId).SingleOrDefaultAsync(ct);
        if (identity is null || await scope.Of(db.Stays).SingleOrDefaultAsync(s => s.Id == stayId, ct) is not { } stay)
        {
            return false;
        }

        if (identity.RevokedUtc is null)
        {
            identity.RevokedUtc = clock.GetUtcNow();
            stay.NotePersonal(AuditKind.AddressRevoked, AuditActor.Host(userId), "An address that had proven itself was taken back", new Dictionary<string, string> { ["address"] = identity.Address });
        }

        var cause = OneTimeCodes.CauseOf(identity.Id);
        foreach (var open in await db.Escalations.Where(e => e.Cause == cause && e.ResolvedUtc == null).ToListAsync(ct))
        {
            open.Resolve(AuditActor.Host(userId), "The address was taken back", clock.GetUtcNow());
        }

        await db.SaveChangesAsync(ct);
        return true;
    }
}
