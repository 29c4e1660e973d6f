using System.Text.RegularExpressions;

namespace Cendra.Agent;

/// <summary>
/// What somebody unknown wrote, as rules may read it. Digits are all alike there: where a code of some door was taken out of a text and where other digits were left in it, the same is
/// read, so that neither the words of an answer, nor that there is one, nor how soon it comes tells which digits are a code.
/// </summary>
public static partial class Strangers
{
    /// <summary>The text with one word of noughts in the place of each run of digits, in any script, whatever stands between them but letters.</summary>
    public static string Readable(string text) => Runs().Replace(text, " 0000 ");

    [GeneratedRegex(@"(?:\[\[typed\]\]|\p{N})(?:[^\p{L}]*(?:\[\[typed\]\]|\p{N}))*[\p{M}]*", RegexOptions.NonBacktracking)]
    private static partial Regex Runs();
}
