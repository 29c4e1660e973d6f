namespace Cendra.Messaging.Email.Reading;

/// <summary>How much of a mail is read. What is beyond is made to hurt and not to be read; no mail program comes near any of it.</summary>
public sealed record ReadingLimits
{
    /// <summary>The whole mail, in bytes as it travels: what the large providers take.</summary>
    public int Bytes { get; init; } = 25 * 1024 * 1024;

    /// <summary>Parts within parts and mails within mails.</summary>
    public int Depth { get; init; } = 30;

    /// <summary>Parts of all depths together.</summary>
    public int Parts { get; init; } = 1000;

    /// <summary>Headers of all parts together.</summary>
    public int Headers { get; init; } = 5000;

    /// <summary>Headers of one part, in bytes.</summary>
    public int HeaderBytes { get; init; } = 128 * 1024;

    /// <summary>Files that are noted; more are only counted.</summary>
    public int Files { get; init; } = 100;
}
