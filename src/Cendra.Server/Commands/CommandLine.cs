namespace Cendra.Server.Commands;

/// <summary>A verb on the command line: it runs instead of the server, prints through the writer it is given, and returns the exit code.</summary>
public delegate Task<int> ConsoleCommand(IServiceProvider services, TextWriter output, CancellationToken ct);

/// <summary>The verbs that run instead of the server.</summary>
public sealed class CommandLine
{
    private static readonly Dictionary<string, ConsoleCommand> Verbs = new(StringComparer.Ordinal)
    {
        ["verify-audit"] = VerifyAudit.RunAsync,
        ["measure"] = Measure.RunAsync,
        ["templates"] = Templates.RunAsync,
    };

    private readonly ConsoleCommand _command;

    private CommandLine(ConsoleCommand command) => _command = command;

    /// <summary>The verb asked for, or null when the server is to run. Options (<c>--…</c>) are configuration.</summary>
    public static CommandLine? Of(string[] args) => args is [var verb, ..] && Verbs.TryGetValue(verb, out var command) ? new CommandLine(command) : null;

    /// <summary>Runs it.</summary>
    public Task<int> RunAsync(IServiceProvider services, TextWriter output, CancellationToken ct) => _command(services, output, ct);
}
