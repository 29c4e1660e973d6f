using System.Text;
using System.Text.RegularExpressions;
using Cendra.Domain.Database;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Import.Past;
using Cendra.Knowledge.Text;

namespace Cendra.Knowledge.Candidates;

/// <summary>
/// Makes what was said in a conversation fit to be kept as a test case for ever: without any digit, name, number or address. Names are those that the booking and the house know, those that somebody introduces themselves
/// by, and, where a language writes only names large, every word that is written large within a sentence. It takes rather too much than too little.
/// </summary>
public sealed partial class CaseTexts(KnownCodes known)
{
    /// <summary>Characters of a text.</summary>
    public const int Longest = 500;

    private const string Name = "(name)";
    private const string Number = "(number)";

    /// <summary>What stands where something was taken out.</summary>
    public static IReadOnlyList<string> Placeholders { get; } = [Name, Number];

    /// <summary>Languages that write other words large too, or have no large letters.</summary>
    private static readonly string[] NoLargeNames = ["de", "zh", "ja", "ar"];

    /// <summary>Words that guests write large and that name nobody.</summary>
    private static readonly HashSet<string> Harmless = [.. """
        i i'm i'll i've i'd i’m i’ll i’ve i’d ok wifi wi-fi wlan tv ac pin id am pm whatsapp airbnb booking booking.com google netflix vat iva usb
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The text without what belongs to somebody; empty = nothing that may be kept is left of it.</summary>
    /// <param name="db">Where codes and secrets are known by their hashes.</param>
    /// <param name="text">As it is stored.</param>
    /// <param name="language">BCP 47.</param>
    /// <param name="names">Names of the guest, of people of the house and of the place.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<string> CleanAsync(CendraDbContext db, string text, string language, IReadOnlyCollection<string> names, CancellationToken ct)
    {
        var clean = Clean(text, language, names);
        return PlainDigits.HoldsDisguise(clean) || HoldsEncodedDigits(clean) || clean.EnumerateRunes().Any(Rune.IsNumber) || await known.HoldsRealAsync(db, clean, ct) || !clean.Replace(Name, "", StringComparison.Ordinal).Replace(Number, "", StringComparison.Ordinal).Any(char.IsLetter) ? "" : clean;
    }

    /// <summary>The same by its letters alone.</summary>
    internal static string Clean(string text, string language, IReadOnlyCollection<string> names)
    {
        var bare = Token().Replace(CleanText.Visible(text), Number).Normalize(NormalizationForm.FormKC);
        bare = Numbers().Replace(PastMask.Of(bare, [.. names]).Replace(PastMask.Digits, Number, StringComparison.Ordinal), Number);
        bare = WithoutNames(bare, names);
        bare = ByItself().Replace(Spoken().Replace(bare, $"$1{Name}"), $"$1$2$3{Name}");
        bare = ThisIs().Replace(Introduced().Replace(bare, m => $"{m.Groups[1].Value}{m.Groups[2].Value}{Name}"), $"$1{Name}");
        if (!NoLargeNames.Contains(language.Split('-')[0], StringComparer.Ordinal))
        {
            bare = Large().Replace(bare, m => Harmless.Contains(m.Value.ToLowerInvariant()) || m.Value.Length > 1 && m.Value.All(char.IsUpper) ? m.Value : Name);
        }

        var line = Repeated().Replace(Spaces().Replace(bare, " "), m => m.Groups[1].Value).Trim();
        return CandidateTexts.CutAtWord(line, Longest);
    }

    /// <summary>A word is base64 of text in which four digits stand beside each other.</summary>
    private static bool HoldsEncodedDigits(string text) => Encoded().Matches(text).Any(word =>
    {
        var bytes = new byte[word.Length];
        var padded = word.Value.PadRight((word.Length + 3) / 4 * 4, '=');
        return Convert.TryFromBase64String(padded, bytes, out var length) && FourDigits().IsMatch(Encoding.ASCII.GetString(bytes, 0, length));
    });

    private static string WithoutNames(string text, IReadOnlyCollection<string> names)
    {
        var parts = names.SelectMany(n => NameWord().Matches(n).Select(m => FoldedText.Of(m.Value).Trim())).Where(n => n.Length > 1 || (n.Length == 1 && n[0] > '\u02ff')).ToHashSet(StringComparer.Ordinal);
        var bare = NameWord().Replace(text, m => parts.Contains(FoldedText.Of(m.Value).Trim()) ? Name : m.Value);
        foreach (var whole in names.SelectMany(n => n.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(n => n.Length > 1 && n[0] > '\u2fff'))
        {
            bare = bare.Replace(whole, Name, StringComparison.Ordinal); // Signs stand without spaces between them.
        }

        return bare;
    }

    [GeneratedRegex(@"\[\[[^\]]{0,60}\]\]|\[\[|\]\]|\{\{|\}\}", RegexOptions.NonBacktracking)]
    private static partial Regex Token();

    /// <summary>Any digit with what joins it to the next one and to letters beside it: "12:30", "+34 600", "4B", "№5".</summary>
    [GeneratedRegex(@"[\p{L}+#]{0,2}\p{N}(?:[\p{L}\p{N}]|[ .,:/+()'’-]{1,2}(?=\p{N}))*%?")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}'’-]*")]
    private static partial Regex NameWord();

    /// <summary>"My name is Ana", "soy Ana", "我叫…": the word or two after it.</summary>
    [GeneratedRegex(@"(?i)((?<!\p{L})(?:my name is|my name’s|my name's|i am called|me llamo|mi nombre es|je m[’']appelle|mon nom est|ich hei(?:ß|ss)e|mein name ist|mi chiamo|il mio nome è|chamo-me|me chamo|(?:o )?meu nome é|benim adım|adım) )\p{L}[\p{L}'’-]*(?: (?-i:\p{Lu})[\p{L}'’-]*)?|((?:我叫|我的名字是|اسمي ))[\p{L}]{1,6}")]
    private static partial Regex Introduced();

    /// <summary>"Ich bin Jonas Weber", "soy Ana", "Grüße, Ana": words that introduce or sign, and others as well, so that only what is written large after them is a name, however many words it has.</summary>
    [GeneratedRegex(@"((?<!\p{L})(?i:i am|i[’']m|(?:yo )?soy|(?:les |le )?habla|ich bin(?: (?:der|die))?|hier (?:ist|spricht|schreibt)(?: (?:der|die))?|je suis|(?:moi )?c[’']est|ici|(?:io )?sono|(?:eu )?sou(?: [oa])?|aqui (?:é|fala)(?: [oa])?|ben|gr[uü](?:ß|ss)e?|lg|vg|mfg),? |我是|我叫|这里是|這裡是|私は|わたしは|أنا |اسمي )(?!WLAN|WiFi|TV)\p{Lu}[\p{L}\p{M}'’-]*(?: \p{Lu}[\p{L}\p{M}'’-]*)*")]
    private static partial Regex Spoken();

    /// <summary>The same where letters are neither large nor small: a few signs or words between the introduction and the end of the phrase.</summary>
    [GeneratedRegex(@"((?:我是|我们是|我們是|这里是|這裡是)(?!房客|租客|住客|客人|[说說不在从從来來想要为為被因]))[\p{IsCJKUnifiedIdeographs}·]{2,4}(?=[,，.。!！、\s]|$)|((?:私は|わたしは|僕は|^(?:こんにちは|こんばんは|おはようございます|はじめまして|初めまして|お世話になります)?[,、。!\s]{0,2}))[\p{IsCJKUnifiedIdeographs}々\p{IsKatakana}]{2,8}(?=です|と申します|といいます|と言います)|((?<!\p{L})أنا )(?!(?:في|على|أمام|عند|لا|لم|لن|ما|هنا|من|مع|الآن|خارج|داخل|قرب|بجانب|لست|وصلت|ضيف)(?!\p{L}))\p{L}+(?: \p{L}+)?(?=\s*(?:[,،.!؟\n]|$))")]
    private static partial Regex ByItself();

    /// <summary>"This is maria jose", and not "this is the wrong door".</summary>
    [GeneratedRegex(@"(?i)((?<!\p{L})this is )(?!(?:an?|the|my|our|your|not|no|it|what|where|how|so|very|really|too|about|for|to|in|on|urgent|wrong|right|broken|still|all|only|just)\b)\p{L}[\p{L}'’-]*(?: \p{L}[\p{L}'’-]*)?")]
    private static partial Regex ThisIs();

    [GeneratedRegex("[A-Za-z0-9+/]{6,}", RegexOptions.NonBacktracking)]
    private static partial Regex Encoded();

    [GeneratedRegex("[0-9]{4}", RegexOptions.NonBacktracking)]
    private static partial Regex FourDigits();

    /// <summary>A word written large that begins no sentence.</summary>
    [GeneratedRegex(@"(?<=[\p{L}\p{M},;:)’'""(-] ?)(?<![\p{L}\p{M}])\p{Lu}[\p{L}\p{M}'’-]*")]
    private static partial Regex Large();

    [GeneratedRegex(@"((?:\(name\)|\(number\)))(?:[ ,-]*\1)+")]
    private static partial Regex Repeated();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
