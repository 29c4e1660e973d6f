using System.Numerics.Tensors;
using Cendra.Knowledge.Text;
using Cendra.Knowledge.Topics;

namespace Cendra.Knowledge.Search;

/// <summary>
/// The texts of one property, ready to be searched. How rare a word is, is counted in these texts alone, so no other property can change what is found here. Immutable, safe for many
/// threads; the order in which the texts were given does not matter.
/// </summary>
public sealed class CompiledGuide
{
    /// <summary>Of a longer question only this many characters are read.</summary>
    public const int LongestQuery = 1000;

    /// <summary>More articles no property has.</summary>
    public const int MostTexts = 5000;

    /// <summary>
    /// From this score on a text may be given as the answer without anybody looking; below it, it is a suggestion. Of 104 spoken questions that a guide answers, 50 reach it, 47 of them with
    /// the right text; of 159 that it does not answer, 1 does (<c>SpokenQuestionsTests</c> prints the whole curve). At 0.3 it would be 67 right ones and 4 of those that have no answer: twenty
    /// questions less for a host to look at, but a wrong answer to a guest costs more than a look. At 0.5 only 33 right ones are left. Chosen on these questions, so expect less elsewhere.
    /// </summary>
    public const double AnswersByItself = 0.45;

    private readonly GuideText[] _texts;
    private readonly HashSet<string>[] _topics;
    private readonly Dictionary<string, int[]> _byQuestion;
    private readonly RareWords? _words;
    private readonly Spelling? _spelling;

    /// <exception cref="ArgumentException">More than <see cref="MostTexts"/> texts, or two with the same id.</exception>
    public CompiledGuide(IEnumerable<GuideText> texts)
    {
        _texts = [.. texts.OrderBy(t => t.Id)];
        if (_texts.Length > MostTexts || _texts.DistinctBy(t => t.Id).Count() != _texts.Length)
        {
            throw new ArgumentException($"A guide holds at most {MostTexts} texts, each once.", nameof(texts));
        }

        _topics = [.. _texts.Select(Topics)];
        _byQuestion = _texts.Select((text, place) => (Question: Folded(text.Question), place)).Where(q => q.Question.Length > 0).GroupBy(q => q.Question, q => q.place, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        (_words, _spelling) = _texts.Length == 0 ? default : (new RareWords(_texts), new Spelling(_texts));
    }

    /// <summary>Nothing is written down.</summary>
    public static CompiledGuide Empty { get; } = new([]);

    /// <summary>All texts, ordered by id.</summary>
    public IReadOnlyList<GuideText> Texts => _texts;

    /// <summary>
    /// At most <paramref name="most"/> texts for a question, the best first; of equally good ones those in <paramref name="language"/> come first, then the lower id. Texts with which
    /// nothing is in common are not found; a question without words finds nothing.
    /// </summary>
    public IReadOnlyList<Found> Find(string query, string language, int most, ReadOnlyMemory<float> queryVector = default)
    {
        var asked = query.Length > LongestQuery ? query[..LongestQuery] : query;
        var folded = Folded(asked);
        if (_words is null || _spelling is null || most <= 0 || folded.Length == 0)
        {
            return [];
        }

        var topics = TopicBook.In(asked);
        var (words, common) = _words.Of(asked);
        var spelling = _spelling.Of(asked);
        var same = _byQuestion.GetValueOrDefault(folded, []);
        return [.. Enumerable.Range(0, _texts.Length)
            .Select(i => (Text: _texts[i], Signals: new Signals(
                words[i], common[i] ?? [], spelling[i], topics, Shared(topics, _topics[i]), Agreement(topics, _topics[i]), Meaning(queryVector, _texts[i].Vector), same.Contains(i))))
            .Where(found => found.Signals.Score >= Signals.Least)
            .OrderByDescending(found => found.Signals.Score).ThenBy(found => found.Text.Language == language ? 0 : 1).ThenBy(found => found.Text.Id)
            .Take(most)
            .Select(found => new Found(found.Text, found.Signals.Score, found.Signals.Parts()))];
    }

    private static HashSet<string> Topics(GuideText text) =>
        (TopicBook.Find(text.Topic) is not null ? TopicBook.In(text.Question).Prepend(text.Topic) : TopicBook.In(text.Question)).ToHashSet(StringComparer.Ordinal);

    private static List<string> Shared(IReadOnlyList<string> asked, HashSet<string> topics) => [.. asked.Where(topics.Contains)];

    private static double Agreement(IReadOnlyList<string> asked, HashSet<string> topics) => 2.0 * asked.Count(topics.Contains) / Math.Max(1, asked.Count + topics.Count);

    private static double? Meaning(ReadOnlyMemory<float> query, ReadOnlyMemory<float> text)
    {
        if (query.IsEmpty || query.Length != text.Length)
        {
            return null;
        }

        var cosine = TensorPrimitives.CosineSimilarity(query.Span, text.Span);
        return float.IsFinite(cosine) ? Math.Clamp(cosine, 0, 1) : null;
    }

    /// <summary>The words of a question, so that a missing question mark makes it no other.</summary>
    private static string Folded(string text) => string.Join(' ', FoldedText.Words(FoldedText.Of(text.Length > LongestQuery ? text[..LongestQuery] : text)));
}
