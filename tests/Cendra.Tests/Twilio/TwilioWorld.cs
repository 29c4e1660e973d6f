using System.Net;
using System.Text;
using Cendra.Messaging.Twilio;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cendra.Tests.Twilio;

/// <summary>The client as the container makes it, against answers that the test lays out in order; the last one is given again for ever.</summary>
internal sealed class TwilioWorld : IDisposable
{
    public const string Account = "AC0123456789abcdef0123456789abcdef";
    public const string Token = "t0kenOfTheAccount";
    public const string Guest = "whatsapp:+34600111907";
    public const string Ours = "whatsapp:+14155238886";
    public const string Digits = "482913";
    public const string Sid = "SM0123456789abcdef0123456789abcdef";

    public const string Taken = $$"""
        {"sid":"{{Sid}}","status":"queued","to":"{{Guest}}","from":"{{Ours}}","direction":"outbound-api","body":"Your code: {{Digits}}","error_code":null,"error_message":null,
         "num_segments":"1","num_media":"0","date_created":"Mon, 23 Nov 2026 08:00:00 +0000","date_sent":null,"price":null,"a_field_of_tomorrow":[1]}
        """;

    private readonly ServiceProvider _services;

    public TwilioWorld(params Func<CancellationToken, Task<HttpResponseMessage>>[] answers)
        : this([], answers)
    {
    }

    public TwilioWorld(Dictionary<string, string?> settings, params Func<CancellationToken, Task<HttpResponseMessage>>[] answers)
    {
        Wire = new TwilioEnd(answers);
        var all = new Dictionary<string, string?>
        {
            ["Twilio:AccountSid"] = Account, ["Twilio:AuthToken"] = Token, ["Twilio:WhatsAppFrom"] = "+14155238886", ["Twilio:BaseUrl"] = "https://twilio.test/",
            ["Twilio:ContentBaseUrl"] = "https://content.test", ["Twilio:MessagingBaseUrl"] = "https://messaging.test", ["Twilio:RetryDelay"] = "00:00:00",
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        Configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFakeLogging());
        services.AddTwilio(Configuration);
        services.AddHttpClient(TwilioSetup.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => Wire);
        _services = services.BuildServiceProvider();
        Client = _services.GetRequiredService<TwilioClient>();
    }

    public IConfigurationRoot Configuration { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    public TwilioEnd Wire { get; }

    public TwilioClient Client { get; }

    public IReadOnlyList<string> LogLines => [.. _services.GetFakeLogCollector().GetSnapshot().Select(Line)];

    public static TwilioSend FreeText(string body = $"Your code: {Digits}") => new() { To = Guest, From = Ours, Body = body };

    public static TwilioSend Approved() => new()
    {
        To = Guest, From = Ours, ContentSid = "HX" + new string('a', 32), ContentVariables = new Dictionary<string, string> { ["1"] = "Anna", ["2"] = Digits },
        StatusCallback = new Uri("https://stay.example.com/webhooks/twilio/status?o=1"),
    };

    public static Func<CancellationToken, Task<HttpResponseMessage>> Answer(int status, string body, params (string Name, string Value)[] headers) => _ =>
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return Task.FromResult(response);
    };

    public static Func<CancellationToken, Task<HttpResponseMessage>> Refuses(int status, int code) =>
        Answer(status, $$"""{"code":{{code}},"message":"The number +34600111907 cannot get 482913","more_info":"https://www.twilio.com/docs/errors/{{code}}","status":{{status}}}""");

    public static Func<CancellationToken, Task<HttpResponseMessage>> Breaks(HttpRequestError error = HttpRequestError.ResponseEnded) =>
        _ => Task.FromException<HttpResponseMessage>(new HttpRequestException(error, "cut"));

    public static Func<CancellationToken, Task<HttpResponseMessage>> Hangs() => async ct =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        throw new InvalidOperationException("The wait ended without being cancelled.");
    };

    /// <summary>Lets the fake clock run until the call is through.</summary>
    public async Task ThroughAsync(Task call)
    {
        while (!call.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        await call;
    }

    public void Dispose() => _services.Dispose();

    private static string Line(FakeLogRecord record) =>
        $"{record.Category} {record.Message} {record.Exception} {string.Join(' ', record.StructuredState?.Select(pair => pair.Value) ?? [])} "
        + string.Join(' ', record.Scopes.Select(scope => scope is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs) : scope?.ToString()));
}

/// <summary>One request as it left.</summary>
internal sealed record TwilioSent(HttpMethod Method, Uri Uri, string? Authorization, string? ContentType, string Body);

/// <summary>The end of the wire: keeps what was sent, answers what was laid out.</summary>
internal sealed class TwilioEnd(Func<CancellationToken, Task<HttpResponseMessage>>[] answers) : HttpMessageHandler
{
    private int _next;

    public List<TwilioSent> Requests { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add(new TwilioSent(request.Method, request.RequestUri!, request.Headers.Authorization?.ToString(), request.Content?.Headers.ContentType?.ToString(), body));
        return await answers[Math.Min(_next++, answers.Length - 1)](cancellationToken);
    }
}
