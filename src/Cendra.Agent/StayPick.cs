using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Cendra.Agent.Guardrails;
using Cendra.Agent.Rules;
using Cendra.Knowledge.Text;

namespace Cendra.Agent;

/// <summary>
/// Which of several stays a text names, by rules alone, in the languages that Cendra answers in. A text that could mean two of them names none. Pure; it knows nothing of whose stays they are: whoever asks gives
/// only those that the writer may speak of.
/// </summary>
public static partial class StayPick
{
    private const int MostWords = 8;
    private const int ShortestHint = 3;
    private const int FewWords = 3;

    /// <summary>The number, from 1, that a text is and nothing else: "2", "the second one", "la segunda, por favor". Null = it is more than that, or no number up to <paramref name="count"/>.</summary>
    public static int? Number(string text, int count)
    {
        var words = FoldedText.Words(FoldedText.Of(text)).Where(w => w.Any(char.IsLetterOrDigit)).ToList();
        var found = words.Count is 0 or > MostWords ? null : OfSigns(words) ?? OfWords(words);
        return found >= 1 && found <= count ? found : null;
    }

    /// <summary>The one of these names, by its place from 0, that stands whole in the text; null = none, or more than one.</summary>
    public static int? Named(string text, IReadOnlyList<string> names)
    {
        var said = Plain(text);
        var found = names.Select((name, place) => (Name: Plain(name), Place: place)).Where(n => n.Name.Trim().Length > 0 && Holds(said, n.Name)).ToList();
        var whole = found.Where(n => !found.Exists(other => other.Name != n.Name && Holds(other.Name, n.Name))).ToList();
        return whole is [var only] ? only.Place : null;
    }

    /// <summary>
    /// The same where the writer was asked for one of them: a word that only one of the names has is enough ("the loft", "how do I get into the loft?"). A small word, or one that is said of doors, codes and lodging
    /// anywhere, is such a word only where nothing but an answer stands beside it ("the house, please"); a longer text that speaks of other things says none.
    /// </summary>
    public static int? Hinted(string text, IReadOnlyList<string> names)
    {
        var said = FoldedText.Words(FoldedText.Of(text)).Where(w => w.Any(char.IsLetterOrDigit)).ToHashSet(StringComparer.Ordinal);
        var words = names.Select(n => FoldedText.Words(FoldedText.Of(n)).ToHashSet(StringComparer.Ordinal)).ToList();
        var hinted = Enumerable.Range(0, names.Count).Where(i => Hints(said, words[i], [.. words[i].Where(w => w.Length >= ShortestHint && said.Contains(w) && words.Count(other => other.Contains(w)) == 1)])).ToList();
        return hinted is [var only] ? only : null;
    }

    /// <summary>Whether these words of its own say this name.</summary>
    private static bool Hints(HashSet<string> said, HashSet<string> name, List<string> own) =>
        (own.Exists(Tells) && (said.Count <= FewWords || said.All(w => name.Contains(w) || !Tells(w))))
        || (own.Exists(w => StayWords.Lodging.Contains(w) || (!StayWords.Beside.Contains(w) && !AccessWords.Speaks(w))) && said.All(w => name.Contains(w) || StayWords.Beside.Contains(w)));

    /// <summary>The word says something of one place, not of doors, codes or lodging anywhere.</summary>
    private static bool Tells(string word) => !StayWords.Beside.Contains(word) && !StayWords.Does.Contains(word) && !CommonWords.Has(word) && !AccessWords.Speaks(word);

    /// <summary>It speaks of the other one of two: "and for the other flat?".</summary>
    public static bool SaysOther(string text) => StayWords.Other.In(FoldedText.Of(text));

    /// <summary>Any number that is no article, else the articles; ordinals go before both: "the second one".</summary>
    private static int? OfWords(List<string> words)
    {
        var (ordinals, numbers, alone) = (new HashSet<int>(), new HashSet<int>(), false);
        foreach (var word in words)
        {
            if (StayWords.Ordinals.TryGetValue(word, out var ordinal))
            {
                ordinals.Add(ordinal);
            }
            else if (OfDigits(word) is { } digits)
            {
                numbers.Add(digits);
            }
            else if (StayWords.OneAlone.Contains(word))
            {
                alone = true;
            }
            else if (StayWords.Numbers.TryGetValue(word, out var number) && (!StayWords.Beside.Contains(word) || words.Count == 1))
            {
                numbers.Add(number);
            }
            else if (!StayWords.Beside.Contains(word))
            {
                return null;
            }
        }

        var said = ordinals.Count > 0 ? ordinals : numbers;
        return said.Count == 1 ? said.Single() : said.Count == 0 && alone && words.Count == 1 ? 1 : null;
    }

    private static int? OfSigns(List<string> words) =>
        Signs().Match(string.Concat(words)) is not { Success: true } match ? null : match.Groups[1].Value switch { "一" => 1, "二" or "两" => 2, "三" => 3, "四" => 4, var digit => digit[0] - '0' };

    private static int? OfDigits(string word)
    {
        var value = 0;
        foreach (var rune in word.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.DecimalDigitNumber || value > 9)
            {
                return null;
            }

            value = (value * 10) + (int)Rune.GetNumericValue(rune);
        }

        return value;
    }

    /// <summary>Words without the ends of sentences, a space at both ends.</summary>
    private static string Plain(string text) => $" {string.Join(' ', FoldedText.Words(FoldedText.Of(text)))} ";

    /// <summary>Whole words; a name that Chinese or Japanese signs begin or end has no space around it.</summary>
    private static bool Holds(string text, string name) =>
        text.Contains(name.EnumerateRunes().Any(FoldedText.IsUnspaced) ? name.Trim() : name, StringComparison.Ordinal);

    [GeneratedRegex(StayWords.OfSigns, RegexOptions.NonBacktracking)]
    private static partial Regex Signs();
}
