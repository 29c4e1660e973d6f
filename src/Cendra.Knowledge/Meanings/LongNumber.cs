using System.Text.RegularExpressions;

namespace Cendra.Knowledge.Meanings;

/// <summary>Numbers of four digits and more say little about a meaning, and may be a code.</summary>
internal static partial class LongNumber
{
    /// <summary>The text with a word in their place.</summary>
    public static string Hidden(string text) => Digits().Replace(text, "(number)");

    [GeneratedRegex(@"\d(?:[ \-._·]{0,3}\d){3,}", RegexOptions.NonBacktracking)]
    private static partial Regex Digits();
}
