namespace Cendra.Simulator.Phones;

/// <summary>One message as its phone shows it. Not a record: its text must not print the body, which can hold digits.</summary>
public sealed class PhoneMessage
{
    /// <summary>Twilio's MessageSid.</summary>
    public required string Sid { get; init; }

    /// <summary>One of <see cref="PhoneChannels"/>.</summary>
    public required string Channel { get; init; }

    /// <summary>"in": it came to this phone; "out": the guest wrote it.</summary>
    public required string Direction { get; init; }

    /// <summary>As shown: a template with its variables filled in.</summary>
    public required string Body { get; init; }

    /// <summary>When it was delivered, or written.</summary>
    public required DateTimeOffset AtUtc { get; init; }

    /// <summary>"delivered" or "read" for what came, "received" for what the guest wrote, "read" once it was seen.</summary>
    public required string Status { get; init; }

    /// <summary>The button that the guest tapped; null = none was.</summary>
    public string? ButtonText { get; init; }

    /// <summary>The quick-reply buttons under it.</summary>
    public IReadOnlyList<PhoneButton> Buttons { get; init; } = [];
}

/// <summary>A button under a message: what comes back when it is tapped, and what stands on it.</summary>
public sealed record PhoneButton(string Id, string Title);

/// <summary>The ways to a phone.</summary>
public static class PhoneChannels
{
    public const string WhatsApp = "whatsapp";

    public const string Sms = "sms";
}
