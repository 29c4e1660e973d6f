using Cendra.Tests;

namespace Cendra.Server.Tests.Foreign;

/// <summary>A test that needs Node.js and packages of tests/foreign; skips with the reason where they are not.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute(params string[] packages) => Skip = ForeignFolder.Missing(packages);
}

/// <summary>A test that needs Prism and the description of Twilio's API, which is not part of the project.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PrismFactAttribute : FactAttribute
{
    public PrismFactAttribute() => Skip = ForeignFolder.Missing("@stoplight/prism-cli") ?? (SharedData.Folder is null ? SharedData.Absent : null);
}

/// <summary>Where the software of other authors lies.</summary>
internal static class ForeignFolder
{
    public const string Seam = "@seamapi/fake-seam-connect";
    public const string Svix = "svix";

    public static string Path { get; } = System.IO.Path.Combine(Root(), "tests", "foreign");

    /// <summary>What is not there, in words; null when all is.</summary>
    public static string? Missing(params string[] packages)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (!folders.Any(folder => File.Exists(System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node"))))
        {
            return "Node.js is not on the path (eng/setup-tests.sh installs it).";
        }

        return packages.FirstOrDefault(package => !File.Exists(System.IO.Path.Combine(Path, "node_modules", package, "package.json"))) is { } missing
            ? $"The npm package {missing} is not installed in tests/foreign (eng/setup-tests.sh installs it)."
            : null;
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Cendra.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Cendra.sln above {AppContext.BaseDirectory}: the tests run from a build inside the repository.");
    }
}
