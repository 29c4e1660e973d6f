using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Cendra.Simulator;
using Cendra.Simulator.Phones;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Cendra.Tests.Simulator;

/// <summary>Twilio's side of a simulator on a clock of the test's, and the words to speak to it.</summary>
internal sealed class TwilioWorld : IDisposable
{
    public const string AccountSid = "AC0123456789abcdef0123456789abcdef";
    public const string AuthToken = "0123456789abcdef0123456789abcdef";
    public const string Guest = "+351912345678";
    public const string WhatsAppFrom = "+14155238886";
    public const string SmsFrom = "+14155550100";
    public const string InboundUrl = "https://stay.example/webhooks/twilio/message?a=b%20c";
    public const string StatusUrl = "https://stay.example/webhooks/twilio/status?o=17";
    public const string Messages = $"/2010-04-01/Accounts/{AccountSid}/Messages.json";
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private readonly SeededRandomNumberGenerator random;
    private readonly HttpMessageInvoker outbound;

    public TwilioWorld(string? folder = null, string accountSid = AccountSid, long seed = 7)
    {
        random = new SeededRandomNumberGenerator(seed);
        outbound = new HttpMessageInvoker(Receiver);
        var settings = new SimulatorSettings
        {
            ControlKey = "control",
            SeamApiKey = "seam_test",
            Folder = folder,
            TwilioAccountSid = accountSid,
            TwilioAuthToken = AuthToken,
            TwilioWhatsAppFrom = WhatsAppFrom,
            TwilioSmsFrom = SmsFrom,
        };
        Time = new FakeTimeProvider(Now);
        World = new SimulatorWorld(settings, Time, random, outbound);
        Wire = new SimulatorWire(World);
        Http = new HttpClient(new SimulatorHandler(Wire)) { BaseAddress = new Uri("https://api.twilio.example") };
        Http.DefaultRequestHeaders.Authorization = Basic(AccountSid, AuthToken);
        Http.DefaultRequestHeaders.Add("X-Sim-Key", "control");
    }

    public FakeTimeProvider Time { get; }

    public SimulatorWorld World { get; }

    public SimulatorWire Wire { get; }

    public HttpClient Http { get; }

    public FormReceiver Receiver { get; } = new();

    public static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    public static string Text(JsonNode? node, string name) => node![name]!.GetValue<string>();

    public void Dispose()
    {
        Http.Dispose();
        outbound.Dispose();
        Receiver.Dispose();
        World.Dispose();
        random.Dispose();
    }

    public Task PassAsync(double seconds) => World.AdvanceToAsync(World.Clock.GetUtcNow().AddSeconds(seconds));

    public async Task<(HttpStatusCode Status, JsonNode Body)> PostFormAsync(string path, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await Http.PostAsync(path, content);
        return await ReadAsync(answer);
    }

    public async Task<(HttpStatusCode Status, JsonNode Body)> PostJsonAsync(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync(path, body);
        return await ReadAsync(answer);
    }

    public async Task<(HttpStatusCode Status, JsonNode Body)> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(path);
        return await ReadAsync(answer);
    }

    public Task<(HttpStatusCode Status, JsonNode Body)> TrySendAsync(string body, string channel = PhoneChannels.WhatsApp, string to = Guest, string status = StatusUrl) =>
        PostFormAsync(Messages, ("To", Address(channel, to)), ("From", Address(channel, channel == PhoneChannels.Sms ? SmsFrom : WhatsAppFrom)), ("Body", body), ("StatusCallback", status));

    public async Task<string> SendAsync(string body, string channel = PhoneChannels.WhatsApp, string to = Guest)
    {
        var (status, answer) = await TrySendAsync(body, channel, to);
        Assert.Equal(HttpStatusCode.Created, status);
        return Text(answer, "sid");
    }

    public Task<(HttpStatusCode Status, JsonNode Body)> TrySendTemplateAsync(string contentSid, string variables, string to = Guest) => PostFormAsync(
        Messages, ("To", "whatsapp:" + to), ("From", "whatsapp:" + WhatsAppFrom), ("ContentSid", contentSid), ("ContentVariables", variables), ("StatusCallback", StatusUrl));

    public async Task<string> CreateContentAsync(string body = "Hello {{1}}, your code is {{2}}.")
    {
        var types = new JsonObject { ["twilio/text"] = new JsonObject { ["body"] = body } };
        var (status, answer) = await PostJsonAsync("/v1/Content", new JsonObject { ["friendly_name"] = "arrival", ["language"] = "en", ["types"] = types });
        Assert.Equal(HttpStatusCode.Created, status);
        return Text(answer, "sid");
    }

    /// <summary>The guest writes on WhatsApp: the 24 hours are open and the receiver has forgotten about it.</summary>
    public async Task OpenWindowAsync(string from = Guest)
    {
        World.ListenForMessages(InboundUrl);
        Assert.Equal(200, (await World.PhoneWritesAsync(new PhoneText { From = from, Body = "Hello" })).Status);
        Receiver.Calls.Clear();
    }

    private static string Address(string channel, string number) => channel == PhoneChannels.WhatsApp ? "whatsapp:" + number : number;

    private static async Task<(HttpStatusCode Status, JsonNode Body)> ReadAsync(HttpResponseMessage answer) =>
        (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
}

/// <summary>One form post as it arrived.</summary>
internal sealed record FormCall(string Url, string ContentType, string Signature, string Token, Dictionary<string, string> Fields)
{
    public string this[string name] => Fields[name];
}

/// <summary>Whoever takes Twilio's webhooks.</summary>
internal sealed class FormReceiver : HttpMessageHandler
{
    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    public Exception? Failure { get; set; }

    public Func<Task>? OnCall { get; set; }

    public List<FormCall> Calls { get; } = [];

    public List<string> Statuses => Calls.ConvertAll(call => call["MessageStatus"]);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var fields = QueryHelpers.ParseQuery(await request.Content!.ReadAsStringAsync(cancellationToken)).ToDictionary(field => field.Key, field => field.Value.Single()!);
        Calls.Add(new FormCall(
            request.RequestUri!.AbsoluteUri, request.Content.Headers.ContentType!.MediaType!, request.Headers.GetValues("X-Twilio-Signature").Single(),
            request.Headers.GetValues("I-Twilio-Idempotency-Token").Single(), fields));
        await (OnCall?.Invoke() ?? Task.CompletedTask);
        return Failure is null ? new HttpResponseMessage(Status) { Content = new StringContent("<Response/>") } : throw Failure;
    }
}
