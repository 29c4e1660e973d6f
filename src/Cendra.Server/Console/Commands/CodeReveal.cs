using System.Security.Cryptography;
using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Commands;

/// <summary>What came of asking to see a code.</summary>
public enum RevealOutcome
{
    /// <summary>The digits are here and the audit says so.</summary>
    Shown,

    /// <summary>The account only looks, or the stay lies outside what it sees.</summary>
    NotAllowed,

    /// <summary>No reason was given.</summary>
    ReasonMissing,

    /// <summary>No PIN has been chosen, or the lock that chooses has not told it.</summary>
    NoCodeYet,

    /// <summary>The audit row could not be saved, so nothing was opened.</summary>
    NotRecorded,

    /// <summary>The key ring that sealed the digits is not here. The audit holds the try.</summary>
    KeysLost,
}

/// <summary>Digits on their way to one screen for 20 seconds.</summary>
/// <param name="Doors">Where they open: empty = on every door of the stay.</param>
/// <param name="Digits">The PIN.</param>
public sealed record RevealedPin(string Doors, string Digits)
{
    /// <summary>Dots, never digits.</summary>
    public override string ToString() => new('•', Digits.Length);
}

/// <summary>The answer to a reveal.</summary>
public sealed record Revealed(RevealOutcome Outcome, IReadOnlyList<RevealedPin> Pins);

/// <summary>
/// Shows the digits of a stay to a signed-in owner or manager who gives a reason. The audit row is saved first: when it cannot be written nothing is opened
/// and the exception reaches the caller.
/// </summary>
public sealed class CodeReveal(CendraDatabase database, PinVault vault, StayClock clock)
{
    /// <summary>How long a screen shows the digits.</summary>
    public static readonly TimeSpan ShownFor = TimeSpan.FromSeconds(20);

    /// <summary>Characters of a reason that are kept.</summary>
    public const int LongestReason = 200;

    /// <summary>Writes the row, then opens the PINs that hold.</summary>
    public async Task<Revealed> RunAsync(Guid stayId, string reason, SignedInHost host, CancellationToken ct)
    {
        var why = WithoutDigits(reason);
        if (!host.MayChange)
        {
            return Nothing(RevealOutcome.NotAllowed);
        }

        if (why.Length == 0)
        {
            return Nothing(RevealOutcome.ReasonMissing);
        }

        await using var db = database.Open();
        var stay = await host.Scope.Of(db.Stays).Include(s => s.Pins).Include(s => s.Codes).AsSplitQuery().SingleOrDefaultAsync(s => s.Id == stayId, ct);
        if (stay is null)
        {
            return Nothing(RevealOutcome.NotAllowed);
        }

        var pins = stay.Pins.Where(p => p.ReplacedUtc is null && p.Sealed is not null).OrderBy(p => p.ChosenByLockId is null ? 0 : 1).ThenBy(p => p.PinVersion).ToList();
        if (pins.Count == 0)
        {
            return Nothing(RevealOutcome.NoCodeYet);
        }

        // Whoever has digits revealed passes them on: from here on they count as told (P4).
        pins.ForEach(p => p.ToldUtc ??= clock.GetUtcNow());
        stay.LookAgainBy(clock.GetUtcNow()); // What waited for the digits to be told can end now: the code before them, and the call for a guest who cannot be written to.

        stay.NotePersonal(AuditKind.CodeDisclosed, host.Actor, "Code revealed in the console for 20 seconds", new Dictionary<string, string> { ["reason"] = why });
        await db.SaveChangesAsync(ct);
        try
        {
            return new Revealed(RevealOutcome.Shown, [.. pins.Select(p => new RevealedPin(DoorsOf(p, stay.Codes), vault.Reveal(p.Sealed!)))]);
        }
        catch (CryptographicException)
        {
            return Nothing(RevealOutcome.KeysLost);
        }
    }

    private static string DoorsOf(StayPin pin, List<AccessCode> codes) =>
        pin.ChosenByLockId is null ? "" : string.Join(", ", codes.Where(c => c.StayPinId == pin.Id).Select(c => c.DoorName).Distinct(StringComparer.Ordinal));

    /// <summary>A reason may be typed with a number in it, and that number may be a code: digits of any script are not kept.</summary>
    internal static string WithoutDigits(string reason)
    {
        var kept = new string([.. reason.Trim().Where(c => !char.IsControl(c)).Select(c => char.IsDigit(c) ? '·' : c)]);
        return kept.Length <= LongestReason ? kept : kept[..LongestReason];
    }

    private static Revealed Nothing(RevealOutcome outcome) => new(outcome, []);
}
