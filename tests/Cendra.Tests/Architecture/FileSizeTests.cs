using Xunit;
using Xunit.Abstractions;

namespace Cendra.Tests.Architecture;

/// <summary>A file is read in one go: 150 lines are the target, 400 the end.</summary>
public sealed class FileSizeTests(ITestOutputHelper output)
{
    private const int Target = 150;
    private const int Limit = 400;

    [Fact]
    public void No_file_is_longer_than_400_lines()
    {
        var files = Repository.Sources("src", "tests");
        foreach (var line in LongerThan(Target, files))
        {
            output.WriteLine($"over {Target}: {line}");
        }

        Assert.NotEmpty(files);
        Expect.Nothing(LongerThan(Limit, files));
    }

    [Fact]
    public void A_file_of_401_lines_is_reported_and_migrations_are_not()
    {
        var text = string.Concat(Enumerable.Repeat("//\n", Limit + 1));

        Assert.Single(LongerThan(Limit, [new SourceFile("src/A.cs", text)]));
        Expect.Nothing(LongerThan(Limit, [new SourceFile("src/A.cs", text[3..]), new SourceFile("src/Database/Sqlite/Migrations/A.cs", text)]));
    }

    private static IEnumerable<string> LongerThan(int limit, IEnumerable<SourceFile> files) => files
        .Where(file => file.IsCSharp && !file.IsMigration && file.Lines > limit)
        .OrderByDescending(file => file.Lines)
        .Select(file => $"{file.Lines} {file.Path}");
}
