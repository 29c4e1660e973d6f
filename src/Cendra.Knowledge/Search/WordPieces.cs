using System.Runtime.InteropServices;
using System.Text;
using Cendra.Knowledge.Text;
using Cendra.Knowledge.Topics;

namespace Cendra.Knowledge.Search;

/// <summary>
/// What is compared of a text: its words, and short runs of letters, which survive endings, compounds and typing errors. Chinese and Japanese have no words here: two letters in a row
/// stand for one. Words that say nothing ("do you have") are left out.
/// </summary>
internal static class WordPieces
{
    private static readonly HashSet<string> Empty = Read();

    /// <summary>The words with a meaning, without a plural's s, in the order of the text, repeats kept.</summary>
    public static List<string> Words(string text)
    {
        var words = new List<string>();
        foreach (var word in Meaningful(text))
        {
            if (IsUnspaced(word))
            {
                words.AddRange(word.Length <= 2 ? [word] : Enumerable.Range(0, word.Length - 1).Select(start => word.Substring(start, 2)));
            }
            else
            {
                words.Add(word is [.. var stem, 's'] && stem.Length >= 3 && stem[^1] != 's' ? stem : word);
            }
        }

        return words;
    }

    /// <summary>The runs of letters, hashed, with how often each stands in the text.</summary>
    public static Dictionary<uint, int> Letters(string text)
    {
        var counts = new Dictionary<uint, int>();
        foreach (var word in Meaningful(text))
        {
            if (IsUnspaced(word))
            {
                Count(counts, word, 2, 3);
            }
            else
            {
                Count(counts, $" {word} ", 3, 4);
            }
        }

        return counts;
    }

    /// <summary>FNV-1a: the same in every process, unlike a string's own hash.</summary>
    public static uint Hash(ReadOnlySpan<char> piece)
    {
        var hash = 2166136261u;
        foreach (var letter in piece)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return hash;
    }

    private static IEnumerable<string> Meaningful(string text) =>
        FoldedText.Words(TopicText.Parted(TopicText.Spelled(FoldedText.Of(text)))).Select(ArabicWords.Bare).Where(word => !Empty.Contains(word));

    private static bool IsUnspaced(string word) => Rune.TryGetRuneAt(word, 0, out var first) && FoldedText.IsUnspaced(first);

    /// <summary>Counts all runs of <paramref name="shortest"/> to <paramref name="longest"/> letters; the word itself where it is shorter.</summary>
    private static void Count(Dictionary<uint, int> counts, ReadOnlySpan<char> word, int shortest, int longest)
    {
        for (var length = shortest; length <= longest; length++)
        {
            for (var start = 0; start + length <= word.Length; start++)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, Hash(word.Slice(start, length)), out _)++;
            }
        }

        if (word.Length < shortest)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, Hash(word), out _)++;
        }
    }

    private static HashSet<string> Read()
    {
        using var file = typeof(WordPieces).Assembly.GetManifestResourceStream("empty-words") ?? throw new InvalidOperationException("The list of empty words is not in the assembly.");
        using var reader = new StreamReader(file);
        var lists = new YamlDotNet.Serialization.DeserializerBuilder().Build().Deserialize<Dictionary<string, string>>(reader);
        return lists.Values.SelectMany(list => FoldedText.Words(TopicText.Spelled(FoldedText.Of(list)))).Select(ArabicWords.Bare).ToHashSet(StringComparer.Ordinal);
    }
}
