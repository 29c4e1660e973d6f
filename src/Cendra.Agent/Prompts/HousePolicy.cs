using System.Globalization;
using System.Text;
using Cendra.Agent.Guardrails;
using Cendra.Knowledge.Topics;

namespace Cendra.Agent.Prompts;

/// <summary>A tool of the model as an owner sees it.</summary>
/// <param name="Name">As the model calls it.</param>
/// <param name="Words">What it does, in a host's words.</param>
/// <param name="MostCalls">How often it may be called in one answer.</param>
public sealed record HouseTool(string Name, string Words, int MostCalls);

/// <summary>
/// What the model may do in the whole house. It can only take away from what the program allows, so that no policy, however written, gives a model more than the program does. What <see cref="Read"/> and the constructor
/// take is within these bounds.
/// </summary>
public sealed class HousePolicy
{
    /// <summary>The tool that cannot be taken away: the way to a person.</summary>
    public const string AlwaysOffered = "EscalateToHost";

    /// <summary>The shortest bound on an answer.</summary>
    public const int ShortestBound = 200;

    /// <summary>Everything that the program allows.</summary>
    public static IReadOnlyList<HouseTool> Tools { get; } =
    [
        new(AlwaysOffered, "Call a person of the house", 3),
        new("GetAccessCode", "Tell the code of the door", 4),
        new("GetEntryInstructions", "Tell the address and the way in", 4),
        new("CheckTypedCode", "Compare digits that the guest typed", 2),
        new("RequestNewCode", "Ask the host for another code", 1),
        new("CheckLockBattery", "Look at locks and batteries", 4),
        new("RequestTimeChange", "Ask for other times by the host’s rules", 2),
        new("SearchPropertyKnowledge", "Search what the host wrote", 4),
        new("SelectStay", "Change to another stay of the same guest", 2),
    ];

    /// <summary>The policy that ships: nothing is taken away.</summary>
    public static HousePolicy Shipped { get; } = new(Tools.ToDictionary(t => t.Name, t => t.MostCalls, StringComparer.Ordinal), [], ReplyChecks.Longest);

    private readonly IReadOnlyDictionary<string, int> _calls;

    /// <summary>A policy of these parts; what lies beyond the bounds is cut to them.</summary>
    /// <param name="calls">The tools that are offered, each with how often it may be called in one answer; a tool that is not named is not offered.</param>
    /// <param name="topics">Ids of topics that always go to a person.</param>
    /// <param name="longestAnswer">In characters.</param>
    public HousePolicy(IReadOnlyDictionary<string, int> calls, IEnumerable<string> topics, int longestAnswer)
    {
        _calls = Tools.Where(t => t.Name == AlwaysOffered || calls.ContainsKey(t.Name)).ToDictionary(t => t.Name, t => Math.Clamp(calls.GetValueOrDefault(t.Name, t.MostCalls), 1, t.MostCalls), StringComparer.Ordinal);
        Topics = [.. topics.Where(t => TopicBook.Find(t) is not null).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        LongestAnswer = Math.Clamp(longestAnswer, ShortestBound, ReplyChecks.Longest);
    }

    /// <summary>Topics that always go to a person, at every property.</summary>
    public IReadOnlyList<string> Topics { get; }

    /// <summary>The longest answer of the model, in characters.</summary>
    public int LongestAnswer { get; }

    /// <summary>How often a tool may be called in one answer; 0 = it is not offered.</summary>
    public int Calls(string tool) => _calls.GetValueOrDefault(tool);

    /// <summary>Reads what <see cref="Text"/> wrote, or what an owner wrote by hand. Throws <see cref="PromptException"/> that names what to change.</summary>
    public static HousePolicy Read(string yaml)
    {
        var file = PolicyFile.Read(yaml);
        return new HousePolicy(file.Tools.ToDictionary(t => t, t => file.Calls.GetValueOrDefault(t, int.MaxValue), StringComparer.Ordinal), file.TopicsForAPerson, file.LongestAnswer);
    }

    /// <summary>The same as a file; equal policies have equal texts.</summary>
    public string Text()
    {
        var offered = Tools.Where(t => Calls(t.Name) > 0).ToList();
        return new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"tools: [{string.Join(", ", offered.Select(t => t.Name))}]\n")
            .Append(CultureInfo.InvariantCulture, $"calls: {{{string.Join(", ", offered.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Name}: {Calls(t.Name)}")))}}}\n")
            .Append(CultureInfo.InvariantCulture, $"topics-for-a-person: [{string.Join(", ", Topics)}]\n")
            .Append(CultureInfo.InvariantCulture, $"longest-answer: {LongestAnswer}\n").ToString();
    }
}
