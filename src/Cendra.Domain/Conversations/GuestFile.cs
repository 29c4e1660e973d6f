namespace Cendra.Domain.Conversations;

/// <summary>
/// A picture or a recording that came with a guest's message. It is fetched from the provider, kept sealed for hosts for a while, and taken away there. Nobody but a person looks at it: no
/// model gets it. Unique by message and number.
/// </summary>
public sealed class GuestFile
{
    public Guid Id { get; init; }
    public Guid MessageId { get; init; }

    /// <summary>Which of the message's files, from 0.</summary>
    public int Number { get; init; }

    /// <summary>The provider's id of the message.</summary>
    public required string ProviderMessageId { get; init; }

    /// <summary>The provider's id of the file; empty until its list was read.</summary>
    public string ProviderId { get; set; } = "";

    /// <summary>What kind of file, in the provider's word ("image/jpeg"); empty until its list was read.</summary>
    public string ContentType { get; set; } = "";

    public GuestFileState State { get; set; }

    /// <summary>The bytes, sealed; null where there are none here.</summary>
    public byte[]? Sealed { get; set; }

    public DateTimeOffset CreatedUtc { get; init; }

    /// <summary>When it was stored here.</summary>
    public DateTimeOffset? KeptUtc { get; set; }

    /// <summary>When the provider gave its copy up.</summary>
    public DateTimeOffset? RemovedUtc { get; set; }

    /// <summary>When something is to be done about it; null = nothing is left to do.</summary>
    public DateTimeOffset? DueAtUtc { get; set; }

    /// <summary>How often in a row that failed.</summary>
    public int Failures { get; set; }

    public int Version { get; set; }
}

/// <summary>Where a file stands.</summary>
public enum GuestFileState
{
    /// <summary>At the provider; to be fetched.</summary>
    Waiting = 0,

    /// <summary>Here, for hosts to look at.</summary>
    Kept = 1,

    /// <summary>Of a kind that is not kept here; the provider has it.</summary>
    LeftThere = 2,

    /// <summary>It could not be had: the provider has it no more, or did not give it for a day, however often it was asked.</summary>
    Lost = 3,

    /// <summary>It was kept here for its time, and is gone.</summary>
    Forgotten = 4,
}
