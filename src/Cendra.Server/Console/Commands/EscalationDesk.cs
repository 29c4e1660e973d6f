using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Server.Console.Queries;
using Cendra.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Commands;

/// <summary>What a person does with an escalation.</summary>
public sealed class EscalationDesk(CendraDatabase database, StayClock clock)
{
    private const int Tries = 5;

    /// <summary>"I have it": nobody else is called. False when it is closed, outside the scope, or the account only looks. Twice is once.</summary>
    public async Task<bool> AcknowledgeAsync(Guid id, SignedInHost host, CancellationToken ct)
    {
        if (!host.MayChange)
        {
            return false;
        }

        for (var attempt = 1; ; attempt++)
        {
            await using var db = database.Open();
            var escalation = await EscalationsQuery.Within(db, host.Scope).SingleOrDefaultAsync(e => e.Id == id, ct);
            if (escalation is null)
            {
                return false;
            }

            escalation.Acknowledge(host.Id, host.Name, clock.GetUtcNow());
            try
            {
                await db.SaveChangesAsync(ct);
                return true;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Tries)
            {
                // People were being called in this moment, or somebody else took it: read again what is so now.
                continue;
            }
        }
    }
}
