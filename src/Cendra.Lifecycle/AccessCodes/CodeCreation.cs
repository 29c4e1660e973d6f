using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Seam;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>Makes codes at Seam, each once: a create whose answer was lost is looked for before it is asked again. The caller holds the device's lease.</summary>
public sealed class CodeCreation(
    CendraDbContext db, SeamClient seam, PinVault vault, StayPins pins, PlaceAllocation places, SeamAttempts attempts, OutsideChanges outside, StayClock clock)
{
    /// <summary>Asks Seam for the code, or says on it why not yet. True when it was made.</summary>
    public async Task<bool> CreateAsync(AccessCode code, StayPicture picture, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await CreateNotBeforeAsync(code, picture, now, ct) is { } later)
        {
            return SeamAttempts.Wait(code, later);
        }

        code.BeginCreate();
        await db.SaveChangesAsync(ct);
        try
        {
            var made = await seam.CreateAccessCodeAsync(Request(code), ct);
            code.MarkAccepted(made.AccessCodeId);
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (SeamException refused) when (refused.IsDuplicateCode)
        {
            return await TakenAsync(code, picture, ct);
        }
        catch (SeamException failure)
        {
            return attempts.Failed(code, picture, failure, createArrived: failure.OutcomeUnknown);
        }
    }

    /// <summary>When a create may be tried again, with the reason on the code; null = now, and one write of this minute is taken.</summary>
    private async Task<DateTimeOffset?> CreateNotBeforeAsync(AccessCode code, StayPicture picture, DateTimeOffset now, CancellationToken ct)
    {
        if (code.Fault == AccessCodeFault.ChangedElsewhere && await outside.WhyNotPutBackAsync(code, ct) is { } why)
        {
            code.SetFault(AccessCodeFault.ChangedElsewhere, why, now);
            return now + OutsideChanges.Rest;
        }

        if (code.Fault is AccessCodeFault.NotPossible or AccessCodeFault.Withheld)
        {
            return now + TimeSpan.FromMinutes(60);
        }

        if (await places.OfAsync(code, picture.ZoneId, ct) is { MayHold: false } full)
        {
            code.SetFault(full.IsInTime ? AccessCodeFault.SetDelayed : AccessCodeFault.SetFailed, full.Words, now);
            return full.LookUtc;
        }

        return code.Lock!.TryTakeWrite(LockWrite.Create, now) ? null : now + TimeSpan.FromMinutes(1);
    }

    /// <summary>
    /// The lock holds these digits already. For us, when an earlier create arrived after all: adopted. Else for somebody else, and nothing was made; the hold
    /// stays, so that nobody tries them here again.
    /// </summary>
    private async Task<bool> TakenAsync(AccessCode code, StayPicture picture, CancellationToken ct)
    {
        try
        {
            if (await OursAsync(code, ct) is { } ours)
            {
                code.MarkAccepted(ours.AccessCodeId);
                await db.SaveChangesAsync(ct);
                return true;
            }
        }
        catch (SeamException failure)
        {
            return attempts.Failed(code, picture, failure, createArrived: true);
        }

        code.CreateDidNotArrive();
        code.MarkRevoked("the lock refused these digits, they are on it already", clock.GetUtcNow());
        pins.Replace(picture.Stay, code.Pin!, StayPins.LockHeldThem);
        await db.SaveChangesAsync(ct);
        return false;
    }

    private async Task<SeamAccessCode?> OursAsync(AccessCode code, CancellationToken ct) =>
        (await seam.ListAccessCodesAsync(code.Lock!.DeviceId, ct)).FirstOrDefault(c => c.Name == code.NameOnLock);

    /// <summary>Looks whether a create whose answer was lost arrived. True when it did.</summary>
    public async Task<bool> FindAsync(AccessCode code, StayPicture picture, CancellationToken ct)
    {
        try
        {
            if (await OursAsync(code, ct) is { } found)
            {
                code.MarkAccepted(found.AccessCodeId);
                await db.SaveChangesAsync(ct);
                return true;
            }

            // Not there now: a request may still be under way at the other side, so it is sent again only after a second look.
            if (code.Attempts == 0)
            {
                return SeamAttempts.Wait(code, clock.GetUtcNow() + TimeSpan.FromSeconds(30));
            }

            code.CreateDidNotArrive();
            return false;
        }
        catch (SeamException failure)
        {
            return attempts.Failed(code, picture, failure, createArrived: true);
        }
    }

    /// <summary>The digits that Seam is asked to put on the lock; null = it chooses them.</summary>
    public SeamDigits? DigitsOf(AccessCode code) => code.Lock!.ChoosesPin ? null : SeamDigits.Of(vault.Reveal(code.Pin!.Sealed!));

    private SeamCodeRequest Request(AccessCode code) => new()
    {
        DeviceId = code.Lock!.DeviceId,
        Code = DigitsOf(code),
        Name = code.NameOnLock,
        StartsAt = code.IntendedFromUtc,
        EndsAt = code.IntendedUntilUtc,
        IsOffline = code.Lock.Timing == LockTiming.OfflineCode,
        MaxTimeRounding = code.Lock.Timing == LockTiming.OfflineCode ? TimeFrameRules.Rounding(TimeFrameRules.LengthOf(code.IntendedFromUtc, code.IntendedUntilUtc)) : null,
        UseBackupPool = code.Lock.HasBackupCodes && code.Lock.Timing != LockTiming.OfflineCode,
        PreferNativeScheduling = true,
    };
}
