using System.Text;
using MimeKit;

namespace Cendra.Messaging.Email.Reading;

/// <summary>A file that came with a mail, noted and not kept.</summary>
/// <param name="Kind">What the mail says it is, such as <c>image/jpeg</c>.</param>
/// <param name="Name">One line without folders; empty = it has none.</param>
/// <param name="Bytes">As a receiver would save it.</param>
public sealed record NotedFile(string Kind, string Name, long Bytes)
{
    /// <summary>For logs: names of files are a guest's words.</summary>
    public override string ToString() => $"NotedFile {Kind} {Bytes}";
}

/// <summary>Sorts the parts of a mail into what somebody wrote and what came with it.</summary>
internal sealed class MailParts(ReadingLimits limits)
{
    private const int LongestName = 120;
    private const int MostTextBytes = 4_000_000;

    private readonly StringBuilder text = new();

    /// <summary>The files, up to the limit.</summary>
    public List<NotedFile> Files { get; } = [];

    /// <summary>All files.</summary>
    public int FileCount { get; private set; }

    /// <summary>What was written, plain text before HTML, in the order of the mail.</summary>
    public string Text => text.ToString().Trim('\n');

    /// <summary>Takes one part with all it holds.</summary>
    public void Take(MimeEntity? part)
    {
        switch (part)
        {
            case TextPart written when IsWritten(written):
                Write(TextOf(written));
                break;
            case MimePart unnamed when IsUnnamed(unnamed):
                Write(TextOf(unnamed, isHtml: false));
                break;
            case MultipartAlternative choice:
                Choose(choice);
                break;
            case MultipartRelated { Root: { } root } related:
                Take(root);
                related.Where(p => p != root).ToList().ForEach(Note);
                break;
            case MultipartReport report:
                report.Take(1).ToList().ForEach(Take); // The parts for programs are read by BounceReport.
                break;
            case Multipart several:
                several.ToList().ForEach(Take);
                break;
            case not null:
                Note(part);
                break;
        }
    }

    private void Choose(MultipartAlternative choice)
    {
        var plain = choice.OfType<TextPart>().Where(p => p.IsPlain && IsWritten(p)).Select(TextOf).FirstOrDefault(t => !string.IsNullOrWhiteSpace(t));
        if (plain is not null)
        {
            Write(plain);
        }

        var written = plain is not null;
        foreach (var part in choice.Reverse())
        {
            if (part is TextPart { IsPlain: true } || (written && part is TextPart { IsHtml: true }))
            {
                continue; // Said already, or empty.
            }

            var before = text.Length;
            if (written)
            {
                NoteAll(part);
            }
            else
            {
                Take(part);
            }

            written |= text.Length > before;
        }
    }

    private void NoteAll(MimeEntity part)
    {
        if (part is Multipart several)
        {
            several.ToList().ForEach(NoteAll);
        }
        else if (part is not TextPart { IsAttachment: false })
        {
            Note(part);
        }
    }

    private void Note(MimeEntity part)
    {
        FileCount++;
        if (Files.Count < limits.Files)
        {
            var name = part.ContentDisposition?.FileName ?? part.ContentType.Name ?? "";
            var bare = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
            Files.Add(new NotedFile(OneLine.Of(part.ContentType.MimeType, LongestName), OneLine.Of(bare, LongestName), Length(part)));
        }
    }

    private void Write(string words)
    {
        // One letter more than is read of it, so that the reader sees that something is missing.
        if (!string.IsNullOrWhiteSpace(words) && text.Length < ReplyText.Longest - 1)
        {
            text.Append(text.Length > 0 ? "\n\n" : "");
            text.Append(WholeText.Of(words, ReplyText.Longest + 1 - text.Length));
        }
    }

    private static bool IsWritten(TextPart part) => !part.IsAttachment && (part.IsPlain || part.IsHtml || part.IsFlowed || part.IsEnriched);

    /// <summary>What kind it is cannot be read: then it is text (RFC 2045, section 5.2), for it may be all that a guest wrote.</summary>
    private static bool IsUnnamed(MimePart part) =>
        part is not TextPart && !part.IsAttachment && string.IsNullOrEmpty(part.FileName) && part.Headers[HeaderId.ContentType] is { } kind && !ContentType.TryParse(kind, out _);

    private static string TextOf(TextPart part)
    {
        var words = TextOf(part, part.IsHtml);
        return part.IsFlowed ? FlowedText.Of(words, string.Equals(part.ContentType.Parameters["delsp"], "yes", StringComparison.OrdinalIgnoreCase)) : words;
    }

    private static string TextOf(MimePart part, bool isHtml)
    {
        var words = MailCharset.Decode(Content(part), part.ContentType.Charset);
        return isHtml ? HtmlText.Of(words) : words.ReplaceLineEndings("\n");
    }

    private static byte[] Content(MimePart part)
    {
        using var decoded = new MemoryStream();
        using var content = part.Content?.Open() ?? Stream.Null;
        var (buffer, read) = (new byte[16 * 1024], 0);
        while (decoded.Length < MostTextBytes && (read = content.Read(buffer, 0, buffer.Length)) > 0)
        {
            decoded.Write(buffer, 0, read);
        }

        return decoded.ToArray();
    }

    private static long Length(MimeEntity part)
    {
        using var content = (part as MimePart)?.Content?.Open() ?? Stream.Null;
        var (buffer, total, read) = (new byte[16 * 1024], 0L, 0);
        while ((read = content.Read(buffer, 0, buffer.Length)) > 0)
        {
            total += read;
        }

        return total;
    }
}
