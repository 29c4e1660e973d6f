using System.Net;
using System.Text;
using Cendra.Domain.Conversations;
using Cendra.Messaging.Twilio;
using Cendra.Tests;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>What Twilio posts: believed only when it is signed, kept once, answered at once, and no body of whatever shape harms the server.</summary>
public sealed class InboundWebhookTests
{
    [Fact]
    public async Task What_is_not_rightly_signed_is_401_and_what_is_not_for_this_account_400_and_nothing_is_kept()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        var good = TwilioCalls.MessageOf("SM1", "Hola");
        (string What, HttpRequestMessage Call, HttpStatusCode Answer)[] calls =
        [
            ("no signature", TwilioCalls.Of(TwilioCalls.Messages, good, signature: null), HttpStatusCode.Unauthorized),
            ("an empty signature", TwilioCalls.Of(TwilioCalls.Messages, good, signature: " "), HttpStatusCode.Unauthorized),
            ("no base64", TwilioCalls.Of(TwilioCalls.Messages, good, signature: "***"), HttpStatusCode.Unauthorized),
            ("another token", TwilioCalls.Of(TwilioCalls.Messages, good, token: "other"), HttpStatusCode.Unauthorized),
            ("signed for the other path", TwilioCalls.Of(TwilioCalls.Messages, good, signature: TwilioSignature.Sign(ServiceWorld.OwnUrl + TwilioCalls.Reports, good, HousePhones.Token)), HttpStatusCode.Unauthorized),
            ("signed with other words", TwilioCalls.Of(TwilioCalls.Messages, good, signature: TwilioSignature.Sign(ServiceWorld.OwnUrl + TwilioCalls.Messages, TwilioCalls.MessageOf("SM1", "hola"), HousePhones.Token)), HttpStatusCode.Unauthorized),
            ("another account", TwilioCalls.Of(TwilioCalls.Messages, new Dictionary<string, string>(good) { ["AccountSid"] = "AC00000000000000000000000000000000" }), HttpStatusCode.BadRequest),
            ("no account", TwilioCalls.Of(TwilioCalls.Messages, Without(good, "AccountSid")), HttpStatusCode.BadRequest),
            ("no id", TwilioCalls.Of(TwilioCalls.Messages, Without(good, "MessageSid")), HttpStatusCode.BadRequest),
            ("no sender", TwilioCalls.Of(TwilioCalls.Messages, Without(good, "From")), HttpStatusCode.BadRequest),
            ("a report without status", TwilioCalls.Of(TwilioCalls.Reports, good), HttpStatusCode.BadRequest),
            ("too much", TwilioCalls.Of(TwilioCalls.Messages, TwilioCalls.MessageOf("SM2", new string('x', 300 * 1024))), HttpStatusCode.RequestEntityTooLarge),
        ];
        foreach (var (what, call, status) in calls)
        {
            using var answer = await world.CallAsync(call);
            Assert.True(answer.StatusCode == status, $"{what}: {(int)answer.StatusCode}");
        }

        Assert.Equal(0, await world.StoredAsync("SM"));
        using var taken = await world.CallAsync(TwilioCalls.Of(TwilioCalls.Messages, good));
        using var again = await world.CallAsync(TwilioCalls.Of(TwilioCalls.Messages, good));
        using var other = await world.CallAsync(TwilioCalls.Of(TwilioCalls.Messages, TwilioCalls.MessageOf("SM1", "Adiós")));
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.OK, HttpStatusCode.Conflict), (taken.StatusCode, again.StatusCode, other.StatusCode));
        Assert.Equal("<Response/>", await taken.Content.ReadAsStringAsync());
        Assert.Equal(1, await world.StoredAsync("SM"));
    }

    [Fact]
    public async Task No_body_of_whatever_shape_is_answered_with_500_or_stops_the_work()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        var number = 0;
        foreach (var (what, fields) in Strange())
        {
            foreach (var path in new[] { TwilioCalls.Messages, TwilioCalls.Reports })
            {
                using var answer = await world.CallAsync(TwilioCalls.Of(path, new Dictionary<string, string>(fields) { ["MessageSid"] = fields.GetValueOrDefault("MessageSid", $"SMx{++number}") }));
                Assert.True((int)answer.StatusCode < 500, $"{what} to {path}: {(int)answer.StatusCode} {world.Log.Errors.LastOrDefault()}");
            }
        }

        foreach (var body in new byte[][] { [], [0xff, 0xfe, 0], "%%%=%&&==&"u8.ToArray(), Encoding.UTF8.GetBytes(string.Join('&', Enumerable.Range(0, 3000).Select(i => $"a{i}=1"))) })
        {
            foreach (var type in new[] { "application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x", "text/plain" })
            {
                using var answer = await world.CallAsync(TwilioCalls.Raw(TwilioCalls.Messages, body, TwilioSignature.Sign(ServiceWorld.OwnUrl + TwilioCalls.Messages, [], HousePhones.Token), type));
                Assert.True((int)answer.StatusCode < 500, $"{body.Length} bytes as {type}: {(int)answer.StatusCode}");
            }
        }

        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        await using var db = world.Open();
        Assert.Equal(0, await db.ReceivedWebhooks.CountAsync(w => w.ProcessedUtc == null));
        Assert.Equal(0, await db.Messages.CountAsync(m => m.State == MessageState.Queued));
    }

    [Fact]
    public async Task The_same_call_three_times_is_one_message_and_one_answer()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.WhatsAppArrivesAsync("¿Cuál es el código?", count: 3);
        await world.ClockMovesAsync(TimeSpan.FromSeconds(10));
        Assert.Single(await world.MessagesAsync(MessageKinds.FromGuest));
        Assert.Equal(2, world.Told().Count);
    }

    [Fact]
    public async Task Four_messages_in_a_row_are_answered_together()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        foreach (var text in new[] { "Hola", "ya estamos aquí", "¿cuál es el código?", "gracias" })
        {
            await world.WhatsAppArrivesAsync(text);
            await world.ClockMovesAsync(TimeSpan.FromSeconds(2));
        }

        await world.ClockMovesAsync(TimeSpan.FromSeconds(10));
        Assert.All(await world.MessagesAsync(MessageKinds.FromGuest), m => Assert.Equal(MessageState.Answered, m.State));
        Assert.Equal(2, world.Told().Count);
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), world.Told()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_never_stops_writing_is_answered_after_twelve_seconds()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        for (var i = 0; i < 8; i++)
        {
            await world.WhatsAppArrivesAsync($"¿Cuál es el código? {i}");
            await world.ClockMovesAsync(TimeSpan.FromSeconds(2));
        }

        Assert.Equal(2, world.Told().Count);
    }

    [Fact]
    public async Task A_message_that_is_taken_over_while_something_else_happens_in_the_conversation_costs_the_guest_no_minute()
    {
        var overtaken = new Overtaken(
            rows => rows.Entries<Message>().Any(e => e is { State: EntityState.Added, Entity.Direction: MessageDirection.Inbound }), "UPDATE \"Conversations\" SET \"Version\" = \"Version\" + 1");
        await using var world = await ServiceWorld.WithAGuestInHouseAsync(new WorldOptions { Also = overtaken.AddTo });
        await world.GuestWritesOnWhatsAppAsync("Hola");
        overtaken.Times = 3;
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), await world.GuestWritesOnWhatsAppAsync("¿Cuál es el código?"), StringComparison.Ordinal);
        Assert.Equal(0, overtaken.Times);
        Assert.Equal(2, (await world.MessagesAsync(MessageKinds.FromGuest)).Count(m => m.State == MessageState.Answered));
    }

    [Fact]
    public async Task Where_no_answer_can_be_kept_a_person_is_called_and_the_guest_is_answered_as_soon_as_it_can()
    {
        var broken = new Overtaken(rows => rows.Entries<AgentTurn>().Any(e => e.State == EntityState.Added), null);
        await using var world = await ServiceWorld.WithAGuestInHouseAsync(new WorldOptions { Also = broken.AddTo });
        broken.Times = int.MaxValue;
        Assert.Equal("", await world.GuestWritesOnWhatsAppAsync("¿Cuál es el código?"));
        Assert.Equal(EscalationPriority.P1, Assert.Single(await world.OpenEscalationsAsync()).Priority);
        Assert.NotEmpty(world.Told(HousePhones.Host));
        broken.Times = 0;
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), world.Told()[^1], StringComparison.Ordinal);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [SharedDataFact]
    public async Task The_recorded_report_passes_on_a_real_port()
    {
        var own = SharedData.Json("twilio", "signature-vectors.json").EnumerateArray().Single(v => v.GetProperty("signedUrl").GetString()!.EndsWith(TwilioCalls.Reports, StringComparison.Ordinal));
        var fields = own.GetProperty("params").EnumerateArray().ToDictionary(f => f[0].GetString()!, f => f[1].GetString()!);
        var url = new Uri(own.GetProperty("signedUrl").GetString()!);
        await using var world = await ServiceWorld.OpenAsync(new WorldOptions
        {
            Phones = true, OnKestrel = true,
            Settings = new Dictionary<string, string>
            {
                ["Server:PublicUrl"] = url.GetLeftPart(UriPartial.Authority), ["Twilio:AuthToken"] = own.GetProperty("token").GetString()!, ["Twilio:AccountSid"] = fields["AccountSid"],
            },
        });
        var body = Encoding.UTF8.GetBytes(string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}")));
        var signature = own.GetProperty("signature").GetString()!;
        using var taken = await world.CallAsync(TwilioCalls.Raw(TwilioCalls.Reports, body, signature));
        using var bent = await world.CallAsync(TwilioCalls.Raw(TwilioCalls.Reports, [.. body, (byte)'0'], signature));
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Unauthorized), (taken.StatusCode, bent.StatusCode));
    }

    private static Dictionary<string, string> Without(Dictionary<string, string> fields, string name) => fields.Where(f => f.Key != name).ToDictionary();

    private static IEnumerable<(string What, Dictionary<string, string> Fields)> Strange()
    {
        (string Name, string Value)[] bends =
        [
            ("Body", ""), ("Body", "\0"), ("Body", "\ud83d\udd11"), ("Body", new string('9', 5000)), ("Body", "[[code:AAAA]]"), ("Body", "\u202e\u0000\uffff"), ("Body", string.Concat(Enumerable.Repeat("1\u0301", 1000))),
            ("From", "whatsapp:"), ("From", "whatsapp:+0"), ("From", "nobody"), ("From", "whatsapp:ES." + new string('A', 128)), ("From", "whatsapp:es.1"), ("From", new string('+', 200)), ("From", "whatsapp:+34600000001\n"),
            ("To", ""), ("NumMedia", "many"), ("MediaContentType0", new string('m', 300)), ("Latitude", "north"), ("MessageStatus", "exploded"), ("MessageStatus", new string('s', 31)), ("ErrorCode", "99999999999"),
            ("MessageSid", ""), ("MessageSid", "S"), ("MessageSid", new string('S', 65)), ("MessageSid", "SM:read:"), ("ButtonText", "Sí"),
        ];
        foreach (var (name, value) in bends)
        {
            var fields = TwilioCalls.MessageOf("", "Hola");
            fields.Remove("MessageSid");
            fields["MessageStatus"] = "sent";
            fields[name] = value;
            yield return ($"{name} of {value.Length}", fields);
        }
    }
}
