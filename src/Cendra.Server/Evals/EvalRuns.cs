using System.Collections.Concurrent;
using System.Diagnostics;
using Cendra.Server.Evals.Checks;
using Cendra.Server.Evals.Models;
using Cendra.Server.Evals.Reading;
using Cendra.Server.Evals.Stage;
using Cendra.Server.Evals.Story;

namespace Cendra.Server.Evals;

/// <summary>
/// Plays evaluations of the agent: scenarios that are data, each in a whole house of its own within this process, with its own rows, keys, doors and phones. Nothing real is read or touched, and without
/// <see cref="EvalMode.Live"/> nothing leaves the process. Equal options give equal outcomes.
/// </summary>
internal static class EvalRuns
{
    /// <summary>Plays what the filter names. Throws <see cref="EvalFilesException"/> where a file cannot be read, and <see cref="OperationCanceledException"/>.</summary>
    public static async Task<EvalReport> RunAsync(EvalOptions options, IProgress<EvalProgress>? progress, CancellationToken ct)
    {
        var folder = options.Folder ?? EvalFolder.BesideTheProgram;
        var chosen = Filtered(EvalFolder.Read(folder), options.Filter).ToList();
        var playable = chosen.Where(s => options.Mode != EvalMode.Replay || s.Gold is not null || Cassette.Exists(folder, options.Cassettes, s.Id, 1)).ToList();
        var plays = playable.SelectMany(s => Enumerable.Range(1, options.Mode == EvalMode.Offline ? 1 : options.Trials).Select(t => (Scenario: s, Trial: t))).ToList();
        var outcomes = new ConcurrentDictionary<(string, int), EvalOutcome>();
        var done = 0;
        var whole = options with { Folder = folder, Prefixes = options.Prefixes ?? new EvalPrefixes() };
        using var ears = EvalEars.Open();
        await Parallel.ForEachAsync(plays, new ParallelOptions { MaxDegreeOfParallelism = options.AtOnce, CancellationToken = ct }, async (play, stop) =>
        {
            outcomes[(play.Scenario.Id, play.Trial)] = await Task.Run(() => PlayAsync(play.Scenario, play.Trial, whole, stop), stop); // A flow of its own: ears tell houses apart by it.
            progress?.Report(new EvalProgress(Interlocked.Increment(ref done), plays.Count, play.Scenario.Id));
        });
        return new EvalReport(options.Mode, [.. plays.Select(p => outcomes[(p.Scenario.Id, p.Trial)])], [.. chosen.Except(playable).Select(s => s.Id)]);
    }

    /// <summary>Plays one scenario once. The ears of the process are open.</summary>
    public static async Task<EvalOutcome> PlayAsync(EvalScenario scenario, int trial, EvalOptions options, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var (model, guest) = EvalModels.Of(scenario, trial, options);
        var outcome = new EvalOutcome(scenario.Id, scenario.Group, trial);
        EvalPlay? play = null;
        try
        {
            var seed = options.Seed + trial - 1;
            var prefix = await options.Prefixes!.OfAsync(scenario, options.PromptsFolder, seed).WaitAsync(ct);
            var ears = new EvalEars();
            ears.Listen();
            await using var eval = await EvalHouse.OpenAsync(scenario, model, ears, prefix, options.PromptsFolder, seed, ct);
            play = new EvalPlay(eval, guest);
            await play.RunAsync(ct);
            outcome = await JudgedAsync(outcome, eval, play, model, ct);
        }
        catch (EvalPlaceException place)
        {
            outcome = outcome with { State = [place.Message], Diary = play?.Diary ?? [] };
        }
        catch (Exception broke) when (broke is not OperationCanceledException)
        {
            outcome = outcome with { Invariants = [$"The play broke off: {broke.GetType().Name} {options.OfFailure(broke)}"], Diary = play?.Diary ?? [] };
        }

        return outcome with { Took = Stopwatch.GetElapsedTime(started) };
    }

    private static async Task<EvalOutcome> JudgedAsync(EvalOutcome outcome, EvalHouse eval, EvalPlay play, IEvalModel? model, CancellationToken ct)
    {
        var scenario = eval.Scenario;
        var said = play.Turns.SelectMany(t => t.Told).ToList();
        var state = new StateCheck(eval, play);
        var stateWrong = await state.RunAsync(ct);
        var (leaks, refusals) = DisclosureCheck.Of(eval);
        if (model is CassetteRecorder recorder)
        {
            await recorder.WriteAsync(eval.Secrets, ct);
        }

        var invariants = await new Invariants(eval).RunAsync(ct);
        var coverage = await CoverageCheck.OfAsync(eval, play, ct);
        return outcome with
        {
            State = stateWrong, Say = [.. SayCheck.Of(scenario.Checks.Say, said, eval, scenario.File)], Leaks = leaks, WrongRefusals = [.. refusals, .. state.IsNeedlessCall ? ["A person was called without need."] : Array.Empty<string>()],
            Promises = [.. said.Where(s => scenario.Checks.PromisesNothing && PromisedWords.OfDeed(s.Body)).Select(s => eval.Masked(s.Body)), .. invariants.Where(i => i.StartsWith("I6", StringComparison.Ordinal))],
            Rounds = model?.Problems ?? [], Path = play.Path, Diary = play.Diary, Coverage = coverage, ModelCalls = eval.Model.All.Count,
            Invariants = [.. invariants, .. await new TwiceCheck(eval).RunAsync(ct)],
        };
    }

    /// <summary>The scenarios that a filter names by group, id, number or tag; all without one.</summary>
    public static IEnumerable<EvalScenario> Filtered(IReadOnlyList<EvalScenario> all, IReadOnlyList<string> filter) =>
        all.Where(s => filter.Count == 0 || filter.Contains(s.Group) || filter.Contains(s.Id) || s.Tags.Any(filter.Contains) || filter.Contains(s.Number?.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
