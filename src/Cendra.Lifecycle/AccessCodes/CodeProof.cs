using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Locks;
using Cendra.Lifecycle.Seam;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>
/// Decides what it means that Seam no longer knows a code. At its end that is the proof, once the lock's list (managed and unmanaged) does not show the
/// digits either; before its end the code is lost and must be made again.
/// </summary>
public sealed class CodeProof(SeamClient seam, PinVault vault, PinHolds holds, StayClock clock)
{
    /// <summary>So much may Seam's clock be ahead of ours: what it ends within this of the end, ended.</summary>
    public static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(1);

    /// <summary>The fault of a code that was lost before its end; how often is counted by it.</summary>
    public const string LostWords = "The code was removed at the lock or in its app. Cendra puts it back.";

    /// <summary>Takes over that Seam answered "not found". Throws <see cref="SeamException"/> when the lists cannot be read: then nothing is concluded.</summary>
    public async Task OfAbsenceAsync(AccessCode code, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (code.Lock!.Timing == LockTiming.OfflineCode)
        {
            // Seam forgets an offline code when it is deleted; the lock does not. Only its own end ends it.
            return;
        }

        if (await WhyUnreadableAsync(code.Lock, ct) is { } unreadable)
        {
            code.SetFault(AccessCodeFault.Unreadable, unreadable, now);
            return;
        }

        var shown = await ShowsAsync(code, ct);
        var ending = code.State is AccessCodeState.Removing or AccessCodeState.Unproven or AccessCodeState.EndedByLock || now + ClockDifference >= code.IntendedUntilUtc;
        if (shown && code is { FirstOnLockUtc: null, Pin: { ToldUtc: null, ReplacedBecause: StayPins.LockHeldThem } })
        {
            code.MarkRevoked("it never was on the lock; whoever has its digits there is somebody else", now);
            await holds.ReleaseAsync(code, ct);
        }
        else if (shown)
        {
            // Before its end too: the digits open under a name that Seam does not manage, and nobody will end them there.
            const string StillShown = "Seam no longer has the code, but the lock still shows its digits.";
            code.SetFault(AccessCodeFault.RemovalFailed, StillShown, now);
            code.MarkUnproven(StillShown, now);
        }
        else if (ending)
        {
            code.MarkRevoked("read back, the lock no longer holds it", now);
            await holds.ReleaseAsync(code, ct);
        }
        else
        {
            code.MarkLost(LostWords, now);
        }
    }

    /// <summary>With its device or its account Seam forgets the codes; the lock on the door does not.</summary>
    private async Task<string?> WhyUnreadableAsync(SmartLock smartLock, CancellationToken ct)
    {
        if (await seam.GetDeviceAsync(smartLock.DeviceId, ct) is not { } device)
        {
            return "Seam no longer knows the lock. Whether it still holds the code nobody can say.";
        }

        LockHealth.Take(smartLock, device, clock.GetUtcNow());
        return smartLock.IsAccountLost ? SmartLock.AccountLost : null;
    }

    private async Task<bool> ShowsAsync(AccessCode code, CancellationToken ct)
    {
        if (code.Pin?.Sealed is not { } pin)
        {
            return false;
        }

        var managed = await seam.ListAccessCodesAsync(code.Lock!.DeviceId, ct);
        var unmanaged = await seam.ListUnmanagedAccessCodesAsync(code.Lock.DeviceId, ct);
        return managed.Where(c => c.AccessCodeId != code.SeamAccessCodeId).Concat(unmanaged)
            .Any(c => HashOf(c, vault) == pin.Hash);
    }

    /// <summary>The keyed hash of the digits that the wire gave; null where it gave none that could be a code.</summary>
    public static string? HashOf(SeamAccessCode found, PinVault vault) =>
        found.Code is { } digits && digits.Expose() is { Length: >= 4 and <= 20 } text && text.All(char.IsAsciiDigit) ? vault.Hash(text) : null;
}
