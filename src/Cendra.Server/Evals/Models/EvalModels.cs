using Cendra.Server.Evals.Reading;
using Cendra.Server.Evals.Story;

namespace Cendra.Server.Evals.Models;

/// <summary>Chooses who answers in one play, and who writes.</summary>
internal static class EvalModels
{
    /// <summary>Null model = basic replies; null guest = the turns as they stand.</summary>
    public static (IEvalModel? Model, SimulatedGuest? Guest) Of(EvalScenario scenario, int trial, EvalOptions options)
    {
        var folder = options.Folder ?? EvalFolder.BesideTheProgram;
        switch (options.Mode)
        {
            case EvalMode.Replay:
                return (Cassette.Exists(folder, options.Cassettes, scenario.Id, trial) ? new CassetteModel(options.Cassettes, Cassette.Path(folder, options.Cassettes, scenario.Id, trial)) : new GoldModel(scenario), null);
            case EvalMode.Live:
                var endpoint = options.Model ?? throw new InvalidOperationException("A live run needs a model's endpoint.");
                IEvalModel live = new LiveModel(endpoint);
                return (
                    options.RecordTo is { } to ? new CassetteRecorder(live, Cassette.Path(to, endpoint.Model, scenario.Id, trial)) : live,
                    endpoint.UserModel.Length > 0 && scenario.Goal.Length > 0 ? new SimulatedGuest(endpoint, scenario) : null);
            default:
                return (null, null);
        }
    }
}
