using System.Buffers.Binary;
using System.Text;
using Cendra.Tests.World;

namespace Cendra.Server.Tests.Service;

/// <summary>Bends good deliveries, the same way for the same seed.</summary>
internal sealed class Bend(int seed)
{
    /// <summary>What stands in place of a value.</summary>
    private static readonly string[] Values =
    [
        "null", "true", "[]", "{}", "[[]]", "-1", "0", "1e999", "9223372036854775808", "1.5", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"2026-02-30\"", "\"0000-00-00\"", "\"9999-12-31\"",
        "\"9999-12-31T23:59:59.9999999+14:00\"", "\"0001-01-01T00:00:00-14:00\"", "\"'; DROP TABLE Stays; --\"", "\"<script>alert(1)</script>\"", "\"{\\\"code\\\":\\\"1234\\\"}\"", "\"[[code:K7Q2]]\"",
        "\"\\u202e\\u0000\\uffff\"", "\"\U0001F511\"", "[1,2,3]", "{\"a\":{\"a\":{\"a\":1}}}",
    ];

    private static readonly string[] HeaderValues =
        ["", " ", "v1,", "v1,AAAA", "v1", "0", "-1", "1e5", "99999999999999999999", "NaN", "a b", "\u00e9", "%00", new string('x', 8000), "v1,AAAA v1,BBBB v2,CCCC", "2026-06-01T08:00:00Z"];

    private static readonly string[] ContentTypes = ["text/plain", "application/json; charset=utf-16", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml"];

    private readonly SeededRandom _random = new(seed);

    /// <summary>Bends one thing or several; in two of three the signature fits what is sent, so that the body is read.</summary>
    public SignedDelivery Once(SignedDelivery good)
    {
        var bent = good.Body;
        for (var times = 1 + Below(3); times > 0; times--)
        {
            bent = Body(bent);
        }

        return Below(6) switch
        {
            0 => good with { SentBody = bent },
            1 => Header(good with { Body = bent }),
            2 => good with { Body = bent, ContentType = ContentTypes[Below(ContentTypes.Length)], Chunked = Below(2) == 0 },
            _ => good with { Body = bent },
        };
    }

    private byte[] Body(byte[] body) => Below(9) switch
    {
        0 => Flipped(body),
        1 => body[..Below(body.Length + 1)],
        2 => [.. body, .. body[Below(body.Length + 1)..]],
        3 => Cut(body),
        4 => Encoding.UTF8.GetBytes(new string('[', 1 + Below(5000))),
        _ => ValueReplaced(body),
    };

    private byte[] Flipped(byte[] body)
    {
        if (body.Length == 0)
        {
            return [0xff];
        }

        var copy = (byte[])body.Clone();
        copy[Below(copy.Length)] ^= (byte)(1 << Below(8));
        return copy;
    }

    private byte[] Cut(byte[] body)
    {
        var from = Below(body.Length + 1);
        var until = Math.Min(body.Length, from + Below(20));
        return [.. body[..from], .. body[until..]];
    }

    /// <summary>The value after one of the colons is another.</summary>
    private byte[] ValueReplaced(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        var colons = text.Select((letter, at) => (letter, at)).Where(l => l.letter == ':').Select(l => l.at).ToList();
        if (colons.Count == 0)
        {
            return Flipped(body);
        }

        var start = colons[Below(colons.Count)] + 1;
        var end = text.IndexOfAny([',', '}'], start);
        return Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, start), Values[Below(Values.Length)], text.AsSpan(end < 0 ? text.Length : end)));
    }

    private SignedDelivery Header(SignedDelivery delivery)
    {
        var header = new[] { "id", "timestamp", "signature" }[Below(3)];
        return Below(4) == 0
            ? delivery with { Without = [header] }
            : delivery with { Instead = new Dictionary<string, string> { [header] = HeaderValues[Below(HeaderValues.Length)] } };
    }

    private int Below(int bound)
    {
        Span<byte> bytes = stackalloc byte[8];
        _random.GetBytes(bytes);
        return (int)(BinaryPrimitives.ReadUInt64LittleEndian(bytes) % (ulong)bound);
    }
}
