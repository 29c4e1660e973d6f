using Cendra.Server.Evals.Story;

namespace Cendra.Server.Evals.Reading;

/// <summary>The folder of evaluations: <c>Evals:Folder</c>, or the one beside the program.</summary>
internal static class EvalFolder
{
    private static readonly string[] Groups = ["access", "identity", "injection", "language", "property", "money", "safety", "ops"];

    /// <summary>Where the files are.</summary>
    public static string Of(IConfiguration configuration) => configuration["Evals:Folder"] ?? BesideTheProgram;

    /// <summary>Where they are shipped.</summary>
    public static string BesideTheProgram => Path.Combine(AppContext.BaseDirectory, "evals");

    /// <summary>All scenarios in the order of their groups and ids. Throws <see cref="EvalFilesException"/> with everything that is wrong.</summary>
    public static IReadOnlyList<EvalScenario> Read(string folder)
    {
        var problems = new EvalProblems();
        var scenarios = Read(folder, problems);
        return problems.All.Count == 0 ? scenarios : throw new EvalFilesException(string.Join('\n', problems.All.Distinct()));
    }

    public static IReadOnlyList<EvalScenario> Read(string folder, EvalProblems problems)
    {
        var worlds = new Dictionary<string, EvalNode>(StringComparer.Ordinal);
        foreach (var (file, path) in Files(folder, "worlds"))
        {
            if (EvalNode.Read(file, File.ReadAllText(path), problems) is { } world)
            {
                worlds[Path.GetFileNameWithoutExtension(file)] = world;
                _ = new WorldReader(file, world, problems).Read();
            }
        }

        var reader = new ScenarioReader(worlds, problems);
        var scenarios = new List<EvalScenario>();
        foreach (var (file, path) in Files(folder, "scenarios"))
        {
            var group = file.Split('/')[1];
            if (!Groups.Contains(group))
            {
                problems.Add(file, 1, $"“{group}” is no group. A scenario lies in a folder of one of: {string.Join(", ", Groups)}.");
            }
            else if (EvalNode.Read(file, File.ReadAllText(path), problems) is { } node && reader.Read(group, node) is { } scenario)
            {
                scenarios.Add(scenario);
            }
        }

        foreach (var twice in scenarios.GroupBy(s => s.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            problems.Add(twice.Last().File, 1, $"The id “{twice.Key}” stands in another file too: {twice.First().File}.");
        }

        return [.. scenarios.OrderBy(s => Array.IndexOf(Groups, s.Group)).ThenBy(s => s.Id, StringComparer.Ordinal)];
    }

    private static IEnumerable<(string File, string Path)> Files(string folder, string under) => Directory.Exists(Path.Combine(folder, under))
        ? Directory.EnumerateFiles(Path.Combine(folder, under), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(p => (Path.GetRelativePath(folder, p).Replace('\\', '/'), p))
        : throw new EvalFilesException($"'{Path.Combine(folder, under)}' is missing. Set Evals:Folder to the folder that holds worlds and scenarios.");
}
