using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;

namespace Cendra.Server.Rehearsal;

/// <summary>
/// The virtual doors as a process of their own beside the server. It gets its key through its standard input and ends when that input ends, so it never
/// outlives the server, not even one that was killed.
/// </summary>
public sealed class SimulatorProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);
    private readonly Process _process;

    private SimulatorProcess(Process process, Uri url, string controlKey) => (_process, Url, ControlKey) = (process, url, controlKey);

    /// <summary>Where it listens, on this machine.</summary>
    public Uri Url { get; }

    /// <summary>Opens <c>/_sim/*</c>; made anew at each start.</summary>
    public string ControlKey { get; }

    /// <summary>Starts it and waits until it listens. Throws <see cref="InvalidOperationException"/> that says why when it does not.</summary>
    public static async Task<SimulatorProcess> StartAsync(string folder, RehearsalSecrets secrets)
    {
        Directory.CreateDirectory(folder);
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var process = Process.Start(Program()) ?? throw new InvalidOperationException("The virtual doors could not be started.");
        var start = JsonSerializer.Serialize(new
        {
            key, folder, seamApiKey = secrets.SeamApiKey, port = 0, twilioAccountSid = RehearsalPhones.Account, twilioAuthToken = secrets.TwilioToken,
            twilioWhatsAppFrom = RehearsalPhones.House, twilioSmsFrom = RehearsalPhones.House,
        });
        await process.StandardInput.WriteLineAsync(start);
        await process.StandardInput.FlushAsync();
        using var patience = new CancellationTokenSource(StartPatience);
        var answer = await process.StandardOutput.ReadLineAsync(patience.Token);
        if (answer is null || JsonSerializer.Deserialize<Listening>(answer, JsonSerializerOptions.Web)?.Url is not { } url)
        {
            throw new InvalidOperationException("The virtual doors ended before they listened. Is data/rehearsal writable?");
        }

        return new SimulatorProcess(process, url, key);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(StopPatience);
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

    private static ProcessStartInfo Program()
    {
        var native = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Cendra.Simulator.exe" : "Cendra.Simulator");
        var start = File.Exists(native)
            ? new ProcessStartInfo(native)
            : new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Cendra.Simulator.dll")]);
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.UseShellExecute) = (true, true, false);
        return start;
    }

    private sealed record Listening(Uri Url);
}
