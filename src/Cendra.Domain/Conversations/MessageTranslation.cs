namespace Cendra.Domain.Conversations;

/// <summary>What a message says in the host's language, made once by a model. One a message. It holds no digits of a code: what looks like one is never translated.</summary>
public sealed class MessageTranslation
{
    public Guid MessageId { get; init; }

    /// <summary>BCP 47: the language of the translation.</summary>
    public required string Language { get; init; }

    /// <summary>The translation; empty = the model gave none that may be shown, and is not asked again.</summary>
    public string Text { get; set; } = "";

    /// <summary>The model's name.</summary>
    public string Model { get; set; } = "";

    public int InputTokens { get; set; }
    public int OutputTokens { get; set; }
    public DateTimeOffset MadeUtc { get; init; }
}
