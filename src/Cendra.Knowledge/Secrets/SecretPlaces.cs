using System.Text.RegularExpressions;
using Cendra.Knowledge.Text;

namespace Cendra.Knowledge.Secrets;

/// <summary>
/// The places of secrets in a text: <c>{{wifi}}</c> stands where the secret of that name comes in when a message leaves. A name has letters and hyphens, up to 40; case and a space
/// inside the braces do not matter. Everything else in braces is text.
/// </summary>
public static partial class SecretPlaces
{
    /// <summary>The names in a text, lower case, each once, in the order of the text; empty = there is no place.</summary>
    public static IReadOnlyList<string> In(string text) => [.. Place().Matches(text).Select(Name).Distinct(StringComparer.Ordinal)];

    /// <summary>The text with every place filled. What is filled in is not read again, so that a secret that looks like a place stays as it is.</summary>
    public static string Replace(string text, Func<string, string> filled) => Place().Replace(text, m => filled(Name(m)));

    /// <summary>The place of a name, as it is written in texts.</summary>
    public static string Of(string name) => $"{{{{{name}}}}}";

    /// <summary>The text with no bracket pair left that delivery could take for a token. Places stay.</summary>
    public static string Escaped(string text) => CleanText.Escaped(text);

    private static string Name(Match place) => place.Groups[1].Value.ToLowerInvariant();

    [GeneratedRegex(@"\{\{\s{0,3}([A-Za-z](?:[A-Za-z-]{0,38}[A-Za-z])?)\s{0,3}\}\}", RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
