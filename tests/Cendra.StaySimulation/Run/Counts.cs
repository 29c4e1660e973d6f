using System.Globalization;

namespace Cendra.StaySimulation.Run;

/// <summary>How often each thing really happened, not how often it was planned.</summary>
internal sealed class Counts
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> All => _counts;

    public void Add(string what, long count = 1) => _counts[what] = _counts.GetValueOrDefault(what) + count;

    public void Add(Counts others)
    {
        foreach (var (what, count) in others._counts)
        {
            Add(what, count);
        }
    }

    public override string ToString() => string.Join('\n', _counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Value,9:N0}  {c.Key}")));
}
