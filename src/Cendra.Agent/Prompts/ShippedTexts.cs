using System.Reflection;

namespace Cendra.Agent.Prompts;

/// <summary>The texts as this version of Cendra was built and judged with them. Whatever an owner does to files, these stay.</summary>
public static class ShippedTexts
{
    /// <summary>The file of the policy, beside the texts.</summary>
    public const string Policy = "policy.yaml";

    private const string Folder = "prompts/";

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Files = new(() => Read(typeof(ShippedTexts).Assembly));
    private static readonly Lazy<IReadOnlyDictionary<string, PromptBook>> Parsed = new(() => Files.Value.ToDictionary(f => f.Key, f => PromptBook.Read(f.Key, f.Value), StringComparer.Ordinal));

    /// <summary>Markdown by name, without <c>.md</c>; lines end with a line feed.</summary>
    public static IReadOnlyDictionary<string, string> All => Files.Value;

    /// <summary>The same, read.</summary>
    public static IReadOnlyDictionary<string, PromptBook> Books => Parsed.Value;

    /// <summary>
    /// The files of a folder that differ from those that ship. Files that are missing, cannot be read or have names that nobody asks for are none: what ships stands in their place.
    /// </summary>
    public static IReadOnlyDictionary<string, string> DifferentIn(string folder)
    {
        var different = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, shipped) in All)
        {
            if (Content(Path.Combine(folder, name + ".md")) is { } text && text != shipped)
            {
                different[name] = text;
            }
        }

        return different;
    }

    /// <summary>The policy of a folder where it is another than the one that ships, in <see cref="HousePolicy.Text"/>'s form; else empty. Throws <see cref="PromptException"/> where it cannot be used.</summary>
    public static string PolicyIn(string folder) => Content(Path.Combine(folder, Policy)) is { } text && HousePolicy.Read(text).Text() is var policy && policy != HousePolicy.Shipped.Text() ? policy : "";

    private static string? Content(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static SortedDictionary<string, string> Read(Assembly assembly)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal) && n.EndsWith(".md", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            files[resource[Folder.Length..^3]] = reader.ReadToEnd().ReplaceLineEndings("\n");
        }

        return files;
    }
}
