using Cendra.Simulator;

namespace Cendra.StaySimulation.Story;

/// <summary>Throws that repeat themselves for the same seed.</summary>
internal sealed class Dice(long seed) : IDisposable
{
    private readonly SeededRandomNumberGenerator _random = new(seed);

    /// <summary>0 to <paramref name="end"/> - 1.</summary>
    public int Below(int end)
    {
        Span<byte> bytes = stackalloc byte[4];
        _random.GetBytes(bytes);
        return (int)(BitConverter.ToUInt32(bytes) % (uint)end);
    }

    /// <summary>From to until, both possible.</summary>
    public int Between(int from, int until) => from + Below(until - from + 1);

    /// <summary>True in so many of a hundred.</summary>
    public bool Percent(int percent) => Below(100) < percent;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    public TimeSpan Minutes(int from, int until) => TimeSpan.FromSeconds(Between(from * 60, until * 60));

    public void Dispose() => _random.Dispose();
}
