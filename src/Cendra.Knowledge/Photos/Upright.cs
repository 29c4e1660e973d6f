using System.Buffers.Binary;

namespace Cendra.Knowledge.Photos;

/// <summary>Which way is up in a picture of a camera: the one word of its notes without which it would lie on its side.</summary>
internal static class Upright
{
    private const ushort AsItIs = 1;
    private const ushort Tag = 0x0112;
    private const ushort ShortNumber = 3;
    private const int EntryLength = 12;

    /// <summary>2 to 8 as EXIF counts; 1 = as it is, or nothing readable is said.</summary>
    public static ushort Of(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith("Exif\0\0"u8) || segment.Length < 14)
        {
            return AsItIs;
        }

        var notes = segment[6..];
        var small = notes.StartsWith("II"u8);
        if (!small && !notes.StartsWith("MM"u8) || Number(notes[2..], small) != 42)
        {
            return AsItIs;
        }

        var first = small ? BinaryPrimitives.ReadUInt32LittleEndian(notes[4..]) : BinaryPrimitives.ReadUInt32BigEndian(notes[4..]);
        if (first > notes.Length - 2)
        {
            return AsItIs;
        }

        var entries = notes[(int)first..];
        var count = Number(entries, small);
        entries = entries[2..];
        for (var i = 0; i < count && entries.Length >= EntryLength; i++, entries = entries[EntryLength..])
        {
            if (Number(entries, small) == Tag)
            {
                return Number(entries[2..], small) == ShortNumber && Number(entries[8..], small) is >= 1 and <= 8 and var way ? way : AsItIs;
            }
        }

        return AsItIs;
    }

    /// <summary>The content of a segment that says this and nothing else.</summary>
    public static byte[] Segment(ushort way) =>
        [.. "Exif\0\0MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, (byte)ShortNumber, 0, 0, 0, 1, 0, (byte)way, 0, 0, 0, 0, 0, 0];

    private static ushort Number(ReadOnlySpan<byte> at, bool small) => small ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);
}
