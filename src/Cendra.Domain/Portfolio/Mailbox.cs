namespace Cendra.Domain.Portfolio;

/// <summary>How far a mailbox has been read (RFC 9051, section 2.3.1.1), one row a connection. It is moved on only once a mail is kept for good.</summary>
public sealed class Mailbox
{
    /// <summary>The connection whose mailbox it is.</summary>
    public Guid ConnectionId { get; init; }

    /// <summary>SHA-256 of server, user and folder, hex: another account begins at its own end.</summary>
    public required string Account { get; set; }

    /// <summary>UIDVALIDITY; 0 = never begun.</summary>
    public long Validity { get; set; }

    /// <summary>The last mail that was kept; 0 = none.</summary>
    public long LastUid { get; set; }

    /// <summary>When this account was first looked at, by the machine's clock: what was delivered before is not ours to answer, however the server numbers it.</summary>
    public DateTimeOffset BegunUtc { get; set; }

    public DateTimeOffset NotedUtc { get; set; }
}
