using System.Diagnostics;
using Xunit;

namespace Cendra.StaySimulation;

/// <summary>The planted bugs fit the product as it is: a change of the code that one of them bends takes the patch with it.</summary>
public sealed class PlantedTests
{
    public static TheoryData<string> Patches => [.. Directory.EnumerateFiles(Path.Combine(Root, "tests", "Cendra.StaySimulation", "planted"), "*.patch").Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)];

    private static string Root { get; } = FindRoot();

    [Theory]
    [MemberData(nameof(Patches))]
    public async Task A_planted_bug_still_applies(string patch)
    {
        var start = new ProcessStartInfo("git", ["apply", "--check", Path.Combine("tests", "Cendra.StaySimulation", "planted", patch)]) { WorkingDirectory = Root, RedirectStandardError = true };
        using var git = Process.Start(start)!;
        var said = await git.StandardError.ReadToEndAsync();
        await git.WaitForExitAsync();
        Assert.True(git.ExitCode == 0, said);
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Cendra.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No Cendra.sln above the tests.");
        }

        return folder;
    }
}
