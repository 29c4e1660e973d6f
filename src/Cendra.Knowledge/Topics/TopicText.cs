using System.Buffers;
using System.Text;
using Cendra.Knowledge.Text;

namespace Cendra.Knowledge.Topics;

/// <summary>A text made ready once for the rules of all topics: folded for languages with spaces, and as written for Chinese and Japanese.</summary>
internal sealed class TopicText
{
    private static readonly SearchValues<char> ArabicLetters = SearchValues.Create("\u0629\u0649\u0640");

    public TopicText(string text)
    {
        // A Latin word that touches a Chinese or Japanese one ("Wi-Fiは") still is a word.
        var folded = Spelled(FoldedText.Of(text));
        Words = Parted(folded).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Written = HasUnspaced(folded) ? CleanText.Visible(text).Normalize(NormalizationForm.FormKC).ToLowerInvariant() : "";
    }

    /// <summary>Between the words of two sentences.</summary>
    public const string SentenceEnd = ".";

    /// <summary>As in <see cref="FoldedText"/>, with <see cref="SentenceEnd"/> between sentences, Arabic spelt one way and Chinese and Japanese parted from other letters.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Full width, half width and case are one, marks stay: ハス and バス are two words. Empty where nothing Chinese or Japanese stands.</summary>
    public string Written { get; }

    /// <summary>Guests write the last letter of a word with its dots or without them.</summary>
    public static string Spelled(string folded) =>
        folded.AsSpan().ContainsAny(ArabicLetters) ? folded.Replace('\u0629', '\u0647').Replace('\u0649', '\u064A').Replace("\u0640", "", StringComparison.Ordinal) : folded;

    /// <summary>A space wherever an unspaced script and another one meet.</summary>
    public static string Parted(string folded)
    {
        if (!HasUnspaced(folded))
        {
            return folded;
        }

        var parted = new StringBuilder(folded.Length + 16);
        var last = default(Rune?);
        foreach (var rune in folded.EnumerateRunes())
        {
            if (last is { } before && !Rune.IsWhiteSpace(rune) && !Rune.IsWhiteSpace(before) && FoldedText.IsUnspaced(rune) != FoldedText.IsUnspaced(before))
            {
                parted.Append(' ');
            }

            parted.Append(rune);
            last = rune;
        }

        return parted.ToString();
    }

    private static bool HasUnspaced(string text) => text.EnumerateRunes().Any(FoldedText.IsUnspaced);
}
