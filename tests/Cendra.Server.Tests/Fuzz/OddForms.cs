using System.Globalization;
using System.Text;

namespace Cendra.Server.Tests.Fuzz;

/// <summary>Posted fields that are broken, missing, doubled, too many, or hold what no text holds.</summary>
internal static class OddForms
{
    public const string FormType = "application/x-www-form-urlencoded";

    /// <summary>Written as they go over the wire, escapes included.</summary>
    public static readonly IReadOnlyList<string> InEachPlace =
    [
        "", "+", "%", "%ZZ", "%00", "a%00b", "%FF%FE", "%EF%BF%BE", "%ED%A0%80", "xxxxxxxxx%F0%9F%94%91", "%C3%A9%20%E2%80%AE", "%0D%0ASet-Cookie:%20a=b", "99999999999999999999", "-1", "%2F%2Fevil.example", "%2F%C3%A9",
        "%5B%5Bcode%3AK7Q2%5D%5D",
    ];

    /// <summary>A body and its content type; null = the usual one.</summary>
    public static IEnumerable<(string What, byte[] Body, string? Type)> Of(byte[] good)
    {
        var text = Encoding.UTF8.GetString(good);
        var fields = text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split('=', 2)).Select(f => (Name: f[0], Value: f.Length > 1 ? f[1] : "")).ToList();
        return Shapes(text).Concat(Kinds(good, fields)).Concat(InPlaces(fields));
    }

    public static string Joined(IEnumerable<(string Name, string Value)> fields) => string.Join('&', fields.Select(f => $"{f.Name}={f.Value}"));

    private static IEnumerable<(string, byte[], string?)> Shapes(string text)
    {
        foreach (var body in new[] { "", "&&&&", "====", "%%%=%&&==&", "=", "a", "a=%", "%00=1", "%=1", "{\"a\":1}", "\0", "\u00e9=\u00e9" })
        {
            yield return ($"only {body}", Encoding.UTF8.GetBytes(body), null);
            yield return ($"{body} behind it", Encoding.UTF8.GetBytes($"{text}&{body}"), null);
        }

        yield return ("cut in half", Encoding.UTF8.GetBytes(text[..(text.Length / 2)]), null);
        yield return ("twice", Encoding.UTF8.GetBytes($"{text}&{text}"), null);
        yield return ("with semicolons", Encoding.UTF8.GetBytes(text.Replace('&', ';')), null);
        yield return ("1,100 fields more", Encoding.UTF8.GetBytes($"{text}&{Many(1_100)}"), null);
        yield return ("10,000 fields before it", Encoding.UTF8.GetBytes($"{Many(10_000)}&{text}"), null);
        yield return ("one field 10,000 times", Encoding.UTF8.GetBytes($"{text}&{string.Join('&', Enumerable.Repeat("Body=a", 10_000))}"), null);
        yield return ("a name of 10,000", Encoding.UTF8.GetBytes($"{text}&{new string('n', 10_000)}=1"), null);
        yield return ("a value of 200,000", Encoding.UTF8.GetBytes($"{text}&more={new string('v', 200_000)}"), null);
        yield return ("bytes that are no text", [.. Encoding.UTF8.GetBytes(text), (byte)'&', 0xff, 0xfe, (byte)'=', 0xc0, 0xaf], null);
        yield return ("256 KB and more", Encoding.UTF8.GetBytes($"{text}&more={new string('v', OddJson.TooLarge)}"), null);
        yield return ("2 MB", Encoding.UTF8.GetBytes($"{text}&more={new string('v', 2 * 1024 * 1024)}"), null);
    }

    private static string Many(int count) => string.Join('&', Enumerable.Range(0, count).Select(n => string.Create(CultureInfo.InvariantCulture, $"f{n}=1")));

    private static IEnumerable<(string, byte[], string?)> Kinds(byte[] good, List<(string Name, string Value)> fields)
    {
        foreach (var type in new[] { $"{FormType}; charset=utf-16", $"{FormType}; charset=utf-7", $"{FormType}; charset=nonsense", $"{FormType}; charset=\"", "APPLICATION/X-WWW-FORM-URLENCODED", "text/plain", "application/json", ";;;", "/" })
        {
            yield return ($"as {type}", good, type);
        }

        var parts = string.Concat(fields.Select(f => $"--x\r\nContent-Disposition: form-data; name=\"{Uri.UnescapeDataString(f.Name)}\"\r\n\r\n{Uri.UnescapeDataString(f.Value)}\r\n"));
        yield return ("in parts", Encoding.UTF8.GetBytes(parts + "--x--\r\n"), "multipart/form-data; boundary=x");
        yield return ("in parts without an end", Encoding.UTF8.GetBytes(parts), "multipart/form-data; boundary=x");
        yield return ("in parts with a file", Encoding.UTF8.GetBytes(parts + "--x\r\nContent-Disposition: form-data; name=\"email\"; filename=\"..\\u0000/a\"\r\nContent-Type: text/html\r\n\r\n<b>\r\n--x--\r\n"), "multipart/form-data; boundary=x");
        yield return ("in parts of another boundary", Encoding.UTF8.GetBytes(parts), "multipart/form-data; boundary=y");
        yield return ("in parts without a boundary", Encoding.UTF8.GetBytes(parts), "multipart/form-data");
        yield return ("in parts of an endless boundary", Encoding.UTF8.GetBytes(parts), "multipart/form-data; boundary=" + new string('b', 5000));
        yield return ("in 2,000 parts", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n", 2000)) + "--x--\r\n"), "multipart/form-data; boundary=x");
        yield return ("a part with 500 headers", Encoding.UTF8.GetBytes("--x\r\n" + string.Concat(Enumerable.Range(0, 500).Select(n => $"H{n}: 1\r\n")) + "\r\n1\r\n--x--\r\n"), "multipart/form-data; boundary=x");
        yield return ("fields said to be parts", good, "multipart/form-data; boundary=x");
    }

    private static IEnumerable<(string, byte[], string?)> InPlaces(List<(string Name, string Value)> fields)
    {
        for (var at = 0; at < fields.Count; at++)
        {
            var (before, (name, value), after) = (fields.Take(at), fields[at], fields.Skip(at + 1));
            foreach (var odd in InEachPlace.Append(new string('x', 10_000)))
            {
                yield return ($"{name} is {(odd.Length > 20 ? "long" : odd)}", Encoding.UTF8.GetBytes(Joined([.. before, (name, odd), .. after])), null);
            }

            yield return ($"no {name}", Encoding.UTF8.GetBytes(Joined([.. before, .. after])), null);
            yield return ($"{name} twice", Encoding.UTF8.GetBytes(Joined([.. before, (name, value), (name, "other"), .. after])), null);
        }
    }
}
