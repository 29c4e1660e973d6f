using System.Reflection;
using Xunit;

namespace Cendra.Tests.Architecture;

/// <summary>The repository that these tests were built from: its folder, its files, its assemblies.</summary>
internal static class Repository
{
    private static readonly string[] BuildFolders = ["/bin/", "/obj/"];

    /// <summary>The folder that holds Cendra.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The built assemblies of the product that stand beside the tests. The server is not among them: its rules read its sources.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
        [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "Cendra.*.dll")
            .Where(path => !Path.GetFileNameWithoutExtension(path).Contains("Tests", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Assembly.LoadFrom)];

    public static IReadOnlyList<Type> Types { get; } = [.. Assemblies.SelectMany(assembly => assembly.GetTypes())];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Every *.cs and *.razor file below a folder, build output left out.</summary>
    public static IReadOnlyList<SourceFile> Sources(params string[] folders) => [.. folders.SelectMany(Below)];

    /// <summary>The files that git knows or would take, without what .gitignore names.</summary>
    public static IReadOnlyList<SourceFile> TrackedTexts()
    {
        var listing = Command.Run("git", ["-c", "core.quotepath=off", "ls-files", "--cached", "--others", "--exclude-standard"], Root);
        Assert.True(listing.ExitCode == 0, listing.Output);
        return [.. listing.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(path => File.Exists(Path.Combine(Root, path)))
            .Select(path => new SourceFile(path, Read(path)))
            .Where(file => !file.Text.Contains('\0', StringComparison.Ordinal))];
    }

    private static IEnumerable<SourceFile> Below(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".razor", StringComparison.Ordinal))
            .Where(path => !BuildFolders.Any(part => path.Contains(part, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, Read(path)));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Cendra.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Cendra.sln above {AppContext.BaseDirectory}: the tests run from a build inside the repository.");
    }
}
