using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Cendra.Server.Tests.Service;
using Cendra.Tests.World;

namespace Cendra.Server.Tests.Kills;

/// <summary>When servers die, counted in boundaries from a server's first breath.</summary>
/// <param name="At">Of the first server; null = it lives.</param>
/// <param name="Again">Of every later one; null = they live.</param>
internal sealed record Death(int? At, int? Again = null)
{
    public static readonly Death Never = new((int?)null);

    public int? OfStart(int start) => start == 1 ? At : Again;
}

/// <summary>The shipped server as a process that ends itself at a boundary, and is started again at the same address over the same folder whenever somebody needs it.</summary>
internal sealed class MortalServer(TestFolder folder, Death death, bool jobsRun) : IAsyncDisposable
{
    private const int MostStarts = 300;
    private ServerProcess? _server;
    private int _starts;

    /// <summary>Where it listens, in all its lives.</summary>
    public Uri Url { get; } = FreeAddress();

    /// <summary>Its command line.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; set; } = new Dictionary<string, string>();

    /// <summary>What it does first in each life.</summary>
    public required Func<Task> Awakes { get; init; }

    /// <summary>The time it wakes up in.</summary>
    public required Func<DateTimeOffset> NowUtc { get; init; }

    /// <summary>How often it was killed.</summary>
    public int Deaths { get; private set; }

    /// <summary>What it has passed in its first life so far, in order; the last is where it died.</summary>
    public async Task<IReadOnlyList<string>> BoundariesAsync()
    {
        await using var file = new FileStream(BoundariesFile(1), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Does it against a living server: where that dies, another one is started and it is done again.</summary>
    public async Task LiveAsync(Func<Task> act)
    {
        while (true)
        {
            try
            {
                if (_server is null)
                {
                    _server = await StartAsync();
                    await Awakes();
                }

                await act();
                return;
            }
            catch (Exception cut) when ((cut is HttpRequestException or IOException or SocketException) && _server!.EndsSoon())
            {
                Deaths++;
                await _server.DisposeAsync();
                _server = null;
            }
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<ServerProcess> StartAsync()
    {
        while (true)
        {
            Assert.True(++_starts < MostStarts, "It is started again and again.");
            try
            {
                return await ServerProcess.StartAsync(folder.Path, Environment(), [.. Settings.Select(s => $"--{s.Key}={s.Value}")]);
            }
            catch (InvalidOperationException) when (death.OfStart(_starts) is not null)
            {
                Deaths++; // While it started.
            }
        }
    }

    private Dictionary<string, string> Environment()
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory);
        return new Dictionary<string, string>
        {
            ["DOTNET_STARTUP_HOOKS"] = Path.Combine(built.Parent!.Parent!.FullName, "Cendra.KillPoints", built.Name, "Cendra.KillPoints.dll"),
            ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = "Cendra.KillPoints",
            ["DOTNET_TieredPGO"] = "0",
            ["CENDRA_TEST_NOW"] = NowUtc().ToString("O", CultureInfo.InvariantCulture),
            ["CENDRA_TEST_JOBS"] = jobsRun ? "1" : "",
            ["CENDRA_TEST_BOUNDARIES"] = BoundariesFile(_starts),
            ["CENDRA_TEST_KILL_AT"] = death.OfStart(_starts)?.ToString(CultureInfo.InvariantCulture) ?? "",
        };
    }

    private string BoundariesFile(int start) => folder.File(string.Create(CultureInfo.InvariantCulture, $"boundaries-{start}"));

    private static Uri FreeAddress()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}"));
    }
}
