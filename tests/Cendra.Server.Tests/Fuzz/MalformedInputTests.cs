using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Server.Tests.Service;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Fuzz;

/// <summary>What the fuzz found, one by one: each of these was once answered with 500, or was taken and never worked off.</summary>
public sealed class MalformedInputTests
{
    [Fact]
    public async Task A_stranger_with_a_host_an_encoding_or_a_length_that_is_none_is_refused_and_told_so()
    {
        await using var house = await FuzzHouse.EmptyAsync(onKestrel: true);
        var (cookie, token) = await house.FormAsync("/sign-in", "");
        var page = new FuzzCall("page", "GET", "/sign-in").With(("Cookie", cookie));
        var form = Inbound.Form("/sign-in", Fields(token, ("email", "a@b.example"), ("password", "x"))).With(("Cookie", cookie));
        (string What, FuzzCall Call, int[] Answers)[] calls =
        [
            ("a port of 99999", page.With(("Host", "cendra.test:99999")), [400]), ("a host of 10,000", page.With(("Host", new string('x', 10_000))), [400]), ("half an address", page.With(("Host", "[::1")), [400]),
            ("a host of signs", page.With(("Host", "%00!$&'()*+,;=")), [400]), ("no host", page.With(("Host", "")), [400, 200]), ("UTF-7", form.With(("Content-Type", OddForms.FormType + "; charset=utf-7")), [415]),
            ("UTF-7 in parts", form.With(("Content-Type", "multipart/form-data; boundary=x; charset=utf-7")), [415]),
            ("2 MB", form with { Body = new byte[2 * 1024 * 1024] }, [413, 0]), ("2 MB in chunks", form with { Body = [.. "a="u8, .. new byte[2 * 1024 * 1024]], Chunked = true }, [413, 400, 0]),
            ("as it is", form, [200]),
        ];
        var wrong = new List<string>();
        foreach (var (what, call, answers) in calls)
        {
            var answer = await house.Way.SendAsync(call);
            if (!answers.Contains(answer.Status))
            {
                wrong.Add($"{what}: {answer.Status}");
            }
        }

        Assert.Empty(wrong);
        Assert.Empty(house.World.Log.Errors);
    }

    [Fact]
    public async Task A_way_back_in_any_script_is_followed()
    {
        await using var house = await FuzzHouse.EmptyAsync(onKestrel: true);
        var (cookie, token) = await house.FormAsync("/sign-in", "");
        foreach (var (back, location) in new[] { ("/locks?show=Büro", "/locks?show=B%C3%BCro"), ("/\ufffe", "/%EF%BF%BE"), ("/a%20b?c=d#e", "/a%20b?c=d#e"), ("/\u202e\ud83d\udd11", "/%E2%80%AE%F0%9F%94%91") })
        {
            var answer = await house.Way.SendAsync(Inbound.Form("/theme", Fields(token, ("theme", "dark"), ("returnUrl", back))).With(("Cookie", cookie)));
            Assert.True(answer.Status == 302, $"{back}: {answer.Status}");
            Assert.Contains("Location: " + location, answer.Head, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_with_a_question_that_nobody_can_answer_is_shown_without_it()
    {
        await using var house = new World.House();
        await house.AccountAsync("marta@house.example", HostRoles.Owner, null);
        var client = await house.SignedInAsync("marta@house.example");
        foreach (var path in new[] { "/rehearsal?stay=not-a-guid", "/rehearsal?stay=", "/inbox?list=%00", "/locks?show=%FF", "/?list=x&list=y" })
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.True(answer.StatusCode == System.Net.HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task An_address_that_is_no_text_signs_nobody_in_and_uses_no_set_up_link_up()
    {
        await using var house = await FuzzHouse.EmptyAsync();
        var (cookie, token) = await house.FormAsync("/sign-in", "");
        var link = "/set-up/" + (await File.ReadAllTextAsync(Path.Combine(house.World.DataFolder, "set-up-link.txt"))).Trim()[^22..];
        foreach (var email in new[] { "a\ufffe@b.example", "a@b@c.example", "@b.example", "a@", "a b@c.example" })
        {
            var signIn = await house.Way.SendAsync(Inbound.Form("/sign-in", Fields(token, ("email", email), ("password", "a sentence does well"))).With(("Cookie", cookie)));
            var setUp = await house.Way.SendAsync(Inbound.Form(link, Fields(token, ("name", "Joan"), ("email", email), ("password", "a sentence does well"))).With(("Cookie", cookie)));
            Assert.True((signIn.Status, setUp.Status) == (200, 200), $"{email}: {signIn.Status}, {setUp.Status} {signIn.Fault} {setUp.Fault}");
            Assert.Contains("Write an email address", setUp.Body, StringComparison.Ordinal);
        }

        var made = await house.Way.SendAsync(Inbound.Form(link, Fields(token, ("name", "Siobhán"), ("email", "siobhán.o'brien@häuser.example"), ("password", "a sentence does well"))).With(("Cookie", cookie)));
        Assert.True(made.Status == 302, $"{made.Status} {made.Fault}");
    }

    [Fact]
    public async Task A_message_with_fields_by_the_thousand_or_twice_is_refused_or_worked_off()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        var way = new MemoryWay(world.Server.Server);
        var many = TwilioCalls.MessageOf("SMmany", "Hola").Concat(Enumerable.Range(0, 2000).Select(n => KeyValuePair.Create($"f{n}", "1")));
        Assert.Equal(401, (await way.SendAsync(Inbound.SignedByTwilio(Inbound.Form(TwilioCalls.Messages, many)))).Status);
        var twice = TwilioCalls.MessageOf("SMtwice", "Hola").Append(KeyValuePair.Create("MessageSid", new string('9', 64))).Append(KeyValuePair.Create("Body", "Adiós"))
            .Append(KeyValuePair.Create("MediaContentType0", new string('m', 63) + "\ud83d\udd11"));
        Assert.Equal(202, (await way.SendAsync(Inbound.SignedByTwilio(Inbound.Form(TwilioCalls.Messages, twice)))).Status);
        await world.WorkAsync();
        await using var db = world.Open();
        Assert.Equal(0, await db.ReceivedWebhooks.CountAsync(w => w.ProcessedUtc == null));
        var message = Assert.Single(await world.MessagesAsync(MessageKinds.FromGuest));
        Assert.Equal(("SMtwice", "Hola", "unknown"), (message.DedupeKey, message.Body, message.Attachment));
    }

    [Fact]
    public async Task An_opening_said_to_be_in_the_year_9999_hides_no_later_one()
    {
        await using var world = await ServiceWorld.OpenAsync(new WorldOptions { Polls = true });
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule));
        var way = new MemoryWay(world.Server.Server);
        foreach (var type in new[] { "lock.unlocked", "lock.access_denied" })
        {
            var body = $$"""{"event_id":"{{type}}","event_type":"{{type}}","created_at":"9999-12-31T23:59:59.999Z","occurred_at":"9999-12-31T23:59:59.999Z","device_id":"flat","method":"manual"}""";
            Assert.Equal(System.Net.HttpStatusCode.Accepted, await world.PostAsync(world.NewSeamDelivery(body)));
        }

        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromHours(1));
        Assert.False(await world.GuestTypesAsync("flat", "0000"));
        await using var db = world.Open();
        var device = await db.SmartLocks.SingleAsync();
        Assert.True(device.LastUnlockedUtc <= world.Now && device.LastDeniedUtc <= world.Now, $"{device.LastUnlockedUtc}, {device.LastDeniedUtc}");
        Assert.Equal(world.Now, device.LastDeniedUtc);
        Assert.Equal(200, (await way.SendAsync(new FuzzCall("live", "GET", "/health/ready"))).Status);
    }

    [Fact]
    public async Task Ids_that_no_vendor_makes_are_refused_at_the_door()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        var way = new MemoryWay(world.Server.Server);
        var inbound = new Inbound(world);
        foreach (var odd in new[] { "a\0b", "\ufffe\uffff", "a b", "a\u0001" })
        {
            var message = await way.SendAsync(Inbound.SignedByTwilio(Inbound.Form(TwilioCalls.Messages, TwilioCalls.MessageOf(odd, "Hola"))));
            var report = new Dictionary<string, string>(TwilioCalls.MessageOf("SM1", "")) { ["MessageStatus"] = odd };
            var status = await way.SendAsync(Inbound.SignedByTwilio(Inbound.Form(TwilioCalls.Reports, report)));
            var (eventId, device) = (await SeamAsync(odd, "flat"), await SeamAsync("e1", odd));
            Assert.True((message.Status, status.Status, eventId) == (400, 400, 400), $"'{odd}': {message.Status}, {status.Status}, {eventId}");
            Assert.True(device == 400 || !odd.Contains('\0', StringComparison.Ordinal), $"'{odd}': {device}");
        }

        async Task<int> SeamAsync(string id, string device) => (await way.SendAsync(inbound.Seam.Sign(inbound.Seam.Good(1) with
        {
            Body = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["event_id"] = id, ["event_type"] = "device.connected", ["device_id"] = device }),
        }))).Status;
    }

    private static Dictionary<string, string> Fields(string token, params (string Name, string Value)[] fields) =>
        new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) { ["__RequestVerificationToken"] = token };
}
