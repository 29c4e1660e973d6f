using System.Text.RegularExpressions;
using Xunit;

namespace Cendra.Tests.Architecture;

/// <summary>The project speaks of itself alone: nothing in it points at the machine it was written on. The words are put together here so that this file passes too.</summary>
public sealed class OwnWordsTests
{
    private static readonly Regex Foreign = new(
        string.Join('|',
            @"(?<![\w.~-])/" + "work/", @"(?<![\w.~-])/" + "root/", @"(?<![\w.~-])/" + @"home/\w", @"(?<![\w.~-])/" + @"Users/\w", @"[A-Z]:\\" + "Users",
            @"\.\./" + "shared", @"\.\.\\" + "shared", "farm" + @"-[a-z]+\b", @"api\." + @"nuget\.org", @"registry\." + @"npmjs\.org"),
        RegexOptions.CultureInvariant);

    [Fact]
    public void No_file_names_a_path_of_a_machine_or_a_feed()
    {
        var files = Repository.TrackedTexts();

        Assert.Contains(files, file => file.Path == "Cendra.sln");
        Expect.Nothing(Wrong(files));
    }

    [Fact]
    public void A_path_of_a_machine_is_reported_and_a_word_like_it_is_not()
    {
        Assert.Single(Wrong([new SourceFile("docs/a.md", "see /" + "work/notes.md")]));
        Assert.Single(Wrong([new SourceFile("src/A.cs", "File.Open(\"../" + "shared/a.json\")")]));
        Assert.Single(Wrong([new SourceFile("a.sh", "cd /" + "home/me")]));
        Expect.Nothing(Wrong([new SourceFile("README.md", "Guests get to work at once; ./artifacts/bin, https://example.com/framework/x")]));
        Expect.Nothing(Wrong([new SourceFile("tests/Cendra.Tests/SharedData.cs", "\"../" + "shared\"")]));
    }

    private static IEnumerable<string> Wrong(IEnumerable<SourceFile> files) =>
        from file in files
        where Path.GetFileName(file.Path) != "SharedData.cs"
        from match in Foreign.Matches(file.Text).Take(1)
        select $"{file.Path}: {match.Value}";
}
