using System.Text;

namespace Cendra.Messaging.Email.Reading;

/// <summary>Bytes of a part become text, whatever the mail says of them: a wrong or missing charset costs a few letters and never the mail.</summary>
internal static class MailCharset
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static MailCharset() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>What says UTF-8, says ASCII, says nothing or names what nobody knows is read as UTF-8 where it is, else as the Western code page of Windows, which gives every byte a letter.
    /// A few broken bytes do not make it that: where most of what is not ASCII is UTF-8, all of it is.</summary>
    public static string Decode(byte[] bytes, string? charset)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            return Encoding.UTF8.GetString(bytes.AsSpan(3));
        }

        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return (bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes.AsSpan(2));
        }

        // Two or four bytes a letter is more often said than done: then there are no zeros.
        var named = Named(charset) is { } said && (said is not (UnicodeEncoding or UTF32Encoding) || bytes.AsSpan().Contains((byte)0)) ? said : null;
        if (named is not null)
        {
            return named.GetString(bytes);
        }

        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            var lenient = Encoding.UTF8.GetString(bytes);
            var (broken, whole) = (lenient.Count(c => c == '\uFFFD'), lenient.Count(c => c > '\u007F' && c != '\uFFFD'));
            return whole > broken ? lenient : Encoding.GetEncoding(1252).GetString(bytes);
        }
    }

    private static Encoding? Named(string? charset)
    {
        var name = charset?.Trim(' ', '"', '\'') ?? "";
        if (name.Length is 0 or > 60)
        {
            return null;
        }

        try
        {
            var encoding = Encoding.GetEncoding(name.StartsWith("cp125", StringComparison.OrdinalIgnoreCase) ? "windows-" + name[2..] : name);
            return encoding.CodePage is 65001 or 20127 ? null : encoding;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null; // UTF-7 too: it hides what is written.
        }
    }
}
