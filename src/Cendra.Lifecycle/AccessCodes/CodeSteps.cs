using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Seam;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>
/// Carries out single steps of the plan through Seam. Every intent is saved before it leaves and every answer before the next step, so that a kill at any
/// instant leaves a row that says what to look for. The caller holds the device's lease.
/// </summary>
public sealed class CodeSteps(SeamClient seam, PinHolds holds, CodeCreation creation, CodePlaces places, SeamAttempts attempts, OutsideChanges outside, StayClock clock)
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
                return code.IsLeavingPlace ? await places.LeaveAsync(code, picture, ct) : await creation.CreateAsync(code, picture, ct);
            case CodeStep.Find:
                return await creation.FindAsync(code, picture, ct);
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

    private Task<bool> MoveAsync(AccessCode code, StayPicture picture, CancellationToken ct) => attempts.WriteAsync(LockWrite.Update, code, picture, async now =>
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
            return SeamAttempts.Wait(code, clock.GetUtcNow() + OutsideChanges.Rest);
        }

        return await attempts.WriteAsync(LockWrite.Update, code, picture, async now =>
        {
            await seam.SetBackAccessCodeAsync(code.SeamAccessCodeId!, creation.DigitsOf(code)!.Value, code.IntendedFromUtc, code.IntendedUntilUtc, ct);
            code.MarkSetBack(now + LookAgain.RetryDelay(code.Attempts, picture.Window?.CheckInUtc ?? now, now));
        }, ct);
    }

    private Task<bool> DeleteAsync(AccessCode code, StayPicture picture, CancellationToken ct) => attempts.WriteAsync(LockWrite.Delete, code, picture, async now =>
    {
        await seam.DeleteAccessCodeAsync(code.SeamAccessCodeId!, ct);
        SeamAttempts.Wait(code, now + LookAgain.RetryDelay(code.Attempts, now, now));
    }, ct);

    private async Task ReleaseIfFinalAsync(AccessCode code, CancellationToken ct)
    {
        if (code.IsSettled)
        {
            await holds.ReleaseAsync(code, ct);
        }
    }
}
