using System.Runtime.InteropServices;

namespace Cendra.Knowledge.Search;

/// <summary>
/// BM25 over the words of a guide, a question's words counting double. Given as a share of what a text with all the asked words would get, so that it lies between 0 and 1; a word
/// that no text holds lowers it.
/// </summary>
internal sealed class RareWords
{
    private const float Saturation = 1.2f;
    private const float LengthShare = 0.5f;

    private readonly Postings _postings;
    private readonly int _texts;

    public RareWords(IReadOnlyList<GuideText> texts)
    {
        _texts = texts.Count;
        var counts = texts.Select(Counts).ToList();
        var average = Math.Max(1, counts.Average(c => c.Values.Sum()));
        _postings = new([.. counts.Select(c => Weighted(c, c.Values.Sum() / average))]);
    }

    /// <summary>The share of each text, and the words that it has in common with the query.</summary>
    public (double[] Shares, List<string>?[] Common) Of(string query)
    {
        var shares = new double[_texts];
        var common = new List<string>?[_texts];
        var full = 0.0;
        foreach (var word in WordPieces.Words(query).Distinct(StringComparer.Ordinal))
        {
            var place = _postings.Find(WordPieces.Hash(word));
            var rarity = Rarity.Of(_postings.Count(place), _texts);
            full += rarity * (Saturation + 1);
            for (var i = 0; i < _postings.Count(place); i++)
            {
                var text = _postings.Texts(place)[i];
                shares[text] += rarity * _postings.Weights(place)[i];
                (common[text] ??= []).Add(word);
            }
        }

        for (var i = 0; i < _texts && full > 0; i++)
        {
            shares[i] = Math.Min(1, shares[i] / full);
        }

        return (shares, common);
    }

    private static Dictionary<uint, float> Counts(GuideText text)
    {
        var counts = new Dictionary<uint, float>();
        foreach (var (word, weight) in WordPieces.Words(text.Question).Select(w => (w, 2f)).Concat(WordPieces.Words(text.Answer).Select(w => (w, 1f))))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, WordPieces.Hash(word), out _) += weight;
        }

        return counts;
    }

    private static Dictionary<uint, float> Weighted(Dictionary<uint, float> counts, double length) => counts.ToDictionary(c => c.Key,
        c => c.Value * (Saturation + 1) / (c.Value + (Saturation * (1 - LengthShare + (LengthShare * (float)length)))));
}

/// <summary>How much a piece says: the fewer texts of this guide hold it, the more. Always above 0.</summary>
internal static class Rarity
{
    public static double Of(int holding, int texts) => Math.Log(1 + ((texts - holding + 0.5) / (holding + 0.5)));
}
