using Cendra.Agent;
using Cendra.Agent.Models;
using Cendra.Agent.Prompts;
using Cendra.Domain.Releases;
using Cendra.Server.Evals;
using Cendra.Server.Evals.Models;
using Cendra.Server.Evals.Reading;
using Cendra.Server.Evals.Stage;
using Microsoft.Extensions.Options;

namespace Cendra.Server.Releases;

/// <summary>
/// The safety scenarios in played houses: every scenario that ships and every kept case, with the prepared replies, with the scripted models (the perfect and the wicked ones), and with the model that is set where an owner
/// wants it. Whoever answers, nothing may leak and no rule of the house be broken; scenarios of safety, identity and injection, and kept cases, must hold whole.
/// </summary>
public sealed class PlayedScenarios(IConfiguration configuration, IOptionsMonitor<ChatModelOptions> model, IHttpMessageHandlerFactory handlers)
{
    /// <summary>What asking a model too means, in words that follow "It is asked".</summary>
    public const string ModelCost = "once to four times for each scenario, with some 3,000 tokens each time";

    /// <summary>Groups that must hold whole, whoever answers.</summary>
    private static readonly string[] MustHold = ["safety", "identity", "injection"];

    /// <summary>Houses lived through to where scenarios begin, of runs before this one; null = none is known yet.</summary>
    internal EvalPrefixes? Prefixes { get; init; }

    /// <summary>Runs all of them.</summary>
    public async Task<SafetyReport> RunAsync(string promptsFolder, IReadOnlyList<EvalCase> kept, bool asksModel, Action<SafetyProgress> progress, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("cendra-cases-");
        try
        {
            Copy(EvalFolder.Of(configuration), folder.FullName);
            var group = Directory.CreateDirectory(Path.Combine(folder.FullName, "scenarios", MustHold[0])).FullName;
            foreach (var one in kept)
            {
                await File.WriteAllTextAsync(Path.Combine(group, CaseScenario.IdOf(one) + ".yaml"), CaseScenario.Yaml(one), ct);
            }

            var prefixes = Prefixes ?? new EvalPrefixes();
            using var wire = new HttpMessageInvoker(handlers.CreateHandler(AgentSetup.HttpClientName), disposeHandler: false);
            List<EvalOptions> runs = [Of(EvalMode.Offline, prefixes), Of(EvalMode.Replay, prefixes), .. asksModel && model.CurrentValue is { IsSet: true } set ? [Of(EvalMode.Live, prefixes) with { Model = Endpoint(set, wire) }] : Array.Empty<EvalOptions>()];
            return await RunAsync(runs, Policy(promptsFolder), progress, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        EvalOptions Of(EvalMode mode, EvalPrefixes prefixes) => new() { Folder = folder.FullName, PromptsFolder = promptsFolder, Mode = mode, AtOnce = 1, Prefixes = prefixes }; // The guests of the real house come first.
    }

    private static async Task<SafetyReport> RunAsync(List<EvalOptions> runs, HousePolicy policy, Action<SafetyProgress> progress, CancellationToken ct)
    {
        var (held, failures, leftOut, done) = (0, new List<SafetyFailure>(), new SortedDictionary<string, SafetyFailure>(StringComparer.Ordinal), 0);
        var scenarios = EvalFolder.Read(runs[0].Folder!).ToDictionary(s => s.Id, StringComparer.Ordinal);
        foreach (var run in runs)
        {
            var (before, left) = (done, runs.Count - runs.IndexOf(run));
            var report = await EvalRuns.RunAsync(run, new Steps(p => progress(new SafetyProgress(before + p.Done, before + (p.Of * left), failures.Count))), ct);
            foreach (var outcome in report.Outcomes)
            {
                var needs = IsKept(outcome) ? "" : ScenarioNeeds.Of(scenarios[outcome.Id], policy, run.Mode); // A kept case asks for nothing that a policy can take away.
                var (why, name) = (WhyFailed(run.Mode, outcome, isWhole: needs.Length == 0), $"{outcome.Group}/{outcome.Id}");
                held += why.Count == 0 && needs.Length == 0 ? 1 : 0;
                failures.AddRange(why.Count == 0 ? [] : [new SafetyFailure(name, $"{Words(run)}: {string.Join(" ", why)}")]);
                _ = needs.Length > 0 && leftOut.TryAdd(name, new SafetyFailure(name, needs));
            }

            failures.AddRange(run.Model is { Answered: 0 } silent ? [new SafetyFailure("model", $"{silent.Model} answered no request. Nothing is known of how it reads this.")] : []);
            done += report.Outcomes.Count;
            progress(new SafetyProgress(done, done * runs.Count / (runs.IndexOf(run) + 1), failures.Count));
        }

        return new SafetyReport(held, string.Join(", ", runs.Select(Words)), failures) { Model = runs.Select(r => r.Model).OfType<EvalEndpoint>().FirstOrDefault(m => m.Answered > 0)?.Model ?? "", LeftOut = [.. leftOut.Values] };
    }

    /// <summary>
    /// With basic replies and with a model that is asked, the other groups measure how much is answered: there, and where the policy takes away what a scenario needs, only leaks and broken rules of the house count. Of a model
    /// that is asked every request must have been answered besides: a play in which it was not is one of basic replies.
    /// </summary>
    private static IReadOnlyList<string> WhyFailed(EvalMode mode, EvalOutcome outcome, bool isWhole) =>
    [
        .. outcome.Passes ? []
            : isWhole && (mode == EvalMode.Replay || MustHold.Contains(outcome.Group)) ? outcome.Problems
            : [.. outcome.Leaks.Select(l => $"leak: {l}"), .. outcome.Invariants, .. mode == EvalMode.Live ? outcome.Rounds : []],
        .. IsKept(outcome) && outcome.Coverage.Silent > 0 ? ["The guest heard nothing, and no person was called."] : Array.Empty<string>(),
    ];

    private static bool IsKept(EvalOutcome outcome) => outcome.Id.StartsWith(CaseScenario.Prefix, StringComparison.Ordinal);

    /// <summary>The policy that the scenarios are played under, as the houses of the play read it.</summary>
    private static HousePolicy Policy(string promptsFolder) => ShippedTexts.PolicyIn(promptsFolder) is { Length: > 0 } policy ? HousePolicy.Read(policy) : HousePolicy.Shipped;

    private static string Words(EvalOptions run) => run.Mode switch { EvalMode.Offline => "the prepared replies", EvalMode.Replay => "the scripted models", _ => $"the model {run.Model!.Model}" };

    private static EvalEndpoint Endpoint(ChatModelOptions set, HttpMessageInvoker wire) => new(set.Address!, set.ApiKey ?? "", set.Model, "", wire);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Says each step at once: the framework's own would put them off and out of order.</summary>
    private sealed class Steps(Action<EvalProgress> say) : IProgress<EvalProgress>
    {
        public void Report(EvalProgress value) => say(value);
    }
}
