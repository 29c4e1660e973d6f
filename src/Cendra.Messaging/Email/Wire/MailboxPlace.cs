namespace Cendra.Messaging.Email.Wire;

/// <summary>How far a folder has been read (RFC 9051, section 2.3.1.1): numbers of mails rise and mean something only under one validity.</summary>
/// <param name="Validity">UIDVALIDITY; 0 = never begun.</param>
/// <param name="LastUid">The last mail that was taken; 0 = none.</param>
public readonly record struct MailboxPlace(uint Validity, uint LastUid)
{
    /// <summary>Never begun: the watch begins at the end, old mail is not taken.</summary>
    public bool IsNone => Validity == 0;
}

/// <summary>A mail as it was fetched. Not a record: it must not print itself.</summary>
public sealed class FetchedMail(MailboxPlace place, byte[] raw, bool isWhole, long size, DateTimeOffset? deliveredUtc)
{
    /// <summary>Its own number, under the validity of its folder.</summary>
    public MailboxPlace Place { get; } = place;

    /// <summary>The bytes as they travelled. Where it is not whole: its headers, at most 128 KB of them; empty where even they could not be had.</summary>
    public byte[] Raw { get; } = raw;

    /// <summary>False = too large to be fetched, or it could not be: somebody must be told that it lies there.</summary>
    public bool IsWhole { get; } = isWhole;

    /// <summary>In bytes, as the server says.</summary>
    public long Size { get; } = size;

    /// <summary>When the server got it.</summary>
    public DateTimeOffset? DeliveredUtc { get; } = deliveredUtc;

    /// <summary>For logs: nothing of what it says.</summary>
    public override string ToString() => $"FetchedMail {Place.Validity}/{Place.LastUid}, {Size} bytes";
}
