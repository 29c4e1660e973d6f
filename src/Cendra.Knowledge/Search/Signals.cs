using Cendra.Knowledge.Topics;

namespace Cendra.Knowledge.Search;

/// <summary>
/// What speaks for one text, each between 0 and 1, and how it is put together. Measured on spoken questions about hotels, restaurants and sights (docs/benchmarks.md): spelling carries
/// most, the topic helps where the words differ, rare words settle what is close.
/// </summary>
/// <param name="Words">Share of the asked words, rare ones counting more.</param>
/// <param name="Common">These words.</param>
/// <param name="Spelling">How alike the letters are.</param>
/// <param name="Asked">The topics of the question.</param>
/// <param name="Shared">Those of them that the text has too.</param>
/// <param name="TopicsAgree">0 where none is shared, 1 where all are.</param>
/// <param name="Meaning">Null where one of the two has no vector.</param>
/// <param name="IsSameQuestion">The text answers this very question, word for word.</param>
internal readonly record struct Signals(double Words, IReadOnlyList<string> Common, double Spelling, IReadOnlyList<string> Asked, IReadOnlyList<string> Shared, double TopicsAgree, double? Meaning, bool IsSameQuestion)
{
    /// <summary>Below it nothing but a letter or two is alike.</summary>
    public const double Least = 0.04;

    private const double WordsWeight = 0.15;
    private const double SpellingWeight = 0.6;
    private const double TopicWeight = 0.25;

    /// <summary>Of the whole, where both texts have a vector; the rest is left to the letters.</summary>
    private const double MeaningWeight = 0.4;

    /// <summary>No more words than a host reads at a glance.</summary>
    private const int MostWordsShown = 5;

    public Found Found(GuideText text)
    {
        if (IsSameQuestion)
        {
            return new(text, 1, [new("same question", 1)]);
        }

        var parts = Parts().Where(p => p.Score > 0).OrderByDescending(p => p.Score).ToList();
        return new(text, Math.Min(1, parts.Sum(p => p.Score)), parts);
    }

    private ScorePart[] Parts()
    {
        // A question of no known topic can agree with none: what is left makes the whole.
        var whole = (WordsWeight + SpellingWeight + (Asked.Count > 0 ? TopicWeight : 0)) / (Meaning is null ? 1 : 1 - MeaningWeight);
        var topics = string.Join(", ", Shared.Select(TopicBook.HostName));
        return
        [
            new($"same words: {string.Join(", ", Common.Take(MostWordsShown))}", WordsWeight * Words / whole),
            new("similar spelling", SpellingWeight * Spelling / whole),
            new($"same topic: {topics}", Asked.Count > 0 ? TopicWeight * TopicsAgree / whole : 0),
            new("similar meaning", MeaningWeight * (Meaning ?? 0)),
        ];
    }
}
