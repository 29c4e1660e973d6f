using System.Globalization;
using Cendra.Agent.Prompts;
using Cendra.Knowledge.Topics;
using Cendra.Server.Evals;
using Cendra.Server.Evals.Story;

namespace Cendra.Server.Releases;

/// <summary>
/// What a scenario needs of what a policy takes away: a tool that its perfect model calls, as often as it calls it, an answer as long as its own, a topic that goes to a person. A policy is there to take away; a scenario that
/// wants just that says nothing of it, and would keep the policy from ever being published.
/// </summary>
internal static class ScenarioNeeds
{
    /// <summary>Tokens are filled in later and are longer than the places that stand for them, by so many characters at most.</summary>
    private const int Slack = 40;

    /// <summary>Why the scenario cannot hold whole under this policy, in words; empty = it can. Without a model only topics count: rules need no tools.</summary>
    public static string Of(EvalScenario scenario, HousePolicy policy, EvalMode mode) =>
        Topic(scenario, policy) is { Length: > 0 } topic ? topic
        : mode == EvalMode.Offline || scenario.IsScript ? ""
        : (scenario.Gold ?? []).Select(rounds => OfRounds(rounds, policy)).FirstOrDefault(why => why.Length > 0) ?? "";

    private static string Topic(EvalScenario scenario, HousePolicy policy) =>
        policy.Topics.Count > 0 && Written(scenario.Turns).SelectMany(TopicBook.In).FirstOrDefault(policy.Topics.Contains) is { } topic ? $"speaks of “{TopicBook.HostName(topic)}”, which goes to a person." : "";

    private static IEnumerable<string> Written(IEnumerable<EvalAct> acts) => acts.OfType<GuestWrites>().SelectMany(w => w.Messages.Select(m => m.Text).Append(string.Join('\n', w.Messages.Select(m => m.Text))).Concat(Written(w.Meanwhile)));

    private static string OfRounds(IReadOnlyList<GoldRound> rounds, HousePolicy policy)
    {
        foreach (var tool in rounds.SelectMany(r => r.Calls).GroupBy(c => c.Tool, StringComparer.Ordinal).Where(c => HousePolicy.Shipped.Calls(c.Key) > 0 && c.Count() > policy.Calls(c.Key)))
        {
            return policy.Calls(tool.Key) == 0 ? $"needs {tool.Key}, which the policy takes away." : string.Create(CultureInfo.InvariantCulture, $"needs {tool.Key} {tool.Count()} times in one answer.");
        }

        return policy.LongestAnswer < HousePolicy.Shipped.LongestAnswer && rounds.Any(r => r.Say.Length + Slack > policy.LongestAnswer)
            ? string.Create(CultureInfo.InvariantCulture, $"needs an answer of more than {policy.LongestAnswer} characters.")
            : "";
    }
}
