using System.Net;
using System.Text;
using System.Text.Json;
using Cendra.Lifecycle.Seam;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cendra.Tests.Seam;

/// <summary>The client as the container makes it, against answers that the test lays out in order; the last one is given again for ever.</summary>
internal sealed class SeamWorld : IDisposable
{
    public const string Key = "seam_test_k3y98765";
    private readonly ServiceProvider _services;

    public SeamWorld(params Func<CancellationToken, Task<HttpResponseMessage>>[] answers)
        : this([], answers)
    {
    }

    public SeamWorld(Dictionary<string, string?> settings, params Func<CancellationToken, Task<HttpResponseMessage>>[] answers)
    {
        Wire = new RecordedWire(answers);
        var all = new Dictionary<string, string?> { ["Seam:ApiKey"] = Key, ["Seam:BaseUrl"] = "https://seam.test/", ["Seam:RetryDelay"] = "00:00:00" };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFakeLogging());
        services.AddSeam(new ConfigurationBuilder().AddInMemoryCollection(all).Build());
        services.AddHttpClient(SeamSetup.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => Wire);
        _services = services.BuildServiceProvider();
        Client = _services.GetRequiredService<SeamClient>();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    public RecordedWire Wire { get; }

    public SeamClient Client { get; }

    public IReadOnlyList<string> LogLines => [.. _services.GetFakeLogCollector().GetSnapshot().Select(Line)];

    public static Func<CancellationToken, Task<HttpResponseMessage>> Answer(int status, string body, params (string Name, string Value)[] headers) => _ =>
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return Task.FromResult(response);
    };

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
            Clock.Advance(TimeSpan.FromSeconds(1));
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
internal sealed record Sent(HttpMethod Method, Uri Uri, string? Authorization, string? Accept, string? ContentType, JsonElement Body, string BodyText);

/// <summary>The end of the wire: keeps what was sent, answers what was laid out.</summary>
internal sealed class RecordedWire(Func<CancellationToken, Task<HttpResponseMessage>>[] answers) : HttpMessageHandler
{
    private int _next;

    public List<Sent> Requests { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var text = await request.Content!.ReadAsStringAsync(cancellationToken);
        using var document = JsonDocument.Parse(text);
        Requests.Add(new Sent(
            request.Method, request.RequestUri!, request.Headers.Authorization?.ToString(), request.Headers.Accept.ToString(),
            request.Content.Headers.ContentType?.ToString(), document.RootElement.Clone(), text));
        return await answers[Math.Min(_next++, answers.Length - 1)](cancellationToken);
    }
}
