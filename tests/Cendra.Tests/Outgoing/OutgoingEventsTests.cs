using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Outgoing;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Outgoing;

/// <summary>Programs outside hear what becomes of codes and messages: once, in order, signed, and nothing that could open a door.</summary>
public sealed class OutgoingEventsTests
{
    [Fact]
    public async Task A_program_hears_the_life_of_a_code_in_order()
    {
        await using var world = await OutgoingWorld.OpenAsync();
        await world.ToldAsync();
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await world.World.MoveToAsync("2026-06-02 15:10");
        Assert.True(world.World.Opens(OutgoingWorld.Door, await world.World.DigitsAsync("R1", OutgoingWorld.Door)));
        await world.World.MoveToAsync("2026-06-03 13:00");

        Assert.Equal(["code.scheduled", "code.active", "code.in_use", "code.revoked"], world.Taken);
        Assert.Equal(world.Heard.Count, world.Heard.Select(h => h.Id).Distinct().Count());
        var stay = await world.World.StayAsync("R1");
        var data = world.Heard[0].Data;
        Assert.Equal(
            ("R1", "pms", stay.Id.ToString(), "Born 9", "guest", OutgoingWorld.Door, "scheduled"),
            (Text(data, "reservation"), Text(data, "connection"), Text(data, "stay"), Text(data, "listing"), Text(data, "for"), Text(data, "door"), Text(data, "state")));
        Assert.Equal(("2026-06-02T13:00:00Z", "2026-06-03T09:30:00Z"), (Text(data, "from"), Text(data, "until")));
        Assert.Equal(ConnectionState.Good, (await world.ConnectionAsync()).State);
    }

    [Fact]
    public async Task A_new_program_is_not_told_of_the_past_and_nothing_is_written_where_nobody_is_told()
    {
        await using var world = await OutgoingWorld.OpenAsync();
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await world.MessageAsync("R1", "Hola", DeliveryStatus.Accepted);
        await world.World.WorkAsync();
        Assert.Empty(await world.EventsAsync());

        await world.ToldAsync();
        await world.World.WorkAsync();
        Assert.Empty(await world.EventsAsync());
        await world.World.MoveToAsync("2026-06-02 15:10");
        Assert.Equal(["code.active"], world.Taken);
    }

    [Fact]
    public async Task A_second_program_changes_nothing_for_the_first_and_each_hears_only_its_kinds()
    {
        await using var world = await OutgoingWorld.OpenAsync();
        await world.ToldAsync();
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        var delivery = await world.MessageAsync("R1", "Hola", DeliveryStatus.Accepted);
        await world.ToldAsync("crm", "https://crm.test/in", "message.read");
        await world.World.WorkAsync();
        await world.DeliveryMovesAsync(delivery, DeliveryStatus.Read);
        await world.World.WorkAsync();

        Assert.Equal(["code.scheduled", "message.accepted", "message.read"], world.Heard.Where(h => h.Address.Host == "hooks.test").Select(h => h.Type));
        Assert.Equal(["message.read"], world.Heard.Where(h => h.Address.Host == "crm.test").Select(h => h.Type));
    }

    [Fact]
    public async Task A_lock_that_does_not_take_the_code_is_told_once_for_each_time()
    {
        await using var world = await OutgoingWorld.OpenAsync();
        await world.ToldAsync();
        world.World.Doors.FailNextSets(OutgoingWorld.Door, 1000);
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-01", "2026-06-03");
        await world.World.MoveToAsync("2026-06-01 14:00");
        Assert.Equal(["code.failed"], world.Taken);
    }

    [Fact]
    public async Task Every_call_is_signed_after_Standard_Webhooks_with_each_secret_that_holds()
    {
        await using var world = await OutgoingWorld.OpenAsync();
        var first = await world.ToldAsync();
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        var second = (await world.OrdersAsync((d, id, who) => d.RotateAsync(id, who, CancellationToken.None))).Secret;
        await world.World.MoveToAsync("2026-06-02 15:10");
        await world.OrdersAsync((d, id, who) => d.RemoveOldAsync(id, who, CancellationToken.None));
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03", status: "cancelled");
        await world.World.MoveToAsync("2026-06-03 12:00");

        Assert.Equal(["code.scheduled", "code.active", "code.revoked"], world.Taken);
        Assert.Equal([Signature(first, world.Heard[0]), $"{Signature(second, world.Heard[1])} {Signature(first, world.Heard[1])}", Signature(second, world.Heard[2])], world.Heard.Select(h => h.Signature));
        Assert.All(world.Heard, h => Assert.True(Guid.TryParse(h.Id, out _)));
        Assert.Equal(world.World.Now.AddDays(-2).ToUnixTimeSeconds() / 1_000_000, long.Parse(world.Heard[0].Timestamp, CultureInfo.InvariantCulture) / 1_000_000);
    }

    [Fact]
    public async Task A_process_that_dies_between_writing_and_sending_sends_later_under_the_same_id()
    {
        await using var world = await OutgoingWorld.OpenAsync();
        await world.ToldAsync();
        world.Answers = _ => throw new KilledHereException();
        await Assert.ThrowsAsync<KilledHereException>(() => world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03"));
        var cut = Assert.Single(world.Heard);
        Assert.Null((await world.EventsAsync())[0].DeliveredUtc);

        world.AnswersWith(HttpStatusCode.OK);
        await world.World.Database.SqlAsync("UPDATE AccessCodes SET AnnouncedState = NULL"); // It died before it could note that it had written.
        await world.World.WorkAsync();
        Assert.Single(world.Heard);
        await world.World.MoveAsync(OutgoingQueue.Claim);
        Assert.Equal([cut.Id, cut.Id], world.Heard.Select(h => h.Id));
        Assert.Equal((1, 2), ((await world.EventsAsync()).Count, (await world.EventsAsync())[0].Attempts));
    }

    [Fact]
    public async Task Sweeps_that_run_many_times_tell_nothing_twice()
    {
        await using var world = await OutgoingWorld.OpenAsync();
        await world.ToldAsync();
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        for (var i = 0; i < 5; i++)
        {
            await world.World.Database.SqlAsync("UPDATE AccessCodes SET AnnouncedState = NULL");
            await world.World.Database.Get<OutgoingEventsSweep>().RunAsync(CancellationToken.None);
        }

        Assert.Equal(["code.scheduled"], world.Taken);
        Assert.Single(await world.EventsAsync());
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task A_program_that_was_down_hears_all_of_it_afterwards_in_order(HttpStatusCode status)
    {
        await using var world = await OutgoingWorld.OpenAsync();
        await world.ToldAsync();
        world.AnswersWith(status);
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await world.World.MoveToAsync("2026-06-02 06:00");
        Assert.Empty(world.Taken);
        Assert.InRange(world.Heard.Count, 10, 40); // Less and less often.
        Assert.Equal(ConnectionState.Failing, (await world.ConnectionAsync()).State);
        Assert.Empty(await world.World.OpenEscalationsAsync());

        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03", status: "cancelled");
        world.AnswersWith(HttpStatusCode.OK);
        await world.World.MoveAsync(TimeSpan.FromHours(2));
        Assert.Equal(["code.scheduled", "code.revoked"], world.Taken);
        Assert.Equal(ConnectionState.Good, (await world.ConnectionAsync()).State);
    }

    [Fact]
    public async Task Whoever_asks_to_be_left_alone_is_left_alone_so_long()
    {
        await using var world = await OutgoingWorld.OpenAsync();
        await world.ToldAsync();
        world.Answers = _ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Headers = { { "Retry-After", "7200" } } });
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await world.World.MoveAsync(TimeSpan.FromMinutes(118));
        Assert.Single(world.Heard);
        await world.World.MoveAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(2, world.Heard.Count);
    }

    [Fact]
    public async Task What_nobody_took_for_a_day_is_given_up_with_one_call_for_a_host_and_can_be_sent_again()
    {
        await using var world = await OutgoingWorld.OpenAsync();
        await world.ToldAsync();
        world.AnswersWith(HttpStatusCode.BadGateway);
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        await world.MessageAsync("R1", "Hola", DeliveryStatus.Accepted);
        await world.World.MoveToAsync("2026-06-03 10:00");
        Assert.All(await world.EventsAsync(), e => Assert.NotNull(e.GivenUpUtc));
        Assert.Single(await world.World.OpenEscalationsAsync(), e => e.Cause == OutgoingQueue.CauseOf(e.ConnectionId!.Value));

        world.AnswersWith(HttpStatusCode.OK);
        var lost = (await world.EventsAsync())[0];
        await world.OrdersAsync((d, _, _) => d.SendAgainAsync(lost.Id, CancellationToken.None));
        Assert.Equal(lost.Id.ToString(), world.Heard[^1].Id);
        Assert.NotNull((await world.EventsAsync())[0].DeliveredUtc);
        Assert.Empty(await world.World.OpenEscalationsAsync());
    }

    [Fact]
    public async Task An_address_that_says_it_is_gone_is_not_called_again_until_a_host_lets_it_go_on()
    {
        await using var world = await OutgoingWorld.OpenAsync();
        await world.ToldAsync();
        world.AnswersWith(HttpStatusCode.Gone);
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await world.World.MoveToAsync("2026-06-01 20:00");
        Assert.Single(world.Heard);
        Assert.Equal(ConnectionState.NeedsSignIn, (await world.ConnectionAsync()).State);
        Assert.Single(await world.World.OpenEscalationsAsync(), e => e.ConnectionId is not null);

        world.AnswersWith(HttpStatusCode.OK);
        await world.OrdersAsync((d, id, who) => d.ChangeAsync(id, "https://new.test/in", [], who, CancellationToken.None));
        await world.OrdersAsync((d, id, who) => d.ResumeAsync(id, who, CancellationToken.None));
        await world.World.WorkAsync();
        Assert.Equal(["code.scheduled"], world.Taken);
        Assert.Equal("new.test", world.Heard[^1].Address.Host);
        Assert.Empty(await world.World.OpenEscalationsAsync());
    }

    [Fact]
    public async Task What_happens_in_a_pause_of_less_than_a_day_is_told_afterwards_and_what_is_older_is_not()
    {
        await using var world = await OutgoingWorld.OpenAsync();
        await world.ToldAsync();
        await world.OrdersAsync((d, id, who) => d.PauseAsync(id, who, CancellationToken.None));
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-04");
        await world.World.MoveToAsync("2026-06-03 15:10");
        Assert.Empty(world.Heard);
        await world.OrdersAsync((d, id, who) => d.ResumeAsync(id, who, CancellationToken.None));
        await world.World.WorkAsync();
        Assert.Equal(["code.active"], world.Taken);
        Assert.Equal("Sending was paused for a day.", (await world.EventsAsync())[0].Trouble);
        Assert.Empty(await world.World.OpenEscalationsAsync());
    }

    [Fact]
    public async Task A_slow_program_does_not_keep_the_others_waiting()
    {
        await using var world = await OutgoingWorld.OpenAsync();
        await world.ToldAsync("slow", "https://slow.test/in");
        await world.ToldAsync();
        var release = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Answers = h =>
        {
            if (h.Address.Host == "slow.test")
            {
                return release.Task;
            }

            heard.TrySetResult();
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        };
        var working = world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await heard.Task; // Would never come if they were told one after the other.
        release.SetResult(new HttpResponseMessage(HttpStatusCode.OK));
        await working;
        Assert.Equal(["code.scheduled", "code.scheduled"], world.Taken);
    }

    [Fact]
    public async Task Two_workers_at_once_send_each_event_once()
    {
        await using var world = await OutgoingWorld.OpenAsync();
        await world.ToldAsync();
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await world.MessageAsync("R1", "Hola", DeliveryStatus.Accepted);
        var release = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Answers = _ => release.Task;
        var sweep = world.World.Database.Get<OutgoingEventsSweep>();
        var first = sweep.RunAsync(CancellationToken.None);
        await sweep.RunAsync(CancellationToken.None); // Finds it claimed.
        release.SetResult(new HttpResponseMessage(HttpStatusCode.OK));
        await first;
        Assert.Equal(["code.scheduled", "message.accepted"], world.Heard.Select(h => h.Type));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_a_program_answers_it_takes_all_of_it_and_of_each_code_and_delivery_in_order(int seed)
    {
        await using var world = await OutgoingWorld.OpenAsync();
        await world.ToldAsync();
        using var dice = new SeededRandom(seed);
        var taken = new List<(string Subject, string Type)>();
        world.Answers = heard =>
        {
            var thrown = new byte[1];
            dice.GetBytes(thrown);
            HttpStatusCode[] answers = [HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.InternalServerError, HttpStatusCode.Found, HttpStatusCode.OK];
            var status = answers[thrown[0] % answers.Length];
            if (status == HttpStatusCode.OK)
            {
                taken.Add((heard.Data.TryGetProperty("code", out var code) ? code.GetString()! : heard.Data.GetProperty("message").GetString()!, heard.Type));
            }

            return thrown[0] > 240 ? throw new HttpRequestException(HttpRequestError.ConnectionError) : Task.FromResult(new HttpResponseMessage(status));
        };
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        var delivery = await world.MessageAsync("R1", "Hola", DeliveryStatus.Accepted);
        await world.World.MoveAsync(TimeSpan.FromMinutes(5));
        await world.DeliveryMovesAsync(delivery, DeliveryStatus.Delivered);
        await world.World.MoveAsync(TimeSpan.FromMinutes(5));
        await world.DeliveryMovesAsync(delivery, DeliveryStatus.Read);
        await world.World.MoveToAsync("2026-06-04 15:00");

        string[] code = ["code.scheduled", "code.active", "code.revoked"], message = ["message.accepted", "message.delivered", "message.read"];
        Assert.Equal([code, message], taken.Distinct().GroupBy(t => t.Subject).Select(g => g.Select(t => t.Type).ToArray()).OrderBy(g => g[0], StringComparer.Ordinal));
        Assert.All(await world.EventsAsync(), e => Assert.NotNull(e.DeliveredUtc));
    }

    [Fact]
    public async Task Nothing_is_sent_where_an_answer_leads()
    {
        await using var world = await OutgoingWorld.OpenAsync();
        await world.ToldAsync();
        world.Answers = _ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.TemporaryRedirect) { Headers = { Location = new Uri("https://127.0.0.1/inside") } });
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        Assert.Equal("hooks.test", Assert.Single(world.Heard).Address.Host);
        Assert.Contains("leads elsewhere", (await world.ConnectionAsync()).StateText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://hooks.test/in")]
    [InlineData("https://10.0.0.1/in")]
    [InlineData("https://hooks.test:8443/in")]
    [InlineData("https://user:pass@hooks.test/in")]
    [InlineData("nonsense")]
    public async Task An_address_that_is_never_called_is_refused_with_what_to_change(string url)
    {
        await using var world = await OutgoingWorld.OpenAsync();
        var made = new OutgoingChanged("");
        await world.World.InScopeAsync<OutgoingDesk>(async d => made = await d.MakeAsync("dashboard", url, [], "host:x", CancellationToken.None));
        Assert.StartsWith("Address: it", made.Problem, StringComparison.Ordinal);
        await using var db = world.World.Database.Open();
        Assert.False(await db.Connections.AnyAsync(c => c.Kind == ConnectionKind.OutgoingWebhook));
    }

    [Fact]
    public async Task A_test_event_is_sent_at_once_and_says_what_came_of_it()
    {
        await using var world = await OutgoingWorld.OpenAsync();
        await world.ToldAsync();
        world.AnswersWith(HttpStatusCode.Unauthorized);
        Assert.Equal("The test was not taken. It answers 401.", (await world.OrdersAsync((d, id, _) => d.TestAsync(id, CancellationToken.None))).Problem);
        world.AnswersWith(HttpStatusCode.OK);
        Assert.Equal("", (await world.OrdersAsync((d, id, _) => d.TestAsync(id, CancellationToken.None))).Problem);
        Assert.Equal(["test"], world.Taken);
        await world.World.MoveAsync(TimeSpan.FromHours(3));
        Assert.Equal(2, world.Heard.Count);
    }

    [Fact]
    public async Task No_digits_names_numbers_or_words_to_guests_stand_in_what_is_sent_kept_or_recorded()
    {
        await using var world = await OutgoingWorld.OpenAsync();
        var secret = await world.ToldAsync();
        await world.World.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await world.MessageAsync("R1", "Hola Lucía, tu código", DeliveryStatus.Accepted, DeliveryStatus.Delivered);
        var pin = await world.World.DigitsAsync("R1", OutgoingWorld.Door);
        await world.World.MoveToAsync("2026-06-03 13:00");

        await using var db = world.World.Database.Open();
        var audit = await db.AuditEvents.Select(e => e.What).ToListAsync();
        string[] texts = [.. world.Heard.Select(h => h.Body + h.Id + h.Signature), .. (await world.EventsAsync()).Select(e => e.Body + e.Trouble), .. audit];
        new PinScan(pin).AssertAbsentFromTexts(texts);
        Assert.True(world.Heard.Count >= 4);
        Assert.DoesNotContain(texts, t => t.Contains("Lucía", StringComparison.Ordinal) || t.Contains("600000001", StringComparison.Ordinal) || t.Contains("guest.example", StringComparison.Ordinal) || t.Contains("s3cr3t", StringComparison.Ordinal) || t.Contains(secret, StringComparison.Ordinal));
    }

    /// <summary>The scheme written out once more, so that the product's own signer is not its judge.</summary>
    private static string Signature(string secret, Heard heard) => "v1," + Convert.ToBase64String(HMACSHA256.HashData(
        Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{heard.Id}.{heard.Timestamp}.{heard.Body}")));

    private static string? Text(System.Text.Json.JsonElement data, string name) => data.GetProperty(name).GetString();

    private sealed class KilledHereException : Exception;
}
