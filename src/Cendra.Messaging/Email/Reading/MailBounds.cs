using MimeKit;

namespace Cendra.Messaging.Email.Reading;

/// <summary>Goes through a mail without building it, and stops at the first thing that is more than a mail has.</summary>
internal sealed class MailBounds : MimeReader
{
    private readonly ReadingLimits limits;
    private readonly Watched watched;
    private int parts;
    private int depth;
    private int headers;
    private int headerBytes;

    private MailBounds(Watched raw, ReadingLimits limits)
        : base(OptionsFor(limits), raw, MimeFormat.Entity) => (this.limits, watched) = (limits, raw);

    /// <summary>How such a mail is read; deeper than this MimeKit itself no longer goes.</summary>
    public static ParserOptions OptionsFor(ReadingLimits limits) => new() { MaxMimeDepth = limits.Depth + 8, MaxAddressGroupDepth = 3 };

    /// <summary>Why it is not read; null = it keeps within the limits. Throws <see cref="FormatException"/> for what is no mail.</summary>
    public static string? WhyNot(byte[] raw, ReadingLimits limits)
    {
        try
        {
            using var stream = new Watched(raw, limits);
            new MailBounds(stream, limits).ReadMessage();
            return null;
        }
        catch (TooMuchException tooMuch)
        {
            return tooMuch.Message;
        }
    }

    protected override void OnHeadersBegin(long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => (headerBytes, watched.HeaderBytes) = (0, 0);

    protected override void OnHeadersEnd(long beginOffset, int beginLineNumber, long endOffset, int endLineNumber, CancellationToken cancellationToken) => watched.HeaderBytes = null;

    protected override void OnHeaderRead(Header header, int beginLineNumber, CancellationToken cancellationToken)
    {
        headerBytes += header.RawField.Length + header.RawValue.Length;
        Check(++headers > limits.Headers, $"It has more than {limits.Headers} headers.");
        Check(headerBytes > limits.HeaderBytes, TooLong(limits));
    }

    protected override void OnMimePartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Begin();

    protected override void OnMimePartEnd(ContentType contentType, long beginOffset, int beginLineNumber, long headersEndOffset, long endOffset, int lines, CancellationToken cancellationToken) => depth--;

    protected override void OnMessagePartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Begin();

    protected override void OnMessagePartEnd(ContentType contentType, long beginOffset, int beginLineNumber, long headersEndOffset, long endOffset, int lines, CancellationToken cancellationToken) => depth--;

    protected override void OnMultipartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Begin();

    protected override void OnMultipartEnd(ContentType contentType, long beginOffset, int beginLineNumber, long headersEndOffset, long endOffset, int lines, CancellationToken cancellationToken) => depth--;

    private void Begin()
    {
        Check(++parts > limits.Parts, $"It has more than {limits.Parts} parts.");
        Check(++depth > limits.Depth, $"Its parts are nested more than {limits.Depth} deep.");
    }

    private static void Check(bool isTooMuch, string why)
    {
        if (isTooMuch)
        {
            throw new TooMuchException(why);
        }
    }

    private static string TooLong(ReadingLimits limits) => $"Its headers are longer than {limits.HeaderBytes / 1024} KB.";

    /// <summary>Stops within one endless header, of which MimeKit tells only when it has all of it, at a cost that grows with the square of its length.</summary>
    private sealed class Watched(byte[] raw, ReadingLimits limits) : MemoryStream(raw, writable: false)
    {
        private const int ReadAhead = 64 * 1024;

        /// <summary>What was read since the headers began; null = not within headers.</summary>
        public int? HeaderBytes { get; set; } = 0;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            HeaderBytes += read;
            Check(HeaderBytes > limits.HeaderBytes + ReadAhead, TooLong(limits));
            return read;
        }
    }

    private sealed class TooMuchException(string why) : Exception(why);
}
