using Cendra.Domain;
using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Cendra.Simulator.Locks;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>What goes wrong between Cendra, Seam and a lock: nothing is doubled, nothing is claimed that is not proven, and a host is called.</summary>
public sealed class FaultsTests
{
    [Fact]
    public async Task A_just_in_time_lock_that_is_offline_at_the_end_is_an_alarm_until_the_removal_is_read_back()
    {
        await using var world = await StartAsync(LockBehaviour.JustInTime);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        var pin = await world.DigitsAsync("R1", "flat");
        await world.MoveToAsync("2026-06-03 11:00");
        world.Doors.TakeOffline("flat");
        await world.MoveToAsync("2026-06-03 11:35");
        Assert.True(world.Opens("flat", pin), "the lock does not know times");
        Assert.Equal(AccessCodeState.Unproven, (await world.CodeAsync("R1", "flat")).State);
        var alarm = Assert.Single(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("end-unproven:", StringComparison.Ordinal));
        Assert.Equal(EscalationPriority.P1, alarm.Priority);
        Assert.Contains(Sweeps.NotifyHosts, world.Woken);

        await world.MoveToAsync("2026-06-03 14:00");
        world.Doors.BringOnline("flat");
        await world.MoveAsync(TimeSpan.FromMinutes(12));
        Assert.False(world.Opens("flat", pin));
        Assert.Equal(AccessCodeState.Revoked, (await world.CodeAsync("R1", "flat")).State);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task A_lock_that_keeps_time_and_is_offline_at_the_end_is_ended_by_the_lock_and_later_read_back()
    {
        await using var world = await StartAsync(LockBehaviour.NativeSchedule);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        var pin = await world.DigitsAsync("R1", "flat");
        await world.MoveToAsync("2026-06-03 11:00");
        world.Doors.TakeOffline("flat");
        await world.MoveToAsync("2026-06-03 11:50");
        Assert.False(world.Opens("flat", pin), "the lock knows its end");
        Assert.Equal(AccessCodeState.EndedByLock, (await world.CodeAsync("R1", "flat")).State);
        Assert.Empty(await world.OpenEscalationsAsync());

        world.Doors.BringOnline("flat");
        await world.MoveAsync(TimeSpan.FromHours(2));
        Assert.Equal(AccessCodeState.Revoked, (await world.CodeAsync("R1", "flat")).State);
        Assert.Null((await world.StayAsync("R1")).DueAtUtc);
    }

    [Fact]
    public async Task A_code_that_is_on_the_lock_already_works_while_the_lock_is_offline_and_the_guest_is_called_ready()
    {
        await using var world = await StartAsync(LockBehaviour.NativeSchedule);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        await world.MoveToAsync("2026-06-02 12:00");
        world.Doors.TakeOffline("flat");
        await world.MoveToAsync("2026-06-03 15:05");
        Assert.True(world.Opens("flat", await world.DigitsAsync("R1", "flat")));
        Assert.Equal(AccessCodeFault.None, (await world.CodeAsync("R1", "flat")).Fault);
        Assert.Equal(Readiness.Ready, (await world.StayAsync("R1")).Readiness);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Theory]
    [InlineData(LockBehaviour.NativeSchedule)]
    [InlineData(LockBehaviour.JustInTime)]
    [InlineData(LockBehaviour.OfflineCode)]
    public async Task A_create_whose_answer_is_lost_makes_one_code(LockBehaviour behaviour)
    {
        await using var world = await StartAsync(behaviour);
        world.Doors.LoseNextResponses("/access_codes/create");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await world.MoveAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(1, world.Doors.CreatedCodes());
        await world.MoveToAsync("2026-06-02 15:10");
        Assert.True(world.Opens("flat", await world.DigitsAsync("R1", "flat")));
        Assert.Equal(Readiness.Ready, (await world.StayAsync("R1")).Readiness);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task Seam_being_down_delays_the_code_tells_a_host_inside_the_last_day_and_cures_itself()
    {
        await using var world = await StartAsync(LockBehaviour.NativeSchedule);
        world.Doors.StartOutage("/access_codes/create", "/access_codes/list", "/access_codes/get");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await world.MoveToAsync("2026-06-01 14:00");
        Assert.Empty(await world.OpenEscalationsAsync());
        await world.MoveToAsync("2026-06-01 15:30");
        Assert.Equal(EscalationPriority.P1, Assert.Single(await world.OpenEscalationsAsync()).Priority);
        Assert.NotEqual(Readiness.Ready, (await world.StayAsync("R1")).Readiness);

        world.Doors.EndOutage();
        await world.MoveAsync(TimeSpan.FromMinutes(15));
        Assert.Equal(Readiness.Ready, (await world.StayAsync("R1")).Readiness);
        Assert.Empty(await world.OpenEscalationsAsync());
        Assert.Equal(1, world.Doors.CreatedCodes());
    }

    [Fact]
    public async Task Digits_that_the_lock_already_holds_are_replaced_on_all_doors()
    {
        await using var twin = await StartTwoDoorsAsync();
        await twin.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        var chosen = await twin.DigitsAsync("R1", "street");

        await using var world = await StartTwoDoorsAsync(); // The same seed chooses the same digits.
        await PutByHandAsync(world, "flat", chosen);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        await world.MoveToAsync("2026-06-10 15:05");
        var pin = await world.DigitsAsync("R1", "flat");
        Assert.NotEqual(chosen, pin);
        Assert.Equal(pin, await world.DigitsAsync("R1", "street"));
        Assert.True(world.Opens("flat", pin));
        Assert.True(world.Opens("street", pin));
        Assert.False(world.Opens("street", chosen), "the refused digits are off the other door too");
    }

    [Fact]
    public async Task A_lost_account_makes_codes_unreadable_and_destroys_nothing()
    {
        await using var world = await StartAsync(LockBehaviour.NativeSchedule);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.MoveToAsync("2026-06-02 12:00");
        world.Doors.DisconnectAccount();
        await world.MoveAsync(TimeSpan.FromMinutes(20));
        var code = await world.CodeAsync("R1", "flat");
        Assert.Equal(AccessCodeFault.Unreadable, code.Fault);
        Assert.Equal(AccessCodeState.Scheduled, code.State);
        Assert.NotEmpty(await world.OpenEscalationsAsync());
        world.Doors.ReconnectAccount();
        await world.MoveAsync(TimeSpan.FromMinutes(20));
        Assert.Equal(Readiness.Ready, (await world.StayAsync("R1")).Readiness);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task A_removal_that_the_lock_refuses_is_an_alarm_and_is_tried_until_it_works()
    {
        await using var world = await StartAsync(LockBehaviour.JustInTime);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        var pin = await world.DigitsAsync("R1", "flat");
        await world.MoveToAsync("2026-06-03 11:00");
        world.Doors.FailNextRemovals("flat", 50);
        await world.MoveToAsync("2026-06-03 11:33");
        Assert.True(world.Opens("flat", pin));
        Assert.Equal(AccessCodeState.Unproven, (await world.CodeAsync("R1", "flat")).State);
        Assert.NotEmpty(await world.OpenEscalationsAsync());
        world.Doors.FailNextRemovals("flat", 0);
        await world.MoveAsync(TimeSpan.FromHours(1));
        Assert.False(world.Opens("flat", pin));
        Assert.Equal(AccessCodeState.Revoked, (await world.CodeAsync("R1", "flat")).State);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task A_lock_that_does_not_take_the_code_calls_a_host_once_for_all_its_stays()
    {
        await using var world = await StartAsync(LockBehaviour.JustInTime);
        world.Doors.FailNextSets("flat", 50);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await world.MoveToAsync("2026-06-02 14:10");
        Assert.Equal(Readiness.Blocked, (await world.StayAsync("R1")).Readiness);
        var escalation = Assert.Single(await world.OpenEscalationsAsync());
        Assert.True(escalation.Priority <= EscalationPriority.P1);
        Assert.DoesNotContain(await world.DigitsAsync("R1", "flat"), escalation.Title + escalation.Text + escalation.Stays[0].NextStep);
    }

    [Fact]
    public async Task A_listing_without_a_property_is_a_hosts_task_at_once_and_gets_its_code_when_mapped()
    {
        await using var world = await StartAsync(LockBehaviour.NativeSchedule);
        await world.BookingArrivesAsync("R1", "Somewhere", "2026-06-10", "2026-06-13");
        Assert.Equal("unmapped:Somewhere", Assert.Single(await world.OpenEscalationsAsync()).Cause);
        Assert.Equal(Readiness.Blocked, (await world.StayAsync("R1")).Readiness);
        Assert.Equal(0, world.Doors.CreatedCodes());
    }

    private static async Task<DoorWorld> StartAsync(LockBehaviour behaviour)
    {
        var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("flat", behaviour));
        return world;
    }

    private static async Task<DoorWorld> StartTwoDoorsAsync()
    {
        var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("street", LockBehaviour.NativeSchedule), ("flat", LockBehaviour.NativeSchedule));
        return world;
    }

    private static Task PutByHandAsync(DoorWorld world, string deviceId, string digits) => world.InScopeAsync<Cendra.Lifecycle.Seam.SeamClient>(seam =>
        seam.CreateAccessCodeAsync(
            new Cendra.Lifecycle.Seam.SeamCodeRequest
            {
                DeviceId = deviceId, Code = Cendra.Lifecycle.Seam.SeamDigits.Of(digits), Name = "Cleaner", StartsAt = world.Now, EndsAt = world.Now.AddDays(90),
            }, CancellationToken.None));
}
