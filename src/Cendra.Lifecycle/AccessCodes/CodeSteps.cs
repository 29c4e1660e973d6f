using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Seam;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>
/// Carries out single steps of the plan through Seam. Every intent is saved before it leaves and every answer before the next step, so that a kill at any
/// instant leaves a row that says what to look for. The caller holds the device's lease.
/// </summary>
public sealed class CodeSteps(
    CendraDbContext db, SeamClient seam, PinVault vault, PinHolds holds, StayPins pins, PlaceAllocation places, SeamTrouble trouble, OutsideChanges outside, StayClock clock)
{
    /// <summary>Does the step. True when something changed that is worth reading back.</summary>
    public async Task<bool> DoAsync(CodeStep step, AccessCode code, StayPicture picture, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        switch (step)
        {
            case CodeStep.None:
                return false;
            case CodeStep.Create:
                return await CreateAsync(code, picture, ct);
            case CodeStep.Find:
                return await FindAsync(code, picture, ct);
            case CodeStep.MoveWindow:
                return await MoveAsync(code, picture, ct);
            case CodeStep.SetBack:
                return await SetBackAsync(code, picture, ct);
            case CodeStep.BeginRemoval:
                code.BeginRemoval(AuditActor.Cendra, CodeWords.WhyRemoved(code, picture, now), now);
                return false;
            case CodeStep.Delete:
                return await DeleteAsync(code, picture, ct);
            case CodeStep.Forget:
                code.MarkRevoked("it never left Cendra", now);
                await holds.ReleaseAsync(code, ct);
                return false;
            case CodeStep.EndByLock:
                code.MarkEndedByLock(code.Lock!.Timing, now);
                await ReleaseIfFinalAsync(code, ct);
                return false;
            case CodeStep.Alarm:
                code.MarkUnproven(CodeWords.WhyUnproven(code, now), now);
                return false;
            default:
                throw new InvalidOperationException($"Step {step} is unknown.");
        }
    }

    private async Task<bool> CreateAsync(AccessCode code, StayPicture picture, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (code.IsLeavingPlace)
        {
            return await LeaveAsync(code, picture, ct);
        }

        if (await CreateNotBeforeAsync(code, picture, now, ct) is { } later)
        {
            return Wait(code, later);
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
            return Failed(code, picture, failure, createArrived: failure.OutcomeUnknown);
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

        if (await places.OfAsync(code, Zone(picture), ct) is { MayHold: false } full)
        {
            code.SetFault(full.IsInTime ? AccessCodeFault.SetDelayed : AccessCodeFault.SetFailed, full.Words, now);
            return full.LookUtc;
        }

        return code.Lock!.TryTakeWrite(LockWrite.Create, now) ? null : now + TimeSpan.FromMinutes(1);
    }

    /// <summary>
    /// Where a lock has not enough places, the earliest arrival goes first: a code whose guest comes later is taken off and put back when there is room. True when it was.
    /// </summary>
    public async Task<bool> GiveWayAsync(AccessCode code, StayPicture picture, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var lead = PlaceAllocation.LeadOf(code.Lock!);
        if (code.State is not (AccessCodeState.Accepted or AccessCodeState.Scheduled) || code.IntendedFromUtc <= now || code.IntendedFromUtc - lead > now + LockPlaces.Handover
            || await places.OfAsync(code, Zone(picture), ct) is not { MayHold: false } full)
        {
            return false;
        }

        code.GiveWay(full.Words, now);
        await db.SaveChangesAsync(ct);
        await LeaveAsync(code, picture, ct);
        return true;
    }

    /// <summary>Asked until Seam no longer knows the code; then it waits for its turn.</summary>
    private async Task<bool> LeaveAsync(AccessCode code, StayPicture picture, CancellationToken ct)
    {
        await WriteAsync(LockWrite.Delete, code, picture, async now =>
        {
            if (await seam.DeleteAccessCodeAsync(code.SeamAccessCodeId!, ct))
            {
                Wait(code, now + (code.Attempts == 0 ? TimeSpan.FromSeconds(15) : LookAgain.RetryDelay(code.Attempts, picture.Window?.CheckInUtc ?? now, now)));
            }
            else
            {
                code.LeftPlace(now);
            }
        }, ct);
        return false;
    }

    private static string Zone(StayPicture picture) => picture.Property?.TimeZoneId ?? "Etc/UTC";

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
            return Failed(code, picture, failure, createArrived: true);
        }

        code.CreateDidNotArrive();
        code.MarkRevoked("the lock refused these digits, they are on it already", clock.GetUtcNow());
        pins.Replace(picture.Stay, code.Pin!, StayPins.LockHeldThem);
        await db.SaveChangesAsync(ct);
        return false;
    }

    private async Task<SeamAccessCode?> OursAsync(AccessCode code, CancellationToken ct) =>
        (await seam.ListAccessCodesAsync(code.Lock!.DeviceId, ct)).FirstOrDefault(c => c.Name == code.NameOnLock);

    private async Task<bool> FindAsync(AccessCode code, StayPicture picture, CancellationToken ct)
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
                return Wait(code, clock.GetUtcNow() + TimeSpan.FromSeconds(30));
            }

            code.CreateDidNotArrive();
            return false;
        }
        catch (SeamException failure)
        {
            return Failed(code, picture, failure, createArrived: true);
        }
    }

    private Task<bool> MoveAsync(AccessCode code, StayPicture picture, CancellationToken ct) => WriteAsync(LockWrite.Update, code, picture, async now =>
    {
        await seam.UpdateAccessCodeAsync(code.SeamAccessCodeId!, code.IntendedFromUtc, code.IntendedUntilUtc, ct);
        code.MarkWindowRequested(now + LookAgain.RetryDelay(code.Attempts, picture.Window?.CheckInUtc ?? now, now));
    }, ct);

    /// <summary>The digits that the guest was told, in the window of the stay; not where others would change them back again and again.</summary>
    private async Task<bool> SetBackAsync(AccessCode code, StayPicture picture, CancellationToken ct)
    {
        if (await outside.WhyHandsOffAsync(code, ct) is { } why)
        {
            code.SetFault(AccessCodeFault.ChangedElsewhere, why, clock.GetUtcNow());
            return Wait(code, clock.GetUtcNow() + OutsideChanges.Rest);
        }

        return await WriteAsync(LockWrite.Update, code, picture, async now =>
        {
            await seam.SetBackAccessCodeAsync(code.SeamAccessCodeId!, Digits(code)!.Value, code.IntendedFromUtc, code.IntendedUntilUtc, ct);
            code.MarkSetBack(now + LookAgain.RetryDelay(code.Attempts, picture.Window?.CheckInUtc ?? now, now));
        }, ct);
    }

    private SeamDigits? Digits(AccessCode code) => code.Lock!.ChoosesPin ? null : SeamDigits.Of(vault.Reveal(code.Pin!.Sealed!));

    private Task<bool> DeleteAsync(AccessCode code, StayPicture picture, CancellationToken ct) => WriteAsync(LockWrite.Delete, code, picture, async now =>
    {
        await seam.DeleteAccessCodeAsync(code.SeamAccessCodeId!, ct);
        Wait(code, now + LookAgain.RetryDelay(code.Attempts, now, now));
    }, ct);

    /// <summary>One write to a code that Seam holds, out of the device's budget, which is saved before it leaves.</summary>
    private async Task<bool> WriteAsync(LockWrite kind, AccessCode code, StayPicture picture, Func<DateTimeOffset, Task> write, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!code.Lock!.TryTakeWrite(kind, now))
        {
            return Wait(code, now + TimeSpan.FromMinutes(1));
        }

        await db.SaveChangesAsync(ct);
        try
        {
            await write(now);
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (SeamException failure)
        {
            return Failed(code, picture, failure, createArrived: false);
        }
    }

    private bool Failed(AccessCode code, StayPicture picture, SeamException failure, bool createArrived)
    {
        var now = clock.GetUtcNow();
        trouble.Note(failure);
        if (code.State == AccessCodeState.Creating && !createArrived)
        {
            code.CreateDidNotArrive();
        }

        var delay = failure.Retry == SeamRetry.Later
            ? LookAgain.RetryDelay(code.Attempts, picture.Window?.CheckInUtc ?? now, now)
            : TimeSpan.FromMinutes(30);
        code.MarkAttemptFailed(now + Instants.Longer(delay, failure.RetryAfter ?? TimeSpan.Zero));
        if (code.State is AccessCodeState.Planned or AccessCodeState.Creating)
        {
            code.SetFault(failure.Retry == SeamRetry.Never ? AccessCodeFault.SetFailed : AccessCodeFault.SetDelayed, CodeWords.Of(failure), now);
        }
        else if (code.State == AccessCodeState.Removing)
        {
            code.SetFault(AccessCodeFault.RemovalDelayed, CodeWords.Of(failure), now);
        }

        return false;
    }

    private SeamCodeRequest Request(AccessCode code) => new()
    {
        DeviceId = code.Lock!.DeviceId,
        Code = Digits(code),
        Name = code.NameOnLock,
        StartsAt = code.IntendedFromUtc,
        EndsAt = code.IntendedUntilUtc,
        IsOffline = code.Lock.Timing == LockTiming.OfflineCode,
        MaxTimeRounding = code.Lock.Timing == LockTiming.OfflineCode ? TimeFrameRules.Rounding(TimeFrameRules.LengthOf(code.IntendedFromUtc, code.IntendedUntilUtc)) : null,
        UseBackupPool = code.Lock.HasBackupCodes && code.Lock.Timing != LockTiming.OfflineCode,
        PreferNativeScheduling = true,
    };

    private async Task ReleaseIfFinalAsync(AccessCode code, CancellationToken ct)
    {
        if (code.IsSettled)
        {
            await holds.ReleaseAsync(code, ct);
        }
    }

    private static bool Wait(AccessCode code, DateTimeOffset untilUtc)
    {
        code.MarkAttemptFailed(untilUtc);
        return false;
    }
}
