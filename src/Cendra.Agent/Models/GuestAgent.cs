using System.Security.Cryptography;
using Cendra.Agent.Language;
using Cendra.Agent.Plugins;
using Cendra.Agent.Prompts;
using Cendra.Agent.Replies;
using Cendra.Domain.Conversations;
using Cendra.Lifecycle.AccessCodes;
using Microsoft.Extensions.Logging;

namespace Cendra.Agent.Models;

/// <summary>
/// Answers a turn with a model, through Semantic Kernel, which nothing outside this class and its neighbours sees. Null whenever the answer is not one that passed every check: no
/// model set, nobody known, the endpoint down, a budget used up, a draft refused twice.
/// </summary>
public sealed class GuestAgent(ModelEndpoint endpoint, CodeGrants grants, SecretGrants secrets, PromptShelf shelf, RandomNumberGenerator random, ILogger<GuestAgent> log) : IGuestResponder
{
    /// <inheritdoc />
    public async Task<AgentReply?> AnswerAsync(GuestTurn turn, CancellationToken ct) => (await TryAsync(turn, ct)).Reply;

    /// <summary>The same with what came of it. Throws only when cancelled. <paramref name="thinking"/> is called where the model is asked, before it is.</summary>
    internal async Task<ModelAttempt> TryAsync(GuestTurn turn, CancellationToken ct, Action? thinking = null)
    {
        var settings = endpoint.Settings;
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

        if (turn.Budget.Spent is { Length: > 0 } spent)
        {
            return ModelAttempt.Kept(spent);
        }

        var facts = new StayFacts(stay, turn.NowUtc, language, shelf.Book(BasicReplies.Book));
        var words = new HostWords(stay, secrets, turn.Level, turn.NowUtc, facts.NotNow);
        var guide = new GuideForModel(turn, words, language);
        var mark = TurnMark.New(random);
        var tools = new StayTools(new BoundTurn(turn, facts, decision, granted, words, guide, new TurnDeeds(), mark, shelf), shelf.Policy);
        var system = AgentPrompt.System(shelf, turn, facts, decision, guide, LanguageNames.Of(language), mark);
        var requests = endpoint.Open(settings, tools);
        var talk = new ModelTalk(requests, settings, tools.Deeds, turn, new ToldInTurn(system, guide, () => [.. granted.Select(g => g.InText), .. words.Grants.Select(g => g.InText)], language, mark), shelf.Policy.LongestAnswer);
        thinking?.Invoke();
        using var measured = AgentTelemetry.Turn();
        var why = await endpoint.RunAsync(settings, talk.RunAsync, ct);
        return Attempt(why, talk, requests, tools.Deeds, granted, words, guide, language, settings.Model);
    }

    private ModelAttempt Attempt(string why, ModelTalk talk, ModelRequests requests, TurnDeeds deeds, IReadOnlyList<CodeGrant> granted, HostWords words, GuideForModel guide, string wanted, string model)
    {
        foreach (var question in guide.LeftOut)
        {
            deeds.Note($"Sentences of “{question}” that read like orders to a program were left out");
        }

        var cost = requests.Cost;
        var use = new ModelUse(model, cost.Calls, talk.ToolCalls, cost.Input, cost.Output) { IsEstimated = cost.IsEstimated };
        if (use.IsEstimated)
        {
            deeds.Note("Tokens are estimated: the model's endpoint did not count all of them");
        }

        log.LogInformation("A model was asked {Calls} times and called {Tools} tools, {Refused} refused", use.ModelCalls, use.ToolCalls, requests.Gate.Refused);
        if (deeds.OtherStayId is { } other)
        {
            return new ModelAttempt(new AgentReply { Text = "", Language = "", OtherStayId = other, Handover = deeds.Handover, Record = new TurnRecord("agent", deeds.Steps, "It is about another stay of this guest.", use) }, "", deeds.Steps, deeds.Handover, use);
        }

        if (talk.Accepted is not { } said)
        {
            return new ModelAttempt(null, why, deeds.Steps, deeds.Handover, use);
        }

        return new ModelAttempt(
            new AgentReply
            {
                Text = said.Reply,
                Language = wanted,
                Secrets = [.. words.Grants.Where(g => said.Reply.Contains(g.InText, StringComparison.Ordinal))],
                IsUnanswered = deeds.Handover?.Reason == HandoverReason.NotForCendra,
                Grants = [.. granted.Where(g => said.Reply.Contains(g.InText, StringComparison.Ordinal))],
                Handover = deeds.Handover,
                Moves = deeds.Moves,
                Record = new TurnRecord("agent", deeds.Steps, "", use) { Sources = [.. said.Sources.Select(guide.Source).OfType<TurnSource>().DistinctBy(s => s.ArticleId)] },
            }, "", deeds.Steps, deeds.Handover, use);
    }
}
