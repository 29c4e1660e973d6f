using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cendra.Server.Rehearsal;

/// <summary>Where the virtual world stands in time.</summary>
public sealed record SimulatorTime(DateTimeOffset NowUtc, double OffsetSeconds, DateTimeOffset? NextDueUtc);

/// <summary>What the keypad did.</summary>
public sealed record KeypadAnswer(bool Opened, string Reason);

/// <summary>A virtual door; never digits.</summary>
public sealed record VirtualDoor(string DeviceId, string Name, string Behaviour, bool Online, double BatteryLevel, bool Open, IReadOnlyList<JsonElement> CodesOnLock);

/// <summary>A message as a phone shows it; <c>out</c> = its holder wrote it. Not a record: it may hold a code.</summary>
public sealed class PhoneBubbleState
{
    public required string Channel { get; init; }

    public required string Direction { get; init; }

    public required string Body { get; init; }

    public required DateTimeOffset AtUtc { get; init; }

    public required string Status { get; init; }

    /// <summary>What can be tapped under it.</summary>
    public IReadOnlyList<PhoneTap> Buttons { get; init; } = [];
}

/// <summary>A button under a message: what comes back when it is tapped, and what stands on it.</summary>
public sealed record PhoneTap(string Id, string Title);

/// <summary>Speaks to the control side of the virtual doors: keypads, misfortune, the PMS and the clock. The product's own path never comes here.</summary>
public sealed class SimulatorControl(HttpClient http, SimulatorProcess process)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Its clock and when something happens next.</summary>
    public Task<SimulatorTime> TimeAsync(CancellationToken ct) => AskAsync<SimulatorTime>(HttpMethod.Get, "/_sim/clock", null, ct);

    /// <summary>Moves its clock through every due moment up to this one; webhooks have been delivered when it returns.</summary>
    public Task<SimulatorTime> MoveToAsync(DateTimeOffset toUtc, CancellationToken ct) => AskAsync<SimulatorTime>(HttpMethod.Post, "/_sim/clock", new { toUtc }, ct);

    /// <summary>All doors.</summary>
    public Task<IReadOnlyList<VirtualDoor>> DoorsAsync(CancellationToken ct) => AskAsync<IReadOnlyList<VirtualDoor>>(HttpMethod.Get, "/_sim/doors", null, ct);

    /// <summary>Adds a door; the same id again changes nothing.</summary>
    public Task AddDoorAsync(string deviceId, string name, string behaviour, string timeZone, CancellationToken ct) =>
        AskAsync<JsonElement>(HttpMethod.Post, "/_sim/doors", new { deviceId, name, behaviour, timeZone }, ct);

    /// <summary>Somebody types at the door.</summary>
    public Task<KeypadAnswer> PressAsync(string deviceId, string digits, CancellationToken ct) =>
        AskAsync<KeypadAnswer>(HttpMethod.Post, $"/_sim/doors/{Uri.EscapeDataString(deviceId)}/keypad", new { digits }, ct);

    /// <summary>Takes a door on- or offline, or sets its battery.</summary>
    public Task SetDoorAsync(string deviceId, bool? online, double? batteryLevel, CancellationToken ct) =>
        AskAsync<JsonElement>(HttpMethod.Post, $"/_sim/doors/{Uri.EscapeDataString(deviceId)}/state", new { online, batteryLevel }, ct);

    /// <summary>Where what guests write is sent.</summary>
    public Task ListenAsync(string url, CancellationToken ct) => AskAsync<JsonElement>(HttpMethod.Post, "/_sim/twilio/listen", new { url }, ct);

    /// <summary>What a phone shows, oldest first; digits included, for it is the guest's own.</summary>
    public Task<IReadOnlyList<PhoneBubbleState>> PhoneAsync(string number, CancellationToken ct) =>
        AskAsync<IReadOnlyList<PhoneBubbleState>>(HttpMethod.Get, $"/_sim/phones/{Uri.EscapeDataString(number)}/messages", null, ct);

    /// <summary>Whoever holds the phone writes on WhatsApp.</summary>
    public Task WriteAsync(string number, string body, string name, CancellationToken ct) =>
        AskAsync<JsonElement>(HttpMethod.Post, $"/_sim/phones/{Uri.EscapeDataString(number)}/write", new { body, profileName = name }, ct);

    /// <summary>Whoever holds the phone taps a button under a message.</summary>
    public Task TapAsync(string number, PhoneTap tap, string name, CancellationToken ct) =>
        AskAsync<JsonElement>(HttpMethod.Post, $"/_sim/phones/{Uri.EscapeDataString(number)}/write", new { buttonText = tap.Title, buttonPayload = tap.Id, profileName = name }, ct);

    /// <summary>The pretended PMS sends a signed reservation; the status that the server answered.</summary>
    public async Task<int> SendReservationAsync(string url, string secret, object snapshot, CancellationToken ct)
    {
        var answer = await AskAsync<JsonElement>(HttpMethod.Post, "/_sim/pms/send", new { url, secret, snapshot }, ct);
        return answer.GetProperty("status").GetInt32();
    }

    private async Task<T> AskAsync<T>(HttpMethod method, string path, object? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, new Uri(process.Url, path));
        request.Headers.Add("X-Sim-Key", process.ControlKey);
        request.Content = body is null ? null : JsonContent.Create(body, options: Json);
        using var response = await http.SendAsync(request, ct);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"The virtual doors refused {path.Split('?')[0]} ({(int)response.StatusCode}).");
        }

        return (await response.Content.ReadFromJsonAsync<T>(Json, ct))!;
    }
}
