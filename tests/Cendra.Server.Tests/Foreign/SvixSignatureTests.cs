using System.Text;
using Cendra.Lifecycle.Webhooks;
using Cendra.Server.Tests.Service;
using Cendra.Simulator;
using Cendra.Simulator.Locks;
using Cendra.Simulator.Pms;
using Cendra.Tests.World;
using Microsoft.Extensions.Time.Testing;

namespace Cendra.Server.Tests.Foreign;

/// <summary>Svix's own library and ours vouch for each other: what one signs the other accepts, and both refuse what was changed, kept too long or signed by another.</summary>
public sealed class SvixSignatureTests(SharedFakeSeam shared) : IClassFixture<SharedFakeSeam>
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string OtherSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 8, 0, 30, TimeSpan.Zero);

    [NodeFact(ForeignFolder.Svix)]
    public async Task What_Svix_signs_is_accepted_and_what_was_changed_is_not()
    {
        var svix = await shared.StartedAsync();
        await svix.ClockAsync(Now);
        foreach (var body in Bodies)
        {
            var headers = await svix.SignAsync(Secret, "msg_1", body);
            Assert.Equal((WebhookVerdict.Valid, "msg_1"), Ours(headers, body, Secret, Now));
            Assert.Equal(WebhookVerdict.Valid, Ours(headers, body, Secret, Now.AddSeconds(300)).Verdict);
            Assert.Equal(WebhookVerdict.Valid, Ours(headers, body, Secret, Now.AddSeconds(-300)).Verdict);
            Assert.Equal(WebhookVerdict.Stale, Ours(headers, body, Secret, Now.AddSeconds(301)).Verdict);
            Assert.Equal(WebhookVerdict.TooNew, Ours(headers, body, Secret, Now.AddSeconds(-301)).Verdict);
            Assert.Equal(WebhookVerdict.BadSignature, Ours(headers, body + " ", Secret, Now).Verdict);
            Assert.Equal(WebhookVerdict.BadSignature, Ours(headers, body, OtherSecret, Now).Verdict);
            Assert.Equal(WebhookVerdict.BadSignature, Ours(With(headers, "svix-id", "msg_2"), body, Secret, Now).Verdict);
            Assert.Equal(WebhookVerdict.BadSignature, Ours(With(headers, "svix-timestamp", "1780300831"), body, Secret, Now).Verdict);
        }
    }

    [NodeFact(ForeignFolder.Svix)]
    public async Task What_the_simulator_signs_Svix_accepts_and_what_was_changed_it_does_not()
    {
        var svix = await shared.StartedAsync();
        using var sent = new Outbox();
        using var world = World(sent);
        world.AddWebhook("https://cendra.test/webhooks/seam", Secret);
        world.AddDoor(new DoorOptions("door", "Tür über dem Hof 🔑", LockBehaviour.NativeSchedule, "Europe/Madrid"));
        world.TakeOffline("door");
        await world.CatchUpAsync();
        var snapshot = """{"type":"reservation.upserted","guest":"Lucía"}""";
        await world.SendFromPmsAsync(new PmsMessage { Url = "https://cendra.test/webhooks/pms/a", Secret = Secret, Snapshot = snapshot, WebhookId = "msg_pms" });

        Assert.True(sent.Posts.Count >= 2);
        Assert.Contains(sent.Posts, post => post.Body == snapshot);
        foreach (var (headers, body) in sent.Posts)
        {
            await svix.ClockAsync(Now);
            Assert.Null(await svix.RefusalAsync(Secret, headers, body));
            await RefusedAsync(svix.RefusalAsync(Secret, headers, body + " "), "No matching signature");
            await RefusedAsync(svix.RefusalAsync(OtherSecret, headers, body), "No matching signature");
            await svix.ClockAsync(Now.AddMinutes(6));
            await RefusedAsync(svix.RefusalAsync(Secret, headers, body), "timestamp too old");
            await svix.ClockAsync(Now.AddMinutes(-6));
            await RefusedAsync(svix.RefusalAsync(Secret, headers, body), "timestamp too new");
        }
    }

    [NodeFact(ForeignFolder.Svix)]
    public async Task What_our_own_signer_signs_Svix_accepts()
    {
        var svix = await shared.StartedAsync();
        await svix.ClockAsync(Now);
        foreach (var body in Bodies)
        {
            var signature = WebhookSignature.Sign(Secret, "msg_1", Now, Encoding.UTF8.GetBytes(body));
            Assert.Equal(signature, (await svix.SignAsync(Secret, "msg_1", body))["svix-signature"]);
            var headers = new Dictionary<string, string> { ["webhook-id"] = "msg_1", ["webhook-timestamp"] = "1780300830", ["webhook-signature"] = signature };
            Assert.Null(await svix.RefusalAsync(Secret, headers, body));
        }
    }

    /// <summary>Plain, with words of several scripts, with what JSON escapes, and long.</summary>
    private static IReadOnlyList<string> Bodies { get; } =
    [
        "{}", """{"name":"Lucía Fernández, 田中, 🔑","text":"a\"b\\c\nd\u0000"}""", "{ \"spaced\" : [ 1 , 2.50, null ] }\n", $$"""{"long":"{{new string('ä', 40_000)}}"}""",
    ];

    private static (WebhookVerdict Verdict, string? Id) Ours(IReadOnlyDictionary<string, string> headers, string body, string secret, DateTimeOffset nowUtc)
    {
        var check = WebhookSignature.Verify(WebhookSignature.SvixPrefix, headers.GetValueOrDefault, Encoding.UTF8.GetBytes(body), [secret], nowUtc);
        return (check.Verdict, check.DeliveryId);
    }

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> headers, string name, string value) => new(headers) { [name] = value };

    private static async Task RefusedAsync(Task<string?> refusal, string words) => Assert.Contains(words, await refusal, StringComparison.Ordinal);

    private static SimulatorWorld World(Outbox sent) =>
        new(new SimulatorSettings { ControlKey = "k", SeamApiKey = ServiceWorld.SeamApiKey }, new FakeTimeProvider(Now), new SeededRandom(7), new HttpMessageInvoker(sent));

    /// <summary>Takes every call and keeps its headers and body.</summary>
    private sealed class Outbox : HttpMessageHandler
    {
        public List<(IReadOnlyDictionary<string, string> Headers, string Body)> Posts { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var headers = request.Headers.ToDictionary(header => header.Key, header => string.Join(' ', header.Value));
            Posts.Add((headers, Encoding.UTF8.GetString(await request.Content!.ReadAsByteArrayAsync(cancellationToken))));
            return new HttpResponseMessage(System.Net.HttpStatusCode.Accepted);
        }
    }
}
