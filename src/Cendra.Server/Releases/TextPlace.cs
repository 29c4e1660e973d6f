using Cendra.Agent.Prompts;

namespace Cendra.Server.Releases;

/// <summary>One text of the house.</summary>
/// <param name="Name">The file, without <c>.md</c>.</param>
/// <param name="Key">Which of its texts; empty = the only one.</param>
/// <param name="Language">In which language.</param>
public sealed record TextPlace(string Name, string Key, string Language)
{
    /// <summary>Its words in a release.</summary>
    public string In(PromptRelease release) => release.Book(Name).Text(Language, Key).Raw;
}
