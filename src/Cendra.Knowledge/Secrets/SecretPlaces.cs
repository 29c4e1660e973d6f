using System.Text.RegularExpressions;

namespace Cendra.Knowledge.Secrets;

/// <summary>The places of secrets in what hosts write: <c>{{wifi}}</c> stands for the property's secret of that name.</summary>
public static partial class SecretPlaces
{
    /// <summary>The names in a text, each once, in the order in which they stand.</summary>
    public static IReadOnlyList<string> In(string text) => [.. Place().Matches(text).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal)];

    /// <summary>The text with every place replaced, in one pass: nothing in a value is taken for a place.</summary>
    public static string Replace(string text, Func<string, string> filled) => Place().Replace(text, m => filled(m.Groups[1].Value));

    [GeneratedRegex(@"\{\{\s{0,3}([a-z](?:[a-z-]{0,38}[a-z])?)\s{0,3}\}\}")]
    private static partial Regex Place();
}
