using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cendra.Domain.Conversations;

namespace Cendra.Domain.Access;

/// <summary>
/// Tokens of links: 128 bits that only whoever holds the key folder can compute, so that a message can carry its link whenever it leaves and the database keeps the hash alone.
/// </summary>
public sealed class LinkTokens(KeyFolder keys)
{
    private const int Bytes = 16;
    private const int MailBytes = 10;
    private readonly byte[] _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, keys.PinHashKey, 32, info: "Cendra.Links.v1"u8.ToArray());

    /// <summary>The token by which this contact acknowledges this escalation, 32 hex digits. The same for every notice of it.</summary>
    public string ForNotice(Guid escalationId, Guid contactId) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes($"notice:{escalationId:N}:{contactId:N}")).AsSpan(0, Bytes));

    /// <summary>
    /// The token of a guest's page, 32 letters. No digit is in it: what looks for codes in texts that people send on never takes part of it for one.
    /// </summary>
    public string ForGuest(Guid linkId) => InLetters(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes($"guest:{linkId:N}")).AsSpan(0, Bytes));

    /// <summary>The token of a conversation in the address to which answers by mail go, 20 letters (80 bits), no digit among them.</summary>
    public string ForMail(Guid conversationId) => InLetters(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes($"mail:{conversationId:N}")).AsSpan(0, MailBytes));

    /// <summary>
    /// Six digits that prove who reads an address: HMAC-SHA-256 of row and number, reduced modulo a million (a bias below one in ten trillion). The database holds nothing they follow from.
    /// </summary>
    public string OneTimeDigits(Guid codeId, int number)
    {
        var hash = HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"once:{codeId:N}:{number}")));
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The keyed hash of an address on file, hex.</summary>
    public string OfAddress(string address) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes("address:" + address)));

    /// <summary>The same of all addresses of a guest together.</summary>
    public string OfAddresses(GuestAddresses addresses) => OfAddress(string.Join('\n', addresses.All));

    /// <summary>The keyed hash of a text that may hold digits, hex: equal texts, equal hash; says nothing without the key folder.</summary>
    public string OfText(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes("text:" + text)));

    /// <summary>What is stored in its place: SHA-256, hex.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Four bits a letter; consonants alone spell no words.</summary>
    private static string InLetters(ReadOnlySpan<byte> bytes)
    {
        const string letters = "bcdfghjkmnpqrstv";
        var text = new StringBuilder(2 * bytes.Length);
        foreach (var value in bytes)
        {
            text.Append(letters[value >> 4]).Append(letters[value & 15]);
        }

        return text.ToString();
    }
}
