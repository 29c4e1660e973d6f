using System.IO.Compression;
using System.Text;

namespace Cendra.Server.Tests.Fuzz;

/// <summary>Bodies that are no good JSON, or good JSON that nobody sends.</summary>
internal static class OddJson
{
    public const int TooLarge = (256 * 1024) + 1;

    /// <summary>What may stand in place of any value; each is tried in each place.</summary>
    public static readonly IReadOnlyList<string> InEachPlace =
        ["null", "{}", "[[]]", "1e999", "-9223372036854775809", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\ufffe\\uffff\"", "\"a\\nb\\u0085\\u202e\""];

    /// <summary>The same, and more, drawn by chance.</summary>
    public static readonly IReadOnlyList<string> ByChance =
    [
        .. InEachPlace, "true", "[]", "-1", "0", "1.5", "9223372036854775807", "0.1e-400", "\" \"", "\"\\udc00\\ud800\"", "\"2026-02-30\"", "\"9999-12-31\"", "\"0001-01-01\"", "\"2200-12-31\"",
        "\"9999-12-31T23:59:59.9999999-14:00\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"'; DROP TABLE Stays; --\"", "\"<script>alert(1)</script>\"",
        "\"{\\\"code\\\":\\\"1234\\\"}\"", "\"[[code:K7Q2]]\"", "\"\U0001F511\"", "{\"a\":{\"a\":{\"a\":1}}}", "\"flat\"", "\"Born 9\"", "\"device.removed\"", "\"lock.unlocked\"", "\"connected_account.disconnected\"",
    ];

    public static IEnumerable<(string What, byte[] Body)> Of(byte[] good)
    {
        var text = Encoding.UTF8.GetString(good);
        return Shapes(text).Concat(Encodings(text)).Concat(Depths()).Concat(InPlaces(text));
    }

    /// <summary>The text with the value after the colon at this place replaced.</summary>
    public static string Replaced(string text, int colon, string value)
    {
        var end = text.IndexOfAny([',', '}'], colon);
        return string.Concat(text.AsSpan(0, colon + 1), value, text.AsSpan(end < 0 ? text.Length : end));
    }

    public static List<int> Colons(string text) => [.. text.Select((letter, at) => (letter, at)).Where(l => l.letter == ':' && l.at > 0 && text[l.at - 1] == '"').Select(l => l.at)];

    public static byte[] Zipped(byte[] body)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest))
        {
            zip.Write(body);
        }

        return zipped.ToArray();
    }

    private static IEnumerable<(string, byte[])> Shapes(string text)
    {
        foreach (var body in new[] { "", " ", "null", "[]", "{}", "\"x\"", "1", "{", "}", "[{]", "NaN", "{\"a\":1,}", "{'a':1}", "// a\n{}", "\0", "externalId=B&version=7" })
        {
            yield return ($"only {body.Length} of JSON", Encoding.UTF8.GetBytes(body));
        }

        for (var quarter = 1; quarter <= 3; quarter++)
        {
            yield return ($"cut at {quarter}/4", Encoding.UTF8.GetBytes(text[..(text.Length * quarter / 4)]));
        }

        yield return ("cut by one", Encoding.UTF8.GetBytes(text[..^1]));
        yield return ("twice", Encoding.UTF8.GetBytes(text + text));
        yield return ("in an array", Encoding.UTF8.GetBytes($"[{text}]"));
        yield return ("every field twice", Encoding.UTF8.GetBytes(text.TrimEnd()[..^1] + "," + text.TrimStart()[1..]));
        yield return ("20,000 fields more", Encoding.UTF8.GetBytes(text.TrimEnd()[..^1] + string.Concat(Enumerable.Range(0, 20_000).Select(n => $",\"f{n}\":1")) + "}"));
        yield return ("a name of 10,000", Encoding.UTF8.GetBytes(text.TrimEnd()[..^1] + $",\"{new string('n', 10_000)}\":1}}"));
        yield return ("names as escapes", Encoding.UTF8.GetBytes(text.Replace("\"type\"", "\"ty\\u0070e\"", StringComparison.Ordinal).Replace("\"event_id\"", "\"event\\u005fid\"", StringComparison.Ordinal)));
        yield return ("a name that is no text", Encoding.UTF8.GetBytes(text.TrimEnd()[..^1] + ",\"\\ud800\":\"\\udfff\"}"));
        yield return ("a number of 100,000 digits", Encoding.UTF8.GetBytes(text.TrimEnd()[..^1] + $",\"n\":{new string('9', 100_000)}}}"));
        yield return ("just 256 KB", Encoding.UTF8.GetBytes(text + new string(' ', 256 * 1024 - Encoding.UTF8.GetByteCount(text))));
        yield return ("256 KB and a byte", Encoding.UTF8.GetBytes(text + new string(' ', TooLarge - Encoding.UTF8.GetByteCount(text))));
        yield return ("2 MB", Encoding.UTF8.GetBytes(text + new string(' ', 2 * 1024 * 1024)));
    }

    private static IEnumerable<(string, byte[])> Encodings(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        yield return ("a mark before it", [.. Encoding.UTF8.Preamble, .. plain]);
        yield return ("two marks before it", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.Preamble, .. plain]);
        yield return ("UTF-16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)]);
        yield return ("UTF-16 turned round", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)]);
        yield return ("UTF-32", Encoding.UTF32.GetBytes(text));
        yield return ("Latin-1", Encoding.Latin1.GetBytes(text.Replace("\":\"", "\":\"\u00e9", StringComparison.Ordinal)));
        yield return ("zipped", Zipped(plain));
        foreach (var (what, bytes) in new (string, byte[])[] { ("0xff", [0xff]), ("an overlong slash", [0xc0, 0xaf]), ("half a character", [0xe2, 0x82]), ("a surrogate", [0xed, 0xa0, 0x80]), ("NUL", [0]) })
        {
            var at = text.IndexOf(":\"", StringComparison.Ordinal) + 2;
            yield return ($"{what} in a text", [.. Encoding.UTF8.GetBytes(text[..at]), .. bytes, .. Encoding.UTF8.GetBytes(text[at..])]);
            yield return ($"{what} at the end", [.. plain, .. bytes]);
        }
    }

    private static IEnumerable<(string, byte[])> Depths()
    {
        yield return ("10,000 arrays", Encoding.UTF8.GetBytes(new string('[', 10_000) + new string(']', 10_000)));
        yield return ("10,000 open arrays", Encoding.UTF8.GetBytes(new string('[', 10_000)));
        yield return ("10,000 objects", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000)));
        yield return ("65 levels in a text of 65 levels", Encoding.UTF8.GetBytes($"{{\"a\":\"{new string('[', 65)}{new string(']', 65)}\"}}"));
    }

    private static IEnumerable<(string, byte[])> InPlaces(string text) =>
        from colon in Colons(text)
        from value in InEachPlace.Append($"\"{new string('x', 10_000)}\"")
        select ($"{Short(value)} at {colon}", Encoding.UTF8.GetBytes(Replaced(text, colon, value)));

    private static string Short(string value) => value.Length > 20 ? value[..20] : value;
}
