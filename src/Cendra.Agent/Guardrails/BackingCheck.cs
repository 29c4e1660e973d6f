using System.Runtime.CompilerServices;
using Cendra.Knowledge.Search;
using Cendra.Knowledge.Text;
using Cendra.Knowledge.Topics;

namespace Cendra.Agent.Guardrails;

/// <summary>
/// Holds a model to what it was told: of the words of a sentence that say something, at least half (a single word is left alone) must stand in the facts of the stay, in what tools gave or in articles that it was shown, or speak of the same topic.
/// So what it makes up, and what an order hidden in a text makes it say, does not leave. What the guest wrote backs nothing. An answer from an article in another language cannot be held against its words: there
/// the topic must be that of an article it names. It costs answers that are right in other words; those are written again, nearer to the host's.
/// </summary>
internal sealed class BackingCheck
{
    private const int Stem = 5;
    private const int FewWords = 6;

    /// <summary>Of texts of compiled guides, which stay as they are from question to question.</summary>
    private static readonly ConditionalWeakTable<GuideText, string[]> Topics = new();

    private readonly HashSet<string> _stems;
    private readonly HashSet<string> _topics;
    private readonly IReadOnlyList<GuideText> _named;
    private readonly string _language;

    /// <param name="told">Facts and tool results, articles included.</param>
    /// <param name="shown">The articles that the model has seen.</param>
    /// <param name="named">Those that its answer names.</param>
    /// <param name="language">The language of the answer.</param>
    public BackingCheck(string told, IEnumerable<GuideText> shown, IReadOnlyList<GuideText> named, string language)
    {
        _stems = [.. FoldedText.Words(FoldedText.Of(told)).SelectMany(Pieces).Select(Stemmed)];
        _topics = [.. shown.SelectMany(TopicsOf), .. TopicBook.In(told)];
        (_named, _language) = (named, language);
    }

    /// <summary>Why the text must not leave, in words for the model; null = it may.</summary>
    public string? Of(string text)
    {
        if (_named.Any(n => n.Language != _language))
        {
            var words = Telling(FoldedText.Of(text)).Count();
            return words <= FewWords || TopicBook.In(text).Intersect(_named.SelectMany(TopicsOf)).Any() ? null : "It speaks of something else than the sources it names.";
        }

        var sentences = FoldedText.Of(text).Split(" . ").Select(Judged).ToList();
        var (said, backed) = (sentences.Sum(s => s.Said), sentences.Sum(s => s.Backed));
        if (FoldedText.Of(text).Split(" . ").Any(s => TopicBook.In(s) is { Count: > 0 } spoken && !spoken.Any(_topics.Contains)))
        {
            return "It speaks of a topic of which no source speaks. Call EscalateToHost.";
        }

        return sentences.Exists(s => s.Said > 1 && s.Backed * 2 < s.Said) || (said > 1 && backed * 2 < said) ? "It says what no source says. Keep to the host's words, or call EscalateToHost." : null;
    }

    private (int Said, int Backed) Judged(string sentence)
    {
        var words = Telling(sentence).ToList();
        var topical = TopicBook.In(sentence).Any(_topics.Contains);
        return (words.Count, words.Count(w => _stems.Contains(Stemmed(w)) || (topical && TopicBook.In(w).Any(_topics.Contains))));
    }

    /// <summary>The words that say something. Chinese and Japanese part no words: there every two signs in a row stand for one.</summary>
    private static IEnumerable<string> Telling(string folded) => FoldedText.Words(CommonWords.WithoutSigns(folded)).Where(w => IsOfSigns(w) || !CommonWords.Has(w)).SelectMany(Pieces);

    private static IEnumerable<string> Pieces(string word) => IsOfSigns(word) ? Enumerable.Range(0, word.Length - 1).Select(start => word.Substring(start, 2)) : [word];

    private static bool IsOfSigns(string word) => word.EnumerateRunes().Any(FoldedText.IsUnspaced);

    private static string[] TopicsOf(GuideText text) => Topics.GetValue(text, t => t.Topic.Length > 0 ? [t.Topic] : [.. TopicBook.In(t.Question)]);

    private static string Stemmed(string word) => word.Length > Stem ? word[..Stem] : word.TrimEnd('s');
}
