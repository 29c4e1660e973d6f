using System.Text.RegularExpressions;
using Xunit;

namespace Cendra.Tests.Architecture;

/// <summary>docs/lifecycle.md names tests; a test that was renamed or removed must be missed there.</summary>
public sealed partial class LifecycleDocTests
{
    [Fact]
    public void Every_test_that_the_life_of_a_code_names_exists()
    {
        var named = Name().Matches(Repository.Read("docs/lifecycle.md")).Select(m => (Type: m.Groups[1].Value, Method: m.Groups[2].Value)).Distinct().ToList();
        Assert.True(named.Count > 60, $"only {named.Count} tests are named");
        var sources = Repository.Sources("tests");
        var missing = named.Where(n => !sources.Any(s => s.Text.Contains($"class {n.Type}", StringComparison.Ordinal) && s.Text.Contains($" {n.Method}(", StringComparison.Ordinal)));
        Assert.Equal([], missing.Select(m => $"{m.Type}.{m.Method}"));
    }

    [GeneratedRegex("`(\\w+(?:Tests|Laws))\\.(\\w+)`", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
