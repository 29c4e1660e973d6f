using System.Text.RegularExpressions;

namespace Cendra.Messaging.Email.Reading;

/// <summary>
/// The line that a telephone or a mail program puts under what was written. It begins with one of the known words, names a device or a program, and holds nothing else but an excuse for
/// typing errors: "Sent from my bank yesterday" is a guest's sentence, and so is a line with the number of the telephone in it.
/// </summary>
internal static class MobileSignatures
{
    private const RegexOptions Safe = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const int Longest = 200;
    private const int MostWords = 12;
    private const int MostDigits = 6;

    private static readonly Regex Begins = new(
        @"^[\s<>(\[""'*_]*(?:sent (?:from|via|with|by|using|through)|(?:\p{L}+ )?from (?:my|mobile|phone)|get \[?outlook|envoy[ée]e? (?:depuis|de|avec|par|à partir)|enviad[oa] (?:desde|de|do|con|com|pelo|através|a partir)|mandado desde"
        + @"|obt[eé](?:n|ner|m|nha) (?:el |o )?outlook|t[ée]l[ée]charge[rz] outlook|scarica outlook|inviato (?:da|dal|dall|con|tramite)|gesendet (?:von|mit|über|via)|von (?:meinem|mein) |outlook für |diese (?:nachricht|e-?mail) wurde (?:von|mit)"
        + @"|verzonden (?:vanaf|met|via|vanuit|van)|verstuurd (?:vanaf|met|via|vanuit)|outlook voor |download outlook|sendt fra|skickat från|wysłan[eo] z|odesláno z|отправлено (?:с|из|через)|надіслано з|发自|來自|从我的|從我的|傳送自|发送自"
        + @"|أُ?رسلت? (?:من|بواسطة)|تم الإرسال من|gönderildi|iphone'umdan)", Safe);

    private static readonly Regex Device = new(
        @"(?:^|[^\p{L}])(?:i ?phones?|i ?pad|i ?pod|i ?os|android|galaxy|samsung|black ?berry|mailbox|airmail|outlook|hotmail|yahoo|gmail|gmx|proton|mail|e-?mail|thunderbird|windows|phone|smartphone|mobiles?|cell|cellphone|handy|device|tablet|laptop|pc|htc|huawei|xiaomi|redmi|oppo|nokia|pixel"
        + @"|oneplus|motorola|sony|xperia|t[eé]l[eé]phone|portable|m[oó]vil|celular|telefone|tel[eé]fono|cellulare|telefon\p{L}*|telefoon|tablette|dispositivo|mobil\p{L}*|[\p{L}-]*[0-9][\p{L}0-9-]*|телефона?|смартфона?|айфона?|هاتفي|الهاتف|ال?جوال)(?:[^\p{L}]|$)|手机|手機|[ai]phone|android-", Safe);

    private static readonly Regex Excuse = new(@"excuse|pardon|sorry|forgive|apolog|brevity|brief|short|typ[oe]|thumb|kürze|tippfehler|entschuldig|fautes?|brièveté|disculp|error|breved|scus[ai]|desculp|kortheid|опечат|краткость", Safe);

    private static readonly Regex Link = new(@"https?://\S*|<[^>]*>|\([^)]*://[^)]*\)", Safe);

    /// <summary>True for such a line.</summary>
    public static bool Is(string line)
    {
        if (line.Length > Longest || !Begins.IsMatch(line))
        {
            return false;
        }

        var words = line.Trim().StartsWith('<') ? line : Link.Replace(line, " ");
        words = words.Trim(' ', '\t', '<', '>', '(', ')', '[', ']', '*', '_', '"', '.', '!');
        var end = words.IndexOfAny([',', '.', '!', '?', ';']);
        var (head, rest) = end < 0 ? (words, "") : (words[..end], words[end..].Trim(' ', ',', '.', '!'));
        return words.Count(char.IsDigit) <= MostDigits && head.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= MostWords && Device.IsMatch(head) && (rest.Length == 0 || Excuse.IsMatch(rest));
    }
}
