using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Cendra.Lifecycle.Reservations.Api;

/// <summary>
/// How a key of the API is written: <c>cendra_</c> and 256 random bits. Whoever has the text may do what the key may do, so it is shown once and only its hash is kept. A plain hash is
/// enough: nobody tries out 256 bits.
/// </summary>
public static class ApiKeyText
{
    /// <summary>What every key begins with, so that people and scanners know one when they see it.</summary>
    public const string Prefix = "cendra_";

    private const int RandomBytes = 32;
    private const int ShownLetters = 4;
    private static readonly int Length = Prefix.Length + Base64Url.GetEncodedLength(RandomBytes);

    /// <summary>A new key.</summary>
    public static string New(RandomNumberGenerator random)
    {
        Span<byte> bytes = stackalloc byte[RandomBytes];
        random.GetBytes(bytes);
        return Prefix + Base64Url.EncodeToString(bytes);
    }

    /// <summary>The hash that is kept in place of the key, hex; null = the text is no key.</summary>
    public static string? HashOf(string text) =>
        text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal) && text.All(char.IsAscii) ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text))) : null;

    /// <summary>The first letters, by which a host knows a key again.</summary>
    public static string FirstLetters(string key) => key[..(Prefix.Length + ShownLetters)];
}
