using Cendra.Agent;
using Cendra.Domain.Releases;

namespace Cendra.Server.Console.Words;

/// <summary>A kept test case in a host's words.</summary>
public static class CaseWords
{
    /// <summary>What happened after the answer.</summary>
    public static Chip Of(CaseOrigin origin) => origin switch
    {
        CaseOrigin.Corrected => new("Corrected by a person", "risk", "pencil"),
        CaseOrigin.PersonCalled => new("A person was called", "", "siren"),
        _ => new("Answered", "", "message-circle"),
    };

    /// <summary>What must hold when it is asked again.</summary>
    public static IReadOnlyList<string> Expectations(EvalCase kept) =>
    [
        "The guest hears something, or a person is called.",
        .. kept.CallsPerson ? ["A person must be called."] : Array.Empty<string>(),
        .. kept.TellsNoCode ? ["No code may leave."] : Array.Empty<string>(),
        .. kept.NotSaid.Length > 0 ? [$"“{kept.NotSaid}” must not be said again."] : Array.Empty<string>(),
    ];

    /// <summary>When it was asked, by check-in.</summary>
    public static string When(EvalCase kept) =>
        $"Asked {AnswerModes.Words(kept.Stage)}, {(kept.HoursFromCheckIn < 0 ? $"{Count.Of(-kept.HoursFromCheckIn, "hour", "hours")} before check-in" : $"{Count.Of(kept.HoursFromCheckIn, "hour", "hours")} after check-in")}";
}
