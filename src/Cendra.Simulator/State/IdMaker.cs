using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Cendra.Simulator.State;

/// <summary>Ids that look like Seam's UUIDs, digits and secrets, all from the injected source.</summary>
internal sealed class IdMaker(RandomNumberGenerator random, WorldState state)
{
    public string NewId()
    {
        Span<byte> seed = stackalloc byte[24];
        random.GetBytes(seed[..16]);
        BinaryPrimitives.WriteInt64LittleEndian(seed[16..], ++state.IdsMade);
        var hash = SHA256.HashData(seed);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x40);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString("D");
    }

    /// <summary>A Twilio id: two letters and 32 hex digits.</summary>
    public string NewSid(string prefix) => prefix + NewId().Replace("-", "", StringComparison.Ordinal);

    /// <summary>A Svix secret: whsec_ and 24 bytes in base64.</summary>
    public string NewSecret()
    {
        Span<byte> key = stackalloc byte[24];
        random.GetBytes(key);
        return "whsec_" + Convert.ToBase64String(key);
    }

    public string NewDigits(int length)
    {
        var digits = new char[length];
        Span<byte> one = stackalloc byte[1];
        for (var i = 0; i < length;)
        {
            random.GetBytes(one);
            if (one[0] < 250)
            {
                digits[i++] = (char)('0' + (one[0] % 10));
            }
        }

        return new string(digits);
    }
}
