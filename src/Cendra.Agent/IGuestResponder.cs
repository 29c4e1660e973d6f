namespace Cendra.Agent;

/// <summary>Answers one turn: with a model (<c>GuestAgent</c>) or without (<c>BasicReplies</c>).</summary>
public interface IGuestResponder
{
    /// <summary>The answer, or null when this responder has none that may be sent: the next one is asked. Throws only when cancelled.</summary>
    Task<AgentReply?> AnswerAsync(GuestTurn turn, CancellationToken ct);
}
