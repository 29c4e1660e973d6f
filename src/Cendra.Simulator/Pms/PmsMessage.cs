namespace Cendra.Simulator.Pms;

/// <summary>A snapshot for the property management system to send. Not a record: its text must not print the secret.</summary>
public sealed class PmsMessage
{
    public required string Url { get; init; }

    /// <summary>whsec_ and base64.</summary>
    public required string Secret { get; init; }

    /// <summary>The body as it goes out, byte for byte.</summary>
    public required string Snapshot { get; init; }

    /// <summary>Null makes a new one; the same one again is a repetition.</summary>
    public string? WebhookId { get; init; }

    /// <summary>How often to send it.</summary>
    public int Count { get; init; } = 1;
}

/// <summary>What came back; status 0 when no answer came.</summary>
public sealed record PmsAnswer(int Status, string Body);
