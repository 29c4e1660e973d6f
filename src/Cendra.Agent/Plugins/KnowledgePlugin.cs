using System.ComponentModel;
using Microsoft.SemanticKernel;

namespace Cendra.Agent.Plugins;

/// <summary>More of what the host wrote, where not all of it stands in the prompt.</summary>
internal sealed class KnowledgePlugin(BoundTurn bound) : ITurnPlugin
{
    private const int MostSearches = 4;
    private const int LongestQuery = 200;

    /// <inheritdoc />
    public IEnumerable<OfferedTool> Offered()
    {
        if (!bound.Guide.IsWhole)
        {
            yield return new OfferedTool(
                KernelFunctionFactory.CreateFromMethod(SearchPropertyKnowledge, nameof(SearchPropertyKnowledge), "More of what the host wrote for guests of this place. At most four searches."), MostSearches);
        }
    }

    public string SearchPropertyKnowledge([Description("A few words to look for, in the guest's language, at most 200 characters")] string query)
    {
        bound.Deeds.Note("SearchPropertyKnowledge: what the host wrote was searched");
        return bound.Mark.House(bound.Guide.Search(query.Length > LongestQuery ? query[..LongestQuery] : query));
    }
}
