using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Reservations;

/// <summary>What every source that is read must come through, shown on the list that any system may offer.</summary>
public sealed class SourceContractTests
{
    [Fact]
    public async Task A_booking_without_dates_that_is_listed_no_more_asks_nobody_for_dates()
    {
        await using var world = await SourceWorld.OfListAsync();
        world.List.Has("R1", "2026-07-01", "2026-07-03");
        world.List.Has("R2", "", "", r => { r.Remove("checkIn"); r.Remove("checkOut"); r["datesUnspecified"] = true; });
        await world.ReadWholeAsync();
        Assert.Single(await world.TasksAsync("undated:"));
        await world.ReadWholeAsync();
        Assert.Single(await world.TasksAsync("undated:"));
        world.List.Loses("R2");
        await world.ReadWholeAsync();
        Assert.Empty(await world.TasksAsync("undated:"));
    }

    [Fact]
    public async Task Paging_reads_to_the_last_page()
    {
        await using var world = await StartAsync(5, list => list.PageSize = 2);
        Assert.Equal(5, (await StaysAsync(world)).Count);
        Assert.Equal(3, world.List.Asked.Count);
    }

    [Fact]
    public async Task Duplicates_on_pages_are_one_stay()
    {
        await using var world = await StartAsync(2);
        world.List.Instead = (_, _) => Twice();
        await world.MoveAsync(10);
        Assert.Equal(2, (await StaysAsync(world)).Count);
    }

    [Fact]
    public async Task A_cursor_that_goes_round_in_a_circle_ends_the_reading_and_changes_nothing()
    {
        await using var world = await StartAsync(3);
        world.List.Instead = (_, _) => ListedReservations.Json(new JsonObject { ["reservations"] = new JsonArray(), ["next"] = "again" });
        await world.MoveAsync(60);
        Assert.Equal(ConnectionState.Failing, (await world.ConnectionAsync()).State);
        Assert.All(await StaysAsync(world), s => Assert.Equal(StayStatus.Confirmed, s.Status));
    }

    [Fact]
    public async Task Out_of_order_the_newest_version_holds()
    {
        await using var world = await StartAsync(2);
        world.List.Has("R1", "2026-06-05", "2026-06-09");
        await world.MoveAsync(10);
        world.List.Has("R1", "2026-06-05", "2026-06-07", r => r["version"] = 1);
        await world.MoveAsync(10);
        Assert.Equal(new DateOnly(2026, 6, 9), (await world.StayAsync("R1")).CheckOutLocal);
    }

    [Fact]
    public async Task T36_a_key_that_ends_in_the_middle_of_a_pass_keeps_what_was_read_and_takes_nothing_for_gone()
    {
        await using var world = await StartAsync(5, list => list.PageSize = 2);
        var before = (await world.ConnectionAsync()).WatermarkUtc;
        world.List.Has("R6", "2026-07-20", "2026-07-22");
        world.List.Instead = (_, request) => request.RequestUri!.Query.Contains("cursor=2", StringComparison.Ordinal) ? new HttpResponseMessage(HttpStatusCode.Unauthorized) : null;
        await world.MoveAsync(120);
        Assert.Equal(ConnectionState.NeedsSignIn, (await world.ConnectionAsync()).State);
        Assert.Equal(before, (await world.ConnectionAsync()).WatermarkUtc);
        Assert.Single(await world.TasksAsync("source-silent"));
        Assert.All(await StaysAsync(world), s => Assert.Equal(StayStatus.Confirmed, s.Status));
        world.List.Instead = (_, _) => null;
        await world.MoveAsync(70);
        Assert.Equal((ConnectionState.Good, 6), ((await world.ConnectionAsync()).State, (await StaysAsync(world)).Count));
        Assert.Empty(await world.TasksAsync("source-silent"));
    }

    [Fact]
    public async Task Too_many_is_asked_again_when_the_source_says()
    {
        await using var world = await StartAsync(1);
        world.List.Instead = (_, _) =>
        {
            var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            answer.Headers.TryAddWithoutValidation("Retry-After", "3600");
            return answer;
        };
        await world.MoveAsync(6);
        var asked = world.List.Asked.Count;
        await world.MoveAsync(55);
        Assert.Equal(asked, world.List.Asked.Count);
        world.List.Instead = (_, _) => null;
        await world.MoveAsync(10);
        Assert.Equal(ConnectionState.Good, (await world.ConnectionAsync()).State);
    }

    [Theory]
    [InlineData("""{"reservations":[{"externalId":"R1","ver""")]
    [InlineData("""{"reservations":null}""")]
    [InlineData("<html>Sign in</html>")]
    [InlineData("")]
    public async Task A_truncated_body_is_a_failure_and_never_an_empty_list(string body)
    {
        await using var world = await StartAsync(3);
        world.List.Instead = (_, _) => new HttpResponseMessage { Content = new StringContent(body) };
        await world.MoveAsync(200);
        Assert.Equal(ConnectionState.Failing, (await world.ConnectionAsync()).State);
        Assert.All(await StaysAsync(world), s => Assert.Equal(StayStatus.Confirmed, s.Status));
        Assert.Equal(0, (await world.BookingAsync("R1")).Misses);
    }

    [Fact]
    public async Task A_server_that_fails_is_asked_less_and_less()
    {
        await using var world = await StartAsync(1);
        world.List.Instead = (_, _) => new HttpResponseMessage(HttpStatusCode.BadGateway);
        await world.MoveAsync(360);
        Assert.InRange((await world.SyncAsync()).Failures, 5, 15);
    }

    [Fact]
    public async Task T45_an_unknown_status_keeps_what_is_and_asks_once()
    {
        await using var world = await StartAsync(1);
        var digits = await world.World.DigitsAsync("R1", SourceWorld.Door);
        world.List.Has("R1", "2026-06-05", "2026-06-07", r => r["status"] = "limbo");
        await world.MoveAsync(30);
        Assert.Equal(digits, await world.World.DigitsAsync("R1", SourceWorld.Door));
        Assert.Single(await world.TasksAsync("unknown-status"));
    }

    [Fact]
    public async Task T51_a_field_that_is_left_out_overwrites_nothing()
    {
        await using var world = await StartAsync(1);
        world.List.Has("R1", "2026-06-05", "2026-06-07", r => r.Remove("guest"));
        await world.MoveAsync(10);
        var guest = (await world.StayAsync("R1")).Reservation!;
        Assert.Equal(("Guest R1", "+34600000001"), (guest.GuestName, guest.GuestPhone));
    }

    [Fact]
    public async Task T52_a_listing_under_another_id_that_is_mapped_to_the_same_place_is_the_same_stay()
    {
        await using var world = await StartAsync(1);
        var (id, digits) = ((await world.StayAsync("R1")).Id, await world.World.DigitsAsync("R1", SourceWorld.Door));
        await using (var db = world.World.Database.Open())
        {
            db.PropertyListings.Add(new PropertyListing { Id = world.World.Database.Ids.Next(), ConnectionId = world.ConnectionId, ExternalId = "renamed", PropertyId = (await db.Properties.SingleAsync()).Id });
            await db.SaveChangesAsync();
        }

        world.List.Has("R1", "2026-06-05", "2026-06-07", r => r["listingExternalId"] = "renamed");
        await world.MoveAsync(10);
        Assert.Equal((id, digits), ((await world.StayAsync("R1")).Id, await world.World.DigitsAsync("R1", SourceWorld.Door)));
    }

    [Fact]
    public async Task T35_what_a_whole_list_lacks_is_asked_for_by_itself_and_gone_only_after_two_answers_that_it_is()
    {
        await using var world = await StartAsync(5);
        world.List.Hidden.Add("R1");
        world.List.Loses("R2");
        await WholeAsync(world);
        Assert.Equal((0, 1), ((await world.BookingAsync("R1")).Misses, (await world.BookingAsync("R2")).Misses));
        await world.MoveAsync(31);
        await WholeAsync(world);
        Assert.Equal((StayStatus.Confirmed, StayStatus.Cancelled), ((await world.StayAsync("R1")).Status, (await world.StayAsync("R2")).Status));
    }

    [Fact]
    public async Task Only_changes_are_asked_for_between_whole_lists_and_an_absence_from_them_means_nothing()
    {
        await using var world = await StartAsync(3);
        world.List.Instead = (_, _) => ListedReservations.Json(new JsonObject { ["reservations"] = new JsonArray() });
        await world.MoveAsync(60);
        Assert.All(world.List.Asked.Skip(1), uri => Assert.Contains("changedSince=2026-06-01T", uri.Query, StringComparison.Ordinal));
        Assert.All(await StaysAsync(world), s => Assert.Equal(StayStatus.Confirmed, s.Status));
    }

    [Fact]
    public async Task The_next_changes_are_asked_for_from_ten_minutes_before_the_last_reading_began()
    {
        await using var world = await StartAsync(1);
        var watermark = (await world.ConnectionAsync()).WatermarkUtc!.Value;
        await world.MoveAsync(6);
        Assert.Contains($"changedSince={Uri.EscapeDataString(watermark.AddMinutes(-10).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))}", world.List.Asked[1].Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_page_one_of_whose_stays_is_looked_at_in_that_very_moment_everything_is_taken_over()
    {
        var overtaken = new OvertakenSave();
        await using var world = await SourceWorld.OfListAsync(overtaken.AddTo);
        world.List.Has("R1", "2026-06-05", "2026-06-07");
        world.List.Has("R2", "2026-06-10", "2026-06-12");
        await world.World.WorkAsync();
        world.List.Has("R1", "2026-06-05", "2026-06-08");
        world.List.Has("R2", "2026-06-10", "2026-06-13");
        overtaken.Times = 2;
        await world.ReadWholeAsync();
        Assert.Equal(0, overtaken.Times);
        Assert.Equal((new DateOnly(2026, 6, 8), new DateOnly(2026, 6, 13)), ((await world.StayAsync("R1")).CheckOutLocal, (await world.StayAsync("R2")).CheckOutLocal));
    }

    private static HttpResponseMessage Twice()
    {
        var one = new JsonObject
        {
            ["externalId"] = "R1", ["version"] = 50, ["listingExternalId"] = SourceWorld.Listing, ["status"] = "confirmed", ["checkIn"] = "2026-06-05", ["checkOut"] = "2026-06-08",
        };
        return ListedReservations.Json(new JsonObject { ["reservations"] = new JsonArray(one, one.DeepClone()) });
    }

    /// <summary>The whole list is read now.</summary>
    private static async Task WholeAsync(SourceWorld world)
    {
        await world.ChangeSyncAsync(s => (s.DueUtc, s.FullDueUtc) = (world.World.Now, world.World.Now));
        await world.World.WorkAsync();
    }

    private static async Task<List<Stay>> StaysAsync(SourceWorld world)
    {
        await using var db = world.World.Database.Open();
        return await db.Stays.AsNoTracking().ToListAsync();
    }

    private static async Task<SourceWorld> StartAsync(int count, Action<ListedReservations>? prepare = null)
    {
        var world = await SourceWorld.OfListAsync();
        prepare?.Invoke(world.List);
        for (var i = 1; i <= count; i++)
        {
            var from = new DateOnly(2026, 6, 5).AddDays((i - 1) * 5);
            world.List.Has($"R{i}", from.ToString("O", CultureInfo.InvariantCulture), from.AddDays(2).ToString("O", CultureInfo.InvariantCulture));
        }

        await world.World.WorkAsync();
        await world.MoveAsync(1);
        return world;
    }
}
