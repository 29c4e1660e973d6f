using System.Text.RegularExpressions;
using Xunit;

namespace Cendra.Tests.Architecture;

/// <summary>A type is named by its thing with the role last; a role that says nothing is no name.</summary>
public sealed partial class NamingTests
{
    [Fact]
    public void No_type_carries_an_empty_word() => Expect.Nothing(Wrong(Repository.Sources("src")));

    [Theory]
    [InlineData("LockManager")]
    [InlineData("DateHelper")]
    [InlineData("StringUtil")]
    [InlineData("CodeService")]
    [InlineData("EntityBase")]
    [InlineData("SourceImpl")]
    [InlineData("ServiceCollectionExtensions")]
    [InlineData("Lock")]
    public void An_empty_word_is_reported(string name) =>
        Assert.Single(Wrong([new SourceFile("src/A.cs", $"internal sealed class {name} {{ }}")]));

    [Fact]
    public void Words_of_the_business_pass_and_components_are_known_by_their_file()
    {
        Expect.Nothing(Wrong([new SourceFile("src/A.cs", "public sealed class SmartLock : ComponentBase { } // class DateHelper\nvar text = \"class CodeService\";")]));
        Assert.Single(Wrong([new SourceFile("src/Pages/CodeManager.razor", "<p></p>")]));
    }

    private static IEnumerable<string> Wrong(IEnumerable<SourceFile> files) =>
        from file in files
        where !file.IsMigration
        from name in CSharpText.DeclaredTypes(file)
        where EmptyWord().IsMatch(name)
        select $"{file.Path}: {name}";

    [GeneratedRegex("(Manager|Helpers?|Utils?|Utility|Utilities|Service|Base|Impl|Extensions)$|^Lock$")]
    private static partial Regex EmptyWord();
}
