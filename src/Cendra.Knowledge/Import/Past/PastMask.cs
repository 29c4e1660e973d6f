using System.Text.RegularExpressions;
using Cendra.Knowledge.Secrets;
using Cendra.Knowledge.Text;

namespace Cendra.Knowledge.Import.Past;

/// <summary>
/// A message of a past conversation without what belongs to people and doors: codes and passwords, mail addresses, telephone numbers, names of the writers and names in a greeting, and
/// what stands below a greeting at the end. A name in the middle of a sentence that no head names stays.
/// </summary>
internal static partial class PastMask
{
    /// <summary>What stands in the place of a code.</summary>
    public const string Digits = "(digits)";

    public static string Of(string text, IReadOnlyList<string> names)
    {
        var masked = CleanText.WithoutAddresses(CodeLikeScan.Without(ImportText.Clean(text), Digits));
        masked = Closing().Replace(masked, "");
        masked = Greeting().Replace(masked, m => $"{m.Groups[1].Value} (name)");
        foreach (var name in names.Where(n => n.Length >= 3))
        {
            masked = Regex.Replace(masked, $@"(?<!\p{{L}}){Regex.Escape(name)}(?!\p{{L}})", "(name)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        }

        return Repeated().Replace(masked, "(name)").Trim();
    }

    /// <summary>"Hi Maria," at the beginning of a line.</summary>
    [GeneratedRegex(@"(?m)^((?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Hh]ola|[Ee]stimad[oa]|[Bb]uenos días|[Bb]uenas tardes|[Bb]onjour|[Bb]onsoir|[Cc]h[eè]re?|[Hh]allo|[Ll]iebe[r]?|[Ss]ehr geehrte[r]?|[Cc]iao|[Bb]uongiorno|[Gg]entile|[Cc]ar[oa]|[Oo]lá|[Bb]om dia|[Mm]erhaba|[Ss]ayın|مرحبا)(?: (?:Mr|Mrs|Ms|Dr|Herr|Frau|Sr|Sra|Mme|M)\.?)?) \p{Lu}[\p{L}'’-]{1,30}(?: \p{Lu}[\p{L}'’-]{1,30})?(?=[ ]?[,!.:\n-]|$)")]
    private static partial Regex Greeting();

    /// <summary>A word of goodbye alone on its line, and all after it when that is short.</summary>
    [GeneratedRegex(@"\n[ \t]*(?:[Tt]hanks|[Tt]hank you|[Mm]any thanks|[Bb]est|[Bb]est regards|[Kk]ind regards|[Rr]egards|[Cc]heers|[Ss]incerely|[Gg]racias|[Ss]aludos|[Uu]n saludo|[Cc]ordialement|[Mm]erci|[Dd]anke|[Vv]iele Grüße|[Ll]iebe Grüße|[Ff]reundliche Grüße|[Mm]it freundlichen Grüßen|LG|MfG|VG|[Gg]razie|[Cc]ordiali saluti|[Ss]aluti|[Oo]brigad[oa]|[Aa]tenciosamente|[Tt]eşekkürler|[Ss]aygılarımla|شكرا)[,.!]?[ \t]*(?:\n[^\n]{0,60}){1,4}$")]
    private static partial Regex Closing();

    [GeneratedRegex(@"\(name\)(?: \(name\))+")]
    private static partial Regex Repeated();
}
