using System.Security.Cryptography;
using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Commands;

/// <summary>
/// Shows a secret of a property to a signed-in owner or manager who gives a reason. The row in the property's chain is saved first: when it cannot be written nothing is opened and the
/// exception reaches the caller.
/// </summary>
public sealed class SecretReveal(CendraDatabase database, SecretVault vault)
{
    /// <summary>The secret, in <see cref="RevealedPin"/> with its name for where it opens.</summary>
    public async Task<Revealed> RunAsync(Guid propertyId, string name, string reason, SignedInHost host, CancellationToken ct)
    {
        var why = CodeReveal.WithoutDigits(reason);
        if (!host.MayChange || !host.Scope.Covers(propertyId))
        {
            return Nothing(RevealOutcome.NotAllowed);
        }

        if (why.Length == 0)
        {
            return Nothing(RevealOutcome.ReasonMissing);
        }

        await using var db = database.Open();
        if (await db.PropertySecrets.SingleOrDefaultAsync(s => s.PropertyId == propertyId && s.Name == name, ct) is not { } secret)
        {
            return Nothing(RevealOutcome.NoCodeYet);
        }

        // Somebody who has the secret before them may type it into the reason: it is not kept there either.
        why = string.Join(' ', reason.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(w => vault.Hash(w) == secret.Sealed.Hash ? "···" : w));
        secret.NoteDisclosed(host.Actor, $"Secret {name} revealed in the console for 20 seconds", new Dictionary<string, string> { ["reason"] = CodeReveal.WithoutDigits(why) });
        await db.SaveChangesAsync(ct);
        try
        {
            return new Revealed(RevealOutcome.Shown, [new RevealedPin(name, vault.Reveal(secret.Sealed))]);
        }
        catch (CryptographicException)
        {
            return Nothing(RevealOutcome.KeysLost);
        }
    }

    private static Revealed Nothing(RevealOutcome outcome) => new(outcome, []);
}
