using Cendra.Server.Evals.Models;
using Cendra.Server.Evals.Stage;

namespace Cendra.Server.Evals;

/// <summary>Who answers in a run.</summary>
internal enum EvalMode
{
    /// <summary>No model: basic replies.</summary>
    Offline,

    /// <summary>Recorded answers of a model; where there are none, the rounds that the scenario holds. A scenario without either is left out.</summary>
    Replay,

    /// <summary>A model that is asked.</summary>
    Live,
}

/// <summary>What is played, and how.</summary>
internal sealed record EvalOptions
{
    /// <summary>The folder with worlds, scenarios and cassettes; null = the one beside the program.</summary>
    public string? Folder { get; init; }

    /// <summary>Groups, tags and ids of scenarios, of which any must fit; empty = all.</summary>
    public IReadOnlyList<string> Filter { get; init; } = [];

    public EvalMode Mode { get; init; }

    /// <summary>The texts that the house sends and the model is told; null = those beside the program.</summary>
    public string? PromptsFolder { get; init; }

    /// <summary>The model of <see cref="EvalMode.Live"/>.</summary>
    public EvalEndpoint? Model { get; init; }

    /// <summary>Where answers of <see cref="EvalMode.Live"/> are written for replays; null = nowhere.</summary>
    public string? RecordTo { get; init; }

    /// <summary>The model whose recorded answers are replayed; empty = the scenarios' own rounds alone.</summary>
    public string Cassettes { get; init; } = "";

    /// <summary>How often each scenario is played with a model.</summary>
    public int Trials { get; init; } = 1;

    /// <summary>How many are played beside each other.</summary>
    public int AtOnce { get; init; } = 2;

    public long Seed { get; init; } = 20_261_130;

    /// <summary>Lives through what comes before scenarios; to be given where several runs follow each other. Null = each run for itself.</summary>
    public EvalPrefixes? Prefixes { get; init; }

    /// <summary>What a report holds of an exception that broke a play off, beside its kind: nothing, because it may hold anything of the played house. Tests want more.</summary>
    public Func<Exception, string> OfFailure { get; init; } = _ => "";
}

/// <summary>How far a run is.</summary>
internal sealed record EvalProgress(int Done, int Of, string Scenario);
