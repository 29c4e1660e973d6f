using System.Buffers;
using System.Text.RegularExpressions;

namespace Cendra.Knowledge.Secrets;

/// <summary>
/// Passwords that are words or mixed signs: any word after "password:" that is not plainly the start of a sentence, and any mixed token of six characters or more near such a word.
/// </summary>
internal static partial class PasswordTokens
{
    private const int Reach = 60;
    private const int Longest = 63;
    private const int ShortestMixed = 6;

    private static readonly SearchValues<char> Signs = SearchValues.Create("!@$%^&+=?~<>;#*");

    public static IEnumerable<(int Start, int End, CodeWord Near)> In(PlainSpans plain, List<CodeWord> words)
    {
        foreach (var word in words)
        {
            if (word.Force is CodeWordForce.Password && After(plain, word) is { } found)
            {
                yield return (found.Start, found.End, word);
            }
            else if (word is { Force: CodeWordForce.Thing, Kind: CodeLikeKind.Wifi } && AfterSlash(plain, word) is { } second)
            {
                yield return (second.Start, second.End, word);
            }
        }
    }

    private static (int Start, int End)? After(PlainSpans plain, CodeWord word)
    {
        var limit = Math.Min(plain.Text.Length, word.End + Reach);
        for (var at = word.End; at < limit;)
        {
            var (start, end) = Token(plain.Text, at);
            if (start >= limit || Introduces.SentenceEnds(plain.Text.AsSpan(word.End, start - word.End)) > 1)
            {
                return null;
            }

            var between = plain.Text.AsSpan(word.End, start - word.End);
            if (end > start && (IsMixed(plain, start, end) || (Introduces.ByColon(between) && IsAlone(plain, start, end)) || (Introduces.Directly(between) && IsQuoted(plain, start, end))))
            {
                return (start, end);
            }

            at = Math.Max(end, at + 1);
        }

        return null;
    }

    /// <summary>"Wi-Fi: name / password".</summary>
    private static (int Start, int End)? AfterSlash(PlainSpans plain, CodeWord word)
    {
        var line = plain.Text.AsSpan(word.End, Math.Min(Reach, plain.Text.Length - word.End));
        var slash = line.IndexOfAny('/', '|');
        if (slash < 0 || line[..slash].Contains('\n') || (slash > 0 && char.IsLetterOrDigit(line[slash - 1])))
        {
            return null;
        }

        var (start, end) = Token(plain.Text, word.End + slash + 1);
        return end > start && IsMixed(plain, start, end) ? (start, end) : null;
    }

    /// <summary>The next token that is not a mark: from the first character that is no space or quote to the last that closes nothing.</summary>
    private static (int Start, int End) Token(string text, int at)
    {
        var start = at;
        while (start < text.Length && start - at <= Reach && (char.IsWhiteSpace(text[start]) || IsMark(text[start])))
        {
            start++;
        }

        var end = start;
        while (end < text.Length && end - start <= Longest && !char.IsWhiteSpace(text[end]) && text[end] is not ('"' or '“' or '”' or '`' or '«' or '»' or '「' or '」' or '(' or '（' or '，' or '。' or '、' or '：') && !IsJoined(text[end]))
        {
            end++;
        }

        while (end > start && text[end - 1] is '.' or ',' or ';' or ':' or ')' or '?' or '\'' or '’' or '）' or '|' or '/')
        {
            end--;
        }

        while (end - start > 1 && text[end - 1] is '*' or '_' && text[end - 2] == text[end - 1])
        {
            end -= 2;
        }

        return (start, end);
    }

    private static bool IsMixed(PlainSpans plain, int start, int end)
    {
        var token = plain.Text.AsSpan(start, end - start);
        if (token.Length is < ShortestMixed or > Longest || token.Contains(PlainSpans.Blank) || Ordinary().IsMatch(token))
        {
            return false;
        }

        var letters = token.IndexOfAnyInRange('a', 'z') >= 0;
        var inner = token[1..^1];
        return letters && (token.IndexOfAnyInRange('0', '9') >= 0 || inner.IndexOfAny(Signs) >= 0 || token[^1] is '!' or '$' or '%' or '#' && token.IndexOfAny("-_.") >= 0 || HasInnerCapital(plain, start, end));
    }

    /// <summary>"SolYMar": a capital after a small letter, at least twice.</summary>
    private static bool HasInnerCapital(PlainSpans plain, int start, int end)
    {
        var written = plain.Written(start, end);
        return Enumerable.Range(1, written.Length - 1).Count(i => char.IsLower(written[i - 1]) && char.IsUpper(written[i])) >= 2;
    }

    /// <summary>The rest of the line is empty, or a sign parts it: the word is the value and no sentence.</summary>
    private static bool IsAlone(PlainSpans plain, int start, int end)
    {
        var token = plain.Text.AsSpan(start, end - start);
        if (token.Length < 4 || token.Contains(PlainSpans.Blank) || !token.ContainsAnyInRange('!', '~') || Ordinary().IsMatch(token) || PlainWords().IsMatch(token))
        {
            return false;
        }

        var rest = plain.Text.AsSpan(end, Math.Min(plain.Text.Length - end, 24));
        return RestIsOver().IsMatch(rest);
    }

    private static bool IsQuoted(PlainSpans plain, int start, int end) =>
        end - start >= 4 && start > 0 && plain.Text[start - 1] is '"' or '“' or '”' or '`' or '«' or '„' or '「' or '*' && end < plain.Text.Length && plain.Text[end] is '"' or '“' or '”' or '`' or '»' or '」' or '*'
        && !plain.Text.AsSpan(start, end - start).Contains(PlainSpans.Blank);

    private static bool IsMark(char c) => c is '"' or '“' or '”' or '„' or '`' or '«' or '»' or '「' or '」' or '*' or '_' or ':' or '：' or '=' or '-' or '(' or '（' or ')' or '）' or '\'' or '’' or '|' or '/' or ',' or '，' or '.' or '。' or '、' or '→' or '>' or '？' or '?' or ';' || IsJoined(c);

    private static bool IsJoined(char c) => char.IsLetter(c) && !PlainSpans.IsWordLetter(c);

    /// <summary>Mixed by nature and no password: bands, standards, times, sizes, prices, makes.</summary>
    [GeneratedRegex(@"^(?:[\d.,]+ ?(?:ghz|mhz|mbps|mbit/?s?|gbit/?s?|gbps|mb/?s|gb|kb/?s|am|pm|h|hrs?|min|mins|m2|th|st|nd|rd|days?|hours?|uhr|eur|euros?)|wpa[23]?(?:[-/].*)?|802\.11.*|wi-?fi\d?|wlan-?.*|[\d:.,/€$£%-]+(?:am|pm|h)?|fritz!?.*|[a-z]+@[a-z]*|24/7.*|.*\d+(?:st|nd|rd|th)(?:-.*)?)$", RegexOptions.NonBacktracking)]
    private static partial Regex Ordinary();

    [GeneratedRegex(@"^(?:see|none|required|needed|protected|free|open|below|above|yes|same|here|there|ask|please|unknown|available|inside|router|on|ninguna|ninguno|abajo|gratis|siehe|keins?|keines|unten|frei|voir|aucun|gratuit|nessuna|vedi|sotto|libero|nenhuma|gratis|livre|abaixo|yok|ucretsiz|asagida|http.*|email|reception|enclosed|attached|secret|recepcion|reception|reception|router.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex PlainWords();

    [GeneratedRegex(@"^[""“”`«»「」*_'’.)!]*(?:\s*$|\s*\n|[ ]*[,;|/（(，。、]|[ ]*[–-] |\. |[.!] )", RegexOptions.NonBacktracking)]
    private static partial Regex RestIsOver();
}
