using System.Text;
using Cendra.Agent.Guardrails;
using Cendra.Agent.Language;
using Cendra.Agent.Plugins;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using OpenAI.Chat;
using ChatMessageContent = Microsoft.SemanticKernel.ChatMessageContent;

namespace Cendra.Agent.Models;

/// <summary>
/// The rounds of one turn: model, tools, model. The rounds are ours and not Semantic Kernel's, which would go on for 128 of them, hand tool results out as answers and pass
/// exceptions on to the model; what it does here is the wire, the schema of the tools and their calls.
/// </summary>
internal sealed class ModelTalk
{
    private const string Stop = "Stop";

    private readonly IChatCompletionService _chat;
    private readonly Kernel _kernel;
    private readonly ChatModelOptions _settings;
    private readonly StayTools _tools;
    private readonly ToolGate _gate;
    private readonly IReadOnlyList<KernelFunction> _offered;
    private readonly ChatHistory _history;
    private readonly GuestTurn _turn;
    private readonly ToldInTurn _told;
    private readonly StringBuilder _known;
    private readonly TimeProvider _clock;
    private bool _wasRefused;

    public ModelTalk(Kernel kernel, ChatModelOptions settings, StayTools tools, GuestTurn turn, ToldInTurn told, TimeProvider clock)
    {
        (_kernel, _settings, _tools, _turn, _told, _clock) = (kernel, settings, tools, turn, told, clock);
        _kernel.Plugins.Add(KernelPluginFactory.CreateFromFunctions(StayTools.Plugin, tools.Offered));
        _offered = [.. _kernel.Plugins[StayTools.Plugin]];
        _gate = new ToolGate(kernel, _offered, tools);
        _chat = kernel.GetRequiredService<IChatCompletionService>();
        _history = AgentPrompt.History(told.System, turn, settings.MaxInputTokens);
        _known = new StringBuilder(told.System);
    }

    public int ModelCalls { get; private set; }

    public int ToolCalls { get; private set; }

    public int InputTokens { get; private set; }

    public int OutputTokens { get; private set; }

    public int Refused => _gate.Refused;

    /// <summary>The answer that passed every check; null = none.</summary>
    public ModelReply? Accepted { get; private set; }

    /// <summary>Asks until there is an answer that may be sent or a budget is used up. Gives why there is none; empty = there is one.</summary>
    public async Task<string> RunAsync(CancellationToken ct)
    {
        while (ModelCalls < _settings.MaxModelCalls)
        {
            var message = await AskAsync(ct);
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
                _tools.Deeds.Note($"A draft was refused: {refused}");
                _history.AddSystemMessage($"Your draft was not sent. {refused} Write the answer again.");
                continue;
            }

            if ((ToolCalls += calls.Count) > _settings.MaxToolCalls)
            {
                return "The model called more tools than a turn allows";
            }

            _history.Add(message);
            foreach (var call in calls)
            {
                var result = await _gate.RunAsync(call, ct);
                _known.Append('\n').Append(result);
                _history.Add(new FunctionResultContent(call, result).ToChatMessage());
            }
        }

        return "The model was asked as often as a turn allows and gave no answer that may be sent";
    }

    private async Task<ChatMessageContent> AskAsync(CancellationToken ct)
    {
        ModelCalls++;
        using var callTime = new CancellationTokenSource(_settings.CallTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, callTime.Token);
        var isLast = ModelCalls == _settings.MaxModelCalls;
        var settings = new OpenAIPromptExecutionSettings
        {
            MaxTokens = _settings.MaxOutputTokens,
            ResponseFormat = typeof(ModelReply),
            FunctionChoiceBehavior = isLast ? FunctionChoiceBehavior.None(_offered) : FunctionChoiceBehavior.Auto(_offered, autoInvoke: false),
        };
        var message = await _chat.GetChatMessageContentAsync(_history, settings, _kernel, either.Token);
        if (message.Metadata?.GetValueOrDefault("Usage") is ChatTokenUsage usage)
        {
            (InputTokens, OutputTokens) = (InputTokens + usage.InputTokenCount, OutputTokens + usage.OutputTokenCount);
        }

        return message;
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

        var refused = ReplyChecks.Of(draft.Reply, new DraftFacts(_told.Tokens(), _known.ToString(), _tools.Deeds.Done, _turn.NowUtc));
        refused ??= Languages.Of(draft.Reply, _told.Language) is var spoken && spoken != _told.Language && spoken != Languages.Other ? $"It is not in {LanguageNames.Of(_told.Language)}." : null;
        refused ??= new BackingCheck(_known.ToString(), _told.Guide.Shown, _told.Guide.Named(draft.Sources), _told.Language).Of(draft.Reply);
        Accepted = refused is null ? draft : null;
        return refused;
    }
}
