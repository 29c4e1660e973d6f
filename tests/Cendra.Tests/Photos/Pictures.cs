using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Cendra.Tests.Photos;

/// <summary>Small pictures that browsers show, with all that cameras and programs write beside what is drawn.</summary>
internal static class Pictures
{
    /// <summary>Words that stand in every part of these pictures that no guest may get.</summary>
    public const string Secret = "41.4036N 2.1744E of Marta";

    /// <summary>A grey square of eight pixels, as small as JPEG goes.</summary>
    public static byte[] Jpeg(params byte[][] more) =>
    [
        0xFF, 0xD8, .. JpegPart(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]), .. more.SelectMany(m => m), .. JpegPart(0xDB, [0, .. Enumerable.Repeat((byte)16, 64)]),
        .. JpegPart(0xC0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0]), .. JpegPart(0xC4, [0x00, 1, .. new byte[15], 0]), .. JpegPart(0xC4, [0x10, 1, .. new byte[15], 0]),
        .. JpegPart(0xDA, [1, 1, 0, 0, 63, 0]), 0x3F, 0xFF, 0x00, 0xFF, 0xD0, 0x3F, 0xFF, 0xD9,
    ];

    /// <summary>The same as a telephone writes it: notes with the place, a comment, another picture behind the end.</summary>
    public static byte[] JpegOfAPhone(ushort way = 6) =>
    [
        .. Jpeg(JpegPart(0xE1, Exif(way)), JpegPart(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Secrets]), JpegPart(0xED, [.. "Photoshop 3.0\0"u8, .. Secrets]), JpegPart(0xE2, [.. "MPF\0"u8, .. Secrets]),
            JpegPart(0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, .. new byte[20]]), JpegPart(0xFE, Secrets)),
        .. Jpeg(JpegPart(0xE1, Secrets)),
    ];

    /// <summary>A marker with its length and content.</summary>
    public static byte[] JpegPart(byte marker, byte[] content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    /// <summary>What a camera notes: which way is up, and where it was.</summary>
    public static byte[] Exif(ushort way, bool small = true)
    {
        byte[] Two(int number) => small ? [(byte)number, (byte)(number >> 8)] : [(byte)(number >> 8), (byte)number];
        byte[] Four(int number) => small ? [(byte)number, (byte)(number >> 8), 0, 0] : [0, 0, (byte)(number >> 8), (byte)number];
        return
        [
            .. "Exif\0\0"u8, .. small ? "II"u8 : "MM"u8, .. Two(42), .. Four(8), .. Two(2), .. Two(0x010E), .. Two(2), .. Four(Secrets.Length), .. Four(38),
            .. Two(0x0112), .. Two(3), .. Four(1), .. Two(way), 0, 0, .. Four(0), .. Secrets,
        ];
    }

    /// <summary>One black pixel; <paramref name="more"/> stand between its head and what is drawn.</summary>
    public static byte[] Png(params byte[][] more) =>
        [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', .. PngPart("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]), .. more.SelectMany(m => m), .. PngPart("IDAT", Deflated([0, 0])), .. PngPart("IEND", [])];

    /// <summary>The same with all that programs write.</summary>
    public static byte[] PngOfAProgram() =>
        [.. Png(PngPart("tEXt", Secrets), PngPart("zTXt", Secrets), PngPart("iTXt", Secrets), PngPart("eXIf", Exif(1)[6..]), PngPart("tIME", [7, 234, 6, 1, 8, 0, 0]), PngPart("prVt", Secrets), PngPart("gAMA", [0, 0, 177, 143])), .. Secrets];

    /// <summary>A chunk with its length and checksum.</summary>
    public static byte[] PngPart(string name, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Checksum(named));
        return [.. length, .. named, .. sum];
    }

    /// <summary>One pixel without loss, in a file that has room for more.</summary>
    public static byte[] WebP(params byte[][] more) => Riff([.. WebPPart("VP8X", [0x0C, 0, 0, 0, 0, 0, 0, 0, 0, 0]), .. Pixel, .. more.SelectMany(m => m)]);

    /// <summary>The same with all that telephones and programs write.</summary>
    public static byte[] WebPOfAPhone() => [.. WebP(WebPPart("EXIF", Exif(1)), WebPPart("XMP ", Secrets), WebPPart("NOTE", Secrets)), .. Secrets];

    /// <summary>A whole file of these chunks.</summary>
    public static byte[] Riff(byte[] chunks)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, chunks.Length + 4);
        return [.. "RIFF"u8, .. length, .. "WEBP"u8, .. chunks];
    }

    /// <summary>A chunk with its length, made even.</summary>
    public static byte[] WebPPart(string name, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        return [.. Encoding.ASCII.GetBytes(name), .. length, .. content, .. new byte[content.Length % 2]];
    }

    private static byte[] Pixel => WebPPart("VP8L", [0x2F, 0, 0, 0, 0, 7, 0x10, 0x11, 0x11, 0x88, 0x88, 8]);

    private static byte[] Secrets => Encoding.ASCII.GetBytes(Secret);

    private static byte[] Deflated(byte[] bytes)
    {
        using var made = new MemoryStream();
        using (var squeezed = new ZLibStream(made, CompressionLevel.Optimal, leaveOpen: true))
        {
            squeezed.Write(bytes);
        }

        return made.ToArray();
    }

    private static uint Checksum(byte[] bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 1 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
            }
        }

        return ~sum;
    }
}
