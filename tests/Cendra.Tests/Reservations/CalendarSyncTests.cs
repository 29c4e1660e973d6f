using System.Net;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Reservations.Sync;
using Xunit;

namespace Cendra.Tests.Reservations;

/// <summary>A flat that lives from a calendar: what the feed says reaches the door, what it leaves out does not, and what is broken changes nothing.</summary>
public sealed class CalendarSyncTests
{
    [Fact]
    public async Task A_stay_in_the_calendar_gets_a_code_that_opens_from_check_in_to_check_out()
    {
        await using var world = await StartAsync(("R1", "2026-06-03", "2026-06-05"));
        Assert.False(await world.OpensAsync("R1"));
        await world.QuietlyToAsync("2026-06-03 15:01");
        Assert.True(await world.OpensAsync("R1"));
        await world.QuietlyToAsync("2026-06-05 12:00");
        Assert.False(await world.OpensAsync("R1"));
        Assert.Equal(ConnectionState.Good, (await world.ConnectionAsync()).State);
    }

    [Fact]
    public async Task Other_dates_under_the_same_id_keep_the_digits()
    {
        await using var world = await StartAsync(("R1", "2026-06-03", "2026-06-05"));
        var digits = await world.World.DigitsAsync("R1", SourceWorld.Door);
        world.Lists(("R1", "2026-06-04", "2026-06-07"));
        await world.MoveAsync(20);
        await world.QuietlyToAsync("2026-06-06 20:00");
        Assert.Equal(digits, await world.World.DigitsAsync("R1", SourceWorld.Door));
        Assert.True(await world.OpensAsync("R1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Sign in</html>")]
    [InlineData("""{"code":500}""")]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:R9\r\n")]
    [InlineData("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")]
    public async Task T30_a_feed_that_is_broken_or_empty_changes_nothing_for_anybody(string body)
    {
        await using var world = await StartAsync(("R1", "2026-06-02", "2026-06-05"), ("R2", "2026-06-08", "2026-06-10"));
        world.Answers(body);
        await world.MoveAsync(200);
        Assert.Equal([StayStatus.Confirmed, StayStatus.Confirmed], [(await world.StayAsync("R1")).Status, (await world.StayAsync("R2")).Status]);
        Assert.Equal(0, (await world.BookingAsync("R1")).Misses);
        Assert.Single(await world.TasksAsync("source-"));
        world.Lists(("R1", "2026-06-02", "2026-06-05"), ("R2", "2026-06-08", "2026-06-10"));
        await world.MoveAsync(70);
        Assert.Empty(await world.TasksAsync("source-"));
        await world.QuietlyToAsync("2026-06-02 15:01");
        Assert.True(await world.OpensAsync("R1"));
    }

    [Fact]
    public async Task T31_one_absence_and_back_changes_nothing()
    {
        await using var world = await StartAsync(Three());
        world.Lists(Three()[1..]);
        await world.MoveAsync(20);
        Assert.Equal(1, (await world.BookingAsync("R1")).Misses);
        world.Lists(Three());
        await world.MoveAsync(20);
        Assert.Equal((0, null), ((await world.BookingAsync("R1")).Misses, (await world.BookingAsync("R1")).GoneUtc));
        Assert.Single((await world.StayAsync("R1")).Codes);
        Assert.Equal(StayStatus.Confirmed, (await world.StayAsync("R1")).Status);
    }

    [Fact]
    public async Task T32_two_absences_half_an_hour_apart_cancel_and_the_chain_says_that_it_was_inferred()
    {
        await using var world = await StartAsync(Three());
        world.Lists(Three()[1..]);
        await world.MoveAsync(20);
        Assert.Equal(StayStatus.Confirmed, (await world.StayAsync("R1")).Status);
        await world.MoveAsync(40);
        Assert.Equal(StayStatus.Cancelled, (await world.StayAsync("R1")).Status);
        Assert.Contains(await world.World.ChainAsync("R1"), e => e.What.Contains("no longer in the list of its source", StringComparison.Ordinal));
        await world.QuietlyToAsync("2026-06-05 16:00");
        Assert.False(await world.OpensAsync("R1"));
        Assert.Equal(StayStatus.Confirmed, (await world.StayAsync("R2")).Status);
    }

    [Fact]
    public async Task T07_T18_a_booking_that_comes_back_lives_again_with_its_new_dates()
    {
        await using var world = await StartAsync(Three());
        world.Lists(Three()[1..]);
        await world.MoveAsync(60);
        Assert.NotNull((await world.BookingAsync("R1")).GoneUtc);
        world.Lists([("R1", "2026-06-16", "2026-06-18"), .. Three()[1..]]);
        await world.MoveAsync(20);
        Assert.Equal((StayStatus.Confirmed, null), ((await world.StayAsync("R1")).Status, (await world.BookingAsync("R1")).GoneUtc));
        await world.QuietlyToAsync("2026-06-16 15:05");
        Assert.True(await world.OpensAsync("R1"));
    }

    [Fact]
    public async Task T33_more_than_people_cancel_at_once_is_held_for_a_day_and_counts_then()
    {
        await using var world = await StartAsync([.. Three(), ("R4", "2026-06-20", "2026-06-22"), ("R5", "2026-06-24", "2026-06-26")]);
        world.Lists(Three()[..2]);
        await world.MoveAsync(120);
        Assert.All(await Task.WhenAll(new[] { "R3", "R4", "R5" }.Select(world.StayAsync)), s => Assert.Equal(StayStatus.Confirmed, s.Status));
        Assert.Contains("3 of 5", Assert.Single(await world.TasksAsync("source-suspect")).Title, StringComparison.Ordinal);
        await world.QuietlyToAsync("2026-06-02 11:00");
        await world.MoveAsync(60);
        Assert.All(await Task.WhenAll(new[] { "R3", "R4", "R5" }.Select(world.StayAsync)), s => Assert.Equal(StayStatus.Cancelled, s.Status));
        Assert.Empty(await world.TasksAsync("source-suspect"));
    }

    [Fact]
    public async Task T33_a_held_list_counts_at_a_hosts_word_and_is_forgotten_when_it_has_all_again()
    {
        await using var world = await StartAsync(Three());
        world.Answers(SourceWorld.Body());
        await world.MoveAsync(20);
        Assert.NotNull((await world.SyncAsync()).SuspectSinceUtc);
        world.Lists(Three());
        await world.MoveAsync(20);
        Assert.Null((await world.SyncAsync()).SuspectSinceUtc);
        world.Answers(SourceWorld.Body());
        await world.MoveAsync(20);
        await world.ChangeSyncAsync(s => s.AcceptedUtc = world.World.Now);
        await world.MoveAsync(70);
        Assert.All(await Task.WhenAll(Three().Select(t => world.StayAsync(t.Uid))), s => Assert.Equal(StayStatus.Cancelled, s.Status));
    }

    [Fact]
    public async Task T34_what_is_dropped_on_its_day_of_departure_is_over_and_not_cancelled()
    {
        await using var world = await StartAsync(("R1", "2026-06-03", "2026-06-05"), ("R2", "2026-06-08", "2026-06-10"));
        await world.QuietlyToAsync("2026-06-05 00:30");
        world.Lists(("R2", "2026-06-08", "2026-06-10"));
        await world.MoveAsync(60);
        await world.QuietlyToAsync("2026-06-05 10:55");
        Assert.Equal(StayStatus.Confirmed, (await world.StayAsync("R1")).Status);
        Assert.True(await world.OpensAsync("R1"));
    }

    [Fact]
    public async Task A_guest_in_the_house_who_is_no_longer_listed_keeps_the_code_and_a_host_is_asked()
    {
        await using var world = await StartAsync(("R1", "2026-06-03", "2026-06-06"), ("R2", "2026-06-08", "2026-06-10"), ("R3", "2026-06-12", "2026-06-14"));
        await world.QuietlyToAsync("2026-06-04 10:00");
        world.Lists(("R2", "2026-06-08", "2026-06-10"), ("R3", "2026-06-12", "2026-06-14"));
        await world.MoveAsync(120);
        await world.QuietlyToAsync("2026-06-05 20:00");
        Assert.True(await world.OpensAsync("R1"));
        Assert.Single(Assert.Single(await world.TasksAsync("source-gone")).Stays);
        await world.QuietlyToAsync("2026-06-06 12:00");
        await world.MoveAsync(20);
        Assert.Empty(await world.TasksAsync("source-gone"));
        Assert.False(await world.OpensAsync("R1"));
    }

    [Fact]
    public async Task Near_the_arrival_it_takes_three_absences()
    {
        await using var world = await StartAsync(("R1", "2026-06-02", "2026-06-05"), ("R2", "2026-06-08", "2026-06-10"), ("R3", "2026-06-12", "2026-06-14"));
        await world.QuietlyToAsync("2026-06-01 16:00");
        world.Lists(("R2", "2026-06-08", "2026-06-10"), ("R3", "2026-06-12", "2026-06-14"));
        await world.MoveAsync(45);
        Assert.Equal((StayStatus.Confirmed, 2), ((await world.StayAsync("R1")).Status, (await world.BookingAsync("R1")).Misses));
        await world.MoveAsync(40);
        Assert.Equal(StayStatus.Cancelled, (await world.StayAsync("R1")).Status);
    }

    [Fact]
    public async Task T36_a_source_that_fails_destroys_nothing_and_a_host_hears_of_it_within_the_hour_when_somebody_comes()
    {
        await using var world = await StartAsync(("R1", "2026-06-03", "2026-06-05"));
        foreach (var status in new[] { HttpStatusCode.InternalServerError, HttpStatusCode.TooManyRequests, HttpStatusCode.BadGateway })
        {
            world.Answers("no", status);
            await world.MoveAsync(180);
        }

        Assert.Equal((ConnectionState.Failing, 1), ((await world.ConnectionAsync()).State, (await world.TasksAsync("source-silent")).Count));
        await world.QuietlyToAsync("2026-06-03 15:01");
        Assert.True(await world.OpensAsync("R1"));
    }

    [Fact]
    public async Task An_address_that_does_not_hold_any_more_is_a_hosts_task_at_once_and_nothing_ends()
    {
        await using var world = await StartAsync(("R1", "2026-06-03", "2026-06-05"));
        world.Answers("gone", HttpStatusCode.NotFound);
        await world.MoveAsync(20);
        var connection = await world.ConnectionAsync();
        Assert.Equal(ConnectionState.NeedsSignIn, connection.State);
        Assert.Contains("Copy it anew", connection.StateText, StringComparison.Ordinal);
        Assert.Single(await world.TasksAsync("source-silent"));
        Assert.DoesNotContain("s3cr3t", connection.StateText + (await world.TasksAsync("source-silent"))[0].Text, StringComparison.Ordinal);
        Assert.Equal(StayStatus.Confirmed, (await world.StayAsync("R1")).Status);
    }

    [Fact]
    public async Task What_is_unchanged_is_asked_for_by_its_name_and_costs_no_reading_but_an_absence_still_counts()
    {
        await using var world = await SourceWorld.OfCalendarAsync();
        void Named(string etag, string body) => world.Answers(request =>
        {
            var isSame = request.Headers.TryGetValues("If-None-Match", out var tags) && tags.Contains(etag);
            var answer = new HttpResponseMessage(isSame ? HttpStatusCode.NotModified : HttpStatusCode.OK) { Content = new StringContent(isSame ? "" : body) };
            answer.Headers.TryAddWithoutValidation("ETag", etag);
            return answer;
        });
        string Of(IEnumerable<(string Uid, string From, string Until)> stays) => SourceWorld.Body([.. stays.Select(s => SourceWorld.Event(s.Uid, s.From, s.Until))]);
        Named("\"1\"", Of(Three()));
        await world.World.WorkAsync();
        await world.MoveAsync(60);
        Assert.True(world.Asked.Count(r => r.Headers.Contains("If-None-Match")) >= 3);
        Named("\"2\"", Of(Three()[1..]));
        await world.MoveAsync(60);
        Assert.Equal(StayStatus.Cancelled, (await world.StayAsync("R1")).Status);
    }

    [Fact]
    public async Task T44_what_cannot_be_is_a_hosts_task_and_the_last_good_word_stays()
    {
        await using var world = await StartAsync(("R1", "2026-06-03", "2026-06-05"), ("R2", "2026-06-08", "2026-06-10"));
        world.Answers(SourceWorld.Body(SourceWorld.Event("R1", "2026-06-05", "2026-06-03"), SourceWorld.Event("R2", "2026-06-08", "2026-06-10")));
        await world.MoveAsync(20);
        Assert.Single(await world.TasksAsync("source-refused"));
        Assert.Equal(new DateOnly(2026, 6, 5), (await world.StayAsync("R1")).CheckOutLocal);
        world.Lists(("R1", "2026-06-03", "2026-06-06"), ("R2", "2026-06-08", "2026-06-10"));
        await world.MoveAsync(20);
        Assert.Empty(await world.TasksAsync("source-refused"));
        Assert.Equal(new DateOnly(2026, 6, 6), (await world.StayAsync("R1")).CheckOutLocal);
    }

    [Fact]
    public async Task T26_closed_days_give_nobody_a_code_and_end_when_they_are_open_again()
    {
        await using var world = await SourceWorld.OfCalendarAsync();
        string[] stays = [SourceWorld.Event("R1", "2026-06-03", "2026-06-05")];
        world.Answers(SourceWorld.Body([.. stays, SourceWorld.Event("B1", "2026-06-05", "2026-06-08", "Airbnb (Not available)"), SourceWorld.Event("B2", "2026-06-08", "2026-06-09", "Airbnb (Not available)")]));
        await world.World.WorkAsync();
        Assert.Empty((await world.StayAsync("B1")).Codes);
        world.Answers(SourceWorld.Body(stays));
        await world.MoveAsync(20);
        Assert.Equal([StayStatus.Cancelled, StayStatus.Cancelled], [(await world.StayAsync("B1")).Status, (await world.StayAsync("B2")).Status]);
        Assert.Empty(await world.TasksAsync("source-"));
    }

    [Fact]
    public async Task T46_a_stay_that_the_booking_system_tells_of_too_is_one_stay_and_the_system_is_followed()
    {
        await using var world = await StartAsync(("R1", "2026-06-03", "2026-06-05"), ("R2", "2026-06-08", "2026-06-10"));
        var digits = await world.World.DigitsAsync("R1", SourceWorld.Door);
        await world.World.BookingArrivesAsync("PMS-1", "Olot", "2026-06-03", "2026-06-05");
        Assert.True((await world.BookingAsync("R1")).IsSecondary);
        Assert.Equal((await world.StayAsync("R1")).Id, (await world.StayAsync("PMS-1")).Id);
        Assert.Equal(digits, await world.World.DigitsAsync("PMS-1", SourceWorld.Door));
        world.Lists(("R2", "2026-06-08", "2026-06-10")); // The calendar lacks it; the system does not.
        await world.MoveAsync(120);
        Assert.Equal(StayStatus.Confirmed, (await world.StayAsync("PMS-1")).Status);
        await world.World.BookingArrivesAsync("PMS-1", "Olot", "2026-06-03", "2026-06-05", status: "cancelled");
        Assert.Equal(StayStatus.Cancelled, (await world.StayAsync("PMS-1")).Status);
    }

    [Fact]
    public async Task T46_the_other_way_round_the_calendar_adds_nothing()
    {
        await using var world = await SourceWorld.OfCalendarAsync();
        await world.World.BookingArrivesAsync("PMS-1", "Olot", "2026-06-03", "2026-06-05");
        world.Lists(("R1", "2026-06-03", "2026-06-05"));
        await world.MoveAsync(20);
        Assert.True((await world.BookingAsync("R1")).IsSecondary);
        Assert.Single((await world.StayAsync("PMS-1")).Codes);
        Assert.Empty(await world.World.OpenEscalationsAsync());
    }

    [Fact]
    public async Task T32_a_booking_that_was_taken_for_cancelled_is_told_to_a_host_in_words_until_it_is_listed_again()
    {
        await using var world = await StartAsync(Three());
        world.Lists(Three()[1..]);
        await world.MoveAsync(20);
        Assert.Empty(await world.TasksAsync(AbsenceDesk.InferredCause));
        await world.MoveAsync(40);
        var told = Assert.Single(await world.TasksAsync(AbsenceDesk.InferredCause));
        Assert.Contains("5 Jun 2026 to 7 Jun 2026", told.Text, StringComparison.Ordinal);
        Assert.Equal((await world.StayAsync("R1")).Id, Assert.Single(told.Stays).StayId);
        await world.MoveAsync(60);
        Assert.Single(await world.TasksAsync(AbsenceDesk.InferredCause));
        world.Lists(Three());
        await world.MoveAsync(20);
        Assert.Empty(await world.TasksAsync(AbsenceDesk.InferredCause));
        Assert.Equal(StayStatus.Confirmed, (await world.StayAsync("R1")).Status);
    }

    private static (string Uid, string From, string Until)[] Three() => [("R1", "2026-06-05", "2026-06-07"), ("R2", "2026-06-08", "2026-06-10"), ("R3", "2026-06-12", "2026-06-14")];

    private static async Task<SourceWorld> StartAsync(params (string Uid, string From, string Until)[] stays)
    {
        var world = await SourceWorld.OfCalendarAsync();
        world.Lists(stays);
        await world.World.WorkAsync();
        await world.MoveAsync(1);
        return world;
    }
}
