namespace Cendra.Simulator;

/// <summary>How a simulator starts. Not a record: its text must not print the keys.</summary>
public sealed class SimulatorSettings
{
    /// <summary>What X-Sim-Key must hold for /_sim/*.</summary>
    public required string ControlKey { get; init; }

    /// <summary>What Seam's clients must send as bearer token.</summary>
    public required string SeamApiKey { get; init; }

    /// <summary>Twilio's account, AC and 32 hex digits; empty: Twilio's paths answer 404.</summary>
    public string TwilioAccountSid { get; init; } = "";

    /// <summary>Password of Twilio's API and key of its signatures.</summary>
    public string TwilioAuthToken { get; init; } = "";

    /// <summary>The sender on WhatsApp, E.164 without a prefix; empty: none.</summary>
    public string TwilioWhatsAppFrom { get; init; } = "";

    /// <summary>The sender of text messages, E.164; empty: none.</summary>
    public string TwilioSmsFrom { get; init; } = "";

    /// <summary>Where the world is kept; null keeps it in memory only.</summary>
    public string? Folder { get; init; }

    /// <summary>Newest events kept for /events/list.</summary>
    public int EventsKept { get; init; } = 5000;
}
