using Cendra.Domain.Knowledge;

namespace Cendra.Knowledge.Photos;

/// <summary>
/// A picture that says nothing but what it shows: a JPEG, PNG or WebP by its first bytes, rebuilt from the parts that draw it. Where and when it was taken, by whom and with what, comments,
/// small previews and whatever stands behind its end are left out.
/// </summary>
public sealed class PlainPicture
{
    internal const string Jpeg = "image/jpeg";
    internal const string Png = "image/png";
    internal const string WebP = "image/webp";

    /// <summary>The longest side, in pixels: more would fill the memory of an old phone.</summary>
    internal const int LongestSide = 10_000;

    /// <summary>What is said to whoever chose something else.</summary>
    public const string OtherKind = "This is no JPEG, PNG or WebP picture. Choose another file.";

    /// <summary>What is said of more than <see cref="EntryPhoto.Largest"/>.</summary>
    public const string TooLarge = "This picture is larger than 3 MB. Make it smaller, or take a screenshot of it, and choose that.";

    /// <summary>What is said where a picture cannot be read to its end.</summary>
    public const string Damaged = "This picture is damaged or of a kind that is not known here. Save it anew as JPEG and choose that.";

    /// <summary>What is said of moving pictures.</summary>
    public const string Moves = "This picture moves. Choose one that stands still.";

    /// <summary>What is said of pictures with too many pixels.</summary>
    public const string TooWide = "This picture is wider or higher than 10,000 pixels. Make it smaller and choose it again.";

    private PlainPicture(string contentType, byte[] bytes) => (ContentType, Bytes) = (contentType, bytes);

    /// <summary><c>image/jpeg</c>, <c>image/png</c> or <c>image/webp</c>.</summary>
    public string ContentType { get; }

    /// <summary>The picture.</summary>
    public byte[] Bytes { get; }

    /// <summary>Reads a file of any kind. Never throws: what cannot be taken gets no picture and <paramref name="problem"/> says why, for people.</summary>
    public static PlainPicture? Of(ReadOnlySpan<byte> file, out string problem)
    {
        if (file.Length > EntryPhoto.Largest)
        {
            problem = TooLarge;
            return null;
        }

        var kind = KindOf(file);
        var kept = new MemoryStream(file.Length);
        problem = kind switch
        {
            Jpeg => JpegParts.Copy(file, kept),
            Png => PngParts.Copy(file, kept),
            WebP => WebPParts.Copy(file, kept),
            _ => OtherKind,
        };
        return problem.Length == 0 ? new PlainPicture(kind, kept.ToArray()) : null;
    }

    private static string KindOf(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
        : file.StartsWith(PngParts.Signature) ? Png
        : file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8) ? WebP
        : "";

    /// <summary>Neither nought nor too many.</summary>
    internal static string OfSize(long width, long height) => width <= 0 || height <= 0 ? Damaged : width > LongestSide || height > LongestSide ? TooWide : "";
}
