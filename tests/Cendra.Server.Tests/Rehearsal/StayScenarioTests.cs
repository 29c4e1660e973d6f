using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Server.Rehearsal.Play.Stays;
using Cendra.Server.Tests.World;
using Xunit.Abstractions;

namespace Cendra.Server.Tests.Rehearsal;

/// <summary>What each scenario ends in, on a flat with one plain lock and on one behind a street door that it shares: what opens when, and who is told what.</summary>
public sealed class StayScenarioTests(ITestOutputHelper output)
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task With_nothing_wrong_the_guest_gets_in_at_check_in_and_nobody_after_the_end(bool shared)
    {
        var outcome = await PlayAsync("plain", shared);
        Assert.Equal(Readiness.Ready, outcome.Verdict);
        Says(outcome, PromiseState.Kept, "The guest gets in from Sun 29 Nov 16:00");
        Says(outcome, PromiseState.Kept, "The guest is told the code Sat 28 Nov 16:00, 24 hours before check-in");
        Says(outcome, PromiseState.Kept, "No door opens before check-in, Sun 29 Nov 16:00");
        Says(outcome, PromiseState.Kept, "No door opens after Wed 2 Dec 11:30");
        Says(outcome, PromiseState.Kept, "No host is called");
        Assert.Equal(shared ? 2 : 1, outcome.Timeline.Count(t => t.Text.EndsWith("opens with the code", StringComparison.Ordinal)));
        Assert.Contains(outcome.Timeline, t => t.Text == "The guest is told the code" && t.Detail.Contains("Ihr Code: ••••", StringComparison.Ordinal));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task In_the_night_the_clocks_change_wall_times_stay_what_they_are(bool shared)
    {
        var outcome = await PlayAsync("clocks", shared);
        Assert.Equal(Readiness.Ready, outcome.Verdict);
        Assert.Contains("moved by 118 days: its first night, from Sat 27 Mar 2027", outcome.Words, StringComparison.Ordinal);
        Says(outcome, PromiseState.Kept, "The guest gets in from Sat 27 Mar 16:00");
        Says(outcome, PromiseState.Kept, "No door opens after Tue 30 Mar 11:30");
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_longer_stay_keeps_its_code_to_the_new_end(bool shared)
    {
        var outcome = await PlayAsync("longer", shared);
        Assert.Equal(Readiness.Ready, outcome.Verdict);
        Says(outcome, PromiseState.Kept, "The guest gets in from Sun 29 Nov 16:00");
        Says(outcome, PromiseState.Kept, "The code stays the same; the guest hears of the change Tue 1 Dec 19:00");
        Says(outcome, PromiseState.Kept, "No door opens after Thu 3 Dec 11:30");
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_lock_that_keeps_times_itself_lets_the_guest_in_while_it_is_offline(bool shared)
    {
        var outcome = await PlayAsync("offline", shared);
        Assert.Equal(Readiness.Ready, outcome.Verdict);
        Says(outcome, PromiseState.Kept, "The guest gets in from Sun 29 Nov 16:00");
        Assert.Contains(outcome.Timeline, t => t.Source == "Trouble" && t.Text.EndsWith("the lock goes offline", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lock_programmed_just_in_time_that_is_offline_leaves_the_guest_outside_and_a_host_is_called_before()
    {
        var outcome = await PlayAsync("offline", shared: false, street => street.LocksAsync(street.Birch, l => (l.Timing, l.DeviceType) = (LockTiming.JustInTime, "smartthings_lock")));
        Assert.Equal(Readiness.Blocked, outcome.Verdict);
        Assert.Equal("The guest stands before Porch from Sun 29 Nov 16:00 to Sun 29 Nov 19:00.", outcome.Answer);
        Says(outcome, PromiseState.Kept, "A host is called Sun 29 Nov 14:59, less than a minute after it happened");
        Assert.Contains(outcome.Timeline, t => t.Text == "Porch stays shut when the code is typed");
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_full_lock_calls_a_host_and_takes_the_code_when_there_is_room(bool shared)
    {
        var outcome = await PlayAsync("full", shared);
        Assert.Equal(Readiness.Ready, outcome.Verdict);
        Says(outcome, PromiseState.Kept, "A host is called Thu 26 Nov 16:00, 30 minutes after it happened");
        Says(outcome, PromiseState.Kept, "The guest gets in from Sun 29 Nov 16:00");
        Assert.Contains(outcome.Timeline, t => t.Detail.Contains("The lock has no room for another code", StringComparison.Ordinal));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_stay_cancelled_while_the_lock_is_offline_calls_a_host_until_the_code_is_gone(bool shared)
    {
        var outcome = await PlayAsync("cancelled", shared);
        Assert.Equal(Readiness.AtRisk, outcome.Verdict);
        Says(outcome, PromiseState.Told, "The code is gone Sun 29 Nov 20:00, 4 h 30 min later than planned");
        Says(outcome, PromiseState.Kept, "A host is called Sun 29 Nov 15:30, less than a minute after it happened");
        Assert.DoesNotContain(outcome.Timeline, t => t.Text.EndsWith("opens with the code", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lock_that_opens_early_says_so_and_that_a_host_was_told()
    {
        var outcome = await PlayAsync("plain", shared: false, street => street.LocksAsync(street.Birch, l => (l.Timing, l.DeviceType) = (LockTiming.JustInTime, "smartthings_lock")));
        Assert.Equal(Readiness.AtRisk, outcome.Verdict);
        Says(outcome, PromiseState.Told, "Porch opens with the code from Sun 29 Nov 15:00, 60 minutes before check-in");
        Says(outcome, PromiseState.Kept, "The guest gets in from Sun 29 Nov 16:00");
    }

    [Fact]
    public async Task A_lock_that_makes_its_own_codes_is_played_with_its_whole_hours()
    {
        var outcome = await PlayAsync("plain", shared: false, street => street.LocksAsync(street.Birch, l => (l.Timing, l.DeviceType, l.ChoosesPin, l.PinLengths, l.PinConstraints) = (LockTiming.OfflineCode, "igloohome_lock", true, "9", "cannot_specify_pin_code")));
        Says(outcome, PromiseState.Kept, "The guest gets in from Sun 29 Nov 16:00");
        Assert.DoesNotContain(outcome.Promises, p => p.State == PromiseState.Broken);
    }

    [Theory, InlineData(StayKind.Owner, "The owner"), InlineData(StayKind.Cleaner, "The cleaner")]
    public async Task Whoever_gets_no_messages_is_handed_the_code_by_a_host(StayKind kind, string who)
    {
        var outcome = await PlayAsync("plain", shared: true, kind: kind);
        Says(outcome, PromiseState.Kept, $"{who} gets in from Sun 29 Nov 16:00");
        Says(outcome, PromiseState.Kept, "A host hands the code over Sun 29 Nov 15:00");
        Assert.DoesNotContain(outcome.Timeline, t => t.Source == "Message");
    }

    [Fact]
    public async Task With_nobody_to_call_the_play_says_so()
    {
        var outcome = await PlayAsync("plain", shared: false, street => street.NobodyIsCalledAsync());
        Says(outcome, PromiseState.Broken, "Nobody can be called");
    }

    private static void Says(StayOutcome outcome, PromiseState state, string words) => Assert.Contains((state, words), outcome.Promises.Select(p => (p.State, p.Words)));

    private async Task<StayOutcome> PlayAsync(string scenario, bool shared, Func<RehearsalStreet, Task>? before = null, StayKind kind = StayKind.Guest)
    {
        await using var house = new House();
        var street = await RehearsalStreet.PutUpAsync(house);
        await (before?.Invoke(street) ?? Task.CompletedTask);
        await street.StayAsync(street.Alba, "Nora Lindqvist", 3, 3);
        await street.StayAsync(street.Other, "Piotr Nowak", 5, 4);
        return await street.PlayAsync(await street.StayAsync(shared ? street.Alba : street.Birch, "Jonas Weber", 6, 3, s => s.Kind = kind), scenario, output);
    }
}
