using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Cendra.Domain.Stays;
using Cendra.Knowledge.Text;

namespace Cendra.Agent.Language;

/// <summary>
/// Which of the languages that Cendra answers in a text is written in. Script decides first; over Latin letters words that only one language has and letters in threes decide together, because guests write short.
/// What could be any language ("ok", "4821", "wifi?") is none. Deterministic.
/// </summary>
public static partial class Languages
{
    /// <summary>A language that Cendra does not answer in.</summary>
    public const string Other = "other";

    /// <summary>What one mark weighs beside the logarithm of the letters' share; with <see cref="Sure"/> and the rest chosen on half of a collection of sentences, measured on the other.</summary>
    private const double Mark = 4;
    private const double Before = 0.5;

    /// <summary>Where few words show nothing but their letters, what was spoken before weighs more: letters alone err in every tenth pair of words.</summary>
    private const double BeforeOfFew = 2;
    private const double Sure = 0.45;

    /// <summary>Without any mark a few words are told only where their letters leave hardly a doubt.</summary>
    private const double SureOfFew = 0.8;
    private const int FewWords = 3;

    /// <summary>No share is taken for impossible: names and foreign words stand in every message.</summary>
    private const double Least = 1e-3;

    /// <summary>Words that guests of all languages write.</summary>
    private static readonly HashSet<string> OfAll = [.. """
        ok okay okey oki wifi wi fi wlan code pin check in out checkin checkout airbnb booking com netflix internet taxi parking email e mail app link hotel metro bus tv pm am hm hmm oh ah haha jaja lol whatsapp sms router google maps uber bar
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>What lines showed: the same lines are asked about again and again while their turn is answered.</summary>
    private static readonly ConditionalWeakTable<IReadOnlyList<TurnLine>, string[]> ShownBefore = new();

    /// <summary>The languages that guests are answered in, by their two letters.</summary>
    public static IReadOnlyList<string> Supported { get; } = ["en", "es", "fr", "de", "it", "pt", "tr", "zh", "ja", "ar"];

    /// <summary>The language of a text: one of <see cref="Supported"/>, <see cref="Other"/>, or <paramref name="fallback"/> where the text shows none ("ok", "4821", an emoji).</summary>
    public static string Of(string text, string fallback) => Shown(text, Primary(fallback)) is { Length: > 0 } shown ? shown : fallback;

    /// <summary>
    /// The language to answer this turn in: that of the last line that shows one, else the conversation's (or the booking's), else that of the country of the guest's telephone, else English.
    /// </summary>
    public static string ForReply(GuestTurn turn) => ForReply(turn.New, turn.Language, turn.Stay);

    /// <summary>The same for lines that are to be answered in a conversation of this language.</summary>
    public static string ForReply(IReadOnlyList<TurnLine> lines, string language, Stay? stay = null)
    {
        var before = language.Length > 0 ? OrEnglish(language) : SpokenIn.Country(stay?.Reservation?.GuestPhone) is { Length: > 0 } spoken ? spoken : "en";
        var shown = ShownIn(lines, before);
        return Supported.Contains(shown) ? shown : before;
    }

    private static string ShownIn(IReadOnlyList<TurnLine> lines, string before)
    {
        if (ShownBefore.TryGetValue(lines, out var known) && known[0] == before)
        {
            return known[1];
        }

        var shown = lines.Reverse().Select(line => Shown(line.Text, before)).FirstOrDefault(found => found.Length > 0) ?? "";
        ShownBefore.AddOrUpdate(lines, [before, shown]);
        return shown;
    }

    /// <summary>The primary language of a BCP 47 tag where Cendra answers in it, else English.</summary>
    public static string OrEnglish(string tag) => Primary(tag) is var primary && Supported.Contains(primary) ? primary : "en";

    private static string Primary(string tag) => tag.Split('-')[0].ToLowerInvariant();

    /// <summary>What the text shows, empty where it shows nothing. What was spoken before weighs a little.</summary>
    private static string Shown(string text, string before)
    {
        var plain = Unspoken().Replace(CleanText.Visible(text), " ");
        return Scripts.LanguageOf(plain, before) is { Length: > 0 } byScript ? byScript : plain.Any(char.IsLetter) ? OfLatin(plain, before) : "";
    }

    private static string OfLatin(string text, string before)
    {
        var words = FoldedText.Words(FoldedText.Of(text));
        var marks = LanguageMarks.Counted(words);
        foreach (var language in LanguageMarks.OfLetters(text))
        {
            marks[language] = marks.GetValueOrDefault(language) + 1;
        }

        var telling = words.Count(w => w.Length > 1 && !char.IsAsciiDigit(w[0]) && !OfAll.Contains(w));
        var isBare = marks.Count == 0 && telling <= FewWords;
        var scores = LetterTriples.SharesOf(text).Select(s => (s.Language, Score: Math.Log(Math.Max(s.Share, Least)) + (Mark * marks.GetValueOrDefault(s.Language)) + (s.Language != before ? 0 : isBare ? BeforeOfFew : Before)))
            .OrderByDescending(s => s.Score).ToList();
        if (scores.Count == 0 || (telling == 0 && marks.Count == 0))
        {
            return "";
        }

        var best = scores[0];
        var share = 1 / scores.Sum(s => Math.Exp(s.Score - best.Score));
        return share >= (isBare ? SureOfFew : Sure) ? best.Language : "";
    }

    /// <summary>Tokens and addresses of the web say nothing about a language.</summary>
    [GeneratedRegex(@"\[\[[^\]]*\]\]|https?://\S+|\S+@\S+", RegexOptions.NonBacktracking)]
    private static partial Regex Unspoken();
}
