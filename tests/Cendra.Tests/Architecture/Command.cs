using System.Diagnostics;
using Xunit;

namespace Cendra.Tests.Architecture;

/// <summary>Runs a program to its end and takes what it printed, both streams in one text.</summary>
internal static class Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static (int ExitCode, string Output) Run(string program, IEnumerable<string> arguments, string folder, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = new System.Text.StringBuilder();
        DataReceivedEventHandler take = (_, line) =>
        {
            lock (output)
            {
                output.Append(line.Data).Append(line.Data is null ? "" : "\n");
            }
        };
        process.OutputDataReceived += take;
        process.ErrorDataReceived += take;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {Patience}.");
        }

        process.WaitForExit();
        return (process.ExitCode, output.ToString());
    }

    /// <summary>True if a program of this name lies on PATH.</summary>
    public static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)));
}

/// <summary>A test that needs programs which not every machine has; without them it shows as skipped and says what is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithToolAttribute : FactAttribute
{
    public FactWithToolAttribute(params string[] programs)
    {
        var missing = programs.Where(program => !Command.IsInstalled(program)).ToArray();
        if (missing.Length > 0)
        {
            Skip = $"not installed: {string.Join(", ", missing)} (eng/setup-tests.sh installs it)";
        }
    }
}
