using Xunit;

namespace Cendra.Tests.Architecture;

/// <summary>What a rule complains about is shown whole: a collection in an assertion of xunit is cut after a few words.</summary>
internal static class Expect
{
    public static void Nothing(IEnumerable<string> complaints)
    {
        var found = complaints.ToArray();
        Assert.True(found.Length == 0, string.Join('\n', found));
    }
}
