using System.Text.RegularExpressions;
using Xunit;

namespace Cendra.Tests.Architecture;

/// <summary>Documents name tests; a test that was renamed or removed must be missed there.</summary>
public sealed partial class NamedTestsTests
{
    [Theory]
    [InlineData("docs/lifecycle.md", 60)]
    [InlineData("docs/adapters.md", 15)]
    [InlineData("SECURITY.md", 11)]
    public void Every_test_that_a_document_names_exists(string document, int atLeast)
    {
        var named = Name().Matches(Repository.Read(document)).Select(m => (Type: m.Groups[1].Value, Method: m.Groups[2].Value)).Distinct().ToList();
        Assert.True(named.Count > atLeast, $"only {named.Count} tests are named");
        var sources = Repository.Sources("tests");
        var missing = named.Where(n => !sources.Any(s => s.Text.Contains($"class {n.Type}", StringComparison.Ordinal) && s.Text.Contains($" {n.Method}(", StringComparison.Ordinal)));
        Assert.Equal([], missing.Select(m => $"{m.Type}.{m.Method}"));
    }

    [GeneratedRegex("`(\\w+(?:Tests|Laws))\\.(\\w+)`", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
