namespace Cendra.Knowledge.Search;

/// <summary>Which texts hold a piece, and with what weight: sorted arrays, so that a compiled guide stays small. Immutable.</summary>
internal sealed class Postings
{
    private readonly uint[] _pieces;
    private readonly int[] _starts;
    private readonly ushort[] _texts;
    private readonly float[] _weights;

    /// <param name="byText">For each text, its pieces with their weights.</param>
    public Postings(IReadOnlyList<Dictionary<uint, float>> byText)
    {
        var (keys, weights) = (new ulong[byText.Sum(t => t.Count)], new float[byText.Sum(t => t.Count)]);
        var next = 0;
        for (var text = 0; text < byText.Count; text++)
        {
            foreach (var (piece, weight) in byText[text])
            {
                (keys[next], weights[next++]) = (((ulong)piece << 32) | (uint)text, weight);
            }
        }

        Array.Sort(keys, weights);
        _weights = weights;
        _texts = Array.ConvertAll(keys, key => (ushort)key);
        var firsts = Enumerable.Range(0, keys.Length).Where(i => i == 0 || keys[i] >> 32 != keys[i - 1] >> 32).ToArray();
        _pieces = Array.ConvertAll(firsts, i => (uint)(keys[i] >> 32));
        _starts = [.. firsts, keys.Length];
    }

    /// <summary>The place of a piece, negative where no text holds it.</summary>
    public int Find(uint piece) => Array.BinarySearch(_pieces, piece);

    /// <summary>In how many texts the piece at a place stands.</summary>
    public int Count(int place) => place < 0 ? 0 : _starts[place + 1] - _starts[place];

    public ReadOnlySpan<ushort> Texts(int place) => _texts.AsSpan(_starts[place], Count(place));

    public ReadOnlySpan<float> Weights(int place) => _weights.AsSpan(_starts[place], Count(place));
}
