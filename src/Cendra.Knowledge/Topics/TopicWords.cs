using System.Text.RegularExpressions;
using Cendra.Knowledge.Text;

namespace Cendra.Knowledge.Topics;

/// <summary>One topic with its names and its words in all languages.</summary>
internal sealed class TopicWords(Topic topic, IReadOnlyDictionary<string, string> names, IEnumerable<string> phrases, IEnumerable<string> unspaced)
{
    private readonly Phrases _phrases = new(phrases);

    private readonly Regex _unspaced = new(string.Join('|', unspaced.Select(Regex.Escape)), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public Topic Topic => topic;

    /// <summary>What a guest reads, by language.</summary>
    public IReadOnlyDictionary<string, string> Names => names;

    public bool In(TopicText text) => _phrases.In(text.Folded) || (text.Written.Length > 0 && _unspaced.IsMatch(text.Written));
}
