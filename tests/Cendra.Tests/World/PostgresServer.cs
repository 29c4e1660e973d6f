using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Cendra.Tests.World;

/// <summary>
/// A PostgreSQL of the test run's own: Debian's programs, a data folder under the temporary folder, a free port on loopback. It ends with the test process,
/// however that ends: the shell around it reads a pipe that only this process holds open.
/// </summary>
public sealed class PostgresServer
{
    // $1 folder, $2 programs, $3 port, $4 what starts a program under another account (nothing unless root, under which PostgreSQL refuses to run).
    // Asynchronous children of sh ignore INT until they handle it; postgres does (fast shutdown).
    private const string Script = """
        set -e
        $4 "$2/initdb" -D "$1/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$1/initdb.log" 2>&1 || { cat "$1/initdb.log" >&2; rm -rf "$1"; exit 1; }
        $4 "$2/postgres" -D "$1/data" -p "$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=200 &
        server=$!
        read ignored || true
        kill -INT $server
        wait $server || true
        rm -rf "$1"
        """;

    /// <summary>Held, so that its pipe stays open as long as this process lives.</summary>
    private readonly Process _shell;

    private PostgresServer(Process shell, string connectionString) => (_shell, ConnectionString) = (shell, connectionString);

    /// <summary>False once it ended.</summary>
    public bool IsRunning => !_shell.HasExited;

    /// <summary>Of its maintenance database.</summary>
    public string ConnectionString { get; }

    /// <summary>The folder with <c>initdb</c> and <c>postgres</c>: on the path, else the newest that Debian installed. Null = none.</summary>
    public static string? FindBinaries()
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(VersionOf).Select(d => Path.Combine(d, "bin"))
            : [];
        return onPath.Concat(debian).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "postgres")));
    }

    /// <summary>Starts one and waits until it takes connections. Throws with what it said when it does not.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        var folder = new TestFolder();
        var port = FreePort();
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true };
        var account = "";
        if (!OperatingSystem.IsWindows() && Environment.UserName == "root")
        {
            // PostgreSQL refuses to run as root; its own account comes with its package.
            File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_111_111);
            account = "setpriv --reuid=postgres --regid=postgres --init-groups";
        }

        string[] arguments = ["-c", Script, "sh", folder.Path, FindBinaries()!, port.ToString(System.Globalization.CultureInfo.InvariantCulture), account];
        start.FileName = "sh";
        arguments.ToList().ForEach(start.ArgumentList.Add);
        start.WorkingDirectory = folder.Path;
        var process = Process.Start(start) ?? throw new InvalidOperationException("The shell around PostgreSQL did not start.");
        await ReadyAsync(process);
        return new PostgresServer(process, $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Include Error Detail=true");
    }

    /// <summary>Reads what the server says, to its end, so that it never blocks on a full pipe; done when it takes connections.</summary>
    private static Task ReadyAsync(Process process)
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new List<string>();
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                ready.TrySetException(new InvalidOperationException($"PostgreSQL did not start: {string.Join('\n', said)}"));
            }
            else if (line.Data.Contains("ready to accept connections", StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
            else if (!ready.Task.IsCompleted)
            {
                said.Add(line.Data);
            }
        };
        process.BeginErrorReadLine();
        return ready.Task;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static int VersionOf(string folder) => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0;
}
