using System.Net;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Reservations.Sync;
using FsCheck.Xunit;
using Xunit;

namespace Cendra.Tests.Reservations;

/// <summary>When a source is asked once more about a guest who comes, and how often at the most.</summary>
public sealed class ArrivalQuestionsTests
{
    private static readonly DateTimeOffset CheckIn = new(2026, 6, 2, 13, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_booking_is_asked_for_a_day_before_two_hours_before_and_at_check_in()
    {
        await using var world = await StartAsync();
        foreach (var (local, asked) in new[]
        {
            ("2026-06-01 14:59", 0), ("2026-06-01 15:01", 1), ("2026-06-02 12:59", 1), ("2026-06-02 13:01", 2), ("2026-06-02 14:59", 2), ("2026-06-02 15:01", 3), ("2026-06-02 19:00", 3),
        })
        {
            await world.QuietlyToAsync(local);
            Assert.Equal((local, asked), (local, OneByOne(world)));
        }
    }

    [Fact]
    public async Task What_a_question_brings_is_taken_over_at_once()
    {
        await using var world = await StartAsync();
        await world.QuietlyToAsync("2026-06-02 12:59");
        world.List.Has("R1", "2026-06-02", "2026-06-08");
        await world.QuietlyToAsync("2026-06-02 13:01");
        Assert.Equal(new DateOnly(2026, 6, 8), (await world.StayAsync("R1")).CheckOutLocal);
        await world.QuietlyToAsync("2026-06-07 12:00");
        Assert.True(await world.OpensAsync("R1"));
    }

    [Fact]
    public async Task A_booking_that_the_source_does_not_have_any_more_counts_as_one_absence_and_nothing_ends_by_it()
    {
        await using var world = await StartAsync();
        world.List.Loses("R1");
        await world.QuietlyToAsync("2026-06-01 15:01");
        Assert.Equal((1, StayStatus.Confirmed), ((await world.BookingAsync("R1")).Misses, (await world.StayAsync("R1")).Status));
        await world.QuietlyToAsync("2026-06-02 15:05");
        Assert.True(await world.OpensAsync("R1"));
    }

    [Fact]
    public async Task A_calendar_is_read_anew_because_it_cannot_be_asked_for_one_booking()
    {
        await using var world = await SourceWorld.OfCalendarAsync();
        world.Lists(("R1", "2026-06-02", "2026-06-04"));
        await world.World.WorkAsync();
        await world.ChangeSyncAsync(s => s.DueUtc = world.World.Now.AddDays(3));
        var before = world.Asked.Count;
        world.Lists(("R1", "2026-06-02", "2026-06-06"));
        await world.World.MoveToAsync("2026-06-01 15:00");
        Assert.Equal((before + 1, new DateOnly(2026, 6, 6)), (world.Asked.Count, (await world.StayAsync("R1")).CheckOutLocal));
    }

    [Fact]
    public async Task A_source_that_was_asked_too_often_is_not_asked_about_arrivals_either_until_it_says()
    {
        await using var world = await StartAsync();
        await world.QuietlyToAsync("2026-06-01 14:30");
        world.List.Instead = (_, _) =>
        {
            var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            answer.Headers.TryAddWithoutValidation("Retry-After", "3600");
            return answer;
        };
        await world.ChangeSyncAsync(s => s.DueUtc = world.World.Now);
        await world.World.WorkAsync();
        var asked = world.List.Asked.Count;
        world.List.Instead = (_, _) => null;
        await world.QuietlyToAsync("2026-06-01 15:20");
        Assert.Equal(asked, world.List.Asked.Count);
        await world.QuietlyToAsync("2026-06-01 15:31");
        Assert.Equal(1, OneByOne(world));
    }

    [Property]
    public bool A_question_is_never_due_within_ten_minutes_of_the_last_and_never_after_an_hour_past_check_in(short nowMinutes, short askedMinutes, short observedMinutes)
    {
        var (now, asked) = (CheckIn.AddMinutes(nowMinutes), CheckIn.AddMinutes(askedMinutes));
        var due = ArrivalPoints.DueUtc(CheckIn, asked, CheckIn.AddMinutes(observedMinutes), now);
        return (due is null || due >= asked + ArrivalPoints.Apart) && (now < CheckIn + ArrivalPoints.Late || due is null);
    }

    [Fact]
    public void One_answer_settles_all_moments_before_it_and_what_was_learned_later_needs_no_question()
    {
        Assert.Equal(CheckIn.AddHours(-2), ArrivalPoints.DueUtc(CheckIn, null, CheckIn.AddDays(-9), CheckIn.AddHours(-1)));
        Assert.Equal(CheckIn, ArrivalPoints.DueUtc(CheckIn, CheckIn.AddHours(-1), CheckIn.AddDays(-9), CheckIn.AddHours(-1)));
        Assert.Equal(CheckIn, ArrivalPoints.DueUtc(CheckIn, null, CheckIn.AddHours(-1), CheckIn.AddHours(-1)));
        Assert.Null(ArrivalPoints.DueUtc(CheckIn, CheckIn, CheckIn.AddDays(-9), CheckIn.AddMinutes(1)));
    }

    private static int OneByOne(SourceWorld world) => world.List.Asked.Count(u => u.AbsolutePath.EndsWith("/R1", StringComparison.Ordinal));

    private static async Task<SourceWorld> StartAsync()
    {
        var world = await SourceWorld.OfListAsync();
        world.List.Has("R1", "2026-06-02", "2026-06-04");
        await world.World.WorkAsync();
        await world.MoveAsync(1);
        return world;
    }
}
