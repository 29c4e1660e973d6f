using System.Buffers.Binary;

namespace Cendra.Knowledge.Photos;

/// <summary>Copies of a JPEG what draws it. Of all that a camera wrote only which way is up is kept, and nothing behind the end.</summary>
internal static class JpegParts
{
    private const byte Scan = 0xDA;
    private const byte End = 0xD9;
    private const byte Exif = 0xE1;
    private const byte Profile = 0xE2;
    private const byte Colours = 0xEE;
    private const byte FirstOfPrograms = 0xE0;
    private const byte LastOfPrograms = 0xEF;
    private const byte Comment = 0xFE;

    /// <summary>Empty = copied; else why not.</summary>
    public static string Copy(ReadOnlySpan<byte> file, MemoryStream to)
    {
        to.Write(file[..2]);
        var (at, drawn, sized, turned) = (2, false, false, false);
        while (NextMarker(file, ref at) is var marker && marker != 0)
        {
            if (marker == End)
            {
                to.Write([0xFF, End]);
                return drawn && sized ? "" : PlainPicture.Damaged;
            }

            if (IsAlone(marker) || !TakeSegment(file, ref at, out var content) || (sized && IsFrame(marker)))
            {
                return PlainPicture.Damaged;
            }

            if (IsFrame(marker) && Problem(content) is { Length: > 0 } problem)
            {
                return problem;
            }

            turned |= Keep(to, marker, content, turned);
            sized |= IsFrame(marker);
            if (marker == Scan)
            {
                var length = DrawnLength(file[at..]);
                to.Write(file.Slice(at, length));
                (at, drawn) = (at + length, drawn || length > 0);
            }
        }

        return PlainPicture.Damaged;
    }

    private static string Problem(ReadOnlySpan<byte> frame) =>
        frame.Length < 6 ? PlainPicture.Damaged : PlainPicture.OfSize(BinaryPrimitives.ReadUInt16BigEndian(frame[3..]), BinaryPrimitives.ReadUInt16BigEndian(frame[1..]));

    /// <summary>Writes the segment, or what may stay of it. True = it said which way is up.</summary>
    private static bool Keep(MemoryStream to, byte marker, ReadOnlySpan<byte> content, bool turned)
    {
        if (marker == Exif && !turned && Upright.Of(content) is > 1 and var way)
        {
            Write(to, Exif, Upright.Segment(way));
            return true;
        }

        if (IsKept(marker, content))
        {
            Write(to, marker, content);
        }

        return false;
    }

    private static void Write(MemoryStream to, byte marker, ReadOnlySpan<byte> content)
    {
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(content.Length + 2));
        to.Write(head);
        to.Write(content);
    }

    /// <summary>The marker here, behind any number of fill bytes; nought = there is none.</summary>
    private static byte NextMarker(ReadOnlySpan<byte> file, ref int at)
    {
        if (at >= file.Length || file[at] != 0xFF)
        {
            return 0;
        }

        while (at < file.Length && file[at] == 0xFF)
        {
            at++;
        }

        return at < file.Length ? file[at++] : (byte)0;
    }

    private static bool TakeSegment(ReadOnlySpan<byte> file, ref int at, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (file.Length - at < 2 || BinaryPrimitives.ReadUInt16BigEndian(file[at..]) is var length && (length < 2 || length > file.Length - at))
        {
            return false;
        }

        content = file.Slice(at + 2, length - 2);
        at += length;
        return true;
    }

    /// <summary>What is drawn runs to the next marker that is neither a stuffed byte nor a restart.</summary>
    private static int DrawnLength(ReadOnlySpan<byte> rest)
    {
        for (var i = 0; i + 1 < rest.Length; i++)
        {
            if (rest[i] == 0xFF && rest[i + 1] is not (0x00 or 0xFF or (>= 0xD0 and <= 0xD7)))
            {
                return i;
            }
        }

        return rest.Length;
    }

    /// <summary>Markers that stand without content and have no place between segments.</summary>
    private static bool IsAlone(byte marker) => marker is 0x01 or (>= 0xD0 and <= 0xD8);

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>Of programs' own segments the frame of the file, colours and their profile draw; the rest, and comments, speak.</summary>
    private static bool IsKept(byte marker, ReadOnlySpan<byte> content) => marker switch
    {
        FirstOfPrograms => content.StartsWith("JFIF\0"u8),
        Profile => content.StartsWith("ICC_PROFILE\0"u8),
        Colours => content.StartsWith("Adobe"u8),
        > FirstOfPrograms and <= LastOfPrograms or Comment => false,
        _ => true,
    };
}
