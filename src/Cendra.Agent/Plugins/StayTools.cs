using Cendra.Agent.Prompts;
using Microsoft.SemanticKernel;

namespace Cendra.Agent.Plugins;

/// <summary>All tools of one turn, one plugin a matter, under the one name that a model knows. A new matter is a class and a line here.</summary>
internal sealed class StayTools
{
    public const string Plugin = "Stay";

    private readonly List<OfferedTool> _offered;

    /// <summary>Those that the policy of the house leaves, called as often as it lets them.</summary>
    public StayTools(BoundTurn bound, HousePolicy policy) : this(
        bound.Deeds,
        new HostPlugin(bound),
        new AccessPlugin(bound),
        new CodePlugin(bound),
        new DoorPlugin(bound),
        new TimePlugin(bound),
        new KnowledgePlugin(bound),
        new OtherStayPlugin(bound)) =>
        _offered = [.. _offered.Where(o => policy.Calls(o.Function.Name) > 0).Select(o => o with { MostCalls = Math.Min(o.MostCalls, policy.Calls(o.Function.Name)) })];

    /// <summary>Another set of matters.</summary>
    public StayTools(TurnDeeds deeds, params IEnumerable<ITurnPlugin> plugins) => (Deeds, _offered) = (deeds, [.. plugins.SelectMany(p => p.Offered())]);

    /// <summary>What they did.</summary>
    public TurnDeeds Deeds { get; }

    /// <summary>What may be called now.</summary>
    public IReadOnlyList<KernelFunction> Offered => [.. _offered.Select(o => o.Function)];

    /// <summary>How often a tool may be called in this turn.</summary>
    public int MostCalls(string tool) => _offered.Find(o => o.Function.Name == tool)?.MostCalls ?? 0;
}
