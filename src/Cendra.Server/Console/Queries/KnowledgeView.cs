using Cendra.Domain.Knowledge;

namespace Cendra.Server.Console.Queries;

/// <summary>Which articles a list holds. Not a record: the words that somebody looks for may be a code by mistake and must not reach a log.</summary>
public sealed class KnowledgeFilter
{
    /// <summary>Those that hold at this property; null = everywhere.</summary>
    public Guid? PropertyId { get; set; }

    /// <summary>A word of the book of topics; empty = all.</summary>
    public string Topic { get; set; } = "";

    public ArticleStatus? Status { get; set; }

    /// <summary>Two letters; empty = all.</summary>
    public string Language { get; set; } = "";

    /// <summary>Words that stand in question or answer; empty = all.</summary>
    public string Words { get; set; } = "";

    /// <summary>Lines of the list.</summary>
    public int Most { get; set; } = 100;

    /// <summary>Something is chosen.</summary>
    public bool IsSet => PropertyId is not null || Topic.Length > 0 || Status is not null || Language.Length > 0 || Words.Trim().Length > 0;
}

/// <summary>An article in the list.</summary>
public sealed record ArticleRow
{
    public required Guid Id { get; init; }
    public required string Question { get; init; }

    /// <summary>For whom it holds, in words.</summary>
    public required string Scope { get; init; }

    /// <summary>Name of its topic; empty = none.</summary>
    public required string Topic { get; init; }

    /// <summary>Two letters.</summary>
    public required string Language { get; init; }

    public required ArticleStatus Status { get; init; }
    public required string Hindrance { get; init; }
    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidUntil { get; init; }
    public bool IsSensitive { get; init; }
    public bool IsTranslation { get; init; }

    /// <summary>Where it came from, in words.</summary>
    public required string Source { get; init; }

    /// <summary>Answers to guests that rest on it.</summary>
    public int Uses { get; init; }

    public DateTimeOffset? LastUsedUtc { get; init; }

    /// <summary>What a candidate says against it; empty = nothing.</summary>
    public string Conflict { get; init; } = "";

    /// <summary>Who looks may change it, by what they see.</summary>
    public bool IsTheirs { get; init; }
}

/// <summary>What a property does not say yet.</summary>
/// <param name="PropertyId">The property.</param>
/// <param name="Property">Its name.</param>
/// <param name="Missing">Names of the topics, in the order of the book.</param>
public sealed record PropertyGap(Guid PropertyId, string Property, IReadOnlyList<string> Missing);

/// <summary>Everything the page of knowledge shows.</summary>
public sealed record KnowledgeView
{
    public required IReadOnlyList<ArticleRow> Rows { get; init; }

    /// <summary>How many fit the filter.</summary>
    public required int Found { get; init; }

    public required KnowledgeCounts Counts { get; init; }

    /// <summary>Properties that lack something, the most first.</summary>
    public required IReadOnlyList<PropertyGap> Gaps { get; init; }

    public required IReadOnlyList<PropertyChoice> Properties { get; init; }

    /// <summary>The languages in which something is written.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>The topics of which something is written.</summary>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>IANA zone of the times shown: that of most properties.</summary>
    public required string Zone { get; init; }

    /// <summary>Nothing is written at all.</summary>
    public required bool IsEmpty { get; init; }
}
