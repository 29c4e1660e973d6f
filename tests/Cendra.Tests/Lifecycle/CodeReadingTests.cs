using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Locks;
using Cendra.Lifecycle.Seam;
using Xunit;
using static Cendra.Tests.Access.CodeStates;

namespace Cendra.Tests.Lifecycle;

/// <summary>What is concluded from what Seam says, and what is not.</summary>
public sealed class CodeReadingTests
{
    [Fact]
    public void While_a_shorter_window_is_on_its_way_the_lock_still_has_the_longer_one()
    {
        var told = new SeamAccessCode
        {
            AccessCodeId = "c", DeviceId = "d", Status = "set", StartsAt = From, EndsAt = From.AddHours(2),
            PendingMutations = [new SeamMutation { MutationCode = "updating_time_frame", From = new SeamMutationSide { StartsAt = From, EndsAt = Until }, To = new SeamMutationSide { StartsAt = From, EndsAt = From.AddHours(2) } }],
        };
        var reading = SeamReading.Of(told, vault: null!, From);
        Assert.Equal((Until, true), (reading.UntilUtc!.Value, reading.WindowChangePending));

        var code = In(AccessCodeState.Active);
        code.Observe(reading, From);
        code.BeginRemoval("cendra", "over", From.AddHours(2));
        var facts = new CodeFacts(code, LockTiming.NativeSchedule, Wanted: false, LockOnline: false, SeamSaysRemoving: true, From.AddHours(3));
        Assert.Equal(CodeStep.Alarm, AccessCodePlan.Next(facts));
    }

    [Theory]
    [InlineData(AccessCodeFault.SetDelayed)]
    [InlineData(AccessCodeFault.Unreadable)]
    [InlineData(AccessCodeFault.ChangedElsewhere)]
    public void Digits_held_back_for_another_stays_sake_stay_held_back_when_other_trouble_comes_and_goes(AccessCodeFault trouble)
    {
        var code = In(AccessCodeState.Active);
        code.SetFault(AccessCodeFault.Withheld, "The lock chose digits that another stay still has there.", From);
        code.Observe(Reading(CodePresence.Working, trouble), From);
        code.Observe(Reading(CodePresence.Working), From);
        Assert.Equal(AccessCodeFault.Withheld, code.Fault);
    }

    [Fact]
    public void A_lock_that_computes_its_codes_is_never_sent_digits()
    {
        var row = new SmartLock { DeviceId = "d", Name = "d" };
        LockList.Take(row, new SeamDevice { DeviceId = "d", DeviceType = "igloohome_lock", CanProgramOfflineAccessCodes = true, Properties = new SeamDeviceProperties() }, From);
        Assert.Equal((LockTiming.OfflineCode, true), (row.Timing, row.ChoosesPin));
    }
}
