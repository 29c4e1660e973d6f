using System.Text.RegularExpressions;

namespace Cendra.Knowledge.Text;

/// <summary>
/// A list of phrases that is looked for in a <see cref="FoldedText"/>, whole words only. A line is words; <c>stem*</c> and <c>*end</c> are parts of a word, <c>..</c> is up to four
/// words of the same sentence, <c>(a|b)</c> is a choice. Lines are folded like the text, so they may be written with their accents. Chinese and Japanese put no spaces: a line that holds one of
/// their signs is found within a run of them. An Arabic word may carry its article and small words. Linear in the length of the text, whatever a guest writes.
/// </summary>
public sealed partial class Phrases
{
    /// <summary>What Arabic writes together with the next word: "and", "by", "the".</summary>
    private const string Carried = "(?:[وفبلك]?(?:ال|لل|ل)?)";

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
        var once = _any.Replace(folded, Cut);
        return _any.Replace(once, Cut);
    }

    /// <summary>What stands before and after it in a run of signs without spaces is no part of the find.</summary>
    private static string Cut(Match found) => $" {found.Groups["before"].Value} . {found.Groups["after"].Value} ".Replace("  ", " ", StringComparison.Ordinal);

    private static string Pattern(string line)
    {
        var folded = Words().Replace(line, word => IsWhole(line, word) || !word.Value.All(char.IsAscii) ? FoldedText.Of(word.Value).Trim() : word.Value);
        var pattern = ArabicWord().Replace(folded, Carried).Replace("*", @"\w*", StringComparison.Ordinal).Replace(" .. ", @" (?:\w+ ){0,4}", StringComparison.Ordinal);
        return folded.EnumerateRunes().Any(FoldedText.IsUnspaced) ? $@"(?<before>\w*?)(?:{pattern})(?<after>\w*)" : pattern;
    }

    /// <summary>No part of a word and no sign of an expression.</summary>
    private static bool IsWhole(string line, Match word) =>
        (word.Index == 0 || line[word.Index - 1] is not ('*' or '\\')) && (word.Index + word.Length == line.Length || line[word.Index + word.Length] is ' ' or ')' or '|');

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+", RegexOptions.NonBacktracking)]
    private static partial Regex Words();

    [GeneratedRegex(@"(?<=^|[ (|])(?=[\u0600-\u06FF])")]
    private static partial Regex ArabicWord();
}
