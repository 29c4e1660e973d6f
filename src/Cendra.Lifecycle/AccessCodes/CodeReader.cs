using Cendra.Domain.Access;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Seam;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>Reads codes back from Seam: what is known of a code is what was read, never what was asked for.</summary>
public sealed class CodeReader(SeamClient seam, PinVault vault, PinHolds holds, CodeProof proof, SeamTrouble trouble, StayClock clock)
{
    /// <summary>Reads the code back from Seam and takes over what is said. Gone before its end is a fault; gone at its end is the proof.</summary>
    public async Task<CodeReading?> ReadAsync(AccessCode code, CancellationToken ct)
    {
        if (code.SeamAccessCodeId is not { } id)
        {
            return null;
        }

        try
        {
            if (await seam.GetAccessCodeAsync(id, ct) is not { } found)
            {
                await proof.OfAbsenceAsync(code, ct);
                return null;
            }

            await TakePinAsync(code, found, ct);
            var reading = SeamReading.Of(found, vault, clock.GetUtcNow());
            var changed = reading.PinHash is { } hash && code.Pin!.Sealed is { } told && hash != told.Hash;
            code.Observe(changed ? reading with { Trouble = AccessCodeFault.ChangedElsewhere, TroubleText = "The digits at the lock are not the stay's any more." } : reading, clock.GetUtcNow());
            return reading;
        }
        catch (SeamException failure)
        {
            trouble.Note(failure);
            code.SetFault(AccessCodeFault.Unreadable, CodeWords.Of(failure), clock.GetUtcNow());
            return null;
        }
    }

    /// <summary>A lock that chooses its own PIN has told it: sealed at once, held, and reported when another stay has the same.</summary>
    private async Task TakePinAsync(AccessCode code, SeamAccessCode found, CancellationToken ct)
    {
        if (code.Pin!.Sealed is null && found.Code is { } digits && digits.Expose() is { Length: >= 4 and <= 20 } text && text.All(char.IsAsciiDigit))
        {
            code.Pin.Sealed = vault.Seal(text);
            var taken = await holds.TakenAsync([code.LockId], code.StayId, ct);
            if (taken.Contains(code.Pin.Sealed.Hash))
            {
                code.SetFault(AccessCodeFault.Withheld, "The lock chose digits that another stay still has there.", clock.GetUtcNow());
                return;
            }

            await holds.HoldAsync(code.Pin.Sealed.Hash, [code.LockId], code.StayId, ct);
        }
    }
}
