using System.Net;
using System.Text.Json;
using Cendra.Lifecycle.Reservations.Sync;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>A system whose list Cendra reads says which booking changed: the booking is fetched, never believed, and never fetched more often than it helps.</summary>
public sealed class HintsTests
{
    [Fact]
    public async Task Several_hints_of_one_change_fetch_the_booking_once_within_seconds()
    {
        var (world, list) = await HouseAsync();
        await using var _ = world;
        list.ListLags();
        list.Has("R1", "2026-06-10", "2026-06-15");
        var first = ListedHouse.Hint(world, "R1");
        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.OK], [await world.PostAsync(first), await world.PostAsync(first)]);
        Assert.Equal(HttpStatusCode.Accepted, await world.PostAsync(ListedHouse.Hint(world, "R1")));
        await world.WorkAsync();
        Assert.Empty(list.Asked);
        await world.ClockMovesAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(["R1"], list.Asked);
        Assert.Equal(new DateOnly(2026, 6, 15), (await world.StayAsync("R1")).CheckOutLocal);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["R1"], list.Asked);
    }

    [Fact]
    public async Task A_hint_that_comes_after_the_answer_fetches_again()
    {
        var (world, list) = await HouseAsync();
        await using var _ = world;
        list.ListLags();
        foreach (var until in new[] { "2026-06-15", "2026-06-16" })
        {
            list.Has("R1", "2026-06-10", until);
            await world.PostAsync(ListedHouse.Hint(world, "R1"));
            await world.ClockMovesAsync(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(["R1", "R1"], list.Asked);
        Assert.Equal(new DateOnly(2026, 6, 16), (await world.StayAsync("R1")).CheckOutLocal);
    }

    [Fact]
    public async Task A_booking_that_the_source_does_not_know_yet_is_asked_for_after_1_5_and_30_minutes_and_then_no_more()
    {
        var (world, list) = await HouseAsync();
        await using var _ = world;
        await world.PostAsync(ListedHouse.Hint(world, "R9"));
        foreach (var (minutes, asked) in new[] { (0.1, 1), (0.9, 1), (0.1, 2), (4.8, 2), (0.2, 3), (29.5, 3), (0.5, 4), (120.0, 4) })
        {
            await world.ClockMovesAsync(TimeSpan.FromMinutes(minutes));
            Assert.Equal(asked, list.Asked.Count);
        }

        await using var db = world.Open();
        var hint = await db.ReceivedWebhooks.SingleAsync(w => w.Source == ListedHouse.Name);
        Assert.Equal(("The source does not know this booking.", null), (hint.Outcome, hint.DueAtUtc));
        Assert.NotNull(hint.ProcessedUtc);
    }

    [Fact]
    public async Task A_booking_that_appears_meanwhile_is_taken_over_at_the_next_question()
    {
        var (world, list) = await HouseAsync();
        await using var _ = world;
        list.ListLags();
        await world.PostAsync(ListedHouse.Hint(world, "R9"));
        await world.ClockMovesAsync(TimeSpan.FromSeconds(10));
        list.Has("R9", "2026-06-20", "2026-06-22");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(new DateOnly(2026, 6, 20), (await world.StayAsync("R9")).CheckInLocal);
        Assert.Equal(2, list.Asked.Count);
    }

    [Fact]
    public async Task A_hint_is_only_a_hint_and_a_wrong_one_names_its_field()
    {
        var (world, list) = await HouseAsync();
        await using var _ = world;
        using var whole = await world.AnswerToAsync(ListedHouse.HintBody(world, ServiceWorld.Booking("R1", "Born 9", "2026-06-10", "2026-06-30", version: 99)));
        Assert.Equal((HttpStatusCode.BadRequest, true), (whole.StatusCode, await NamesAsync(whole, "type")));
        using var nameless = await world.AnswerToAsync(ListedHouse.HintBody(world, """{"type":"reservation.changed","reservation":{}}"""));
        Assert.Equal((HttpStatusCode.BadRequest, true), (nameless.StatusCode, await NamesAsync(nameless, "reservation.externalId")));
        Assert.Equal(HttpStatusCode.Unauthorized, await world.PostAsync(ListedHouse.Hint(world, "R1") with { Secret = ServiceWorld.PmsSecret }));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(list.Asked);
        Assert.Equal(new DateOnly(2026, 6, 12), (await world.StayAsync("R1")).CheckOutLocal);
    }

    [Fact]
    public async Task Three_changes_that_no_hint_announced_are_told_once_where_hints_came_before_and_closed_by_the_next_hint()
    {
        var (world, list) = await HouseAsync();
        await using var _ = world;
        await world.PostAsync(ListedHouse.Hint(world, "R1"));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(15));
        for (var i = 2; i <= 4; i++)
        {
            list.Has($"R{i}", $"2026-07-{i * 5:D2}", $"2026-07-{(i * 5) + 2:D2}");
            await world.ClockMovesAsync(TimeSpan.FromMinutes(15));
        }

        Assert.DoesNotContain(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith(HintWatch.Cause, StringComparison.Ordinal));
        list.Has("R5", "2026-07-28", "2026-07-30");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(15));
        Assert.Single(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith(HintWatch.Cause, StringComparison.Ordinal));
        Assert.Single(world.Told(HousePhones.Host), t => t.Contains("tell of changes", StringComparison.Ordinal));
        await world.PostAsync(ListedHouse.Hint(world, "R5"));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith(HintWatch.Cause, StringComparison.Ordinal));
    }

    private static async Task<bool> NamesAsync(HttpResponseMessage answer, string field)
    {
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("errors").TryGetProperty(field, out _);
    }

    private static Task<(ServiceWorld World, ListedHouse List)> HouseAsync() => ListedHouse.OpenAsync(list => list.Has("R1", "2026-06-10", "2026-06-12"));
}
