using Cendra.Agent.Plugins;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;

namespace Cendra.Agent.Models;

/// <summary>The requests of one turn: each with its end, its cost and its measure. A server that refuses a request which names the format of its answer is asked once more without, and from then on always.</summary>
internal sealed class ModelRequests
{
    private readonly Kernel _kernel;
    private readonly ChatModelOptions _settings;
    private readonly ModelHabits _habits;
    private readonly TimeProvider _clock;
    private readonly IChatCompletionService _chat;
    private readonly IReadOnlyList<KernelFunction> _offered;

    public ModelRequests(Kernel kernel, ChatModelOptions settings, StayTools tools, ModelHabits habits, TimeProvider clock)
    {
        (_kernel, _settings, _habits, _clock) = (kernel, settings, habits, clock);
        _kernel.Plugins.Add(KernelPluginFactory.CreateFromFunctions(StayTools.Plugin, tools.Offered));
        _offered = [.. _kernel.Plugins[StayTools.Plugin]];
        _chat = kernel.GetRequiredService<IChatCompletionService>();
        Gate = new ToolGate(kernel, _offered, tools);
        Cost = new ModelCost(_offered);
    }

    /// <summary>The way to the tools.</summary>
    public ToolGate Gate { get; }

    /// <summary>What was spent so far.</summary>
    public ModelCost Cost { get; }

    /// <summary>Asks; the answer is a text or calls of tools, and no calls where <paramref name="mayCallTools"/> is false.</summary>
    public async Task<ChatMessageContent> AskAsync(ChatHistory history, bool mayCallTools, CancellationToken ct)
    {
        var plain = _habits.TakesNoFormat(_settings);
        try
        {
            return await OnceAsync(history, mayCallTools, !plain, ct);
        }
        catch (HttpOperationException refused) when (!plain && ModelFailure.Of(refused, turnIsOver: false).IsOfForm)
        {
            var answer = await OnceAsync(history, mayCallTools, withFormat: false, ct);
            _habits.NoteTakesNoFormat(_settings);
            return answer;
        }
    }

    private async Task<ChatMessageContent> OnceAsync(ChatHistory history, bool mayCallTools, bool withFormat, CancellationToken ct)
    {
        using var chat = AgentTelemetry.Chat(_settings);
        var started = _clock.GetTimestamp();
        using var callTime = new CancellationTokenSource(_settings.CallTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, callTime.Token);
        var settings = new OpenAIPromptExecutionSettings
        {
            MaxTokens = _settings.MaxOutputTokens,
            ResponseFormat = withFormat ? typeof(ModelReply) : null,
            FunctionChoiceBehavior = mayCallTools ? FunctionChoiceBehavior.Auto(_offered, autoInvoke: false) : FunctionChoiceBehavior.None(_offered),
        };
        try
        {
            var answer = await _chat.GetChatMessageContentAsync(history, settings, _kernel, either.Token);
            var (input, output) = Cost.Answered(history, answer);
            AgentTelemetry.Answered(chat, _settings, _clock.GetElapsedTime(started), input, output);
            return answer;
        }
        catch (Exception error)
        {
            var failure = ModelFailure.Of(error, turnIsOver: false);
            if (!failure.WasNotAsked)
            {
                Cost.Failed(history, failure.MayHaveWorked);
            }

            AgentTelemetry.Failed(chat, _settings, _clock.GetElapsedTime(started), failure.ErrorType);
            throw;
        }
    }
}
