using System.Text.RegularExpressions;

namespace Cendra.Knowledge.Text;

/// <summary>
/// A list of phrases that is looked for in a <see cref="FoldedText"/>, whole words only. A line is words; <c>stem*</c> and <c>*end</c> are parts of a word, <c>..</c> is up to four
/// words of the same sentence, <c>(a|b)</c> is a choice. Linear in the length of the text, whatever a guest writes.
/// </summary>
public sealed class Phrases
{
    private readonly Regex _any;

    public Phrases(params IEnumerable<string> lines) =>
        _any = new Regex($" (?:{string.Join('|', lines.Select(Pattern))}) ", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public bool In(string folded) => _any.IsMatch(folded);

    /// <summary>One stands at the very beginning.</summary>
    public bool StartsIn(string folded) => _any.Match(folded) is { Success: true, Index: 0 };

    /// <summary>The text with every find replaced by the end of a sentence, so that nothing reads across the gap.</summary>
    public string CutFrom(string folded)
    {
        // Neighbours share a space: a second pass takes the ones that the first had to leave.
        var once = _any.Replace(folded, " . ");
        return _any.Replace(once, " . ");
    }

    private static string Pattern(string line) =>
        line.Replace("*", @"\w*", StringComparison.Ordinal).Replace(" .. ", @" (?:\w+ ){0,4}", StringComparison.Ordinal);
}
