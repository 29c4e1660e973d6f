using System.Buffers.Binary;
using Cendra.Tests.World;

namespace Cendra.Server.Tests.Fuzz;

/// <summary>Chance that repeats itself with its seed.</summary>
internal sealed class Dice(int seed)
{
    private readonly SeededRandom _random = new(seed);

    public int Below(int bound)
    {
        Span<byte> bytes = stackalloc byte[8];
        _random.GetBytes(bytes);
        return (int)(BinaryPrimitives.ReadUInt64LittleEndian(bytes) % (ulong)bound);
    }

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    public List<T> Shuffled<T>(IEnumerable<T> items)
    {
        var list = items.ToList();
        for (var last = list.Count - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (list[last], list[other]) = (list[other], list[last]);
        }

        return list;
    }
}
