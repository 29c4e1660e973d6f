using System.Net.Sockets;
using System.Text.Json;
using Cendra.Agent.Language;
using Cendra.Agent.Plugins;
using Cendra.Agent.Prompts;
using Cendra.Agent.Replies;
using Cendra.Domain.Conversations;
using Cendra.Lifecycle.AccessCodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;

namespace Cendra.Agent.Models;

/// <summary>
/// Answers a turn with a model, through Semantic Kernel, which nothing outside this class and its neighbours sees. Null whenever the answer is not one that passed every check: no
/// model set, nobody known, the endpoint down, a budget used up, a draft refused twice.
/// </summary>
public sealed class GuestAgent(
    IHttpClientFactory http, IOptionsMonitor<ChatModelOptions> options, CodeGrants grants, SecretGrants secrets, PromptShelf shelf, TimeProvider clock, ILogger<GuestAgent> log) : IGuestResponder
{
    /// <inheritdoc />
    public async Task<AgentReply?> AnswerAsync(GuestTurn turn, CancellationToken ct) => (await TryAsync(turn, ct)).Reply;

    /// <summary>The same with what came of it. Throws only when cancelled. <paramref name="thinking"/> is called where the model is asked, before it is.</summary>
    internal async Task<ModelAttempt> TryAsync(GuestTurn turn, CancellationToken ct, Action? thinking = null)
    {
        var settings = options.CurrentValue;
        if (!settings.IsSet || turn.Stay is not { } stay || turn.Level == IdentityLevel.Unknown)
        {
            return ModelAttempt.NotAsked;
        }

        var language = Languages.ForReply(turn);
        var (decision, granted) = grants.For(stay, turn.Level, turn.NowUtc);
        if (decision.Answer is DisclosureAnswer.Cancelled or DisclosureAnswer.Ended or DisclosureAnswer.NotThisGuest)
        {
            return ModelAttempt.NotAsked;
        }

        var facts = new StayFacts(stay, turn.NowUtc, language, shelf.Book(BasicReplies.Book));
        var words = new HostWords(stay, secrets, turn.Level, turn.NowUtc, facts.NotNow);
        var guide = new GuideForModel(turn, words, language);
        var tools = new StayTools(new BoundTurn(turn, facts, decision, granted, words, guide, new TurnDeeds()));
        var system = AgentPrompt.Rules(shelf, turn, facts, decision, guide, LanguageNames.Of(language));
        var talk = new ModelTalk(Kernel(settings), settings, tools, turn, new ToldInTurn(system, guide, () => [.. granted.Select(g => g.InText), .. words.Grants.Select(g => g.InText)], language), clock);
        thinking?.Invoke();
        return Attempt(await RunAsync(talk, settings, ct), talk, tools, granted, words, guide, language, settings.Model);
    }

    private async Task<string> RunAsync(ModelTalk talk, ChatModelOptions settings, CancellationToken ct)
    {
        using var turnTime = new CancellationTokenSource(settings.TurnTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, turnTime.Token);
        try
        {
            return await talk.RunAsync(either.Token);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            // Class names and status alone: messages of vendors quote prompts and keys.
            var why = Why(failure, turnTime.IsCancellationRequested);
            log.LogWarning("The model gave no answer: {Why}", why);
            return why;
        }
    }

    private ModelAttempt Attempt(string why, ModelTalk talk, StayTools tools, IReadOnlyList<CodeGrant> granted, HostWords words, GuideForModel guide, string wanted, string model)
    {
        foreach (var question in guide.LeftOut)
        {
            tools.Deeds.Note($"Sentences of “{question}” that read like orders to a program were left out");
        }

        var use = new ModelUse(model, talk.ModelCalls, talk.ToolCalls, talk.InputTokens, talk.OutputTokens);
        log.LogInformation("A model was asked {Calls} times and called {Tools} tools, {Refused} refused", use.ModelCalls, use.ToolCalls, talk.Refused);
        if (talk.Accepted is not { } said)
        {
            return new ModelAttempt(null, why, tools.Deeds.Steps, tools.Deeds.Handover, use);
        }

        return new ModelAttempt(
            new AgentReply
            {
                Text = said.Reply,
                Language = wanted,
                Secrets = [.. words.Grants.Where(g => said.Reply.Contains(g.InText, StringComparison.Ordinal))],
                IsUnanswered = tools.Deeds.Handover?.Reason == HandoverReason.NotForCendra,
                Grants = [.. granted.Where(g => said.Reply.Contains(g.InText, StringComparison.Ordinal))],
                Handover = tools.Deeds.Handover,
                Moves = tools.Deeds.Moves,
                Record = new TurnRecord("agent", tools.Deeds.Steps, "", use) { Sources = [.. said.Sources.Select(guide.Source).OfType<TurnSource>().DistinctBy(s => s.ArticleId)] },
            }, "", tools.Deeds.Steps, tools.Deeds.Handover, use);
    }

    /// <summary>A kernel for one turn. It is given no logger: at its finest level it would write whole conversations.</summary>
    private Kernel Kernel(ChatModelOptions settings)
    {
        var builder = Microsoft.SemanticKernel.Kernel.CreateBuilder();
        builder.AddOpenAIChatCompletion(settings.Model, settings.Address!, settings.ApiKey is { Length: > 0 } key ? key : "none", httpClient: http.CreateClient(AgentSetup.HttpClientName));
        return builder.Build();
    }

    private static string Why(Exception failure, bool turnIsOver) => failure switch
    {
        _ when turnIsOver => "The model took longer than a turn may take",
        HttpOperationException { StatusCode: { } status } => $"The model's endpoint answered {(int)status}",
        OperationCanceledException or AggregateException or TimeoutException or Polly.Timeout.TimeoutRejectedException => "The model did not answer in time",
        JsonException => "The model's endpoint answered something else than JSON",
        HttpRequestException or HttpOperationException or SocketException or IOException => "The model's endpoint cannot be reached",
        _ => $"The model failed ({failure.GetType().Name})",
    };
}
