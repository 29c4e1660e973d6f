using System.Buffers.Binary;

namespace Cendra.Knowledge.Photos;

/// <summary>Copies of a WebP the chunks that draw it; notes of cameras and programs are left out, and its head says so.</summary>
internal static class WebPParts
{
    private const byte SaysExif = 0x08;
    private const byte SaysXmp = 0x04;
    private const byte SaysMoves = 0x02;
    private const int HeadLength = 10;

    /// <summary>Empty = copied; else why not.</summary>
    public static string Copy(ReadOnlySpan<byte> file, MemoryStream to)
    {
        var size = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        if (size < 4 || size > file.Length - 8)
        {
            return PlainPicture.Damaged;
        }

        to.Write(file[..12]);
        var rest = file.Slice(12, (int)size - 4);
        var (first, drawn) = (true, false);
        while (rest.Length > 0)
        {
            if (!Take(ref rest, out var name, out var content) || IsOutOfOrder(name, first, drawn))
            {
                return PlainPicture.Damaged;
            }

            if (Problem(name, content) is { Length: > 0 } problem)
            {
                return problem;
            }

            if (name is "VP8X" or "VP8 " or "VP8L" or "ALPH" or "ICCP")
            {
                Write(to, name, content);
            }

            (first, drawn) = (false, drawn || name is "VP8 " or "VP8L");
        }

        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)to.Length - 8);
        to.Position = 4;
        to.Write(length);
        return drawn ? "" : PlainPicture.Damaged;
    }

    /// <summary>The head comes first and at most once, and there is one picture.</summary>
    private static bool IsOutOfOrder(string name, bool first, bool drawn) => name switch
    {
        "VP8X" => !first,
        "VP8 " or "VP8L" => drawn,
        _ => first,
    };

    private static void Write(MemoryStream to, string name, ReadOnlySpan<byte> content)
    {
        Span<byte> head = stackalloc byte[8];
        System.Text.Encoding.Latin1.GetBytes(name, head);
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], (uint)content.Length);
        to.Write(head);
        var at = to.Position;
        to.Write(content);
        if (content.Length % 2 == 1)
        {
            to.WriteByte(0);
        }

        if (name == "VP8X")
        {
            to.Position = at;
            to.WriteByte((byte)(content[0] & ~(SaysExif | SaysXmp)));
            to.Position = to.Length;
        }
    }

    private static string Problem(string name, ReadOnlySpan<byte> content) => name switch
    {
        "ANIM" or "ANMF" => PlainPicture.Moves,
        "VP8X" when content.Length < HeadLength => PlainPicture.Damaged,
        "VP8X" when (content[0] & SaysMoves) != 0 => PlainPicture.Moves,
        "VP8X" => PlainPicture.OfSize(1 + Three(content[4..]), 1 + Three(content[7..])),
        "VP8 " when content.Length < HeadLength || !content[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]) => PlainPicture.Damaged,
        "VP8 " => PlainPicture.OfSize(BinaryPrimitives.ReadUInt16LittleEndian(content[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(content[8..]) & 0x3FFF),
        "VP8L" when content.Length < 5 || content[0] != 0x2F => PlainPicture.Damaged,
        "VP8L" when BinaryPrimitives.ReadUInt32LittleEndian(content[1..]) is var bits => PlainPicture.OfSize(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)),
        _ => "",
    };

    private static int Three(ReadOnlySpan<byte> at) => at[0] | at[1] << 8 | at[2] << 16;

    /// <summary>Name, length, content and a byte that makes it even.</summary>
    private static bool Take(ref ReadOnlySpan<byte> rest, out string name, out ReadOnlySpan<byte> content)
    {
        name = "";
        content = default;
        if (rest.Length < 8 || BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]) is var length && length > rest.Length - 8)
        {
            return false;
        }

        name = System.Text.Encoding.Latin1.GetString(rest[..4]);
        content = rest.Slice(8, (int)length);
        rest = rest[Math.Min(rest.Length, 8 + (int)length + ((int)length & 1))..];
        return true;
    }
}
