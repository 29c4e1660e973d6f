using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Cendra.Tests.Architecture;

/// <summary>A project uses what is below it, never what is beside or above it.</summary>
public sealed partial class ProjectDirectionTests
{
    private const string Simulator = "Cendra.Simulator";
    private const string Server = "Cendra.Server";

    private static readonly Dictionary<string, int> Floors = new()
    {
        ["Cendra.Domain"] = 0,
        ["Cendra.Lifecycle"] = 1,
        ["Cendra.Knowledge"] = 1,
        ["Cendra.Agent"] = 2,
        ["Cendra.Messaging"] = 3,
        [Server] = 4,
    };

    [Fact]
    public void Every_project_uses_only_what_is_below_it()
    {
        var projects = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => (Path.GetFileNameWithoutExtension(path), References(XDocument.Load(path))))
            .ToArray();

        Assert.Contains(projects, project => project.Item1 == Server && project.Item2.Length > 0);
        Expect.Nothing(Wrong(projects));
    }

    [Theory]
    [InlineData("Cendra.Domain", "Cendra.Lifecycle")]
    [InlineData("Cendra.Lifecycle", "Cendra.Knowledge")]
    [InlineData("Cendra.Agent", "Cendra.Messaging")]
    [InlineData("Cendra.Messaging", Simulator)]
    [InlineData(Simulator, "Cendra.Domain")]
    [InlineData("Cendra.Contracts", "Cendra.Domain")]
    public void A_reference_upwards_sideways_or_from_nowhere_is_reported(string from, string to) =>
        Assert.NotEmpty(Wrong([(from, References(XDocument.Parse($"""<Project><ItemGroup><ProjectReference Include="..\{to}\{to}.csproj" /></ItemGroup></Project>""")))]));

    [Fact]
    public void No_other_project_uses_a_type_of_the_simulator_but_the_play_of_a_house() =>
        Expect.Nothing(UsersOfTheSimulator(Repository.Sources("src")));

    [Theory]
    [InlineData("using Cendra.Simulator.Doors;", true)]
    [InlineData("var door = new Cendra.Simulator.Door();", true)]
    [InlineData("var text = $\"{Cendra.Simulator.Door.Name}\";", true)]
    [InlineData("Start(\"Cendra.Simulator\"); // Cendra.Simulator is a process of its own", false)]
    [InlineData("var path = $\"{folder}/Cendra.Simulator.dll\";", false)]
    public void Use_of_the_simulator_is_told_from_its_name(string code, bool isUse) =>
        Assert.Equal(isUse, UsersOfTheSimulator([new SourceFile("src/Cendra.Server/Program.cs", code)]).Any());

    private static IEnumerable<string> Wrong(IEnumerable<(string Project, string[] References)> projects) =>
        from project in projects
        from reference in project.References.DefaultIfEmpty("")
        let complaint = Complaint(project.Project, reference)
        where complaint is not null
        select complaint;

    private static string? Complaint(string project, string reference)
    {
        if (project == Simulator)
        {
            return reference.Length == 0 ? null : $"{Simulator} stands for the outside world and refers to {reference}.";
        }

        if (!Floors.TryGetValue(project, out var floor))
        {
            return $"{project} has no place in the order of ARCHITECTURE.md.";
        }

        var allowed = reference.Length == 0 || (reference == Simulator ? project == Server : Floors.TryGetValue(reference, out var below) && below < floor);
        return allowed ? null : $"{project} refers to {reference}, which is not below it.";
    }

    private static IEnumerable<string> UsersOfTheSimulator(IEnumerable<SourceFile> files) => files
        .Where(file => !file.IsUnder($"src/{Simulator}") && !file.IsUnder($"src/{Server}/Rehearsal/Play") && SimulatorName().IsMatch(CSharpText.WithoutCommentsAndStrings(file.Text)))
        .Select(file => $"{file.Path} uses {Simulator}.");

    private static string[] References(XDocument project) =>
        [.. project.Descendants("ProjectReference").Select(item => Path.GetFileNameWithoutExtension(((string?)item.Attribute("Include") ?? "").Replace('\\', '/')))];

    [GeneratedRegex(@"\bCendra\.Simulator\b(?!\.(dll|exe|csproj)\b)")]
    private static partial Regex SimulatorName();
}
