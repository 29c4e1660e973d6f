using Cendra.Agent.Prompts;

namespace Cendra.Tests.Agent.Releases;

/// <summary>Words of a house over those that ship.</summary>
internal static class ReleaseWords
{
    public static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>A release that says something else in one text.</summary>
    public static PromptRelease With(string name, string key, string language, string words, int number = 2, string policy = "") =>
        new(number, new Dictionary<string, string> { [name] = PromptEdit.Replace(name, ShippedTexts.All[name], key, language, words) }, policy);

    /// <summary>A release whose file is this.</summary>
    public static PromptRelease WithFile(string name, string markdown) => new(2, new Dictionary<string, string> { [name] = markdown }, "");
}
