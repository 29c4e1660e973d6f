using System.Runtime.InteropServices;

namespace Cendra.Knowledge.Search;

/// <summary>
/// How alike two texts are written: the cosine of their runs of letters, each weighted by how rare it is in this guide. Forgives endings, compounds, typing errors and what speech
/// recognition makes of a word. Between 0 and 1.
/// </summary>
internal sealed class Spelling
{
    /// <summary>An answer says the word as well, but says much else.</summary>
    private const float AnswerShare = 0.3f;

    private readonly Postings _postings;
    private readonly int _texts;
    private readonly double[] _lengths;

    public Spelling(IReadOnlyList<GuideText> texts)
    {
        _texts = texts.Count;
        var counts = texts.Select(Counts).ToList();
        _postings = new([.. counts.Select(c => c.ToDictionary(p => p.Key, p => MathF.Sqrt(p.Value)))]);
        _lengths = [.. counts.Select(c => Math.Sqrt(c.Sum(p => p.Value * Square(Rarity.Of(_postings.Count(_postings.Find(p.Key)), _texts)))))];
    }

    public double[] Of(string query)
    {
        var cosines = new double[_texts];
        var length = 0.0;
        foreach (var (piece, count) in WordPieces.Letters(query))
        {
            var place = _postings.Find(piece);
            var rarity = Square(Rarity.Of(_postings.Count(place), _texts));
            length += count * rarity;
            for (var i = 0; i < _postings.Count(place); i++)
            {
                cosines[_postings.Texts(place)[i]] += Math.Sqrt(count) * _postings.Weights(place)[i] * rarity;
            }
        }

        for (var i = 0; i < _texts && length > 0; i++)
        {
            cosines[i] = _lengths[i] > 0 ? Math.Min(1, cosines[i] / Math.Sqrt(length) / _lengths[i]) : 0;
        }

        return cosines;
    }

    private static Dictionary<uint, float> Counts(GuideText text)
    {
        var counts = WordPieces.Letters(text.Question).ToDictionary(p => p.Key, p => (float)p.Value);
        foreach (var (piece, count) in WordPieces.Letters(text.Answer))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, piece, out _) += count * AnswerShare;
        }

        return counts;
    }

    private static double Square(double value) => value * value;
}
