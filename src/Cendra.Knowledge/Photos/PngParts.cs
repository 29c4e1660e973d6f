using System.Buffers.Binary;

namespace Cendra.Knowledge.Photos;

/// <summary>Copies of a PNG the chunks that draw it; texts, times, notes of cameras and chunks of programs are left out.</summary>
internal static class PngParts
{
    /// <summary>Length, name and checksum of a chunk.</summary>
    private const int Frame = 12;

    private static readonly string[] Drawing = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "bKGD", "pHYs"];

    /// <summary>The first eight bytes of every PNG.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Empty = copied; else why not.</summary>
    public static string Copy(ReadOnlySpan<byte> file, MemoryStream to)
    {
        to.Write(Signature);
        var rest = file[Signature.Length..];
        var (first, drawn) = (true, false);
        while (Take(ref rest, out var name, out var chunk))
        {
            if (first != (name == "IHDR"))
            {
                return PlainPicture.Damaged;
            }

            if (Problem(name, chunk) is { Length: > 0 } problem)
            {
                return problem;
            }

            if (Drawing.Contains(name, StringComparer.Ordinal))
            {
                to.Write(chunk);
            }

            if (name == "IEND")
            {
                return drawn ? "" : PlainPicture.Damaged;
            }

            (first, drawn) = (false, drawn || name == "IDAT");
        }

        return PlainPicture.Damaged;
    }

    private static string Problem(string name, ReadOnlySpan<byte> chunk) => name switch
    {
        "IHDR" when chunk.Length != Frame + 13 => PlainPicture.Damaged,
        "IHDR" => PlainPicture.OfSize(BinaryPrimitives.ReadUInt32BigEndian(chunk[8..]), BinaryPrimitives.ReadUInt32BigEndian(chunk[12..])),
        "acTL" => PlainPicture.Moves,
        _ => char.IsAsciiLetterUpper(name[0]) && !Drawing.Contains(name, StringComparer.Ordinal) ? PlainPicture.Damaged : "", // Nobody may draw it without this chunk, and nobody here knows it.
    };

    /// <summary>Length, name, content, checksum.</summary>
    private static bool Take(ref ReadOnlySpan<byte> rest, out string name, out ReadOnlySpan<byte> chunk)
    {
        name = "";
        chunk = default;
        if (rest.Length < Frame || BinaryPrimitives.ReadUInt32BigEndian(rest) is var length && length > rest.Length - Frame)
        {
            return false;
        }

        chunk = rest[..((int)length + Frame)];
        name = System.Text.Encoding.Latin1.GetString(chunk.Slice(4, 4));
        rest = rest[chunk.Length..];
        return true;
    }
}
