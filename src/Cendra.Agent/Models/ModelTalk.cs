using System.Text;
using Cendra.Agent.Guardrails;
using Cendra.Agent.Plugins;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using ChatMessageContent = Microsoft.SemanticKernel.ChatMessageContent;

namespace Cendra.Agent.Models;

/// <summary>
/// The rounds of one turn: model, tools, model. The rounds are ours and not Semantic Kernel's, which would go on for 128 of them, hand tool results out as answers and pass
/// exceptions on to the model; what it does here is the wire, the schema of the tools and their calls.
/// </summary>
internal sealed class ModelTalk(ModelRequests requests, ChatModelOptions settings, TurnDeeds deeds, GuestTurn turn, ToldInTurn told, int longest = ReplyChecks.Longest)
{
    private const string Stop = "Stop";

    private readonly ChatHistory _history = AgentPrompt.History(told.System, turn, settings.MaxInputTokens, told.Mark);
    private readonly StringBuilder _known = new(told.System);
    private bool _wasRefused;

    /// <summary>Calls of tools, refused ones included.</summary>
    public int ToolCalls { get; private set; }

    /// <summary>The answer that passed every check; null = none.</summary>
    public ModelReply? Accepted { get; private set; }

    /// <summary>Asks until there is an answer that may be sent or a budget is used up. Gives why there is none; empty = there is one.</summary>
    public async Task<string> RunAsync(CancellationToken ct)
    {
        var most = Math.Min(settings.MaxModelCalls, turn.Budget.CallsLeft);
        while (requests.Cost.Calls < most)
        {
            if (requests.Cost.Total >= turn.Budget.TokensLeft)
            {
                return "This conversation has used the model's tokens of a day";
            }

            var message = await requests.AskAsync(_history, mayCallTools: requests.Cost.Calls < most - 1, ct);
            var calls = FunctionCallContent.GetFunctionCalls(message).ToList();
            if (calls.Count == 0)
            {
                if (Judge(message) is not { } refused)
                {
                    return "";
                }

                if (_wasRefused)
                {
                    return refused;
                }

                _wasRefused = true;
                deeds.Note($"A draft was refused: {refused}");
                _history.AddSystemMessage($"Your draft was not sent. {refused} Write the answer again.");
                continue;
            }

            if ((ToolCalls += calls.Count) > settings.MaxToolCalls)
            {
                return "The model called more tools than a turn allows";
            }

            _history.Add(message);
            foreach (var call in calls)
            {
                var result = await requests.Gate.RunAsync(call, ct);
                _known.Append('\n').Append(result);
                _history.Add(new FunctionResultContent(call, result).ToChatMessage());
            }

            if (deeds.OtherStayId is not null)
            {
                return ""; // Whatever it would say now, it would say of this stay.
            }
        }

        return "The model was asked as often as a turn allows and gave no answer that may be sent";
    }

    /// <summary>Why this answer may not be sent; null = it is accepted.</summary>
    private string? Judge(ChatMessageContent message)
    {
        if (message.Role != AuthorRole.Assistant || message.Metadata?.GetValueOrDefault("FinishReason")?.ToString() is not Stop)
        {
            return "It did not end as an answer ends.";
        }

        if (ModelReply.Read(message.Content ?? "") is not { } draft)
        {
            return "It is not the JSON object that was asked for.";
        }

        var known = _known.ToString();
        var facts = new DraftFacts(told.Tokens(), known, deeds.Done, turn.NowUtc)
        {
            OtherPlaces = turn.OtherPlaces,
            Language = told.Language,
            Longest = longest,
            Backing = new BackingCheck(known, told.Guide.Shown, told.Guide.Named(draft.Sources), told.Language),
        };
        var refused = ReplyChecks.Of(draft.Reply, facts) ?? ReplyContract.Of(draft, told, deeds.Done, requests.Gate.Called);
        refused ??= told.Mark.IsIn(draft.Reply) ? "It holds a word that is not for the guest." : null;
        Accepted = refused is null ? draft : null;
        return refused;
    }
}
