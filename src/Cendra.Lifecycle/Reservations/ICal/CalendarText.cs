using System.Text;

namespace Cendra.Lifecycle.Reservations.ICal;

/// <summary>A feed that is no calendar: a page to sign in, an error in JSON, half of a file. Nothing follows from it. The message is for a host.</summary>
public sealed class CalendarException(string inWords, Exception? cause = null) : Exception(inWords, cause);

/// <summary>
/// A feed's bytes made ready for a parser: without byte-order mark, unfolded as bytes (a fold may stand inside a character), whole from <c>BEGIN:VCALENDAR</c> to
/// <c>END:VCALENDAR</c>, and with a mark on every event that has no UID, for which a parser would invent another one each time.
/// </summary>
internal static class CalendarText
{
    /// <summary>The property that marks an event without a UID.</summary>
    public const string NoUid = "X-CENDRA-NO-UID";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The calendar's lines.</summary>
    /// <exception cref="CalendarException">It is not a whole calendar.</exception>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var lines = Decode(Unfold(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length == 0 || !Is(lines[0], "BEGIN:VCALENDAR"))
        {
            throw new CalendarException(lines.Length == 0 ? "The calendar's address answered with nothing." : "The calendar's address answered with something else than a calendar.");
        }

        if (!Is(lines[^1], "END:VCALENDAR"))
        {
            throw new CalendarException("The calendar ends in the middle.");
        }

        var text = new StringBuilder();
        foreach (var line in Marked(lines))
        {
            text.Append(line).Append("\r\n");
        }

        return text.ToString();
    }

    private static byte[] Unfold(ReadOnlySpan<byte> bytes)
    {
        var unfolded = new List<byte>(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            var folds = bytes[i] == (byte)'\n' && i + 1 < bytes.Length && bytes[i + 1] is (byte)' ' or (byte)'\t';
            if (folds)
            {
                i++;
            }
            else if (bytes[i] != (byte)'\r')
            {
                unfolded.Add(bytes[i]);
            }
        }

        return [.. unfolded];
    }

    /// <summary>RFC 5545 says UTF-8; a feed that is not is read byte by byte, which keeps all that matters here.</summary>
    private static string Decode(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    private static IEnumerable<string> Marked(string[] lines)
    {
        var (inside, hasUid) = (0, false);
        foreach (var line in lines)
        {
            if (Is(line, "BEGIN:VEVENT"))
            {
                (inside, hasUid) = (1, false);
            }
            else if (inside > 0)
            {
                hasUid |= inside == 1 && line.StartsWith("UID", StringComparison.OrdinalIgnoreCase) && line.Length > 4 && line[3] is ':' or ';';
                inside += line.StartsWith("BEGIN:", StringComparison.OrdinalIgnoreCase) ? 1 : line.StartsWith("END:", StringComparison.OrdinalIgnoreCase) ? -1 : 0;
                if (inside == 0 && !hasUid)
                {
                    yield return $"{NoUid}:1";
                }
            }

            yield return line;
        }
    }

    private static bool Is(string line, string what) => line.Equals(what, StringComparison.OrdinalIgnoreCase);
}
