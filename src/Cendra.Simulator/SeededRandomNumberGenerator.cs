using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Cendra.Simulator;

/// <summary>The same bytes for the same seed, on every machine: SHA-256 over seed and counter. For tests and simulations, never for a real door.</summary>
public sealed class SeededRandomNumberGenerator(long seed) : RandomNumberGenerator
{
    private readonly Lock gate = new();
    private readonly byte[] block = new byte[SHA256.HashSizeInBytes];
    private long counter;
    private int used = SHA256.HashSizeInBytes;

    public override void GetBytes(byte[] data) => GetBytes(data.AsSpan());

    public override void GetBytes(Span<byte> data)
    {
        lock (gate)
        {
            for (var i = 0; i < data.Length; i++)
            {
                if (used == block.Length)
                {
                    Refill();
                }

                data[i] = block[used++];
            }
        }
    }

    private void Refill()
    {
        Span<byte> input = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(input, seed);
        BinaryPrimitives.WriteInt64LittleEndian(input[8..], counter++);
        SHA256.HashData(input, block);
        used = 0;
    }
}
