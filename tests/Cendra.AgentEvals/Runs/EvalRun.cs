using Cendra.Server.Evals;
using Cendra.Server.Evals.Reading;
using Cendra.Server.Evals.Stage;
using Cendra.Server.Evals.Story;
using Xunit.Abstractions;

namespace Cendra.AgentEvals.Runs;

/// <summary>
/// The scenarios of the repository, and one run of them in a mode, played before the first case looks at its own. <c>CENDRA_EVAL_FILTER</c> names groups, tags, numbers or ids with commas between; then only those are
/// played. <c>CENDRA_EVAL_DIARY=1</c> prints what was said in the cases that pass, too. Files are read where they stand: a changed scenario needs no build.
/// </summary>
public static class EvalScenarios
{
    private static readonly Lazy<IReadOnlyList<EvalScenario>> Read = new(() => EvalFolder.Read(Folder));

    public static string Root { get; } = Above("Cendra.sln");

    public static string Folder => Path.Combine(Root, "evals");

    public static IReadOnlyList<string> Filter => [.. (Environment.GetEnvironmentVariable("CENDRA_EVAL_FILTER") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    internal static IReadOnlyList<EvalScenario> All => Read.Value;

    /// <summary>The ids that the filter leaves.</summary>
    public static TheoryData<string> Ids() => [.. EvalRuns.Filtered(All, Filter).Select(s => s.Id)];

    /// <summary>Of those, the ones that hold the rounds of a model.</summary>
    public static TheoryData<string> IdsWithRounds() => [.. EvalRuns.Filtered(All, Filter).Where(s => s.Gold is not null).Select(s => s.Id)];

    private static string Above(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, file)))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"{file} is in no folder above the tests.");
    }
}

/// <summary>One run.</summary>
public abstract class EvalRun : IAsyncLifetime
{
    /// <summary>Of all runs of this process.</summary>
    private static readonly EvalPrefixes Prefixes = new();

    private EvalReport? _report;

    private protected EvalReport Report => _report!;

    private protected abstract EvalOptions Options { get; }

    public async Task InitializeAsync()
    {
        _report = await EvalRuns.RunAsync(Options with { OfFailure = broke => broke.ToString(), Prefixes = Prefixes, Folder = EvalScenarios.Folder, Filter = EvalScenarios.Filter }, null, CancellationToken.None);
        await WriteAsync(_report);
    }

    /// <summary>Writes a report, and all of them as one.</summary>
    internal static async Task WriteAsync(EvalReport report)
    {
        var file = Path.Combine(EvalScenarios.Root, "artifacts", "evals", $"{report.Mode.ToString().ToLowerInvariant()}.md");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, report.ToMarkdown());
        var all = Directory.GetFiles(Path.GetDirectoryName(file)!, "*.md").Where(f => Path.GetFileName(f) != "report.md").Order(StringComparer.Ordinal).Select(File.ReadAllText);
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(file)!, "report.md"), string.Join("\n\n", all));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>The outcomes of a scenario, with what was said in them.</summary>
    private protected IReadOnlyList<EvalOutcome> Of(string id, ITestOutputHelper output)
    {
        var outcomes = Report.Outcomes.Where(o => o.Id == id).ToList();
        foreach (var outcome in outcomes)
        {
            foreach (var line in outcome.Problems.Concat(outcome.Path.Select(p => $"path: {p}")))
            {
                output.WriteLine(line);
            }

            if (!outcome.Passes || Environment.GetEnvironmentVariable("CENDRA_EVAL_DIARY") is not null)
            {
                output.WriteLine(string.Join('\n', outcome.Diary));
            }
        }

        return outcomes;
    }
}
