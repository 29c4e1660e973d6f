using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cendra.Simulator;
using Cendra.Simulator.Locks;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Cendra.Tests.Simulator;

/// <summary>A simulator on a clock of the test's, and the words to speak to it.</summary>
internal sealed class DoorWorld : IDisposable
{
    public const string Door = "door-1";
    public const string Pin = "482913";
    public static readonly DateTimeOffset Start = new(2026, 12, 1, 15, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset End = new(2026, 12, 5, 10, 0, 0, TimeSpan.Zero);
    private readonly SeededRandomNumberGenerator random = new(7);
    private readonly HttpMessageInvoker? outbound;
    private readonly HttpClient http;

    public DoorWorld(LockBehaviour? behaviour = null, string? folder = null, HttpMessageHandler? receiver = null, Func<DoorOptions, DoorOptions>? with = null)
    {
        Time = new FakeTimeProvider(Start.AddDays(-10));
        outbound = receiver is null ? null : new HttpMessageInvoker(receiver);
        World = new SimulatorWorld(new SimulatorSettings { ControlKey = "control", SeamApiKey = "seam_test", Folder = folder }, Time, random, outbound);
        http = new HttpClient(new SimulatorHandler(new SimulatorWire(World))) { BaseAddress = new Uri("http://seam.example") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "seam_test");
        http.DefaultRequestHeaders.Add("X-Sim-Key", "control");
        if (behaviour is { } known)
        {
            var options = new DoorOptions(Door, "Front door", known, "Europe/Lisbon");
            World.AddDoor(with is null ? options : with(options));
        }
    }

    public FakeTimeProvider Time { get; }

    public SimulatorWorld World { get; }

    public HttpClient Http => http;

    public void Dispose()
    {
        http.Dispose();
        outbound?.Dispose();
        World.Dispose();
        random.Dispose();
    }

    public Task MoveToAsync(DateTimeOffset instant) => World.AdvanceToAsync(instant);

    public bool Opens(string pin) => World.PressKeypad(Door, pin).Opened;

    public string Press(string pin) => World.PressKeypad(Door, pin).Reason;

    public async Task<(HttpStatusCode Status, JsonNode? Body)> CallAsync(string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text) : null);
    }

    public Task<(HttpStatusCode Status, JsonNode? Body)> TryCreateAsync(
        string? pin = Pin, DateTimeOffset? from = null, DateTimeOffset? until = null, bool offline = false, string name = "Anna Smith, R-12345")
    {
        var body = new JsonObject { ["device_id"] = Door, ["name"] = name, ["starts_at"] = Text(from ?? Start), ["ends_at"] = Text(until ?? End) };
        if (pin is not null)
        {
            body["code"] = pin;
        }

        if (offline)
        {
            body["is_offline_access_code"] = true;
        }

        return CallAsync("/access_codes/create", body);
    }

    public async Task<string> CreateAsync(
        string? pin = Pin, DateTimeOffset? from = null, DateTimeOffset? until = null, bool offline = false, string name = "Anna Smith, R-12345")
    {
        var (status, body) = await TryCreateAsync(pin, from, until, offline, name);
        Assert.Equal(HttpStatusCode.OK, status);
        return body!["access_code"]!["access_code_id"]!.GetValue<string>();
    }

    /// <summary>The code's object; null when get answers 404.</summary>
    public async Task<JsonNode?> CodeAsync(string id)
    {
        var (status, body) = await CallAsync("/access_codes/get", new { access_code_id = id });
        return status == HttpStatusCode.NotFound ? null : body!["access_code"];
    }

    public async Task<JsonNode> DeviceAsync() => (await CallAsync("/devices/get", new { device_id = Door })).Body!["device"]!;

    public async Task<List<JsonNode>> EventsAsync(string? type = null)
    {
        var (_, body) = await CallAsync("/events/list", new { since = "2026-01-01T00:00:00Z" });
        return [.. body!["events"]!.AsArray().Select(one => one!).Where(one => type is null || one["event_type"]!.GetValue<string>() == type)];
    }

    public async Task<List<string>> EventTypesAsync() => [.. (await EventsAsync()).Select(one => one["event_type"]!.GetValue<string>())];

    public static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    public static string Status(JsonNode? code) => code!["status"]!.GetValue<string>();

    public static List<string> Codes(JsonNode? owner, string list, string kind) => [.. owner![list]!.AsArray().Select(one => one![kind]!.GetValue<string>())];

    public static List<string> Errors(JsonNode? owner) => Codes(owner, "errors", "error_code");

    public static List<string> Warnings(JsonNode? owner) => Codes(owner, "warnings", "warning_code");

    public static List<string> Mutations(JsonNode? code) => Codes(code, "pending_mutations", "mutation_code");
}
