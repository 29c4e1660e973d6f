namespace Cendra.Simulator.Phones;

/// <summary>What somebody writes on a phone. Not a record: its text must not print the body.</summary>
public sealed class PhoneText
{
    /// <summary>E.164, or the id of a sender who hides the number (ES.1A2B...): such a message carries no WaId.</summary>
    public required string From { get; init; }

    /// <summary>May be empty, as under a photo.</summary>
    public string Body { get; init; } = "";

    /// <summary>One of <see cref="PhoneChannels"/>.</summary>
    public string Channel { get; init; } = PhoneChannels.WhatsApp;

    /// <summary>With a value one file of this type hangs on the message.</summary>
    public string? MediaContentType { get; init; }

    /// <summary>What that file holds; null: a tiny picture, whatever the type says.</summary>
    public byte[]? MediaContent { get; init; }

    /// <summary>The quick-reply button that was tapped; null for typed text.</summary>
    public string? ButtonText { get; init; }

    /// <summary>What the tapped button carries; null: its text.</summary>
    public string? ButtonPayload { get; init; }

    /// <summary>The body is an emoji on the quoted message; empty: it is taken off again.</summary>
    public bool IsReaction { get; init; }

    /// <summary>What Twilio takes the text for where it keeps the list of those who want no messages; null: it keeps none.</summary>
    public string? OptOutType { get; init; }

    /// <summary>The name in the sender's WhatsApp profile.</summary>
    public string ProfileName { get; init; } = "Guest";

    /// <summary>Where the sender is, in degrees; null: no place is sent.</summary>
    public (double Latitude, double Longitude)? Place { get; init; }

    /// <summary>The provider's id of the message that is quoted; null: none.</summary>
    public string? Quotes { get; init; }

    /// <summary>The business-scoped id that WhatsApp shows beside a number (ES.1A2B...); null: none. A hidden number shows its own.</summary>
    public string? UserId { get; init; }

    /// <summary>How often the very same webhook is sent.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The webhook is never sent: only Twilio's list shows the message.</summary>
    public bool Drop { get; init; }
}

/// <summary>The last answer to the inbound webhook; status 0 when none came or none was sent.</summary>
public sealed record PhoneAnswer(int Status, string Body, string MessageSid);
