using System.Security.Cryptography;
using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Commands;

/// <summary>
/// Shows the digits of a property's other way in to a signed-in owner or manager while a stay there is blocked. The row in the stay's chain is saved first: when it cannot
/// be written nothing is opened and the exception reaches the caller.
/// </summary>
public sealed class FallbackReveal(CendraDatabase database, PinVault vault)
{
    /// <summary>The digits, in <see cref="RevealedPin"/> with the host's words for where they open. <see cref="RevealOutcome.NotAllowed"/> also for a stay whose guest gets in.</summary>
    public async Task<Revealed> RunAsync(Guid stayId, SignedInHost host, CancellationToken ct)
    {
        await using var db = database.Open();
        var stay = host.MayChange ? await host.Scope.Of(db.Stays).Include(s => s.Property).SingleOrDefaultAsync(s => s.Id == stayId, ct) : null;
        if (stay is not { Readiness: Readiness.Blocked, Property: { } property })
        {
            return new Revealed(RevealOutcome.NotAllowed, []);
        }

        if (property.FallbackSecret is not { } secret)
        {
            return new Revealed(RevealOutcome.NoCodeYet, []);
        }

        stay.NoteThat(AuditKind.CodeDisclosed, host.Actor, "Digits of the other way in revealed in the console for 20 seconds");
        await db.SaveChangesAsync(ct);
        try
        {
            return new Revealed(RevealOutcome.Shown, [new RevealedPin(property.FallbackWords, vault.Reveal(secret))]);
        }
        catch (CryptographicException)
        {
            return new Revealed(RevealOutcome.KeysLost, []);
        }
    }
}
