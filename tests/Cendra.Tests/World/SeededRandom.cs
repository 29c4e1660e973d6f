using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Cendra.Tests.World;

/// <summary>Randomness that repeats itself: SHA-256 over a seed and a counter. Equal seeds give equal bytes for ever, on every machine.</summary>
public sealed class SeededRandom(int seed) : RandomNumberGenerator
{
    private readonly Lock _gate = new();
    private readonly byte[] _block = new byte[32];
    private long _counter;
    private int _left;

    /// <inheritdoc />
    public override void GetBytes(byte[] data) => GetBytes(data.AsSpan());

    /// <inheritdoc />
    public override void GetBytes(Span<byte> data)
    {
        lock (_gate)
        {
            for (var i = 0; i < data.Length; i++)
            {
                data[i] = NextByte();
            }
        }
    }

    private byte NextByte()
    {
        if (_left == 0)
        {
            Span<byte> input = stackalloc byte[12];
            BinaryPrimitives.WriteInt32LittleEndian(input, seed);
            BinaryPrimitives.WriteInt64LittleEndian(input[4..], _counter++);
            SHA256.HashData(input, _block);
            _left = _block.Length;
        }

        return _block[^_left--];
    }
}
