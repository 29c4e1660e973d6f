using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.AccessCodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;
using Property = FsCheck.Property;

namespace Cendra.Tests.Lifecycle;

/// <summary>What holds for the plan of a code, the time of the next look and the windows of locks, whatever the facts.</summary>
public sealed class AccessCodePlanLaws
{
    private static readonly DateTimeOffset Start = new(2026, 6, 10, 13, 0, 0, TimeSpan.Zero);
    private static readonly StayWindow Window = new(Start, Start.AddDays(3), Start.AddDays(3).AddMinutes(30));

    private static readonly AccessCodeState[] Serving =
        [AccessCodeState.Creating, AccessCodeState.Accepted, AccessCodeState.Scheduled, AccessCodeState.Active, AccessCodeState.InUse];

    [Property(MaxTest = 2000)]
    public Property The_plan_is_the_same_when_asked_twice_and_a_settled_code_gets_no_step() => Prop.ForAll(Facts().ToArbitrary(), f =>
        AccessCodePlan.Next(f) == AccessCodePlan.Next(f) && (!f.Code.IsSettled || AccessCodePlan.Next(f) == CodeStep.None));

    [Property(MaxTest = 2000)]
    public Property Only_a_lock_that_keeps_time_ends_a_code_by_itself_and_only_after_the_end_it_holds() => Prop.ForAll(Facts().ToArbitrary(), f =>
    {
        if (AccessCodePlan.Next(f) != CodeStep.EndByLock)
        {
            return true;
        }

        f.Code.MarkEndedByLock(f.Timing, f.NowUtc); // Throws where it may not.
        return f.Timing != LockTiming.JustInTime && !(f.Code.LastUsedUtc > (f.Code.ProgrammedUntilUtc ?? f.Code.IntendedUntilUtc) + AccessCodePlan.SeamsOwnRemoval);
    });

    [Property(MaxTest = 2000)]
    public Property A_wanted_code_before_its_end_is_never_taken_off_and_an_unwanted_or_ended_one_never_made() => Prop.ForAll(Facts().ToArbitrary(), f =>
    {
        var step = AccessCodePlan.Next(f);
        var serves = f.Wanted && f.NowUtc < f.Code.IntendedUntilUtc;
        return serves && (Serving.Contains(f.Code.State) || f.Code.State == AccessCodeState.Planned)
            ? step is not (CodeStep.BeginRemoval or CodeStep.Delete or CodeStep.Forget or CodeStep.Alarm or CodeStep.EndByLock)
            : step is not (CodeStep.Create or CodeStep.MoveWindow);
    });

    [Property(MaxTest = 2000)]
    public Property Nothing_is_sent_before_the_pause_after_a_failure_is_over() => Prop.ForAll(Facts().ToArbitrary(), f =>
        !(f.Code.NextAttemptUtc > f.NowUtc) || AccessCodePlan.Next(f) is not (CodeStep.Create or CodeStep.Find or CodeStep.MoveWindow or CodeStep.Delete));

    [Property(MaxTest = 2000)]
    public Property An_end_that_stays_unproven_is_an_alarm_after_a_quarter_of_an_hour() => Prop.ForAll(Facts().ToArbitrary(), f =>
    {
        var opens = f.Timing == LockTiming.JustInTime || f.NowUtc < (f.Code.ProgrammedUntilUtc ?? f.Code.IntendedUntilUtc);
        return f.Code.State != AccessCodeState.Removing || !opens || f.NowUtc - f.Code.RemovalSinceUtc < AccessCodePlan.ProofPatience
            || AccessCodePlan.Next(f) is CodeStep.Alarm or CodeStep.Delete;
    });

    [Property(MaxTest = 2000)]
    public Property The_next_look_is_in_the_future_not_in_a_blink_and_never_missing_while_a_code_is_unsettled() => Prop.ForAll(Facts().ToArbitrary(), f =>
    {
        var next = LookAgain.After(Window, [f.Code], f.Wanted, f.NowUtc);
        return f.Code.IsSettled && (!f.Wanted || f.NowUtc >= Window.CodeEndUtc) ? next is null || next > f.NowUtc : next > f.NowUtc && next <= f.NowUtc.AddDays(31);
    });

    [Property(MaxTest = 1000)]
    public Property A_failed_attempt_is_repeated_after_one_to_thirty_minutes_and_within_ten_in_the_last_day() => Prop.ForAll(
        Gen.Choose(0, 1000).ToArbitrary(), Gen.Choose(-5000, 50_000).ToArbitrary(), (attempts, minutes) =>
        {
            var delay = LookAgain.RetryDelay(attempts, Start, Start.AddMinutes(-minutes));
            return delay >= TimeSpan.FromMinutes(1) && delay <= TimeSpan.FromMinutes(minutes <= 24 * 60 ? 10 : 30);
        });

    [Property(MaxTest = 2000)]
    public Property No_door_may_open_while_the_stay_before_lasts_nor_after_the_next_one_begins() => Prop.ForAll(Neighbourhoods().ToArbitrary(), n =>
    {
        var possible = LockWindows.For(n.Timing, n.Window, n.Neighbours, "Asia/Kathmandu").Window;
        return possible is null
            || (possible.MayOpenFromUtc <= possible.FromUtc && possible.FromUtc <= n.Window.CheckInUtc && possible.UntilUtc >= n.Window.CheckOutUtc
                && !(n.Neighbours.PreviousCheckOutUtc > possible.MayOpenFromUtc) && !(n.Neighbours.NextCheckInUtc < possible.UntilUtc));
    });

    [Property(MaxTest = 2000)]
    public Property Only_rounding_to_whole_hours_leaves_the_stay_with_its_grace() => Prop.ForAll(Neighbourhoods().ToArbitrary(), n =>
    {
        var slack = n.Timing == LockTiming.OfflineCode ? TimeSpan.FromHours(1) : TimeSpan.Zero;
        return LockWindows.For(n.Timing, n.Window, n.Neighbours, "Asia/Kathmandu").Window is not { } possible
            || (n.Window.CheckInUtc - possible.FromUtc <= slack && possible.UntilUtc - n.Window.CodeEndUtc <= slack);
    });

    [Fact]
    public void An_opening_after_the_end_makes_an_alarm_of_an_end_that_only_the_lock_vouched_for()
    {
        var code = Code(AccessCodeState.EndedByLock, LockTiming.NativeSchedule);
        code.MarkUsed(code.IntendedUntilUtc.AddMinutes(30));
        code.MarkAttemptFailed(Window.CodeEndUtc.AddHours(3));
        Assert.Equal(CodeStep.Alarm, AccessCodePlan.Next(new CodeFacts(code, LockTiming.NativeSchedule, Wanted: false, LockOnline: true, SeamSaysRemoving: true, Window.CodeEndUtc.AddHours(2))));
    }

    [Fact]
    public void A_window_that_the_vendor_rounds_is_asked_for_again_only_after_a_pause()
    {
        var code = Code(AccessCodeState.Active, LockTiming.NativeSchedule);
        code.Intend(new CodeWindow(Start, Window.CodeEndUtc.AddMinutes(20), Start));
        var now = Start.AddHours(1);
        Assert.Equal(CodeStep.MoveWindow, AccessCodePlan.Next(new CodeFacts(code, LockTiming.NativeSchedule, true, true, false, now)));
        code.MarkWindowRequested(now.AddMinutes(1));
        code.Observe(new CodeReading(CodePresence.Working, Start, Window.CodeEndUtc.AddMinutes(15), WindowChangePending: false, null, AccessCodeFault.None, "", true), now);
        Assert.Equal(CodeStep.None, AccessCodePlan.Next(new CodeFacts(code, LockTiming.NativeSchedule, true, true, false, now)));
    }

    private static Gen<CodeFacts> Facts() =>
        from state in Gen.Elements(Enum.GetValues<AccessCodeState>())
        from timing in Gen.Elements(Enum.GetValues<LockTiming>())
        from minutes in Gen.Choose(-6000, 9000)
        from moved in Gen.Elements(0, 0, -600, 600)
        from used in Gen.Elements(-1, 0, 3000, 6000)
        from pause in Gen.Elements(-5, 0, 5)
        from fault in Gen.Elements(AccessCodeFault.None, AccessCodeFault.RemovalFailed, AccessCodeFault.Unreadable, AccessCodeFault.NotPossible)
        from flags in Gen.Choose(0, 7)
        select With(Code(state, timing), timing, Start.AddMinutes(minutes), moved, used, pause, fault, flags);

    private static CodeFacts With(AccessCode code, LockTiming timing, DateTimeOffset now, int moved, int used, int pause, AccessCodeFault fault, int flags)
    {
        code.Intend(new CodeWindow(Start, Window.CodeEndUtc.AddMinutes(moved), Start));
        if (used >= 0 && code.SeamAccessCodeId is not null && code.State is not AccessCodeState.Accepted)
        {
            code.MarkUsed(Start.AddMinutes(used));
        }

        if (pause != 0)
        {
            code.MarkAttemptFailed(now.AddMinutes(pause));
        }

        if (fault != AccessCodeFault.None)
        {
            code.SetFault(fault, "Something is wrong", Start);
        }

        return new CodeFacts(code, timing, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, now);
    }

    private static AccessCode Code(AccessCodeState state, LockTiming timing)
    {
        var smartLock = new SmartLock { Id = new Guid(4, 0, 0, new byte[8]), DeviceId = "d", Name = "d", Timing = timing };
        var code = AccessCode.Plan(
            new Guid(3, 0, 0, new byte[8]), new StayPin { PinVersion = 1, Sealed = new SealedPin { Ciphertext = [], Hash = "h", Length = 6 } },
            new DoorUse { DoorName = "Flat", LockId = smartLock.Id, Lock = smartLock }, "Guest 1", new CodeWindow(Start, Window.CodeEndUtc, Start), Start.AddDays(-5));
        if (state != AccessCodeState.Planned)
        {
            code.BeginCreate();
        }

        if (state is AccessCodeState.Planned or AccessCodeState.Creating)
        {
            return code;
        }

        code.MarkAccepted("seam-1");
        Lead(code, state);
        return code;
    }

    private static void Lead(AccessCode code, AccessCodeState state)
    {
        var presence = state is AccessCodeState.Scheduled ? CodePresence.ScheduledOnLock : state is AccessCodeState.Accepted ? CodePresence.Waiting : CodePresence.Working;
        code.Observe(new CodeReading(presence, Start, Window.CodeEndUtc, false, null, AccessCodeFault.None, "", true), Start);
        Action<AccessCode> end = state switch
        {
            AccessCodeState.InUse => c => c.MarkUsed(Start),
            AccessCodeState.Removing => c => c.BeginRemoval(AuditActor.Cendra, "over", Window.CodeEndUtc),
            AccessCodeState.Revoked => c => c.MarkRevoked("read back", Window.CodeEndUtc),
            AccessCodeState.EndedByLock => c => c.MarkEndedByLock(LockTiming.NativeSchedule, Window.CodeEndUtc.AddHours(1)),
            AccessCodeState.Unproven => c => c.MarkUnproven("offline", Window.CodeEndUtc),
            _ => _ => { },
        };
        end(code);
    }

    private sealed record Neighbourhood(LockTiming Timing, StayWindow Window, Neighbours Neighbours);

    /// <summary>Neighbours that do not overlap: the one before leaves by check-in, the next comes from check-out on.</summary>
    private static Gen<Neighbourhood> Neighbourhoods() =>
        from timing in Gen.Elements(Enum.GetValues<LockTiming>())
        from quarters in Gen.Choose(0, 95).Two()
        from nights in Gen.Choose(1, 40)
        from grace in Gen.Choose(0, 240)
        from before in Gen.Choose(-1, 180)
        from after in Gen.Choose(-1, 300)
        let times = new PropertyTimes("Asia/Kathmandu", new TimeOnly(quarters.Item1 / 4, quarters.Item1 % 4 * 15), new TimeOnly(quarters.Item2 / 4, quarters.Item2 % 4 * 15), TimeSpan.FromMinutes(grace))
        let dates = new StayDates(new DateOnly(2026, 6, 10), new DateOnly(2026, 6, 11).AddDays(nights))
        let alone = StayWindow.Of(times, dates)
        let neighbours = new Neighbours(before < 0 ? null : alone.CheckInUtc.AddMinutes(-before), after < 0 ? null : alone.CheckOutUtc.AddMinutes(after))
        select new Neighbourhood(timing, StayWindow.Of(times, dates, neighbours.NextCheckInUtc), neighbours);
}
