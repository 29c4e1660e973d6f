using Cendra.Agent.Guardrails;
using Cendra.Agent.Replies;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Secrets;

namespace Cendra.Agent.Models;

/// <summary>
/// What a host typed as a name or an address, as a model may read it: one line, no token, no order to a program, and no digits that are a code or look like one. The number of a house stays: guests ask for it.
/// </summary>
internal sealed class HostNames(KnownPins pins)
{
    private const int LongestName = 80;
    private const int LongestAddress = 200;

    /// <summary>The name of a property; empty = nothing is left of it.</summary>
    public string Name(string text) => OneLine(text) is var said && OrderScreen.IsOrderedBy(said) ? "" : Cut(pins.Masked(DigitCheck.Masked(CodeLikeScan.Without(said))), LongestName);

    /// <summary>The name of a door, which has one in every answer of a tool.</summary>
    public string Door(string text) => Name(text) is { Length: > 0 } name ? name : "A door";

    /// <summary>An address: of its digits only those are masked that a door knows or that a word beside them calls a code.</summary>
    public string Address(string text) => OneLine(text) is var said && OrderScreen.IsOrderedBy(said) ? "" : Cut(pins.Masked(CodeLikeScan.Without(said)), LongestAddress);

    private static string OneLine(string text) => string.Join(' ', StayFacts.Said(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Cut(string text, int longest) => text.Length > longest ? text[..longest] : text;
}
