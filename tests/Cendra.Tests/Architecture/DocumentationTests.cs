using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Cendra.Tests.Architecture;

/// <summary>What the documents say about the house is there, and what is there is in the documents.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void Every_project_is_named_in_the_architecture()
    {
        var projects = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder)).ToArray();

        Assert.NotEmpty(projects);
        Expect.Nothing(Unnamed(projects, Repository.Read("ARCHITECTURE.md")));
    }

    [Fact]
    public void Every_package_of_the_product_has_its_reason_in_the_decisions()
    {
        var packages = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "Directory.Build.props"))
            .SelectMany(path => XDocument.Load(path).Descendants("PackageReference"))
            .Select(item => (string?)item.Attribute("Include") ?? "").Distinct().ToArray();
        var decisions = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "decisions"), "*.md").Select(File.ReadAllText));

        Assert.NotEmpty(packages);
        Expect.Nothing(Unnamed(packages, decisions));
    }

    [Fact]
    public void A_name_that_is_missing_or_only_part_of_a_longer_one_is_reported()
    {
        Assert.Equal(["Cendra.Agent", "NodaTime"], Unnamed(["Cendra.Agent", "NodaTime", "Npgsql"], "`Cendra.Agents`, `NodaTime.Testing`, `Npgsql`"));
    }

    [Fact]
    public void Every_file_that_a_document_links_to_exists()
    {
        var documents = Repository.TrackedTexts().Where(file => file.Path.EndsWith(".md", StringComparison.Ordinal)).ToArray();

        Assert.Contains(documents, file => file.Path == "README.md");
        Expect.Nothing(documents.SelectMany(file => BrokenLinks(file, path => Path.Exists(Path.Combine(Repository.Root, path)))));
    }

    [Fact]
    public void A_link_to_nowhere_is_reported() =>
        Assert.Equal(["docs/a.md: gone.md"], BrokenLinks(new SourceFile("docs/a.md", "[x](gone.md) [y](../README.md#part) [z](https://example.com/none.md)"), path => path == "README.md"));

    private static IEnumerable<string> Unnamed(IEnumerable<string> names, string text) =>
        names.Where(name => !Regex.IsMatch(text, $@"(?<![\w.]){Regex.Escape(name)}(?![\w]|\.\w)"));

    private static IEnumerable<string> BrokenLinks(SourceFile file, Func<string, bool> exists) =>
        from match in Links().Matches(file.Text)
        let target = match.Groups["target"].Value
        let path = Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", Path.GetDirectoryName(file.Path) ?? "", target)))
        where !exists(path)
        select $"{file.Path}: {target}";

    [GeneratedRegex(@"\]\((?!\w+:|#)(?<target>[^)#\s]+)[^)]*\)")]
    private static partial Regex Links();
}
