using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Cendra.Domain.Database.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>The built server as a process of its own on a port of its own, over a folder that a test gives it; killed when disposed.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);
    private readonly Process _process;
    private readonly HttpClient _http = new();
    private readonly Channel<string> _output = Channel.CreateUnbounded<string>();

    private ServerProcess(Process process) => _process = process;

    /// <summary>What it wrote since it listens; each line is given once.</summary>
    public IEnumerable<string> Said()
    {
        while (_output.Reader.TryRead(out var line))
        {
            yield return line;
        }
    }

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>Starts it and waits until it listens and is ready.</summary>
    public static Task<ServerProcess> StartAsync(string folder, params string[] settings) => StartAsync(folder, new Dictionary<string, string>(), ["--urls", "http://127.0.0.1:0", .. settings]);

    /// <summary>The same under an environment of its own. Throws <see cref="InvalidOperationException"/> when it ended before it was ready.</summary>
    public static async Task<ServerProcess> StartAsync(string folder, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var program = Program(folder, arguments);
        foreach (var (name, value) in environment)
        {
            program.Environment[name] = value;
        }

        var server = new ServerProcess(Process.Start(program)!);
        server._process.OutputDataReceived += (_, line) => server.Hear(line.Data);
        server._process.BeginOutputReadLine();
        try
        {
            server.Url = await server.ListeningAsync();
            await UntilAsync("it is ready", server.IsReadyAsync);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a verb of the command line beside a server; its exit code and what it printed.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(Program(folder, arguments))!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    /// <summary>Asks again and again until it holds; the rows belong to another process, which tells nobody.</summary>
    public static async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, $"It did not come to be: {what}");
            await Task.Delay(Glance, TimeProvider.System);
        }
    }

    /// <summary>The database of the rehearsal in a folder, to read.</summary>
    public static SqliteCendraContext OpenRehearsal(string folder) => new(new DbContextOptionsBuilder<SqliteCendraContext>()
        .UseSqlite($"Data Source={Path.Combine(folder, "data", "rehearsal", "cendra.db")};Mode=ReadWrite;Pooling=False").Options);

    /// <summary>Name and device of every code that the pretended Seam keeps.</summary>
    public static IReadOnlyList<(string Device, string Name)> CodesAtSeam(string folder)
    {
        using var state = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "data", "rehearsal", "doors", "simulator.json")));
        return [.. state.RootElement.GetProperty("Codes").EnumerateArray().Select(c => (c.GetProperty("DeviceId").GetString()!, c.GetProperty("Name").GetString()!))];
    }

    /// <summary>Processes that this one started and that still live.</summary>
    public IReadOnlyList<int> Children() => [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => name!.All(char.IsAsciiDigit))
        .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)).Where(id => Stat(id) is [not "Z", var parent, ..] && parent == _process.Id.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Whether a process lives; one that nobody has buried yet does not.</summary>
    public static bool Lives(int processId) => Stat(processId) is [not "Z", ..];

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        _http.Dispose();
    }

    private static ProcessStartInfo Program(string folder, string[] arguments)
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(built.Parent!.Parent!.FullName, "Cendra.Server", built.Name, "Cendra.Server.dll");
        Directory.CreateDirectory(folder);
        return new ProcessStartInfo("dotnet", [program, .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true };
    }

    /// <summary>State and parent of a process, from after its name; empty when there is none.</summary>
    private static string[] Stat(int processId)
    {
        try
        {
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return []; // It ended between the two looks.
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(Url, "/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception cut) when ((cut is HttpRequestException or IOException or SocketException) && EndsSoon())
        {
            throw new InvalidOperationException("The server ended before it was ready.");
        }
    }

    /// <summary>Whether it is ending: a connection breaks a moment before the process is gone.</summary>
    public bool EndsSoon() => _process.WaitForExit(Goodbye);

    private void Hear(string? line)
    {
        if (line is null)
        {
            _output.Writer.TryComplete();
        }
        else
        {
            _output.Writer.TryWrite(line);
        }
    }

    private async Task<Uri> ListeningAsync()
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        var heard = new List<string>();
        await foreach (var line in _output.Reader.ReadAllAsync(patience.Token))
        {
            heard.Add(line);
            if (Listening().Match(line) is { Success: true } match)
            {
                return new Uri(match.Groups["url"].Value);
            }
        }

        throw new InvalidOperationException("The server ended before it listened:\n" + string.Join('\n', heard));
    }

    [GeneratedRegex(@"Now listening on: (?<url>http://127\.0\.0\.1:\d+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Listening();
}

/// <summary>Skipped with the reason where processes cannot be watched.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "Processes are watched through /proc, which is Linux's.";
}
