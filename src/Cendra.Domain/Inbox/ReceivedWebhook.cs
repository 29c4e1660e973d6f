namespace Cendra.Domain.Inbox;

/// <summary>
/// One delivery from outside, stored once before it is answered. The raw bytes are sealed and purged after 14 days; everybody else reads the cleaned copy.
/// Unique by source and external id.
/// </summary>
public sealed class ReceivedWebhook
{
    public Guid Id { get; init; }

    /// <summary>Connection name, or <c>seam</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The sender's id of the delivery.</summary>
    public required string ExternalId { get; init; }

    /// <summary>SHA-256 of the raw body, hex: tells a repeat from an id used twice.</summary>
    public required string BodyHash { get; init; }

    /// <summary>Null after the purge.</summary>
    public byte[]? SealedRaw { get; set; }

    /// <summary>JSON without code fields.</summary>
    public required string Cleaned { get; init; }

    public DateTimeOffset ReceivedUtc { get; init; }

    /// <summary>Null until worked off.</summary>
    public DateTimeOffset? ProcessedUtc { get; set; }

    public int Attempts { get; set; }

    /// <summary>Why it could not be worked off, in words; of a call through the API also what came of it. Empty else.</summary>
    public string Outcome { get; set; } = "";

    /// <summary>When to try again; null = done.</summary>
    public DateTimeOffset? DueAtUtc { get; set; }
}
