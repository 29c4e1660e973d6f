using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Portfolio;
using Xunit;
using static Cendra.Tests.Access.CodeStates;

namespace Cendra.Tests.Access;

/// <summary>Which moves a code allows, and what each leaves behind.</summary>
public sealed class AccessCodeTests
{
    private static readonly AccessCodeState[] Ended = [AccessCodeState.Revoked, AccessCodeState.EndedByLock, AccessCodeState.Unproven];

    public static TheoryData<AccessCodeState> States() => new(Enum.GetValues<AccessCodeState>());

    [Theory]
    [MemberData(nameof(States))]
    public void The_builder_of_these_tests_reaches_every_state(AccessCodeState state) => Assert.Equal(state, In(state).State);

    [Theory]
    [MemberData(nameof(States))]
    public void Creating_and_accepting_are_allowed_only_before_the_vendor_holds_it(AccessCodeState state)
    {
        var allowed = state is AccessCodeState.Planned or AccessCodeState.Creating;
        Moves(state, allowed, AccessCodeState.Creating, c => c.BeginCreate());
        Moves(state, allowed, AccessCodeState.Accepted, c => c.MarkAccepted("seam-2"));
        Moves(state, state is AccessCodeState.Creating, AccessCodeState.Planned, c => c.CreateDidNotArrive());
    }

    [Theory]
    [MemberData(nameof(States))]
    public void A_lock_that_keeps_no_time_ends_no_code(AccessCodeState state) =>
        Moves(state, allowed: false, state, c => c.MarkEndedByLock(LockTiming.JustInTime, Until.AddDays(1)));

    [Theory]
    [MemberData(nameof(States))]
    public void No_lock_ends_a_code_before_the_end_it_was_told(AccessCodeState state)
    {
        Moves(state, allowed: false, state, c => c.MarkEndedByLock(LockTiming.NativeSchedule, Until.AddSeconds(-1)));
        var later = In(AccessCodeState.Active);
        later.Observe(Reading(CodePresence.Working) with { UntilUtc = Until.AddHours(2) }, From);
        Assert.Throws<InvalidOperationException>(() => later.MarkEndedByLock(LockTiming.NativeSchedule, Until.AddHours(1)));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void A_removal_can_be_ordered_at_any_time_and_never_reopens_an_end(AccessCodeState state)
    {
        var code = In(state);
        code.BeginRemoval("host:1", "the host asked", Until);
        Assert.Equal(Ended.Contains(state) ? state : AccessCodeState.Removing, code.State);
    }

    [Theory]
    [MemberData(nameof(States))]
    public void A_proof_that_it_is_gone_ends_every_code_once(AccessCodeState state)
    {
        var code = In(state);
        code.SetFault(AccessCodeFault.RemovalDelayed, "takes long", Until);
        code.MarkRevoked("read back", Until.AddHours(1));
        code.MarkRevoked("read back", Until.AddHours(2));
        Assert.Equal((AccessCodeState.Revoked, true, false), (code.State, code.IsSettled, code.IsLive));
        Assert.Equal(state is AccessCodeState.Revoked or AccessCodeState.EndedByLock ? Until : Until.AddHours(1), code.EndedUtc);
        Assert.Single(code.PendingNotes, n => n.Kind == AuditKind.CodeRevoked);
    }

    [Theory]
    [MemberData(nameof(States))]
    public void What_cannot_be_read_changes_no_state_and_is_never_taken_for_gone(AccessCodeState state)
    {
        var code = In(state);
        var confirmed = code.LastConfirmedUtc;
        code.Observe(Reading(CodePresence.Unreadable, AccessCodeFault.Unreadable), Until.AddDays(9));
        Assert.Equal((state, AccessCodeFault.Unreadable, confirmed), (code.State, code.Fault, code.LastConfirmedUtc));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void A_code_that_is_missing_is_not_ended_by_the_reading_alone(AccessCodeState state)
    {
        var code = In(state);
        code.Observe(Reading(CodePresence.Gone), Until.AddDays(9));
        Assert.Equal(state, code.State);
    }

    [Theory]
    [InlineData(AccessCodeState.Accepted, CodePresence.ScheduledOnLock, AccessCodeState.Scheduled)]
    [InlineData(AccessCodeState.Accepted, CodePresence.Working, AccessCodeState.Active)]
    [InlineData(AccessCodeState.Creating, CodePresence.Waiting, AccessCodeState.Accepted)]
    [InlineData(AccessCodeState.Scheduled, CodePresence.Working, AccessCodeState.Active)]
    [InlineData(AccessCodeState.InUse, CodePresence.Working, AccessCodeState.InUse)]
    [InlineData(AccessCodeState.Active, CodePresence.Setting, AccessCodeState.Accepted)]
    [InlineData(AccessCodeState.Active, CodePresence.Removing, AccessCodeState.Removing)]
    public void A_reading_moves_a_living_code(AccessCodeState from, CodePresence presence, AccessCodeState to)
    {
        var code = In(from);
        code.Observe(Reading(presence), From);
        Assert.Equal((to, (DateTimeOffset?)From), (code.State, code.LastConfirmedUtc));
        Assert.Equal((From, Until), (code.ProgrammedFromUtc, code.ProgrammedUntilUtc));
    }

    [Fact]
    public void A_reading_without_trouble_clears_a_fault_but_not_what_a_person_has_to_decide()
    {
        var code = In(AccessCodeState.Active);
        code.SetFault(AccessCodeFault.SetDelayed, "late", Now);
        code.Observe(Reading(CodePresence.Working), From);
        Assert.Equal((AccessCodeFault.None, "", (DateTimeOffset?)null), (code.Fault, code.FaultText, code.FaultSinceUtc));
        code.SetFault(AccessCodeFault.Withheld, "wait", Now);
        code.Observe(Reading(CodePresence.Working), From);
        Assert.Equal((AccessCodeFault.Withheld, "wait"), (code.Fault, code.FaultText));
    }

    [Fact]
    public void A_reading_does_not_wipe_away_why_an_end_is_unproven()
    {
        var code = In(AccessCodeState.Unproven);
        code.Observe(Reading(CodePresence.Working), Until.AddHours(1));
        Assert.Equal((AccessCodeState.Unproven, "the lock is offline"), (code.State, code.FaultText));
    }

    [Fact]
    public void A_moved_window_is_noted_once_and_counts_only_when_the_lock_confirms_it()
    {
        var code = In(AccessCodeState.Active);
        var moved = new CodeWindow(From, Until.AddHours(3), From);
        code.Intend(moved);
        code.Intend(moved);
        code.MarkWindowRequested(Now);
        Assert.Equal((Until.AddHours(3), (DateTimeOffset?)Until, true), (code.IntendedUntilUtc, code.ProgrammedUntilUtc, code.WindowChangePending));
        Assert.Single(code.PendingNotes, n => n.Kind == AuditKind.CodeWindowChanged);
        code.Observe(Reading(CodePresence.Working) with { UntilUtc = Until.AddHours(3) }, From);
        Assert.Equal((code.IntendedUntilUtc, false), (code.ProgrammedUntilUtc!.Value, code.WindowChangePending));
    }

    private static void Moves(AccessCodeState from, bool allowed, AccessCodeState to, Action<AccessCode> move)
    {
        var code = In(from);
        var lines = code.PendingNotes.Count;
        if (allowed)
        {
            move(code);
            Assert.Equal(to, code.State);
        }
        else
        {
            Assert.Throws<InvalidOperationException>(() => move(code));
            Assert.Equal((from, lines), (code.State, code.PendingNotes.Count));
        }
    }
}
