using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Seam;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>
/// Spare codes that Seam keeps on some locks. A spare opens from the moment it is pulled, so none is pulled before check-in (P1); from then on it is when the lock refused the
/// stay's code, still does not have it, or has it and keeps the guest out all the same. It becomes a code of the stay with digits of its own, for that lock alone; the stay's code stays wanted beside it (P4).
/// </summary>
public sealed class BackupCodes(CendraDbContext db, SeamClient seam, PinVault vault, PinHolds holds, LockNames names, CodeReader reader, SeamTrouble trouble, StayClock clock, IdSource ids)
{
    /// <summary>How long after check-in, or after it was made, a code may take to reach the lock before a spare takes its place.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>A spare serves the door in this code's place: whoever is told digits for the door is told the spare's.</summary>
    public static bool IsStoodInFor(Stay stay, AccessCode code) => stay.Pins.Exists(p =>
        p is { Source: PinSource.BackupPool, ReplacedUtc: null } && p.ChosenByLockId == code.LockId && p.PinVersion > code.PinVersion && stay.Codes.Exists(c => c.StayPinId == p.Id && !c.IsSettled));

    /// <summary>The code a spare stands in for stays where it is until the stay ends: should the lock take it yet, both open.</summary>
    public static bool KeepsBeside(StayPicture picture, AccessCode code, DateTimeOffset nowUtc) =>
        code.Pin?.ReplacedUtc is null && picture.Stay.Entitlement != Entitlement.None && nowUtc < picture.Window?.CodeEndUtc && IsStoodInFor(picture.Stay, code);

    /// <summary>True when a spare was pulled: the stay has one code more.</summary>
    public async Task<bool> PullAsync(AccessCode code, StayPicture picture, CancellationToken ct)
    {
        if (!MayStandIn(code, picture.Stay) || !(IsLate(code) || await IsRefusedAsync(code, ct)))
        {
            return false;
        }

        try
        {
            if (await seam.PullBackupAsync(code.SeamAccessCodeId!, ct) is not { AccessCodeId: { } id, Code: { } digits } || id == code.SeamAccessCodeId)
            {
                return false;
            }

            await TakeAsync(id, digits, code, picture.Stay, ct);
            return true;
        }
        catch (SeamException none) when (none.Retry == SeamRetry.Never)
        {
            return false; // The pool is empty: the host has been called about the code itself.
        }
        catch (SeamException failure)
        {
            trouble.Note(failure);
            return false;
        }
    }

    private bool MayStandIn(AccessCode code, Stay stay)
    {
        var now = clock.GetUtcNow();
        return code is { State: AccessCodeState.Accepted or AccessCodeState.Active or AccessCodeState.InUse, SeamAccessCodeId: not null, Lock: { HasBackupCodes: true, Timing: not LockTiming.OfflineCode }, Pin.Source: not PinSource.BackupPool }
            && stay.Entitlement == Entitlement.Earns && now >= code.IntendedFromUtc && now + CodeProof.ClockDifference < code.IntendedUntilUtc && !IsStoodInFor(stay, code);
    }

    /// <summary>The guest typed the right digits and stands outside all the same.</summary>
    private Task<bool> IsRefusedAsync(AccessCode code, CancellationToken ct) =>
        db.LockOuts.AnyAsync(l => l.StayId == code.StayId && l.EndedUtc == null && l.SpareWantedUtc != null && l.LockId == code.LockId, ct);

    private bool IsLate(AccessCode code)
    {
        var now = clock.GetUtcNow();
        var since = Instants.Later(Instants.Later(code.IntendedFromUtc, code.CreatedUtc), code.FaultSinceUtc ?? code.CreatedUtc);
        return code.State == AccessCodeState.Accepted && (code.Fault == AccessCodeFault.SetFailed || (code.FirstOnLockUtc is null && now - since >= Patience));
    }

    private async Task TakeAsync(string seamId, SeamDigits digits, AccessCode code, Stay stay, CancellationToken ct)
    {
        var pin = new StayPin
        {
            Id = ids.Next(), StayId = stay.Id, PinVersion = stay.Pins.Max(p => p.PinVersion) + 1, Source = PinSource.BackupPool, ChosenByLockId = code.LockId,
            Sealed = vault.Seal(digits.Expose()), CreatedUtc = clock.GetUtcNow(),
        };
        db.StayPins.Add(pin);
        var door = new DoorUse { LockId = code.LockId, Lock = code.Lock, DoorName = code.DoorName };
        var window = new CodeWindow(code.IntendedFromUtc, code.IntendedUntilUtc, code.IntendedFromUtc);
        var spare = AccessCode.Plan(ids.Next(), pin, door, names.For(code.Lock!, stay.Reservation?.GuestName ?? ""), window, clock.GetUtcNow());
        db.AccessCodes.Add(spare);
        spare.MarkAccepted(seamId);
        await holds.HoldAsync(pin.Sealed.Hash, [code.LockId], stay.Id, ct);
        stay.NoteThat(AuditKind.PinChosen, AuditActor.Cendra, $"{code.DoorName}: a spare code of the lock takes the place of one that it did not take", pin.Id);
        if (!stay.Pins.Contains(pin))
        {
            stay.Pins.Add(pin);
        }

        if (!stay.Codes.Contains(spare))
        {
            stay.Codes.Add(spare);
        }

        await db.SaveChangesAsync(ct);
        await reader.ReadAsync(spare, ct);
        await db.SaveChangesAsync(ct);
    }
}
