namespace Cendra.Agent.Models;

/// <summary>What a model is told at the beginning of a turn, and what its answers are held against.</summary>
/// <param name="System">The rules, with the facts of the stay and what the host wrote.</param>
/// <param name="Guide">The articles.</param>
/// <param name="Tokens">The tokens that were given so far, as they stand in a text.</param>
/// <param name="Language">The language to answer in.</param>
/// <param name="Mark">Closes in what others wrote.</param>
internal sealed record ToldInTurn(string System, GuideForModel Guide, Func<IReadOnlyList<string>> Tokens, string Language, TurnMark Mark);
