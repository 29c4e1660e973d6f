using System.Diagnostics;

namespace Cendra.AgentEvals;

/// <summary>The guards that are taken away for a proof are still where the patches say: a change of the code that one of them bends takes the patch with it.</summary>
public sealed class PlantedTests
{
    private static readonly string Folder = Path.Combine("tests", "Cendra.AgentEvals", "planted");

    private static string Root { get; } = FindRoot();

    private static IReadOnlyList<string> Names { get; } = [.. Directory.EnumerateFiles(Path.Combine(Root, Folder), "*.patch").Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Patches => [.. Names];

    [Theory]
    [MemberData(nameof(Patches))]
    public async Task A_guard_that_is_taken_away_for_a_proof_is_still_there(string patch)
    {
        var start = new ProcessStartInfo("git", ["apply", "--check", Path.Combine(Folder, patch)]) { WorkingDirectory = Root, RedirectStandardError = true };
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
