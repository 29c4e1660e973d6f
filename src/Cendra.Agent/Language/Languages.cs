using System.Text.RegularExpressions;
using Cendra.Knowledge.Text;
using Lingua;
using LinguaLanguage = Lingua.Language;

namespace Cendra.Agent.Language;

/// <summary>
/// Which of the languages that Cendra answers in a text is written in. Words that only one language has decide first, because guests write short; n-grams decide over longer
/// texts without such words. Deterministic; the n-grams load at first need (about 0.3 s, 10 MB).
/// </summary>
public static partial class Languages
{
    /// <summary>A language that Cendra does not answer in.</summary>
    public const string Other = "other";

    /// <summary>Below this an n-gram guess is no guess.</summary>
    private const double Sure = 0.85;
    private const int FewestWords = 4;

    private static readonly Lazy<LanguageDetector> NGrams = new(() => LanguageDetectorBuilder
        .FromLanguages(LinguaLanguage.English, LinguaLanguage.Spanish, LinguaLanguage.German, LinguaLanguage.French, LinguaLanguage.Italian, LinguaLanguage.Portuguese)
        .WithLowAccuracyMode().Build());

    /// <summary>The languages that guests are answered in, by their two letters.</summary>
    public static IReadOnlyList<string> Supported { get; } = ["en", "es", "de", "fr"];

    /// <summary>The language of a text: one of <see cref="Supported"/>, <see cref="Other"/>, or <paramref name="fallback"/> where the text shows none ("ok", "4821", an emoji).</summary>
    public static string Of(string text, string fallback)
    {
        var plain = Unspoken().Replace(CleanText.Visible(text), " ");
        if (plain.Any(c => char.IsLetter(c) && c > 'ɏ' && c is < 'Ḁ' or > 'ỿ' && char.IsLetter(c)))
        {
            return Other; // Greek, Cyrillic, Arabic, Chinese …
        }

        var words = FoldedText.Words(FoldedText.Of(plain));
        var marked = LanguageMarks.Of(words);
        return marked.Length > 0 ? Answerable(marked) : words.Count(w => w.Length > 1 && !char.IsDigit(w[0])) >= FewestWords ? OfNGrams(plain, fallback) : fallback;
    }

    /// <summary>The language to answer this turn in: that of the last line that shows one, else the conversation's, else English.</summary>
    public static string ForReply(GuestTurn turn) => ForReply(turn.New, turn.Language);

    /// <summary>The same for lines that are to be answered in a conversation of this language.</summary>
    public static string ForReply(IReadOnlyList<TurnLine> lines, string language)
    {
        var shown = lines.Reverse().Select(line => Of(line.Text, "")).FirstOrDefault(found => found.Length > 0) ?? "";
        return Supported.Contains(shown) ? shown : OrEnglish(language);
    }

    /// <summary>The primary language of a BCP 47 tag where Cendra answers in it, else English.</summary>
    public static string OrEnglish(string tag)
    {
        var primary = tag.Split('-')[0].ToLowerInvariant();
        return Supported.Contains(primary) ? primary : "en";
    }

    private static string OfNGrams(string text, string fallback)
    {
        var best = NGrams.Value.ComputeLanguageConfidenceValues(text).OrderByDescending(c => c.Value).FirstOrDefault();
        return best.Value < Sure ? fallback : best.Key switch
        {
            LinguaLanguage.English => "en",
            LinguaLanguage.Spanish => "es",
            LinguaLanguage.German => "de",
            LinguaLanguage.French => "fr",
            _ => Other,
        };
    }

    private static string Answerable(string language) => Supported.Contains(language) ? language : Other;

    /// <summary>Tokens and addresses of the web say nothing about a language.</summary>
    [GeneratedRegex(@"\[\[[^\]]*\]\]|https?://\S+|\S+@\S+", RegexOptions.NonBacktracking)]
    private static partial Regex Unspoken();
}
