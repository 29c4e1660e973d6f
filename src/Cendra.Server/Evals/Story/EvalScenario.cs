using Cendra.Server.Rehearsal.Play;

namespace Cendra.Server.Evals.Story;

/// <summary>What is to happen and what must come of it.</summary>
internal sealed record EvalScenario(string Id, string Group, string Title, string File)
{
    /// <summary>Its number in the list of scenarios; null = it is beside the list.</summary>
    public int? Number { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Written by somebody who has not read the prompts, and never shown to those who write them.</summary>
    public bool IsHeldOut { get; init; }

    public string Language { get; init; } = "en";

    public required EvalWorld World { get; init; }

    /// <summary>When the first turn begins.</summary>
    public DateTimeOffset ClockUtc { get; init; }

    public required EvalSender Sender { get; init; }

    public IReadOnlyList<EvalAct> Turns { get; init; } = [];

    /// <summary>What the guest of a live run wants; empty = the turns as they stand.</summary>
    public string Goal { get; init; } = "";

    public EvalChecks Checks { get; init; } = new();

    /// <summary>Per guest turn the rounds of a model; null = none is written.</summary>
    public IReadOnlyList<IReadOnlyList<GoldRound>>? Gold { get; init; }

    /// <summary>The rounds are those of a model as it should not be: what it is refused counts as nothing.</summary>
    public bool IsScript { get; init; }

    /// <inheritdoc />
    public override string ToString() => Id;
}

/// <summary>Who writes, by which way.</summary>
/// <param name="Number">E.164, the id of a hidden number, or a mail address.</param>
/// <param name="BySms">By SMS and not by WhatsApp.</param>
/// <param name="Identity">Who it is in the world; empty = somebody whom it does not know.</param>
internal sealed record EvalSender(string Number, bool BySms, string Identity)
{
    public bool ByMail => PlayMails.Is(Number);
}

/// <summary>One round of a model: calls of tools, an answer, or a text as it stands.</summary>
internal sealed record GoldRound
{
    public IReadOnlyList<(string Tool, IReadOnlyDictionary<string, string> With)> Calls { get; init; } = [];

    /// <summary>The words for the guest, with places.</summary>
    public string Say { get; init; } = "";

    /// <summary>Null = the scenario's.</summary>
    public string? Lang { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];

    public string Intent { get; init; } = "answer";

    public bool Done { get; init; } = true;

    /// <summary>The content of the message as it stands, where it is no JSON object of ours; null = it is one.</summary>
    public string? Raw { get; init; }

    public string Where { get; init; } = "";
}
