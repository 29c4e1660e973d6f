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
internal readonly record struct Signals(
    double Words, IReadOnlyList<string> Common, double Spelling, IReadOnlyList<string> Asked, IReadOnlyList<string> Shared, double TopicsAgree, double? Meaning, bool IsSameQuestion)
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

    /// <summary>From 0 to 1.</summary>
    public double Score => IsSameQuestion ? 1 : Math.Min(1, (WordsWeight * Words / Whole) + (SpellingWeight * Spelling / Whole) + TopicScore + (MeaningWeight * (Meaning ?? 0)));

    private double TopicScore => Asked.Count > 0 ? TopicWeight * TopicsAgree / Whole : 0;

    /// <summary>A question of no known topic can agree with none: what is left makes the whole.</summary>
    private double Whole => (WordsWeight + SpellingWeight + (Asked.Count > 0 ? TopicWeight : 0)) / (Meaning is null ? 1 : 1 - MeaningWeight);

    /// <summary>Where the score comes from, what adds most first.</summary>
    public IReadOnlyList<ScorePart> Parts()
    {
        if (IsSameQuestion)
        {
            return [new("same question", 1)];
        }

        ScorePart[] parts =
        [
            new($"same words: {string.Join(", ", Common.Take(MostWordsShown))}", WordsWeight * Words / Whole),
            new("similar spelling", SpellingWeight * Spelling / Whole),
            new($"same topic: {string.Join(", ", Shared.Select(TopicBook.HostName))}", TopicScore),
            new("similar meaning", MeaningWeight * (Meaning ?? 0)),
        ];
        return [.. parts.Where(p => p.Score > 0).OrderByDescending(p => p.Score)];
    }
}
