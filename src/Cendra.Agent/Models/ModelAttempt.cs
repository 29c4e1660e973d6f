namespace Cendra.Agent.Models;

/// <summary>What came of asking a model.</summary>
/// <param name="Reply">The reply that passed all checks; null = none.</param>
/// <param name="Why">Why there is none, in words without text of guest or model; empty = there is one, or no model was asked.</param>
/// <param name="Steps">What was looked up, done and refused.</param>
/// <param name="Handover">A human whom the model called before it failed.</param>
/// <param name="Use">What was asked and what it cost; null = nothing was asked.</param>
internal sealed record ModelAttempt(AgentReply? Reply, string Why, IReadOnlyList<string> Steps, Handover? Handover, ModelUse? Use)
{
    /// <summary>No model is set, or the turn is none for it.</summary>
    public static readonly ModelAttempt NotAsked = new(null, "", [], null, null);

    /// <summary>The model may not be asked now, because a budget is used up or the conversation goes in circles.</summary>
    public static ModelAttempt Kept(string why) => new(null, why, [], null, null) { IsKept = true };

    /// <summary>It was not asked although it could have been.</summary>
    public bool IsKept { get; private init; }
}
