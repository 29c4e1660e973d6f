using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Cendra.Simulator.Locks;
using Cendra.Simulator.Pms;
using Xunit;

namespace Cendra.Tests.Simulator;

public sealed class WebhookTests
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(10),
    ];

    [Fact]
    public async Task Events_arrive_signed_as_svix_signs_and_equal_what_the_list_holds()
    {
        using var receiver = new Receiver();
        using var door = new DoorWorld(receiver: receiver);
        var (_, made) = await door.CallAsync("/webhooks/create", new { url = "http://host.example/webhooks/seam" });
        var secret = made!["webhook"]!["secret"]!.GetValue<string>();
        door.World.AddDoor(new DoorOptions(DoorWorld.Door, "Front door", LockBehaviour.NativeSchedule, "Europe/Lisbon"));
        await door.World.CatchUpAsync();

        var call = Assert.Single(receiver.Calls);
        Assert.Equal(call.Signature, Sign(secret, call));
        Assert.Equal(door.World.Clock.GetUtcNow().ToUnixTimeSeconds(), long.Parse(call.Timestamp, CultureInfo.InvariantCulture));
        Assert.Equal(Assert.Single(await door.EventsAsync()).ToJsonString(), JsonNode.Parse(call.Body)!.ToJsonString());
    }

    [Fact]
    public async Task Refused_call_comes_again_on_svix_schedule_and_then_no_more()
    {
        using var receiver = new Receiver { Status = HttpStatusCode.InternalServerError };
        using var door = Registered(receiver);
        var due = door.World.Clock.GetUtcNow();
        door.World.TakeOffline(DoorWorld.Door);
        foreach (var wait in Waits)
        {
            due += wait;
            Assert.Equal(due, door.World.NextDueUtc());
            await door.MoveToAsync(due);
        }

        Assert.Equal(8, receiver.Calls.Count);
        Assert.Single(receiver.Calls.Select(call => call.Id).Distinct());
        Assert.Equal(8, receiver.Calls.Select(call => call.Timestamp).Distinct().Count());
        Assert.Null(door.World.NextDueUtc());
    }

    [Fact]
    public async Task Receiver_that_breaks_the_connection_gets_it_again()
    {
        using var receiver = new Receiver { Breaks = true };
        using var door = Registered(receiver);
        door.World.TakeOffline(DoorWorld.Door);
        await door.World.CatchUpAsync();
        receiver.Breaks = false;
        await door.MoveToAsync(door.World.Clock.GetUtcNow().AddSeconds(5));
        Assert.Equal(2, receiver.Calls.Count);
        Assert.Null(door.World.NextDueUtc());
    }

    [Fact]
    public async Task Calls_can_be_lost_doubled_and_turned_round()
    {
        using var receiver = new Receiver();
        using var door = Registered(receiver);
        door.World.DropNextWebhooks(1);
        door.World.TakeOffline(DoorWorld.Door);
        door.World.DuplicateNextWebhooks(1);
        door.World.BringOnline(DoorWorld.Door);
        await door.World.CatchUpAsync();
        Assert.Equal(["device.connected", "device.connected"], receiver.Types);
        Assert.Single(receiver.Calls.Select(call => call.Id).Distinct());

        receiver.Calls.Clear();
        door.World.ReorderNextWebhooks(2);
        door.World.TakeOffline(DoorWorld.Door);
        door.World.BringOnline(DoorWorld.Door);
        await door.MoveToAsync(door.World.Clock.GetUtcNow().AddMinutes(1));
        Assert.Equal(["device.connected", "device.disconnected"], receiver.Types);
    }

    [Fact]
    public async Task Receiver_may_call_back_while_it_is_called()
    {
        using var receiver = new Receiver();
        using var door = Registered(receiver);
        receiver.OnCall = () => door.DeviceAsync();
        door.World.TakeOffline(DoorWorld.Door);
        await door.World.CatchUpAsync();
        Assert.Equal(["device.disconnected"], receiver.Types);
    }

    [Fact]
    public async Task Pms_message_is_signed_by_standard_webhooks_and_repeats_under_its_id()
    {
        using var receiver = new Receiver { Status = HttpStatusCode.Accepted, Answer = "taken" };
        using var door = new DoorWorld(receiver: receiver);
        const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        var message = new PmsMessage { Url = "http://host.example/webhooks/pms/a", Secret = Secret, Snapshot = """{"type":"reservation.upserted"}""", WebhookId = "msg_1", Count = 2 };
        Assert.Equal(new PmsAnswer(202, "taken"), await door.World.SendFromPmsAsync(message));
        Assert.Equal(2, receiver.Calls.Count);
        Assert.All(receiver.Calls, call => Assert.Equal(("msg_1", Sign(Secret, call)), (call.Id, call.Signature)));
    }

    [SharedDataFact]
    public void Signature_equals_one_made_by_svix()
    {
        var vector = SharedData.Json("seam", "webhook-signature-vector.json");
        string Text(string name) => vector.GetProperty(name).GetString()!;
        var key = Cendra.Simulator.Webhooks.WebhookSignature.Key(Text("secret"))!;
        Assert.Equal(Text("svix_signature"), Cendra.Simulator.Webhooks.WebhookSignature.Sign(key, Text("svix_id"), Text("svix_timestamp"), Text("body")));
    }

    private static DoorWorld Registered(Receiver receiver)
    {
        var door = new DoorWorld(LockBehaviour.NativeSchedule, receiver: receiver);
        door.World.AddWebhook("http://host.example/webhooks/seam");
        return door;
    }

    /// <summary>Svix's own words: key is the base64 after whsec_, signed is id.timestamp.body.</summary>
    private static string Sign(string secret, Call call)
    {
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret.Split('_')[1]));
        return "v1," + Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(call.Id + "." + call.Timestamp + "." + call.Body)));
    }

    private sealed record Call(string Id, string Timestamp, string Signature, string Body);

    private sealed class Receiver : HttpMessageHandler
    {
        public HttpStatusCode Status { get; set; } = HttpStatusCode.NoContent;

        public string Answer { get; set; } = "";

        public bool Breaks { get; set; }

        public Func<Task>? OnCall { get; set; }

        public List<Call> Calls { get; } = [];

        public IEnumerable<string> Types => Calls.Select(call => JsonNode.Parse(call.Body)!["event_type"]!.GetValue<string>());

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var prefix = request.Headers.Contains("svix-id") ? "svix" : "webhook";
            string Header(string name) => request.Headers.GetValues($"{prefix}-{name}").Single();
            Calls.Add(new Call(Header("id"), Header("timestamp"), Header("signature"), await request.Content!.ReadAsStringAsync(cancellationToken)));
            await (OnCall?.Invoke() ?? Task.CompletedTask);
            return Breaks ? throw new HttpRequestException("broken") : new HttpResponseMessage(Status) { Content = new StringContent(Answer) };
        }
    }
}
