using Cendra.Agent.Models;
using Cendra.Agent.Prompts;
using Cendra.Agent.Replies;
using Cendra.Lifecycle.AccessCodes;
using Microsoft.SemanticKernel;

namespace Cendra.Agent.Plugins;

/// <summary>The one turn and the one stay that all tools are bound to: none of them takes an id.</summary>
/// <param name="Turn">What the guest wrote.</param>
/// <param name="Facts">The stay.</param>
/// <param name="Decision">What may be said of its code now.</param>
/// <param name="Granted">The tokens of its code.</param>
/// <param name="Words">What the host wrote, with the tokens of secrets.</param>
/// <param name="Guide">The articles.</param>
/// <param name="Deeds">Takes what tools do.</param>
/// <param name="Mark">Closes in what the host wrote.</param>
/// <param name="Shelf">The house's own words.</param>
internal sealed record BoundTurn(GuestTurn Turn, StayFacts Facts, DisclosureDecision Decision, IReadOnlyList<CodeGrant> Granted, HostWords Words, GuideForModel Guide, TurnDeeds Deeds, TurnMark Mark, PromptShelf Shelf)
{
    private const string English = "en";

    /// <summary>
    /// What a tool answers, in the words that the house itself would say to this guest, behind its English. An answer in the guest's language is held against what it rests on word by word, and English words back none of
    /// another language. Empty for guests who write English.
    /// </summary>
    public string InGuestsLanguage(string book, string key, params ReadOnlySpan<(string Name, string Value)> places) =>
        Facts.Language == English ? "" : $" In the guest's language: {new ReplyDraft("agent", Facts.Language, Shelf.Book(book)).Words(key, places)}";

    /// <summary>How names that the host typed are told.</summary>
    public HostNames Names { get; } = new(Turn.Pins);
}

/// <summary>A tool as a model may call it in one turn.</summary>
/// <param name="Function">Its name, schema and deed.</param>
/// <param name="MostCalls">More calls than these are refused.</param>
internal sealed record OfferedTool(KernelFunction Function, int MostCalls);

/// <summary>The tools of one matter. They hand out tokens, states and the host's own words, and never digits of a code.</summary>
internal interface ITurnPlugin
{
    /// <summary>What may be called now; a tool that the state of the stay does not permit is not among it.</summary>
    IEnumerable<OfferedTool> Offered();
}
