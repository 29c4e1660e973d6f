using Cendra.Domain.Stays;
using Cendra.Server.Console.Words;

namespace Cendra.Server.Rehearsal.Play.Stays;

/// <summary>What came of playing a stay, as a page shows it: words and times, no digits of a code.</summary>
public sealed record StayOutcome
{
    /// <summary>IANA zone of the property.</summary>
    public required string Zone { get; init; }

    /// <summary>The scenario.</summary>
    public required string Title { get; init; }

    /// <summary>What happened in it.</summary>
    public required string Words { get; init; }

    /// <summary>One by one, those about the guest first.</summary>
    public required IReadOnlyList<StayPromise> Promises { get; init; }

    /// <summary>What happened, oldest first.</summary>
    public required IReadOnlyList<Happening> Timeline { get; init; }

    /// <summary>Moments that were walked through.</summary>
    public required int Steps { get; init; }

    /// <summary>Errors that the played house logged: each is a defect of Cendra.</summary>
    public required int Faults { get; init; }

    /// <summary>All promises in one word.</summary>
    public Readiness Verdict => Promises.Max(p => p.State) switch
    {
        PromiseState.Kept => Readiness.Ready,
        PromiseState.Told => Readiness.AtRisk,
        _ => Readiness.Blocked,
    };

    /// <summary>The one sentence above everything: the worst that happened, else that all went well.</summary>
    public string Answer => Verdict == Readiness.Ready ? "Every promise is kept." : Promises.First(p => p.State == Promises.Max(o => o.State)).Words + ".";
}
