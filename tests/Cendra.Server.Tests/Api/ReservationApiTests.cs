using System.Text.Json;
using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Cendra.Server.Tests.Service;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Api;

/// <summary>What a program puts through the API, what it is answered, and what comes of it on the doors.</summary>
public sealed class ReservationApiTests
{
    [Fact]
    public async Task A_put_reads_back_at_once_and_its_code_is_on_every_lock_soon()
    {
        await using var world = await ServiceWorld.OpenAsync();
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("gate", LockBehaviour.NativeSchedule), ServiceWorld.Door("flat", LockBehaviour.NativeSchedule));
        var program = await ApiProgram.OfAsync(world);
        await program.IsListedAsync("Born 9");
        var put = await program.PutAsync("R1", ApiProgram.Body(1, "2026-06-01", "2026-06-04", more: ",\"checkInTime\":\"16:00\""));
        Assert.Equal((201, "made", "/api/v1/reservations/R1"), (put.Code, put.Result, put.Headers["Location"]));
        Assert.Equal(put.Reservation.GetRawText(), (await program.GetAsync("R1")).Text);
        Assert.Equal("unknown", Unit(put.Reservation).GetProperty("readiness").GetString());

        await world.WorkAsync();
        await world.ClockMovesToAsync("2026-06-01 16:05");
        var read = (await program.GetAsync("R1")).Json;
        Assert.Equal(("confirmed", "1", "Lucía Fernández"), (read.GetProperty("status").GetString(), read.GetProperty("version").GetString(), read.GetProperty("guest").GetProperty("name").GetString()));
        Assert.Equal(("ready", "16:00", true), (Unit(read).GetProperty("readiness").GetString(), Unit(read).GetProperty("checkInTime").GetString(), Unit(read).GetProperty("isMatched").GetBoolean()));
        Assert.Equal(["gate active", "flat active"], Unit(read).GetProperty("codes").EnumerateArray().Select(c => $"{c.GetProperty("door").GetString()} {c.GetProperty("state").GetString()}"));
        var pin = await world.DigitsAsync("R1", "flat");
        foreach (var door in new[] { "gate", "flat" })
        {
            Assert.Equal(pin, Assert.Single(world.Doors.PhysicalCodes(door)).Digits);
            Assert.DoesNotContain((await world.CodeAsync("R1", door)).SeamAccessCodeId!, read.GetRawText(), StringComparison.Ordinal);
            Assert.True(await world.GuestTypesAsync(door, pin));
        }

        Assert.DoesNotContain(pin, read.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("in_use", (await program.GetAsync("R1")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_decides_and_the_answer_says_what_came_of_it()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var program = await ApiProgram.OfAsync(world);
        var first = ApiProgram.Body(5);
        Assert.Equal((201, "made"), Of(await program.PutAsync("R1", first)));
        Assert.Equal((200, "unchanged"), Of(await program.PutAsync("R1", first)));
        Assert.Equal((200, "unchanged"), Of(await program.PutAsync("R1", Turned(first))));
        var conflict = await program.PutAsync("R1", ApiProgram.Body(5, checkOut: "2026-06-14"));
        Assert.Equal((409, "application/problem+json"), (conflict.Code, conflict.Type));
        Assert.Contains("Raise the version", conflict.Text, StringComparison.Ordinal);
        Assert.Equal((200, "changed"), Of(await program.PutAsync("R1", ApiProgram.Body(6, checkOut: "2026-06-15"))));
        var older = await program.PutAsync("R1", first);
        Assert.Equal((200, "unchanged"), Of(older));
        Assert.Contains("a newer version is held", older.Json.GetProperty("note").GetString(), StringComparison.Ordinal);
        Assert.Equal(("6", "2026-06-15"), (older.Reservation.GetProperty("version").GetString(), Unit(older.Reservation).GetProperty("checkOut").GetString()));
        Assert.Equal((200, "changed"), Of(await program.PutAsync("R1", ApiProgram.Body("\"2026-06-01T09:00:00Z\"", checkOut: "2026-06-16"))));
        Assert.Equal(new DateOnly(2026, 6, 16), (await world.StayAsync("R1")).CheckOutLocal);
        Assert.Empty(world.Log.Errors);
    }

    [Fact]
    public async Task Whatever_the_order_and_however_often_the_newest_version_holds()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var program = await ApiProgram.OfAsync(world);
        var dice = new Fuzz.Dice(7);
        for (var life = 0; life < 8; life++)
        {
            var calls = dice.Shuffled(Enumerable.Range(1, 5).SelectMany(v => Enumerable.Repeat(v, 1 + dice.Below(2))));
            foreach (var version in calls)
            {
                var heard = await program.PutAsync($"R{life}", ApiProgram.Body(version, checkOut: $"2026-06-{12 + version}"));
                Assert.True(heard.Code is 200 or 201, heard.Text);
            }

            Assert.Equal(new DateOnly(2026, 6, 17), (await world.StayAsync($"R{life}")).CheckOutLocal);
            Assert.Equal("5", (await program.GetAsync($"R{life}")).Json.GetProperty("version").GetString());
        }
    }

    [Fact]
    public async Task Clients_in_the_same_moment_make_one_reservation_and_the_newest_holds()
    {
        await using var world = await ServiceWorld.OpenAsync();
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule));
        var program = await ApiProgram.OfAsync(world);
        await program.IsListedAsync("Born 9");
        world.CopiesAtOnce = 2;
        var heard = await Task.WhenAll(Enumerable.Range(1, 6).Select(v => program.PutAsync("R1", ApiProgram.Body(v, "2026-06-02", $"2026-06-{10 + v}"))));
        Assert.All(heard, h => Assert.True(h.Code is 200 or 201 or 202, $"{h.Code} {h.Text}"));
        world.CopiesAtOnce = 1;
        await world.WorkAsync();
        await world.ClockMovesToAsync("2026-06-02 15:05");
        await using var db = world.Open();
        Assert.Equal((1, 1, 1), (await db.SourceBookings.CountAsync(), await db.Reservations.CountAsync(), await db.Stays.CountAsync()));
        Assert.Equal(new DateOnly(2026, 6, 16), (await world.StayAsync("R1")).CheckOutLocal);
        Assert.Single(world.Doors.PhysicalCodes("flat"));
        Assert.Empty((await world.VerifyAuditAsync()).Problems);
    }

    [Fact]
    public async Task What_is_wrong_is_named_as_the_webhook_names_it_and_leaves_nothing()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var program = await ApiProgram.OfAsync(world);
        var complaints = new List<string>();
        foreach (var (name, body, field) in BadBodies.All.Where(b => b.Field.StartsWith("reservation.", StringComparison.Ordinal) && b.Field != "reservation.externalId" && !BadBodies.OfDates.Contains(b.Name)))
        {
            var heard = await program.PutAsync("B", JsonDocument.Parse(body).RootElement.GetProperty("reservation").GetRawText());
            if (heard.Code != 400 || heard.Type != "application/problem+json" || !heard.Refused.Contains(field["reservation.".Length..]))
            {
                complaints.Add($"{name}: {heard.Code} {heard.Text}");
            }
        }

        Assert.Empty(complaints);
        string[] noBody = ["", "[]", "\"a\"", "{", "{}{}", "\"x\":1,\"reservation\":{}", $"{{\"a\":{new string('[', 64)}{new string(']', 64)}}}", "{},\"reservation\":{}"];
        foreach (var body in noBody)
        {
            Assert.Equal(["body"], (await program.PutAsync("B", body)).Refused);
        }

        Assert.Equal(["externalId"], (await program.PutAsync("B", ApiProgram.Body(1, more: ",\"externalId\":\"C\""))).Refused);
        Assert.Equal(["externalId"], (await program.PutAsync("B", ApiProgram.Body(1, more: ",\"externalId\":7"))).Refused);
        Assert.Equal(["externalId"], (await program.PutAsync(new string('b', 201), ApiProgram.Body(1))).Refused);
        Assert.Equal(["Idempotency-Key"], (await program.PutAsync("B", ApiProgram.Body(1), new string('k', 201))).Refused);
        Assert.Equal(["version"], (await program.CallAsync(HttpMethod.Post, ApiProgram.Reservations + "/B/cancel", "{}")).Refused);
        await using (var db = world.Open())
        {
            Assert.Equal((0, 0, 0), (await db.ReceivedWebhooks.CountAsync(), await db.SourceBookings.CountAsync(), await db.Escalations.CountAsync()));
        }

        Assert.Equal((201, "made"), Of(await program.PutAsync("B", ApiProgram.Body(1, more: ",\"externalId\":\" B \""), new string('k', 200))));
        Assert.Empty(world.Log.Errors);
    }

    [Fact]
    public async Task Dates_that_cannot_be_are_refused_and_a_hosts_task_until_they_come_right()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var program = await ApiProgram.OfAsync(world);
        var heard = await program.PutAsync("R1", ApiProgram.Body(1, "2026-06-10", "2026-06-09"));
        Assert.Equal((400, "checkOut"), (heard.Code, Assert.Single(heard.Refused)));
        Assert.Equal(EscalationPriority.P2, Assert.Single(await world.OpenEscalationsAsync()).Priority);
        Assert.Equal(201, (await program.PutAsync("R1", ApiProgram.Body(1))).Code);
        Assert.DoesNotContain(await world.OpenEscalationsAsync(), e => e.Title.Contains("dates", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cancelled_reservation_loses_its_code_and_stays_readable()
    {
        await using var world = await ServiceWorld.OpenAsync();
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule));
        var program = await ApiProgram.OfAsync(world);
        await program.IsListedAsync("Born 9");
        var unknown = await program.CancelAsync("R1", 2);
        Assert.Equal((404, "application/problem+json"), (unknown.Code, unknown.Type));
        Assert.Equal(0, await world.StoredAsync());
        await program.PutAsync("R1", ApiProgram.Body(3, "2026-06-02", "2026-06-05"));
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        Assert.Single(world.Doors.PhysicalCodes("flat"));

        Assert.Equal(409, (await program.CancelAsync("R1", 2)).Code);
        Assert.Equal(409, (await program.CancelAsync("R1", 3)).Code);
        var first = await program.CancelAsync("R1", 4);
        var second = await program.CancelAsync("R1", 4);
        Assert.Equal((200, "cancelled", "cancelled"), (first.Code, first.Result, first.Reservation.GetProperty("status").GetString()));
        Assert.Equal((first.Code, first.Text), (second.Code, second.Text));
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        Assert.Empty(world.Doors.PhysicalCodes("flat"));
        var read = (await program.GetAsync("R1")).Json;
        Assert.Equal(("cancelled", "ended"), (read.GetProperty("status").GetString(), Unit(read).GetProperty("readiness").GetString()));
        Assert.Equal("revoked", Assert.Single(Unit(read).GetProperty("codes").EnumerateArray()).GetProperty("state").GetString());
        Assert.Equal((200, "unchanged"), Of(await program.PutAsync("R1", ApiProgram.Body(3, "2026-06-02", "2026-06-05"))));
        Assert.Equal(StayStatus.Cancelled, (await world.StayAsync("R1")).Status);
        Assert.Equal((200, "changed"), Of(await program.PutAsync("R1", ApiProgram.Body(5, "2026-06-02", "2026-06-05"))));
        Assert.Equal(StayStatus.Confirmed, (await world.StayAsync("R1")).Status);
    }

    [Fact]
    public async Task An_idempotency_key_has_one_result_and_belongs_to_one_request_of_one_connection()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var program = await ApiProgram.OfAsync(world);
        var other = await ApiProgram.OfAsync(world, "other-site");
        var first = await program.PutAsync("R1", ApiProgram.Body(1), "k 1");
        Assert.Equal((201, "made"), Of(first));
        var again = await program.PutAsync("R1", ApiProgram.Body(1), "k 1");
        Assert.Equal((first.Code, first.Text, first.Headers["Location"]), (again.Code, again.Text, again.Headers["Location"]));
        Assert.Equal((200, "changed"), Of(await program.PutAsync("R1", ApiProgram.Body(2), "k 2")));
        Assert.Equal((201, "made"), Of(await program.PutAsync("R1", ApiProgram.Body(1), "k 1")));
        Assert.Equal(409, (await program.PutAsync("R1", ApiProgram.Body(3), "k 1")).Code);
        Assert.Equal(409, (await program.PutAsync("R2", ApiProgram.Body(1), "k 1")).Code);
        Assert.Equal(409, (await program.CancelAsync("R1", 1, "k 1")).Code);
        Assert.Equal("2", (await program.GetAsync("R1")).Json.GetProperty("version").GetString());
        Assert.Equal(404, (await program.GetAsync("R2")).Code);
        Assert.Equal((201, "made"), Of(await other.PutAsync("R1", ApiProgram.Body(1), "k 1")));
        Assert.Equal((201, "made"), Of(await program.PutAsync("R3", ApiProgram.Body(1), "K 1")));
        var refused = await program.PutAsync("R3", ApiProgram.Body(1, checkOut: "2026-06-20"), "k 3");
        Assert.Equal((refused.Code, refused.Text), Full(await program.PutAsync("R3", ApiProgram.Body(1, checkOut: "2026-06-20"), "k 3")));
        Assert.Equal(409, refused.Code);
    }

    [Fact]
    public async Task The_bookings_of_another_connection_are_not_there()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var (mine, other) = (await ApiProgram.OfAsync(world), await ApiProgram.OfAsync(world, "other-site"));
        await world.PmsSendsAsync("P1", "Born 9", "2026-06-10", "2026-06-13");
        await world.WorkAsync();
        await mine.PutAsync("R1", ApiProgram.Body(5));
        Assert.Equal((404, 404), ((await other.GetAsync("R1")).Code, (await other.CancelAsync("R1", 9)).Code));
        Assert.Equal((404, 404), ((await mine.GetAsync("P1")).Code, (await mine.CancelAsync("P1", 9)).Code));
        Assert.Empty(Ids(await other.ListAsync()));
        Assert.Equal((201, "made"), Of(await other.PutAsync("R1", ApiProgram.Body(1, checkOut: "2026-06-20"))));
        Assert.Equal("2026-06-13", Unit((await mine.GetAsync("R1")).Json).GetProperty("checkOut").GetString());
        Assert.Equal("5", (await mine.GetAsync("R1")).Json.GetProperty("version").GetString());
        Assert.Equal(["R1"], Ids(await mine.ListAsync()));
    }

    [Fact]
    public async Task Of_a_booking_that_another_source_is_followed_for_a_program_sees_what_it_said_itself_and_no_more()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var program = await ApiProgram.OfAsync(world);
        var signed = ServiceWorld.Booking("P1", "Born 9", "2026-06-10", "2026-06-13", guest: "Ada Secret", phone: "+34611999888").Replace("\"guests\":2", "\"guests\":2,\"confirmationCode\":\"HM77\"", StringComparison.Ordinal);
        await world.PostAsync(world.NewDelivery(signed));
        await world.WorkAsync();
        var heard = await program.PutAsync("R1", """{"version":1,"listingExternalId":"x","status":"confirmed","checkIn":"2026-06-10","checkOut":"2026-06-13","confirmationCode":"HM77","guest":{"name":"Guess"}}""");
        Assert.Equal((201, false), (heard.Code, heard.Reservation.GetProperty("isFollowed").GetBoolean()));
        Assert.DoesNotContain("Secret", heard.Text + (await program.ListAsync()).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("34611999888", heard.Text, StringComparison.Ordinal);
        await program.CancelAsync("R1", 2);
        Assert.Equal(StayStatus.Confirmed, (await world.StayAsync("P1")).Status);
    }

    [Fact]
    public async Task Pages_have_everything_once_while_things_change_and_filters_are_named_when_wrong()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var program = await ApiProgram.OfAsync(world);
        foreach (var n in Enumerable.Range(1, 7))
        {
            await program.PutAsync($"R{n}", ApiProgram.Body(1, status: n == 3 ? "pending" : "confirmed"));
            await world.ClockMovesAsync(TimeSpan.FromSeconds(n % 3)); // Some in the same moment.
        }

        var seen = new List<string>();
        var page = await program.ListAsync("?limit=3");
        seen.AddRange(Ids(page));
        await program.PutAsync("R1", ApiProgram.Body(2, checkOut: "2026-06-18"));
        await program.PutAsync("R6", ApiProgram.Body(2, checkOut: "2026-06-18"));
        await program.PutAsync("A0", ApiProgram.Body(1));
        while (page.Json.GetProperty("next").GetString() is { } next)
        {
            page = await program.ListAsync($"?limit=3&cursor={next}");
            seen.AddRange(Ids(page));
        }

        Assert.Equal(["A0", "R1", "R2", "R3", "R4", "R5", "R6", "R7"], seen.Order(StringComparer.Ordinal));
        Assert.Equal("A0", seen[^1]);
        Assert.Equal(["R3"], Ids(await program.ListAsync("?status=tentative")));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        var since = Uri.EscapeDataString((await program.ListAsync("?limit=1")).Json.GetProperty("serverTime").GetString()!);
        await program.PutAsync("R4", ApiProgram.Body(2, checkOut: "2026-06-19"));
        Assert.Equal(["R4"], Ids(await program.ListAsync("?changedSince=" + since)));
        var wrong = await program.ListAsync("?limit=0&cursor=x&changedSince=yesterday&status=ready");
        Assert.Equal(["changedSince", "cursor", "limit", "status"], wrong.Refused.Order(StringComparer.Ordinal));
        Assert.Equal(["limit"], (await program.ListAsync("?limit=201")).Refused);
    }

    [Fact]
    public async Task What_is_read_can_be_put_back_with_a_newer_version_and_changes_nothing_else()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var program = await ApiProgram.OfAsync(world);
        string[] bodies =
        [
            ApiProgram.Body(1), ApiProgram.Body(1, status: "in_house"), ApiProgram.Body(1, status: "no_show"), ApiProgram.Body(1, status: "cancelled"), ApiProgram.Body(1, status: "owner"), ApiProgram.Body(1, status: "blocked"),
            ApiProgram.Body(1, status: "who knows"), ApiProgram.Body(1, status: "checked_out", more: ",\"channel\":\"direct\",\"confirmationCode\":\"C-1\""),
            """{"version":1,"status":"booked","checkIn":"2026-06-10","checkOut":"2026-06-13","checkInTime":"16:30","units":[{"listingExternalId":"b","checkOut":"2026-06-12","checkOutTime":"9:05"},{"listingExternalId":"a"}]}""",
        ];
        for (var n = 0; n < bodies.Length; n++)
        {
            var made = (await program.PutAsync($"R{n}", bodies[n])).Reservation.GetRawText();
            var back = (await program.PutAsync($"R{n}", made.Replace("\"version\":\"1\"", "\"version\":\"2\"", StringComparison.Ordinal))).Reservation.GetRawText();
            Assert.Equal(Plain(made), Plain(back.Replace("\"version\":\"2\"", "\"version\":\"1\"", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task What_is_no_call_or_too_large_or_too_often_is_a_problem_in_words()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var program = await ApiProgram.OfAsync(world);
        foreach (var (method, path) in new[] { (HttpMethod.Get, "/api/v1/doors"), (HttpMethod.Delete, "/api/v1/reservations/R1"), (HttpMethod.Post, "/api/v1/reservations"), (HttpMethod.Get, "/api/v1") })
        {
            var heard = await program.CallAsync(method, path);
            Assert.Equal((404, "application/problem+json"), (heard.Code, heard.Type));
        }

        var large = ApiProgram.Body(1) + new string(' ', 256 * 1024);
        Assert.Equal((413, "application/problem+json"), Kind(await program.PutAsync("R1", large)));
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(large));
        var chunked = program.Request(HttpMethod.Put, ApiProgram.Reservations + "/R1");
        chunked.Content = new StreamContent(stream);
        chunked.Headers.TransferEncodingChunked = true;
        Assert.Equal((413, "application/problem+json"), Kind(await ApiProgram.HeardAsync(world, chunked)));

        ApiHeard? answer = null;
        for (var tries = 0; tries < 1300 && answer?.Code is null or 404; tries++)
        {
            answer = await program.GetAsync("nobody");
        }

        Assert.Equal((429, "application/problem+json"), Kind(answer!));
        Assert.InRange(int.Parse(answer!.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal(404, (await (await ApiProgram.OfAsync(world)).GetAsync("nobody")).Code);
    }

    private static (int, string) Of(ApiHeard heard) => (heard.Code, heard.Code < 300 ? heard.Result : heard.Text);

    private static (int, string) Full(ApiHeard heard) => (heard.Code, heard.Text);

    private static (int, string) Kind(ApiHeard heard) => (heard.Code, heard.Type);

    private static JsonElement Unit(JsonElement reservation) => Assert.Single(reservation.GetProperty("units").EnumerateArray());

    private static IReadOnlyList<string> Ids(ApiHeard page) => [.. page.Json.GetProperty("reservations").EnumerateArray().Select(r => r.GetProperty("externalId").GetString()!)];

    /// <summary>The same fields the other way round.</summary>
    private static string Turned(string body) => JsonSerializer.Serialize(JsonDocument.Parse(body).RootElement.EnumerateObject().Reverse().ToDictionary(p => p.Name, p => p.Value));

    /// <summary>Without the moment, and without the word that was written for the status: what is answered is the word that is read.</summary>
    private static string Plain(string reservation) =>
        JsonSerializer.Serialize(JsonDocument.Parse(reservation).RootElement.EnumerateObject().Where(p => p.Name is not ("changedAt" or "sourceStatus")).ToDictionary(p => p.Name, p => p.Value));
}
