using System.Text.RegularExpressions;

namespace Cendra.Knowledge.Secrets;

/// <summary>What stands between the word for a code and the code.</summary>
internal static partial class Introduces
{
    private const int Longest = 40;

    /// <summary>Nothing but signs and "is": the code follows at once.</summary>
    public static bool Directly(ReadOnlySpan<char> between) => between.Length <= Longest && Link().IsMatch(between);

    /// <summary>A colon, an equals sign or the like: the value follows, whatever word it is.</summary>
    public static bool ByColon(ReadOnlySpan<char> between) => between.Length <= Longest && Colon().IsMatch(between);

    /// <summary>How many ends of a sentence stand between; blank lines and a full stop count as one.</summary>
    public static int SentenceEnds(ReadOnlySpan<char> between)
    {
        var (ends, inEnd) = (0, false);
        for (var i = 0; i < between.Length; i++)
        {
            var isEnd = between[i] is '!' or '?' or '。' or '！' or '？' or '؟' or '\n' || (between[i] is '.' && (i + 1 == between.Length || char.IsWhiteSpace(between[i + 1])));
            ends += isEnd && !inEnd ? 1 : 0;
            inEnd = isEnd || (inEnd && (char.IsWhiteSpace(between[i]) || between[i] is '#' or '*' or '-'));
        }

        return ends;
    }

    [GeneratedRegex(@"^[\s*_`""'’“”«»「」（）():：=|.,、,\-→>#]*(?:(?:is|es|est|ist|e|lautet|no|nr|number|is now|sera|ser[aà]|will be|son|sind|are|sao|numarasi|是|为|為|は|هو|هي)[\s*_`""'’“”«»「」():：=\-→>#]*)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex(@"^(?:[ -][\p{L}-]{1,14}){0,4}[\s*_`""'’“”«»]*(?:\([^()\n]{0,24}\))?[\s*_`""'’“”«»]*[:：=][\s*_`""'’“”«»「」]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Colon();
}
