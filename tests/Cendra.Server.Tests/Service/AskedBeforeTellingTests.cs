using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Reservations.Sync;
using Cendra.Messaging.Outbound;
using Cendra.Server.Tests.Guests;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>
/// Right before a guest is told a code the source of the booking is asked once more, and what it says holds. The guest comes on 2 June, 15:00; the message is due 25 hours before, on 1 June at
/// 14:00, when nothing else asks.
/// </summary>
public sealed class AskedBeforeTellingTests
{
    [Fact]
    public async Task A_booking_that_its_source_cancelled_a_minute_before_is_told_to_nobody_and_its_code_goes()
    {
        var (world, list) = await HouseAsync();
        await using var _ = world;
        await world.ClockMovesToAsync("2026-06-01 13:59");
        var digits = await world.DigitsAsync("R1", "flat");
        list.ListLags(); // Only who asks for the booking itself hears of it.
        list.Has("R1", "2026-06-02", "2026-06-04", "cancelled");
        await world.ClockMovesToAsync("2026-06-01 14:30");
        Assert.Empty(world.Told());
        Assert.Equal(StayStatus.Cancelled, (await world.StayAsync("R1")).Status);
        Assert.Equal(MessageState.Withdrawn, Assert.Single(await world.MessagesAsync(MessageKinds.PreArrival)).State);
        Assert.Equal(["R1"], list.Asked);
        world.Time.SetUtcNow(ServiceWorld.Utc("2026-06-02 15:05"));
        await world.Doors.CatchUpAsync();
        Assert.False(world.Doors.PressKeypad("flat", digits).Opened);
    }

    [Fact]
    public async Task A_booking_that_its_source_moved_a_minute_before_is_told_with_its_new_times()
    {
        var (world, list) = await HouseAsync();
        await using var _ = world;
        await world.ClockMovesToAsync("2026-06-01 13:59");
        list.ListLags();
        list.Has("R1", "2026-06-02", "2026-06-09");
        await world.ClockMovesToAsync("2026-06-01 14:05");
        Assert.Single(world.Told());
        var message = Assert.Single(await world.MessagesAsync(MessageKinds.PreArrival));
        Assert.Equal(ServiceWorld.Utc("2026-06-09 11:00"), message.ToldUntilUtc);
        Assert.Equal(["R1"], list.Asked);
    }

    [Fact]
    public async Task A_booking_that_was_moved_to_a_later_day_is_told_then()
    {
        var (world, list) = await HouseAsync();
        await using var _ = world;
        await world.ClockMovesToAsync("2026-06-01 13:59");
        list.ListLags();
        list.Has("R1", "2026-06-03", "2026-06-05");
        await world.ClockMovesToAsync("2026-06-01 15:30");
        Assert.Empty(world.Told());
        Assert.Equal(ServiceWorld.Utc("2026-06-02 14:00"), Assert.Single(await world.MessagesAsync(MessageKinds.PreArrival)).DueAtUtc);
    }

    [Fact]
    public async Task T36_a_source_that_fails_stops_no_message_and_no_host_is_told_while_what_is_known_is_young()
    {
        var (world, list) = await HouseAsync();
        await using var _ = world;
        await world.ClockMovesToAsync("2026-06-01 12:00");
        list.IsDown = true;
        await world.ClockMovesToAsync("2026-06-01 14:02");
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), Assert.Single(world.Told()), StringComparison.Ordinal);
        Assert.Contains("R1", list.Asked);
        Assert.DoesNotContain(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith(ArrivalQuestions.StaleCause, StringComparison.Ordinal));
    }

    [Fact]
    public async Task T36_a_message_that_leaves_on_data_older_than_twelve_hours_leaves_and_a_host_is_told_once_until_the_source_is_read_again()
    {
        var (world, list) = await HouseAsync("2026-06-03", "2026-06-05");
        await using var _ = world;
        list.IsDown = true;
        await world.ClockMovesToAsync("2026-06-02 14:02");
        Assert.Single(world.Told());
        var stale = Assert.Single(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith(ArrivalQuestions.StaleCause, StringComparison.Ordinal));
        Assert.Equal((await world.StayAsync("R1")).Id, Assert.Single(stale.Stays).StayId);
        await world.ClockMovesToAsync("2026-06-02 16:30");
        Assert.Single(world.Told(HousePhones.Host), t => t.Contains("old data", StringComparison.Ordinal));
        list.IsDown = false;
        await world.ClockMovesToAsync("2026-06-02 18:00");
        Assert.DoesNotContain(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith(ArrivalQuestions.StaleCause, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_deliveries_at_once_ask_once_and_tell_once()
    {
        var (world, list) = await HouseAsync();
        await using var _ = world;
        await world.ClockMovesToAsync("2026-06-01 13:59");
        world.Time.SetUtcNow(ServiceWorld.Utc("2026-06-01 14:00"));
        var id = Assert.Single(await world.MessagesAsync(MessageKinds.PreArrival)).Id;
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => world.InScopeAsync<DeliverMessageJob>(job => job.RunAsync(id, CancellationToken.None))));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(["R1"], list.Asked);
        Assert.Single(world.Told());
    }

    [Fact]
    public async Task A_tap_on_the_guests_page_asks_too_and_a_source_that_fails_keeps_nobody_outside()
    {
        var (world, list) = await HouseAsync();
        await using var _ = world;
        await world.ClockMovesToAsync("2026-06-01 14:05");
        using var guest = GuestBrowser.Of(world);
        await world.ClockMovesToAsync("2026-06-01 16:00");
        list.IsDown = true;
        Assert.Equal(await world.DigitsAsync("R1", "flat"), GuestBrowser.DigitsIn(await guest.TappedAsync()));
        await world.ClockMovesToAsync("2026-06-01 16:20");
        list.IsDown = false;
        list.ListLags();
        list.Has("R1", "2026-06-02", "2026-06-04", "cancelled");
        var asked = list.Asked.Count;
        using var answer = await guest.TapAsync();
        Assert.Equal("", GuestBrowser.DigitsIn(await answer.Content.ReadAsStringAsync()));
        Assert.Equal(asked + 1, list.Asked.Count);
    }

    [Theory]
    [InlineData("the answer has arrived")]
    [InlineData("after a commit")]
    public async Task Killed_between_the_question_and_the_message_the_guest_of_a_cancelled_booking_is_told_nothing(string moment)
    {
        var kill = new KillSwitch();
        var (world, list) = await HouseAsync(options: new WorldOptions { Also = kill.AddTo });
        await using var _ = world;
        await world.ClockMovesToAsync("2026-06-01 13:59");
        list.ListLags();
        list.Has("R1", "2026-06-02", "2026-06-04", "cancelled");
        list.AfterAnswer = () =>
        {
            list.AfterAnswer = null;
            kill.Arm(dieAtFirst: moment);
            kill.Pass("the answer has arrived");
        };
        try
        {
            await world.ClockMovesToAsync("2026-06-01 14:00");
        }
        catch (Exception) when (kill.IsDead)
        {
            // As after a kill nothing goes on.
        }

        Assert.Equal(moment, kill.DiedAt);
        kill.Disarm();
        await world.RestartAsync();
        await world.ClockMovesToAsync("2026-06-01 14:30");
        Assert.Empty(world.Told());
        Assert.Equal(StayStatus.Cancelled, (await world.StayAsync("R1")).Status);
    }

    private static Task<(ServiceWorld World, ListedHouse List)> HouseAsync(string from = "2026-06-02", string until = "2026-06-04", WorldOptions? options = null) =>
        ListedHouse.OpenAsync(list => list.Has("R1", from, until), options);
}
