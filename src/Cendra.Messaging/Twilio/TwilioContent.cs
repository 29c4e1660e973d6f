namespace Cendra.Messaging.Twilio;

/// <summary>A text that is kept at Twilio and, once approved, may open a conversation on WhatsApp. Holds samples only, never a guest's values.</summary>
public sealed record TwilioContent
{
    /// <summary><c>HX…</c>; empty on one that is still to be made.</summary>
    public string Sid { get; init; } = "";

    /// <summary>What the owner of the account calls it.</summary>
    public required string FriendlyName { get; init; }

    /// <summary><c>en</c>, <c>es</c> …</summary>
    public required string Language { get; init; }

    /// <summary>The text with <c>{{1}}</c>, <c>{{2}}</c> …</summary>
    public required string Body { get; init; }

    /// <summary>A sample value for every number.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>What can be tapped under it, in order.</summary>
    public IReadOnlyList<TwilioButton> Buttons { get; init; } = [];

    /// <summary>Where WhatsApp's approval stands: <c>unsubmitted received pending approved rejected paused disabled</c> (open list); null = not asked or not told.</summary>
    public string? ApprovalStatus { get; init; }
}

/// <summary>A button under a kept text: what comes back when it is tapped, and what stands on it.</summary>
public sealed record TwilioButton(string Id, string Title);
