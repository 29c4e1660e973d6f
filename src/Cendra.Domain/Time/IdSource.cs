using System.Security.Cryptography;

namespace Cendra.Domain.Time;

/// <summary>
/// Makes the ids of all rows: time-ordered (UUID version 7, RFC 9562) from the injected clock and randomness, so that a simulation repeats itself exactly.
/// Nothing may order by an id.
/// </summary>
public sealed class IdSource(TimeProvider clock, RandomNumberGenerator random)
{
    /// <summary>A new id. Unique for all practical purposes: 74 random bits a millisecond.</summary>
    public Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.GetBytes(bytes);
        var milliseconds = clock.GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = 5; i >= 0; i--)
        {
            bytes[i] = (byte)milliseconds;
            milliseconds >>= 8;
        }

        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
