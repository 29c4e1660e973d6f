using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MimeKit.Utils;

namespace Cendra.Messaging.Email.Reading;

/// <summary>The ids by which mails refer to each other, and a key for one that has none.</summary>
internal static class MailIds
{
    private const int Longest = 250;
    private const int MostReferences = 20;

    /// <summary>The mail's own, without brackets; null when it has none that could be looked up.</summary>
    public static string? Own(MimeMessage mime) => Ids(mime, HeaderId.MessageId).FirstOrDefault() ?? Usable(mime.Headers[HeaderId.MessageId]?.Trim(' ', '<', '>'));

    /// <summary>The mail it answers.</summary>
    public static string? Answered(MimeMessage mime) => Ids(mime, HeaderId.InReplyTo).FirstOrDefault();

    /// <summary>The last twenty of the conversation, oldest first.</summary>
    public static IReadOnlyList<string> References(MimeMessage mime) => [.. Ids(mime, HeaderId.References).Distinct(StringComparer.Ordinal).TakeLast(MostReferences)];

    /// <summary>The same for the same mail fetched again, whatever servers put above it.</summary>
    public static string Key(MimeMessage mime, ReadOnlySpan<byte> raw)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var id in (HeaderId[])[HeaderId.Date, HeaderId.From, HeaderId.To, HeaderId.Subject])
        {
            var value = Encoding.UTF8.GetBytes(mime.Headers[id] ?? "");
            hash.AppendData(BitConverter.GetBytes(value.Length));
            hash.AppendData(value);
        }

        hash.AppendData(raw[BodyStart(raw)..]);
        return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<string> Ids(MimeMessage mime, HeaderId header) =>
        mime.Headers.Where(h => h.Id == header).SelectMany(h => MimeUtils.EnumerateReferences(h.RawValue, 0, h.RawValue.Length)).Select(Usable).OfType<string>();

    private static string? Usable(string? id) => id is { Length: > 0 and <= Longest } && !id.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) ? id : null;

    private static int BodyStart(ReadOnlySpan<byte> raw)
    {
        var (unix, other) = (raw.IndexOf("\n\n"u8), raw.IndexOf("\n\r\n"u8));
        return unix < 0 && other < 0 ? raw.Length : other < 0 || (unix >= 0 && unix < other) ? unix + 2 : other + 3;
    }
}
