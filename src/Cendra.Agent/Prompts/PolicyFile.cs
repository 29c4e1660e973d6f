using System.Globalization;
using Cendra.Agent.Guardrails;
using Cendra.Knowledge.Topics;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Cendra.Agent.Prompts;

/// <summary>The file <c>policy.yaml</c> as it is written. What is missing in it is as it ships; what it does not know or lies beyond the bounds is refused, so that nobody believes in a rule that no code obeys.</summary>
internal sealed class PolicyFile
{
    private const int LongestFile = 20_000;

    private static readonly Lazy<IDeserializer> Yaml = new(() => new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).WithDuplicateKeyChecking().Build());

    public List<string> Tools { get; set; } = [.. HousePolicy.Tools.Select(t => t.Name)];
    public Dictionary<string, int> Calls { get; set; } = [];
    public List<string> TopicsForAPerson { get; set; } = [];
    public int LongestAnswer { get; set; } = ReplyChecks.Longest;

    /// <summary>Throws <see cref="PromptException"/> that says what to change.</summary>
    public static PolicyFile Read(string yaml)
    {
        if (yaml.Length > LongestFile)
        {
            throw Refused($"It is longer than {LongestFile} characters.");
        }

        try
        {
            return (Yaml.Value.Deserialize<PolicyFile?>(yaml) ?? new PolicyFile()).Checked();
        }
        catch (YamlException wrong)
        {
            throw Refused(string.Create(CultureInfo.InvariantCulture, $"Line {wrong.Start.Line} cannot be read. Known are tools, calls, topics-for-a-person and longest-answer."));
        }
    }

    private PolicyFile Checked()
    {
        (Tools, Calls, TopicsForAPerson) = (Tools ?? [], Calls ?? [], TopicsForAPerson ?? []); // An empty value in the file is null.
        Tools = [.. Tools.Distinct(StringComparer.Ordinal)];
        return Tools.Concat(Calls.Keys).FirstOrDefault(t => HousePolicy.Tools.All(known => known.Name != t)) is { } tool ? throw Refused($"Nobody knows the tool {tool}. Known are: {string.Join(", ", HousePolicy.Tools.Select(t => t.Name))}.")
            : !Tools.Contains(HousePolicy.AlwaysOffered, StringComparer.Ordinal) ? throw Refused($"{HousePolicy.AlwaysOffered} is the way to a person and stays.")
            : HousePolicy.Tools.FirstOrDefault(t => Calls.TryGetValue(t.Name, out var calls) && (calls < 1 || calls > t.MostCalls)) is { } bound ? throw Refused($"{bound.Name} may be called 1 to {bound.MostCalls} times in an answer.")
            : TopicsForAPerson.FirstOrDefault(t => TopicBook.Find(t) is null) is { } topic ? throw Refused($"Nobody knows the topic {topic}. Known are: {string.Join(", ", TopicBook.All.Select(t => t.Id))}.")
            : LongestAnswer is < HousePolicy.ShortestBound or > ReplyChecks.Longest ? throw Refused($"The longest answer has {HousePolicy.ShortestBound} to {ReplyChecks.Longest} characters.")
            : this;
    }

    private static PromptException Refused(string why) => new($"prompts/{ShippedTexts.Policy}: {why}");
}
