using System.Net;
using System.Text;
using System.Text.Json;
using Cendra.Domain.Conversations;
using Cendra.Lifecycle.Inbox;
using Cendra.Simulator.Locks;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Service;

/// <summary>What the generic PMS webhook answers, and that only what was accepted is kept.</summary>
public sealed class PmsAnswersTests
{
    [Fact]
    public async Task A_new_delivery_is_202_the_same_again_200_and_its_id_with_another_body_409()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var delivery = world.NewDelivery(ServiceWorld.Booking("R1", "Born 9", "2026-06-10", "2026-06-13"));
        Assert.Equal(HttpStatusCode.Accepted, await world.PostAsync(delivery));
        Assert.Equal(HttpStatusCode.OK, await world.PostAsync(delivery));
        Assert.Equal(HttpStatusCode.OK, await world.PostAsync(delivery with { AtUtc = world.Now.AddSeconds(7) }));
        var other = world.NewDelivery(ServiceWorld.Booking("R2", "Born 9", "2026-06-10", "2026-06-13")) with { Id = delivery.Id };
        Assert.Equal(HttpStatusCode.Conflict, await world.PostAsync(other));
        Assert.Equal(1, await world.StoredAsync());
        await world.WorkAsync();
        Assert.Equal(new DateOnly(2026, 6, 10), (await world.StayAsync("R1")).CheckInLocal);
        Assert.Equal(HttpStatusCode.OK, await world.PostAsync(delivery));
    }

    [Fact]
    public async Task A_delivery_that_is_not_rightly_signed_is_401_and_leaves_nothing()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var good = world.NewDelivery(ServiceWorld.Booking("R1", "Born 9", "2026-06-10", "2026-06-13"));
        var changed = (byte[])good.Body.Clone();
        changed[^3] ^= 1;
        var before = await FingerprintAsync(world);
        (string What, SignedDelivery Delivery)[] wrong =
        [
            ("no id", good with { Without = ["id"] }), ("no timestamp", good with { Without = ["timestamp"] }), ("no signature", good with { Without = ["signature"] }),
            ("no headers", good with { Without = ["id", "timestamp", "signature"] }), ("an id with a space", Instead(good, "id", "a b")), ("an id of 201", Instead(good, "id", new string('a', 201))),
            ("another id", Instead(good, "id", "msg_other")), ("a timestamp in words", Instead(good, "timestamp", "now")), ("a negative timestamp", Instead(good, "timestamp", "-5")),
            ("an endless timestamp", Instead(good, "timestamp", "99999999999999999999")), ("a signature of nothing", Instead(good, "signature", "v1,")),
            ("a signature without version", Instead(good, "signature", "c2lnbmF0dXJl")), ("another version", Instead(good, "signature", "v2,c2lnbmF0dXJl")),
            ("another secret", good with { Secret = ServiceWorld.SeamSecret }), ("one changed bit", good with { SentBody = changed }), ("one byte more", good with { SentBody = [.. good.Body, 0x20] }),
            ("no body", good with { SentBody = [] }), ("Svix's headers", good with { Prefix = "svix" }),
            ("stale", good with { AtUtc = world.Now.AddSeconds(-301) }), ("too new", good with { AtUtc = world.Now.AddSeconds(301) }),
        ];
        foreach (var (what, delivery) in wrong)
        {
            using var answer = await world.AnswerToAsync(delivery);
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{what}: {(int)answer.StatusCode}");
            Assert.DoesNotContain(ServiceWorld.PmsSecret, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(before, await FingerprintAsync(world));
        Assert.Equal(HttpStatusCode.Accepted, await world.PostAsync(good with { AtUtc = world.Now.AddSeconds(-300) }));
        Assert.Equal(HttpStatusCode.OK, await world.PostAsync(good with { AtUtc = world.Now.AddSeconds(300) }));
    }

    [Fact]
    public async Task A_body_that_is_wrong_is_400_with_the_field_named_and_leaves_nothing()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var before = await FingerprintAsync(world);
        var complaints = new List<string>();
        foreach (var (name, body, field) in BadBodies.All.Where(b => !BadBodies.OfDates.Contains(b.Name)))
        {
            var delivery = world.NewDelivery("");
            using var answer = await world.AnswerToAsync(delivery with { Body = body });
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode != HttpStatusCode.BadRequest || !Names(text, field))
            {
                complaints.Add($"{name}: {(int)answer.StatusCode} {text}");
            }
        }

        Assert.Empty(complaints);
        Assert.Equal(before, await FingerprintAsync(world));
        Assert.Empty(world.Log.Errors);
    }

    [Fact]
    public async Task T44_Dates_that_cannot_be_are_refused_with_their_field_and_one_hosts_task_until_they_come_right()
    {
        await using var world = await ServiceWorld.OpenAsync();
        foreach (var (_, body, field) in BadBodies.All.Where(b => BadBodies.OfDates.Contains(b.Name)))
        {
            using var answer = await world.AnswerToAsync(world.NewDelivery("") with { Body = body });
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.True(Names(await answer.Content.ReadAsStringAsync(), field));
        }

        await world.WorkAsync();
        var task = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal((EscalationPriority.P2, "The booking \"B\" has dates that cannot be"), (task.Priority, task.Title));
        await using (var db = world.Open())
        {
            Assert.Equal((0, 0), (await db.Stays.CountAsync(), await db.ReceivedWebhooks.CountAsync()));
        }

        Assert.Equal(HttpStatusCode.Accepted, await world.PostAsync(world.NewDelivery(ServiceWorld.Booking("B", "Born 9", "2026-06-10", "2026-06-13"))));
        await world.WorkAsync();
        Assert.DoesNotContain(await world.OpenEscalationsAsync(), e => e.Id == task.Id);
        Assert.Empty(world.Log.Errors);
    }

    [Fact]
    public async Task What_only_looks_odd_is_taken()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var body = ServiceWorld.Booking("R1", "Born 9", "2026-06-10", "2026-06-13");
        byte[] marked = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(body)];
        Assert.Equal(HttpStatusCode.Accepted, await world.PostAsync(world.NewDelivery("") with { Body = marked }));
        Assert.Equal(HttpStatusCode.Accepted, await world.PostAsync(world.NewDelivery(body) with { ContentType = null }));
        Assert.Equal(HttpStatusCode.Accepted, await world.PostAsync(world.NewDelivery(body) with { ContentType = "text/plain; charset=iso-8859-1" }));
        Assert.Equal(HttpStatusCode.Accepted, await world.PostAsync(world.NewDelivery(body) with { Chunked = true }));
        var signatures = Instead(world.NewDelivery(body), "signature", "v1,bm90IG91cnM= " + world.NewDelivery(body).ToRequest().Headers.GetValues("webhook-signature").Single());
        Assert.Equal(HttpStatusCode.Unauthorized, await world.PostAsync(signatures));
        await world.WorkAsync();
        Assert.Equal("Lucía Fernández", (await world.StayAsync("R1")).Reservation!.GuestName);
    }

    [Fact]
    public async Task An_unknown_connection_is_404_and_neither_Seams_nor_another_kind_of_path_answers()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var good = world.NewDelivery(ServiceWorld.Booking("R1", "Born 9", "2026-06-10", "2026-06-13"));
        var before = await FingerprintAsync(world);
        Assert.Equal(HttpStatusCode.NotFound, await world.PostAsync(good with { Path = "/webhooks/pms/nobody" }));
        Assert.Equal(HttpStatusCode.NotFound, await world.PostAsync(good with { Path = "/webhooks/pms/seam" }));
        Assert.Equal(HttpStatusCode.NotFound, await world.PostAsync(good with { Path = "/webhooks/pms/" + new string('x', 500) }));
        Assert.Equal(HttpStatusCode.NotFound, await world.PostAsync(good with { Path = "/webhooks/pms/%27;--%25" }));
        Assert.Equal(before, await FingerprintAsync(world));
    }

    [Fact]
    public async Task A_body_over_256_KB_is_413_with_and_without_a_length_and_one_of_256_KB_is_read()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var before = await FingerprintAsync(world);
        var large = world.NewDelivery(Filled(RawBody.MaxBytes + 1));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await world.PostAsync(large));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await world.PostAsync(large with { Chunked = true }));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await world.PostAsync(large with { Path = "/webhooks/seam", Prefix = "svix", Secret = ServiceWorld.SeamSecret }));
        Assert.Equal(before, await FingerprintAsync(world));
        Assert.Equal(HttpStatusCode.Accepted, await world.PostAsync(world.NewDelivery(Filled(RawBody.MaxBytes))));
        Assert.Equal(HttpStatusCode.Accepted, await world.PostAsync(world.NewDelivery(Filled(RawBody.MaxBytes)) with { Chunked = true }));
    }

    [Fact]
    public async Task More_than_600_a_minute_are_429_and_told_when_to_come_again_and_another_path_is_not_hindered()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var before = await FingerprintAsync(world);
        var flood = world.NewDelivery("{}") with { Path = "/webhooks/pms/flood" };
        HttpResponseMessage answer;
        var tries = 0;
        while ((answer = await world.AnswerToAsync(flood)).StatusCode == HttpStatusCode.NotFound && ++tries < 1300)
        {
            answer.Dispose();
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(tries, 600, 1200); // The minute may turn once meanwhile.
        Assert.InRange(answer.Headers.RetryAfter?.Delta ?? TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        answer.Dispose();
        Assert.Equal(before, await FingerprintAsync(world));
        Assert.Equal(HttpStatusCode.Accepted, await world.PostAsync(world.NewDelivery(ServiceWorld.Booking("R1", "Born 9", "2026-06-10", "2026-06-13"))));
    }

    [Fact]
    public async Task Ten_repeats_and_an_older_version_change_nothing_on_any_door()
    {
        await using var world = await ServiceWorld.OpenAsync();
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("gate", LockBehaviour.JustInTime), ServiceWorld.Door("flat", LockBehaviour.NativeSchedule));
        var body = ServiceWorld.Booking("R1", "Born 9", "2026-06-02", "2026-06-05", version: 5);
        var first = world.NewDelivery(body);
        Assert.Equal(HttpStatusCode.Accepted, await world.PostAsync(first));
        await world.ClockMovesToAsync("2026-06-02 15:10");
        var (codes, lines, created) = (await CodesAsync(world), await world.AuditLinesAsync(), world.Doors.CreatedCodes());
        var calls = world.Doors.Requests().Count(c => c.Path is "/access_codes/create" or "/access_codes/update" or "/access_codes/delete");
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await world.PostAsync(first with { AtUtc = world.Now }));
            Assert.Equal(HttpStatusCode.Accepted, await world.PostAsync(world.NewDelivery(body)));
        }

        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(lines, await world.AuditLinesAsync());
        Assert.Equal(HttpStatusCode.Accepted, await world.PostAsync(world.NewDelivery(ServiceWorld.Booking("R1", "Born 9", "2026-07-02", "2026-07-05", "cancelled", version: 4))));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));

        Assert.Equal((codes, created), (await CodesAsync(world), world.Doors.CreatedCodes()));
        Assert.Equal(lines + 1, await world.AuditLinesAsync()); // The line that says that an older version was ignored.
        Assert.Equal(calls, world.Doors.Requests().Count(c => c.Path is "/access_codes/create" or "/access_codes/update" or "/access_codes/delete"));
        Assert.True(await world.GuestTypesAsync("flat", await world.DigitsAsync("R1", "flat")));
        Assert.Empty((await world.VerifyAuditAsync()).Problems);
    }

    [Fact]
    public async Task What_was_stored_when_the_job_could_not_be_enqueued_is_worked_off_by_the_sweep()
    {
        await using var world = await ServiceWorld.OpenAsync(new WorldOptions { Also = s => s.AddSingleton<IBackgroundJobClient, NoQueue>() });
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule));
        var delivery = world.NewDelivery(ServiceWorld.Booking("R1", "Born 9", "2026-06-02", "2026-06-05"));
        Assert.Equal(HttpStatusCode.Accepted, await world.PostAsync(delivery));
        Assert.Equal(HttpStatusCode.OK, await world.PostAsync(delivery));
        await world.ClockMovesToAsync("2026-06-02 15:10");
        Assert.Equal(1, world.Doors.CreatedCodes());
        Assert.True(await world.GuestTypesAsync("flat", await world.DigitsAsync("R1", "flat")));
    }

    /// <summary>How many rows every table holds.</summary>
    private static async Task<string> FingerprintAsync(ServiceWorld world)
    {
        await using var db = world.Open();
        var counts = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
#pragma warning disable EF1002 // Names of the model's own tables.
            counts.Add($"{table} {await db.Database.SqlQueryRaw<long>($"SELECT count(*) AS \"Value\" FROM \"{table}\"").SingleAsync()}");
#pragma warning restore EF1002
        }

        return string.Join(", ", counts);
    }

    private static async Task<string> CodesAsync(ServiceWorld world)
    {
        var stay = await world.StayAsync("R1");
        var rows = stay.Codes.OrderBy(c => c.Lock!.DeviceId).Select(c => $"{c.Lock!.DeviceId} {c.PinVersion} {c.State} {c.Fault} {c.IntendedFromUtc:O} {c.IntendedUntilUtc:O} {c.SeamAccessCodeId}");
        var physical = world.Doors.Doors().SelectMany(d => d.CodesOnLock.Select(c => $"{d.DeviceId} {c.Name} {c.StartsAtUtc:O} {c.EndsAtUtc:O}"));
        return string.Join('\n', rows.Concat(physical).Append($"{stay.Status} {stay.CheckInLocal} {stay.Readiness}"));
    }

    private static bool Names(string problem, string field)
    {
        using var document = JsonDocument.Parse(problem);
        return document.RootElement.GetProperty("errors").EnumerateObject().Any(e => e.Name == field && e.Value[0].GetString() is { Length: > 0 });
    }

    private static SignedDelivery Instead(SignedDelivery delivery, string header, string value) =>
        delivery with { Instead = new Dictionary<string, string> { [header] = value } };

    private static string Filled(int bytes)
    {
        var body = ServiceWorld.Booking("R9", "Born 9", "2026-06-10", "2026-06-13", guest: "Ana");
        return body + new string(' ', bytes - Encoding.UTF8.GetByteCount(body));
    }

    /// <summary>The queue is down.</summary>
    private sealed class NoQueue : IBackgroundJobClient
    {
        public string Create(Job job, IState state) => throw new BackgroundJobClientException("The queue is down.", new IOException());

        public bool ChangeState(string jobId, IState state, string expectedState) => throw new BackgroundJobClientException("The queue is down.", new IOException());
    }
}
