namespace Cendra.Domain.Stays;

/// <summary>How reading one source of reservations goes on: one row for each connection that is read by Cendra itself. How it is doing stands in words on the connection.</summary>
public sealed class SourceSync
{
    /// <summary>The connection, and the key.</summary>
    public Guid ConnectionId { get; init; }

    /// <summary>When it is read next.</summary>
    public DateTimeOffset DueUtc { get; set; }

    /// <summary>When the whole list is read next, of a source that can also say what changed.</summary>
    public DateTimeOffset FullDueUtc { get; set; }

    /// <summary>Failures in a row.</summary>
    public int Failures { get; set; }

    /// <summary>Since when it fails; null = it does not.</summary>
    public DateTimeOffset? FailingSinceUtc { get; set; }

    /// <summary>What the source called its last list; asked for again only if it has another.</summary>
    public string ETag { get; set; } = "";

    /// <summary>SHA-256 of what was last read, without what changes with every reading, hex.</summary>
    public string ContentHash { get; set; } = "";

    /// <summary>Since when its list lacks more bookings than people cancel at once; null = it does not.</summary>
    public DateTimeOffset? SuspectSinceUtc { get; set; }

    /// <summary>When a host said that such a list is right.</summary>
    public DateTimeOffset? AcceptedUtc { get; set; }

    public int Version { get; set; }
}
