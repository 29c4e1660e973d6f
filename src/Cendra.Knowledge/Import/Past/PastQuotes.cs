using System.Text.RegularExpressions;

namespace Cendra.Knowledge.Import.Past;

/// <summary>What somebody wrote now, without the history that mail programs put below it.</summary>
internal static partial class PastQuotes
{
    public static string Without(string text)
    {
        var bounded = text.Length > PastLimits.LongestText ? text[..PastLimits.LongestText] : text;
        var lines = bounded.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        var kept = new List<string>();
        for (var i = 0; i < lines.Length; i++)
        {
            var two = i + 1 < lines.Length ? $"{lines[i].TrimEnd()} {lines[i + 1].TrimStart()}" : lines[i];
            if (Divider().IsMatch(lines[i]) || Signature().IsMatch(lines[i]) || (lines[i].Length < 300 && (Wrote().IsMatch(lines[i]) || (two.Length < 300 && Wrote().IsMatch(two)))))
            {
                break;
            }

            if (!lines[i].TrimStart().StartsWith('>'))
            {
                kept.Add(lines[i]);
            }
        }

        return string.Join('\n', kept).Trim();
    }

    /// <summary>"On 1 May 2026, Ana wrote:" and its like: a line that names a day or an address and ends with "wrote:".</summary>
    [GeneratedRegex(@"^\s*(?:On|El|Le|Am|Il|Em|Op|Den)\b.{4,250}(?:wrote|escribió|a écrit|schrieb|ha scritto|escreveu|schreef|skrev).{0,80}[:：]\s*$|^.{4,200}(?:wrote|tarihinde.{0,80}yazdı|写道|のメール|كتب).{0,20}[:：]\s*$|^\s*\d{4}.{4,120}<[^<>\s]+@[^<>\s]+>[:：]?\s*$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Wrote();

    [GeneratedRegex(@"^\s*(?:-{2,}\s*(?:Original Message|Forwarded message|Mensaje original|Message d'origine|Ursprüngliche Nachricht|Messaggio originale|Mensagem original).*|_{10,}|(?:From|De|Von|Da|Kimden|发件人|差出人|من): .{1,120}@.{1,120})\s*$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Divider();

    [GeneratedRegex(@"^-- $|^--$", RegexOptions.NonBacktracking)]
    private static partial Regex Signature();
}
