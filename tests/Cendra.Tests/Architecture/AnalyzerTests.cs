using Xunit;

namespace Cendra.Tests.Architecture;

/// <summary>The compiler enforces method size, injected time and injected randomness; these tests keep it from being switched off in silence.</summary>
public sealed class AnalyzerTests
{
    private static readonly string[] Severities =
    [
        "dotnet_diagnostic.MA0051.severity = error",
        "MA0051.maximum_lines_per_method = 60",
        "dotnet_diagnostic.RS0030.severity = error",
        "dotnet_diagnostic.CS8509.severity = error",
        "dotnet_diagnostic.CA1852.severity = error",
    ];

    private static readonly string[] Banned =
    [
        "P:System.DateTime.Now;", "P:System.DateTime.UtcNow;", "P:System.DateTimeOffset.Now;", "P:System.DateTimeOffset.UtcNow;",
        "M:System.Guid.NewGuid;", "T:System.Random;",
        "M:System.Threading.Thread.Sleep(System.Int32);", "M:System.Threading.Tasks.Task.Delay(System.TimeSpan);",
        "M:System.Threading.Tasks.Task.Wait;", "P:System.Threading.Tasks.Task`1.Result;",
        "M:System.Console.WriteLine(System.String);", "M:System.Console.Write(System.String);",
    ];

    [Fact]
    public void Method_size_and_banned_calls_are_errors()
    {
        Expect.Nothing(Missing(Repository.Read(".editorconfig"), Severities));
        Expect.Nothing(Missing(Repository.Read("BannedSymbols.txt"), Banned));
        Expect.Nothing(Missing(Repository.Read("Directory.Build.props"), ["BannedSymbols.txt", "Meziantou.Analyzer", "<TreatWarningsAsErrors>true<"]));
        // A clone below a folder named src must build like any other.
        Expect.Nothing(Missing(Repository.Read("Directory.Build.props"), ["StartsWith('$(MSBuildThisFileDirectory)src')"]));
    }

    [Fact]
    public void A_severity_that_was_lowered_or_commented_out_is_reported()
    {
        var lowered = string.Join('\n', Severities).Replace("MA0051.severity = error", "MA0051.severity = warning", StringComparison.Ordinal);

        Assert.Single(Missing(lowered, Severities));
        Assert.Single(Missing("# " + string.Join('\n', Severities), Severities));
        Assert.Equal(Banned.Length, Missing("", Banned).Count());
    }

    [Fact]
    public void No_source_switches_the_method_size_off() =>
        Expect.Nothing(Disabling(Repository.Sources("src", "tests")));

    [Fact]
    public void A_pragma_against_the_method_size_is_reported() =>
        Assert.Single(Disabling([new SourceFile("src/A.cs", "#pragma warning " + "disable MA0051 // long")]));

    private static IEnumerable<string> Missing(string text, IEnumerable<string> wanted)
    {
        var lines = text.Split('\n').Select(line => line.Trim()).Where(line => !line.StartsWith('#')).ToArray();
        return wanted.Where(part => !lines.Any(line => line.Contains(part, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Disabling(IEnumerable<SourceFile> files) => files
        .Where(file => file.Text.Split('\n').Any(line => line.TrimStart().StartsWith("#pragma warning " + "disable", StringComparison.Ordinal) && line.Contains("MA0051", StringComparison.Ordinal)))
        .Select(file => file.Path);
}
