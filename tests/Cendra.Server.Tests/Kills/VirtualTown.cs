using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Cendra.Server.Tests.Service;
using Cendra.Simulator.Locks;

namespace Cendra.Server.Tests.Kills;

/// <summary>A message on a phone; it may hold a code.</summary>
internal sealed class Bubble
{
    public required string Direction { get; init; }

    public required string Body { get; init; }
}

/// <summary>What a lock holds; never digits.</summary>
internal sealed record CodeOnLock(DateTimeOffset? StartsAtUtc, DateTimeOffset? EndsAtUtc);

/// <summary>A door of the town.</summary>
internal sealed record TownDoor(string DeviceId, IReadOnlyList<CodeOnLock> CodesOnLock);

/// <summary>Doors and phones as a process of their own that outlives every server: Seam's wire and Twilio's on a loopback port, under a clock that a test moves.</summary>
internal sealed class VirtualTown : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Process _process;

    private VirtualTown(Process process, Uri url) => (_process, Url, Http) = (process, url, new HttpClient { BaseAddress = url });

    public Uri Url { get; }

    public HttpClient Http { get; }

    public static async Task<VirtualTown> OpenAsync(string folder, DateTimeOffset standsAtUtc)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Cendra.Simulator.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [program]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new
        {
            key = "k", folder, seamApiKey = ServiceWorld.SeamApiKey, port = 0, standsAtUtc, twilioAccountSid = HousePhones.Account, twilioAuthToken = HousePhones.Token,
            twilioWhatsAppFrom = HousePhones.Number, twilioSmsFrom = HousePhones.Number,
        }));
        await process.StandardInput.FlushAsync();
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The virtual doors ended before they listened.");
        var town = new VirtualTown(process, new Uri(JsonDocument.Parse(line).RootElement.GetProperty("url").GetString()!));
        town.Http.DefaultRequestHeaders.Add("X-Sim-Key", "k");
        town.Http.DefaultRequestHeaders.Add("Authorization", "Bearer " + ServiceWorld.SeamApiKey);
        return town;
    }

    public Task AddDoorAsync(string deviceId, LockBehaviour behaviour) =>
        AskAsync<JsonElement>("/_sim/doors", new { deviceId, name = deviceId, behaviour = behaviour.ToString(), timeZone = ServiceWorld.Zone });

    /// <summary>Has Seam's events and what guests write sent there; the secret of Seam's signatures.</summary>
    public async Task<string> SendEverythingToAsync(Uri server)
    {
        await AskAsync<JsonElement>("/_sim/twilio/listen", new { url = new Uri(server, "/webhooks/twilio/message") });
        var webhook = await AskAsync<JsonElement>("/webhooks/create", new { url = new Uri(server, "/webhooks/seam") });
        return webhook.GetProperty("webhook").GetProperty("secret").GetString()!;
    }

    /// <summary>Moves the clock through every due moment; when something is due next. What had to be delivered was delivered, or failed, when this returns.</summary>
    public async Task<DateTimeOffset?> MoveToAsync(DateTimeOffset toUtc) => Next(await AskAsync<JsonElement>("/_sim/clock", new { toUtc }));

    /// <summary>When something is due next.</summary>
    public async Task<DateTimeOffset?> NextUtcAsync() => Next(await AskAsync<JsonElement>("/_sim/clock", null));

    public Task GuestWritesAsync(string number, string body) => AskAsync<JsonElement>($"/_sim/phones/{Uri.EscapeDataString(number)}/write", new { body, profileName = "Guest" });

    /// <summary>What the house wrote to this phone, oldest first.</summary>
    public async Task<IReadOnlyList<string>> ToldAsync(string number) =>
        [.. (await AskAsync<IReadOnlyList<Bubble>>($"/_sim/phones/{Uri.EscapeDataString(number)}/messages", null)).Where(b => b.Direction == "in").Select(b => b.Body)];

    public async Task<bool> PressAsync(string deviceId, string digits) => (await AskAsync<JsonElement>($"/_sim/doors/{deviceId}/keypad", new { digits })).GetProperty("opened").GetBoolean();

    public Task<IReadOnlyList<TownDoor>> DoorsAsync() => AskAsync<IReadOnlyList<TownDoor>>("/_sim/doors", null);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5), TimeProvider.System);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static DateTimeOffset? Next(JsonElement clock) => clock.TryGetProperty("nextDueUtc", out var next) && next.ValueKind == JsonValueKind.String ? next.GetDateTimeOffset() : null;

    private async Task<T> AskAsync<T>(string path, object? body)
    {
        var url = new Uri(path, UriKind.Relative);
        using var answer = body is null ? await Http.GetAsync(url) : await Http.PostAsJsonAsync(url, body, Json);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<T>(Json))!;
    }
}
