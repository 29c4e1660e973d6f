using System.Security.Cryptography;
using Cendra.Domain.Conversations;
using MimeKit;

namespace Cendra.Messaging.Email.Reading;

/// <summary>What reading came to: a mail, or in a host's words why there is none.</summary>
/// <param name="Mail">Null when it could not be read.</param>
/// <param name="Why">Empty when it was.</param>
/// <param name="DedupeKey">Tells the same mail fetched again from another one, also when it could not be read.</param>
public sealed record MailReading(IncomingMail? Mail, string Why, string DedupeKey);

/// <summary>
/// A mail from anybody, read without trusting any of it. What it says of its sender is a claim, see <see cref="SenderTrust"/>. Not a record: it must not print itself.
/// </summary>
public sealed class IncomingMail
{
    /// <summary>Begins the reason where the reading itself went wrong. No such mail is known; the mail is kept for a human all the same.</summary>
    internal const string Failed = "Reading it failed";

    private const int LongestSubject = 300;
    private const int MostAddresses = 50;

    private static readonly HeaderId[] Delivered = [HeaderId.To, HeaderId.Cc];
    private static readonly string[] DeliveredByServers = ["Delivered-To", "X-Original-To", "Envelope-To"];

    private IncomingMail(MimeMessage mime, byte[] raw, ReadingLimits limits)
    {
        var parts = new MailParts(limits);
        parts.Take(mime.Body);
        (Mime, Text, Files, FileCount) = (mime, parts.Text, parts.Files, parts.FileCount);
        (MessageId, InReplyTo, References) = (MailIds.Own(mime), MailIds.Answered(mime), MailIds.References(mime));
        DedupeKey = MessageId ?? MailIds.Key(mime, raw);
        Subject = OneLine.Of(mime.Subject, LongestSubject);
        Date = mime.Headers.Contains(HeaderId.Date) && mime.Date > DateTimeOffset.MinValue ? mime.Date : null;
        Sender = MailSender.Of(mime);
        DeliveredTo = Addresses(mime);
        Reply = ReplyText.Of(Text);
    }

    /// <summary>Without brackets; null when it has none that could be looked up.</summary>
    public string? MessageId { get; }

    /// <summary><see cref="MessageId"/>, or where it is missing a hash of date, sender, receiver, subject and body.</summary>
    public string DedupeKey { get; }

    /// <summary>The mail it answers; null = it says none.</summary>
    public string? InReplyTo { get; }

    /// <summary>The last twenty mails of the conversation, oldest first.</summary>
    public IReadOnlyList<string> References { get; }

    /// <summary>One line, at most 300 characters.</summary>
    public string Subject { get; }

    /// <summary>Who it says it is from, and what is wrong with that.</summary>
    public MailSender Sender { get; }

    /// <summary>To, Cc and what servers noted, lower case, each once; one of them may carry the token of a conversation.</summary>
    public IReadOnlyList<string> DeliveredTo { get; }

    /// <summary>When its sender says it was written; null = nothing that can be read.</summary>
    public DateTimeOffset? Date { get; }

    /// <summary>What came with it, at most <see cref="ReadingLimits.Files"/>.</summary>
    public IReadOnlyList<NotedFile> Files { get; }

    /// <summary>How many files came with it, noted or not.</summary>
    public int FileCount { get; }

    /// <summary>Everything that was written, quotes included; empty = nothing, or only files.</summary>
    public string Text { get; }

    /// <summary>The same without quotes and signatures.</summary>
    public ReplyText Reply { get; }

    /// <summary>The mail as MimeKit read it, for <see cref="BounceReport"/>, <see cref="SenderTrust"/> and the kind of mail.</summary>
    public MimeMessage Mime { get; }

    /// <summary>Reads the bytes as they were fetched. Never throws, whatever they are; limits null = the usual ones.</summary>
    public static MailReading Read(byte[] raw, ReadingLimits? limits = null)
    {
        limits ??= new ReadingLimits();
        if (raw.Length == 0)
        {
            return Unread(raw, "It is empty.");
        }

        if (raw.Length > limits.Bytes)
        {
            return Unread(raw, $"It is larger than {limits.Bytes / (1024 * 1024)} MB.");
        }

        try
        {
            var mended = RawMail.Mended(raw);
            return TryRead(mended, raw, limits) ?? TryRead(RawMail.Ended(mended), raw, limits) ?? Unread(raw, "It is not built as mails are.");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Unread(raw, $"{Failed} ({e.GetType().Name}).");
        }
    }

    /// <summary>Null when MimeKit finds no mail in it.</summary>
    private static MailReading? TryRead(byte[] mended, byte[] raw, ReadingLimits limits)
    {
        try
        {
            if (MailBounds.WhyNot(mended, limits) is { } why)
            {
                return Unread(raw, why);
            }

            using var stream = new MemoryStream(mended, writable: false);
            var mail = new IncomingMail(MimeMessage.Load(MailBounds.OptionsFor(limits), stream), mended, limits);
            return new MailReading(mail, "", mail.DedupeKey);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static MailReading Unread(byte[] raw, string why) => new(null, why, "sha256:" + Convert.ToHexStringLower(SHA256.HashData(raw)));

    private static List<string> Addresses(MimeMessage mime) =>
        [.. mime.Headers.Where(h => Delivered.Contains(h.Id) || DeliveredByServers.Contains(h.Field, StringComparer.OrdinalIgnoreCase))
            .SelectMany(MailSender.Addresses).SelectMany(a => a is GroupAddress group ? group.Members : (IEnumerable<InternetAddress>)[a]).OfType<MailboxAddress>()
            .Select(m => MailAddresses.Of(m.Address)).OfType<string>().Distinct(StringComparer.Ordinal).Take(MostAddresses)];
}
