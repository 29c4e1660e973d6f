namespace Cendra.Domain.Knowledge;

/// <summary>An article that an answer rests on, for "Why this answer" and for how often an article is used. Unique by turn and article.</summary>
public sealed class AnswerSource
{
    public Guid Id { get; init; }
    public Guid AgentTurnId { get; init; }
    public Guid ArticleId { get; init; }

    /// <summary>Which version of it.</summary>
    public int Number { get; init; }

    /// <summary>Why it was found, in a host's words.</summary>
    public string Why { get; init; } = "";
}

/// <summary>A property says of a topic that nobody needs to write about it ("there is no pool"). Unique by property and topic.</summary>
public sealed class TopicNotNeeded
{
    public Guid PropertyId { get; init; }

    /// <summary>A word of the book of topics.</summary>
    public required string Topic { get; init; }
}

/// <summary>The meaning of one version of an article as numbers of one model, where such a model is set. May be thrown away: it is made again.</summary>
public sealed class ArticleVector
{
    public Guid ArticleId { get; init; }

    /// <summary>Which model made it.</summary>
    public required string Model { get; init; }

    /// <summary>Of which version of the text.</summary>
    public int Number { get; set; }

    /// <summary>Little-endian 32-bit floats.</summary>
    public required byte[] Numbers { get; set; }
}
