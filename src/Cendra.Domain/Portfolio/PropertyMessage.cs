namespace Cendra.Domain.Portfolio;

/// <summary>Whether guests of a property get a kind of message, where an owner chose; without a row the kind's own default holds. Unique by property and kind.</summary>
public sealed class PropertyMessage
{
    public Guid Id { get; init; }
    public Guid PropertyId { get; init; }

    /// <summary>A word of <see cref="Conversations.MessageKinds"/>.</summary>
    public required string Kind { get; init; }

    public bool IsOn { get; set; }

    public int Version { get; set; }
}

/// <summary>An owner's own words for a kind of message at a property, with places such as <c>{{guest}}</c>; without a row the built-in words hold. Unique by property, kind and language.</summary>
public sealed class PropertyText
{
    public Guid Id { get; init; }
    public Guid PropertyId { get; init; }

    /// <summary>A word of <see cref="Conversations.MessageKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>BCP 47, two letters.</summary>
    public required string Language { get; init; }

    public required string Body { get; set; }

    public DateTimeOffset ChangedUtc { get; set; }

    public int Version { get; set; }
}
