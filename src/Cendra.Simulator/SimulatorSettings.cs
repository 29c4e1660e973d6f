namespace Cendra.Simulator;

/// <summary>How a simulator starts. Not a record: its text must not print the keys.</summary>
public sealed class SimulatorSettings
{
    /// <summary>What X-Sim-Key must hold for /_sim/*.</summary>
    public required string ControlKey { get; init; }

    /// <summary>What Seam's clients must send as bearer token.</summary>
    public required string SeamApiKey { get; init; }

    /// <summary>Where the world is kept; null keeps it in memory only.</summary>
    public string? Folder { get; init; }

    /// <summary>Newest events kept for /events/list.</summary>
    public int EventsKept { get; init; } = 5000;
}
