namespace Cendra.Messaging.Email.Reading;

/// <summary>Mends the faults for which a whole mail would be refused or taken for one header.</summary>
internal static class RawMail
{
    private const int MostLines = 20;
    private const int LongestName = 100;

    /// <summary>The mail with line feeds where it has carriage returns alone, and from its first header on; without any header all of it is text.</summary>
    public static byte[] Mended(byte[] raw)
    {
        var lines = raw.AsSpan().Contains((byte)'\n') ? raw : [.. raw.Select(b => b == '\r' ? (byte)'\n' : b)];
        if (lines.AsSpan().StartsWith("\n"u8) || lines.AsSpan().StartsWith("\r\n"u8) || IsHeader(lines) || lines.AsSpan().StartsWith("From "u8))
        {
            return lines;
        }

        var start = 0;
        for (var i = 0; i < MostLines; i++)
        {
            var end = lines.AsSpan(start).IndexOf((byte)'\n');
            start += end + 1;
            if (end < 0 || start >= lines.Length || lines[start] is (byte)'\r' or (byte)'\n')
            {
                break;
            }

            if (IsHeader(lines.AsSpan(start)))
            {
                return lines[start..];
            }
        }

        return [(byte)'\n', .. lines];
    }

    /// <summary>A mail that was cut off within its headers, with an end to them.</summary>
    public static byte[] Ended(byte[] raw) => [.. raw, .. "\r\n\r\n"u8];

    /// <summary>A name of visible letters and a colon (RFC 5322, section 2.2), after the mark of UTF-8 if there is one.</summary>
    private static bool IsHeader(ReadOnlySpan<byte> line)
    {
        line = line.StartsWith("\uFEFF"u8) ? line[3..] : line;
        var colon = line[..Math.Min(line.Length, LongestName)].IndexOf((byte)':');
        return colon > 0 && line[..colon].TrimEnd((byte)' ').IndexOfAnyExceptInRange((byte)33, (byte)126) < 0;
    }
}
