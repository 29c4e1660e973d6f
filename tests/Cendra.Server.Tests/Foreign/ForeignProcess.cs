using System.Diagnostics;
using System.Text.Json;

namespace Cendra.Server.Tests.Foreign;

/// <summary>
/// A server of other authors in a process of its own, started by a script of tests/foreign: it says where it listens, then takes one order a line. It ends when its
/// input closes, so it cannot outlive the test process.
/// </summary>
internal sealed class ForeignProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly List<string> _said = [];

    private ForeignProcess(Process process) => _process = process;

    /// <summary>What it said of itself: <c>url</c> and versions.</summary>
    public JsonElement Announcement { get; private set; }

    /// <summary>Where it listens: loopback, a port that was free.</summary>
    public Uri Url => new(Announcement.GetProperty("url").GetString()!);

    /// <summary>Starts a script and waits until it listens.</summary>
    public static async Task<ForeignProcess> StartAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [script, .. arguments])
        {
            WorkingDirectory = ForeignFolder.Path, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        var foreign = new ForeignProcess(Process.Start(start) ?? throw new InvalidOperationException("node did not start."));
        foreign._process.ErrorDataReceived += (_, line) => foreign.Hear(line.Data);
        foreign._process.BeginErrorReadLine();
        foreign.Announcement = await foreign.AnswerAsync();
        return foreign;
    }

    /// <summary>Gives an order and waits for its answer; throws with its words when it could not be carried out.</summary>
    public async Task<JsonElement> AskAsync(string order, object with)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new Dictionary<string, object> { ["do"] = order, ["with"] = with }));
        await _process.StandardInput.FlushAsync();
        return await AnswerAsync();
    }

    /// <summary>Closes its input and waits for its end, which must come by itself; the exit code.</summary>
    public async Task<int> LetGoAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task<JsonElement> AnswerAsync()
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        var line = await _process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("The process ended: " + Said());
        using var answer = JsonDocument.Parse(line);
        return answer.RootElement.TryGetProperty("is", out var value)
            ? value.Clone()
            : throw new InvalidOperationException($"{answer.RootElement.GetProperty("failed").GetString()} {Said()}");
    }

    private void Hear(string? line)
    {
        lock (_said)
        {
            _said.Add(line ?? "");
        }
    }

    private string Said()
    {
        lock (_said)
        {
            return string.Join('\n', _said.TakeLast(20));
        }
    }
}
