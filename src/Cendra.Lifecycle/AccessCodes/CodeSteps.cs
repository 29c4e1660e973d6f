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
    CendraDbContext db, SeamClient seam, PinVault vault, PinHolds holds, StayPins pins, StayClock clock, CodeProof proof)
{
    /// <summary>Trouble that a later attempt may cure, from the steps since the last call; the caller reports it.</summary>
    public SeamException? Trouble { get; private set; }

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
            case CodeStep.BeginRemoval:
                code.BeginRemoval(AuditActor.Cendra, Because(code, picture, now), now);
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
                code.MarkUnproven(Alarm(code, now), now);
                return false;
            default:
                throw new InvalidOperationException($"Step {step} is unknown.");
        }
    }

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
            Note(failure);
            code.SetFault(AccessCodeFault.Unreadable, InWords(failure), clock.GetUtcNow());
            return null;
        }
    }

    private async Task<bool> CreateAsync(AccessCode code, StayPicture picture, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (code.Fault == AccessCodeFault.NotPossible || !code.Lock!.TryTakeWrite(LockWrite.Create, now))
        {
            return Wait(code, now + TimeSpan.FromMinutes(code.Fault == AccessCodeFault.NotPossible ? 60 : 1));
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
        pins.Replace(picture.Stay, code.Pin!, "a lock already held these digits");
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

    private async Task<bool> MoveAsync(AccessCode code, StayPicture picture, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!code.Lock!.TryTakeWrite(LockWrite.Update, now))
        {
            return Wait(code, now + TimeSpan.FromMinutes(1));
        }

        await db.SaveChangesAsync(ct);
        try
        {
            await seam.UpdateAccessCodeAsync(code.SeamAccessCodeId!, code.IntendedFromUtc, code.IntendedUntilUtc, ct);
            code.MarkWindowRequested(now + LookAgain.RetryDelay(code.Attempts, picture.Window?.CheckInUtc ?? now, now));
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (SeamException failure)
        {
            return Failed(code, picture, failure, createArrived: false);
        }
    }

    private async Task<bool> DeleteAsync(AccessCode code, StayPicture picture, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!code.Lock!.TryTakeWrite(LockWrite.Delete, now))
        {
            return Wait(code, now + TimeSpan.FromMinutes(1));
        }

        await db.SaveChangesAsync(ct);
        try
        {
            await seam.DeleteAccessCodeAsync(code.SeamAccessCodeId!, ct);
            Wait(code, now + LookAgain.RetryDelay(code.Attempts, now, now));
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
        Note(failure);
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
            code.SetFault(failure.Retry == SeamRetry.Never ? AccessCodeFault.SetFailed : AccessCodeFault.SetDelayed, InWords(failure), now);
        }
        else if (code.State == AccessCodeState.Removing)
        {
            code.SetFault(AccessCodeFault.RemovalDelayed, InWords(failure), now);
        }

        return false;
    }

    private void Note(SeamException failure) => Trouble = failure.Retry == SeamRetry.Later || Trouble is null ? failure : Trouble;

    private SeamCodeRequest Request(AccessCode code) => new()
    {
        DeviceId = code.Lock!.DeviceId,
        Code = code.Lock.ChoosesPin ? null : SeamDigits.Of(vault.Reveal(code.Pin!.Sealed!)),
        Name = code.NameOnLock,
        StartsAt = code.IntendedFromUtc,
        EndsAt = code.IntendedUntilUtc,
        IsOffline = code.Lock.Timing == LockTiming.OfflineCode,
        MaxTimeRounding = code.Lock.Timing == LockTiming.OfflineCode ? "1hour" : null,
        PreferNativeScheduling = true,
    };

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

    private static string Because(AccessCode code, StayPicture picture, DateTimeOffset nowUtc) =>
        nowUtc >= code.IntendedUntilUtc ? "its window is over, Seam takes it off the lock"
        : picture.Stay.Entitlement == Domain.Stays.Entitlement.None ? "the stay was cancelled, the code is taken off the lock"
        : code.Pin?.ReplacedUtc is not null ? "another code took its place, this one is taken off the lock"
        : "it is not needed any more and is taken off the lock";

    private static string Alarm(AccessCode code, DateTimeOffset nowUtc)
    {
        var end = code.ProgrammedUntilUtc ?? code.IntendedUntilUtc;
        return code.Lock!.Timing == LockTiming.OfflineCode
            ? "This lock's codes cannot be taken back. It opens until its own end."
            : AccessCodePlan.WasUsedAfter(code, end) ? "The lock opened with this code after its end. Look at the lock."
            : code.Fault == AccessCodeFault.RemovalFailed ? "The lock did not give the code up. The door may still open with it."
            : !code.Lock.IsOnline ? "The lock is offline and may still open with the code. Cendra removes it as soon as the lock is back."
            : nowUtc < end ? "The lock has not confirmed the removal. The door may still open with it."
            : "Nobody can say that the code is off the lock. The door may still open with it.";
    }

    private static string InWords(SeamException failure) => failure.Retry switch
    {
        SeamRetry.AfterSignIn => "Seam does not accept the key. Set Seam:ApiKey anew.",
        SeamRetry.Never => $"Seam refused the request ({failure.Type ?? "no type"}).",
        SeamRetry.Later => "Seam did not answer. Cendra keeps trying.",
    };
}
