#pragma warning disable
namespace Cendra.Agent;
public sealed class GuestAnswers
{
    public Task<AgentReply> AnswerAsync(GuestTurn turn, CancellationToken ct) => Task.FromResult(new AgentReply { Text = "stub", Language = "en", Record = new TurnRecord("rules", []) });
    public Task<AgentReply> WithoutModelAsync(GuestTurn turn, CancellationToken ct) => AnswerAsync(turn, ct);
}