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
        var all = byText.SelectMany((pieces, text) => pieces.Select(p => (Piece: p.Key, Text: (ushort)text, Weight: p.Value))).OrderBy(p => p.Piece).ThenBy(p => p.Text).ToArray();
        _texts = Array.ConvertAll(all, p => p.Text);
        _weights = Array.ConvertAll(all, p => p.Weight);
        var firsts = Enumerable.Range(0, all.Length).Where(i => i == 0 || all[i].Piece != all[i - 1].Piece).ToArray();
        _pieces = Array.ConvertAll(firsts, i => all[i].Piece);
        _starts = [.. firsts, all.Length];
    }

    /// <summary>The place of a piece, negative where no text holds it.</summary>
    public int Find(uint piece) => Array.BinarySearch(_pieces, piece);

    /// <summary>In how many texts the piece at a place stands.</summary>
    public int Count(int place) => place < 0 ? 0 : _starts[place + 1] - _starts[place];

    public ReadOnlySpan<ushort> Texts(int place) => _texts.AsSpan(_starts[place], Count(place));

    public ReadOnlySpan<float> Weights(int place) => _weights.AsSpan(_starts[place], Count(place));
}
