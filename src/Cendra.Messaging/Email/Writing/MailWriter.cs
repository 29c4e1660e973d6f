using System.Security.Cryptography;
using System.Text;
using Cendra.Domain.Conversations;
using MimeKit;

namespace Cendra.Messaging.Email.Writing;

/// <summary>
/// Makes the mail of a draft: plain text and the same as HTML, from one mailbox to one address. Nothing in a draft adds a header, a receiver or anything that is fetched when
/// the mail is opened. The same draft makes the same bytes.
/// </summary>
public static class MailWriter
{
    /// <summary>The longest subject, in characters.</summary>
    public const int LongestSubject = 150;

    /// <summary>How many mails of a conversation are named.</summary>
    public const int MostReferences = 20;

    private const int LongestId = 250;
    private const int LongestMark = 100;

    /// <summary>Throws <see cref="ArgumentException"/>, which names the part of the draft and never its value, when an address or the id of the mail cannot be used.</summary>
    public static MimeMessage Write(MailDraft draft)
    {
        var mime = new MimeMessage();
        mime.From.Add(new MailboxAddress(Encoding.UTF8, SenderNames.Shown(draft.SenderName), Address(draft.From, nameof(draft.From))));
        mime.To.Add(new MailboxAddress(Encoding.UTF8, "", Address(draft.To, nameof(draft.To))));
        if (draft.ReplyTo is { } replyTo)
        {
            mime.ReplyTo.Add(new MailboxAddress(Encoding.UTF8, "", Address(replyTo, nameof(draft.ReplyTo))));
        }

        mime.Subject = WrittenText.Line(draft.Subject, LongestSubject);
        mime.Date = draft.Date;
        NameThread(mime, draft);
        NameOccasion(mime, draft);
        mime.Body = Body(draft);
        return mime;
    }

    private static void NameThread(MimeMessage mime, MailDraft draft)
    {
        mime.Headers[HeaderId.MessageId] = $"<{OwnId(draft.MessageId, nameof(draft.MessageId))}>";
        if (draft.InReplyTo is { } answered && IsId(answered))
        {
            mime.Headers[HeaderId.InReplyTo] = $"<{answered}>";
        }

        if (draft.References.Where(IsId).Distinct(StringComparer.Ordinal).TakeLast(MostReferences).ToArray() is { Length: > 0 } references)
        {
            mime.Headers[HeaderId.References] = string.Join(' ', references.Select(r => $"<{r}>"));
        }
    }

    /// <summary>RFC 3834 for whoever keeps to it, Microsoft's header for Exchange, our mark for ourselves.</summary>
    private static void NameOccasion(MimeMessage mime, MailDraft draft)
    {
        if (draft.Occasion != MailOccasion.Person)
        {
            mime.Headers.Add("Auto-Submitted", draft.Occasion == MailOccasion.Answer ? "auto-replied" : "auto-generated");
            mime.Headers.Add("X-Auto-Response-Suppress", "All");
        }

        if (string.Concat(WrittenText.Line(draft.LoopMark, LongestMark).Where(char.IsAscii)) is { Length: > 0 } mark)
        {
            mime.Headers.Add("X-Loop", mark);
        }
    }

    private static MultipartAlternative Body(MailDraft draft)
    {
        var (text, foot) = (WrittenText.Of(draft.Text), WrittenText.Of(draft.Foot));
        var body = new MultipartAlternative { Boundary = Boundary(draft.MessageId) };
        body.Add(Part("plain", foot.Length > 0 ? $"{text}\n\n-- \n{foot}" : text)); // The mark before a signature (RFC 3676, 4.3): programs leave out what follows when they quote.
        body.Add(Part("html", MailHtml.Of(draft, text, foot)));
        if (WrittenLanguage.Tag(draft.Language) is { } tag)
        {
            body.Headers.Add(HeaderId.ContentLanguage, tag);
        }

        return body;
    }

    /// <summary>Seven bits on the way, lines that every server takes, and blanks at a line's end that stay.</summary>
    private static TextPart Part(string kind, string text)
    {
        var part = new TextPart(kind);
        part.SetText(Encoding.UTF8, text.ReplaceLineEndings("\r\n"));
        part.ContentTransferEncoding = part.GetBestEncoding(EncodingConstraint.SevenBit) == ContentEncoding.Base64 ? ContentEncoding.Base64 : ContentEncoding.QuotedPrintable;
        return part;
    }

    /// <summary>Not by chance, so that a mail sent again is the same; neither encoding can make its beginning.</summary>
    private static string Boundary(string id) => "=_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..32];

    /// <summary>As it was given, but for the domain in ASCII: what stands before the @ is its server's to compare.</summary>
    private static string Address(string given, string part)
    {
        var (address, local) = (MailAddresses.Of(given), given?.Trim() ?? "");
        return address is null ? throw new ArgumentException("It is no address that mail could be sent to.", part) : $"{local[..local.LastIndexOf('@')]}@{MailAddresses.DomainOf(address)}";
    }

    private static string OwnId(string given, string part) =>
        IsId(given) && given.Contains('@', StringComparison.Ordinal) ? given : throw new ArgumentException("It is no id that a mail could have.", part);

    private static bool IsId(string id) => id is { Length: > 0 and <= LongestId } && id.All(c => c is > ' ' and < '\u007f' and not ('<' or '>'));
}
