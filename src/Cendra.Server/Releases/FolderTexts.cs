using Cendra.Agent.Prompts;

namespace Cendra.Server.Releases;

/// <summary>The folder of texts beside what is in force.</summary>
public static class FolderTexts
{
    /// <summary>What names of files end with.</summary>
    public const string Ending = ".md";

    /// <summary>Files of the folder that say something else than a release. A file as it ships is no change where the house left it alone; a policy that cannot be used is named, so that somebody mends it.</summary>
    public static IReadOnlyList<string> OtherThan(PromptRelease release, string folder)
    {
        var other = ShippedTexts.DifferentIn(folder).Where(f => release.Markdown(f.Key) != f.Value).Select(f => f.Key + Ending);
        try
        {
            return [.. other, .. ShippedTexts.PolicyIn(folder) is { Length: > 0 } policy && policy != release.Policy.Text() ? [ShippedTexts.Policy] : Array.Empty<string>()];
        }
        catch (PromptException)
        {
            return [.. other, ShippedTexts.Policy];
        }
    }
}
