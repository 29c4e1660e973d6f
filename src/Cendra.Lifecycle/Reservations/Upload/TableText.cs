using System.Text;

namespace Cendra.Lifecycle.Reservations.Upload;

/// <summary>The text of an uploaded file, and what a host should know of how it was read.</summary>
/// <param name="Text">Without a byte order mark.</param>
/// <param name="Note">That the writing had to be assumed; empty = the file says which it is, or is UTF-8.</param>
public sealed record TableText(string Text, string Note)
{
    /// <summary>The largest file that is read.</summary>
    public const int MostBytes = 2 * 1024 * 1024;

    /// <summary>What is said of a larger one.</summary>
    public const string TooLarge = "The file is larger than 2 MB. Export a shorter time, or split it.";

    private const int Western = 1252;
    private static readonly byte[] Zip = "PK\u0003\u0004"u8.ToArray();
    private static readonly byte[] OldWorkbook = [0xD0, 0xCF, 0x11, 0xE0];
    private static readonly UTF8Encoding Utf8 = new(false, true);

    /// <summary>Reads UTF-8 with and without mark, UTF-16 with one, and else Windows-1252, which is said.</summary>
    /// <exception cref="TableException">It is empty, too large, or no text.</exception>
    public static TableText Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytes)
        {
            throw new TableException(TooLarge);
        }

        if (bytes.StartsWith(Zip) || bytes.StartsWith(OldWorkbook))
        {
            throw new TableException("The file is a workbook. Save it as CSV in the program that made it, and choose that file.");
        }

        var read = Decoded(bytes);
        return string.IsNullOrWhiteSpace(read.Text) ? throw new TableException("The file is empty.")
            : read.Text.Contains('\0', StringComparison.Ordinal) ? throw new TableException("The file is no text. Export the bookings as CSV and choose that file.")
            : read;
    }

    private static TableText Decoded(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.Unicode.Preamble) ? new(Utf16(bytes[2..], false), "")
        : bytes.StartsWith(Encoding.BigEndianUnicode.Preamble) ? new(Utf16(bytes[2..], true), "")
        : System.Text.Unicode.Utf8.IsValid(bytes) ? new(Utf8.GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes), "")
        : new(
            CodePagesEncodingProvider.Instance.GetEncoding(Western)!.GetString(bytes),
            "The file is not in UTF-8. It was read as Windows-1252, the writing of older Windows programs: look whether names with accents are right.");

    private static string Utf16(ReadOnlySpan<byte> bytes, bool isBigEndian)
    {
        try
        {
            return new UnicodeEncoding(isBigEndian, false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException broken)
        {
            throw new TableException("The file says that it is UTF-16 and is not whole. Export it again, as CSV in UTF-8.", broken);
        }
    }
}
