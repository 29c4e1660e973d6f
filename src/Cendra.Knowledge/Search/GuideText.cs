namespace Cendra.Knowledge.Search;

/// <summary>
/// One article of a property's guide as the search reads it. <paramref name="Topic"/> is an id of the topic book, or empty: then the topics are those that the question speaks of.
/// <paramref name="Language"/> is two letters. <paramref name="Vector"/> is the meaning of the text by a model, empty where there is none.
/// </summary>
public sealed record GuideText(Guid Id, string Question, string Answer, string Topic, string Language, ReadOnlyMemory<float> Vector = default)
{
    /// <summary>Which version of the article it is.</summary>
    public int Number { get; init; } = 1;
}

/// <summary>A text that was found. <paramref name="Score"/> is between 0 and 1 and means the same in every guide; <paramref name="Parts"/> say in a host's words where it comes from and add up to it.</summary>
public sealed record Found(GuideText Text, double Score, IReadOnlyList<ScorePart> Parts);

/// <summary>One reason for a find, in a host's words ("same words: parking, garage"), and what it adds to the score.</summary>
public sealed record ScorePart(string Reason, double Score);
