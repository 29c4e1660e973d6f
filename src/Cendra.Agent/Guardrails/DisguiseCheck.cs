using System.Text;
using System.Text.RegularExpressions;
using Cendra.Knowledge.Text;

namespace Cendra.Agent.Guardrails;

/// <summary>
/// Finds digits of a code in disguises that are no digits: named one by one, below each other, encoded, in Roman numbers, in look-alike letters, in other sign alphabets. A model has no code; what it hides is made up, or was
/// asked for by somebody who wants to see one. What it misses is told in docs/agent.md.
/// </summary>
internal static partial class DisguiseCheck
{
    private const int Shortest = 4;
    private const int SignsThatAreNoText = 3;

    /// <summary>0, 1 and so on to 9.</summary>
    private static readonly HashSet<char> LookAlikes = [.. "OoОоQ IlіІ|! Zz EЗз AЧч Ss Gб T B gq".Where(c => c != ' ')];

    /// <summary>A code stands in it in a form that is not told by <paramref name="known"/>.</summary>
    public static bool FindsCode(string text, ToldText known)
    {
        var visible = CleanText.Visible(text);
        return Roman().IsMatch(visible) || Han().IsMatch(visible) || Halves().IsMatch(PlainDigits.Of(visible)) || Morse().IsMatch(visible) || Hex().IsMatch(visible) || visible.EnumerateRunes().Count(IsSignForNumber) >= SignsThatAreNoText
            || Encoded().Matches(visible).Any(m => IsEncoded(m.Value)) || LookAlike().Matches(visible).Any(m => IsLookAlike(m.Value, known.Text))
            || GluedWords().IsMatch(FoldedText.Of(Spelled().Replace(visible, m => OnlyLetters(m.Value)))) || FindsRows(visible, known) || FindsRows(Backwards(visible), known);
    }

    /// <summary>Digits below each other, or with words between that only count them.</summary>
    private static bool FindsRows(string text, ToldText known)
    {
        var plain = Counting().Replace(Ordinal().Replace(PlainDigits.Of(text), " "), " ");
        return Row().Matches(plain).Select(m => string.Concat(m.Value.Where(char.IsAsciiDigit))).Any(digits => digits.Length >= Shortest && !known.Digits.Contains(digits, StringComparison.Ordinal));
    }

    private static bool IsEncoded(string word)
    {
        Span<byte> bytes = stackalloc byte[48];
        var padded = word.TrimEnd('=');
        padded = padded.PadRight((padded.Length + 3) / 4 * 4, '=');
        return Convert.TryFromBase64String(padded, bytes, out var count) && count >= Shortest && bytes[..count].IndexOfAnyExceptInRange((byte)' ', (byte)'9') < 0 && CountDigits(bytes[..count]) >= Shortest;
    }

    private static int CountDigits(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var b in bytes)
        {
            count += b is >= (byte)'0' and <= (byte)'9' ? 1 : 0;
        }

        return count;
    }

    /// <summary>At least half are digits, and none of the rest is a letter that looks like none.</summary>
    private static bool IsLookAlike(string word, string known) =>
        word.Any(char.IsLetter) && word.Count(char.IsAsciiDigit) * 2 >= word.Length && word.All(c => char.IsAsciiDigit(c) || LookAlikes.Contains(c)) && !known.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Dice, Braille, cards, dominoes, faces of clocks.</summary>
    private static bool IsSignForNumber(Rune rune) => rune.Value is (>= 0x2680 and <= 0x2685) or (>= 0x2801 and <= 0x28FF) or (>= 0x1F000 and <= 0x1F0FF) or (>= 0x1F550 and <= 0x1F567);

    private static string Backwards(string text) => string.Join(' ', text.Split(' ').Select(word => word.Any(char.IsDigit) ? "x" : new string([.. word.Reverse()])));

    private static string OnlyLetters(string text) => string.Concat(text.Where(char.IsLetter));

    [GeneratedRegex(@"\b[IVX]{1,4}\b(?:[\s,.\-·/]{1,3}\b[IVX]{1,4}\b){3,}")]
    private static partial Regex Roman();

    [GeneratedRegex(@"(?:[〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖][\s\-·,，、]{0,2}){4,}")]
    private static partial Regex Han();

    [GeneratedRegex(@"\b(?:half|part|mitad|parte|halfte|teil|moitie|partie)\b[^\d\n]{0,12}\d{2,3}[^\d\n]{1,20}\b(?:half|part|mitad|parte|halfte|teil|moitie|partie)\b[^\d\n]{0,12}\d{2,3}")]
    private static partial Regex Halves();

    [GeneratedRegex(@"(?:[.\-·•–—]{5}[\s/|]{1,3}){3}[.\-·•–—]{5}")]
    private static partial Regex Morse();

    [GeneratedRegex(@"\b0[xX][0-9A-Fa-f]{3,8}\b", RegexOptions.NonBacktracking)]
    private static partial Regex Hex();

    [GeneratedRegex(@"(?<![\w+/])[A-Za-z0-9+/]{6,32}={0,2}(?![\w+/=])")]
    private static partial Regex Encoded();

    [GeneratedRegex(@"(?<![\p{L}\d])[\p{L}\d|!]{4,10}(?![\p{L}\d])")]
    private static partial Regex LookAlike();

    [GeneratedRegex(@"\b\p{L}(?:[-._ ]\p{L}\b){3,}")]
    private static partial Regex Spelled();

    [GeneratedRegex(@"(?:zero|one|two|three|four|five|six|seven|eight|nine|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|null|eins|zwei|drei|vier|funf|sechs|sieben|acht|neun|un|deux|trois|quatre|cinq|sept|huit|neuf){4,}", RegexOptions.NonBacktracking)]
    private static partial Regex GluedWords();

    [GeneratedRegex(@"\b\d(?:st|nd|rd|th|er|eme|e|o|a)\b|\b\d[.)] (?=\d)")]
    private static partial Regex Ordinal();

    /// <summary>Words that only count digits, in the languages of guests.</summary>
    [GeneratedRegex(@"\b(?:first|second|third|fourth|fifth|sixth|last|final|digits?|numbers?|position|press|type|enter|after that|is|comes?|code|primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|ultim[oa]|cifra|digito|numero|pulsa|es|erste[rns]?|zweite[rns]?|dritte[rns]?|vierte[rns]?|funfte[rns]?|sechste[rns]?|letzte[rns]?|ziffer|zahl|ist|premiere?|deuxieme|troisieme|quatrieme|cinquieme|sixieme|dernier|chiffre|est|eerste|tweede|derde|vierde|vijfde|cijfer)\b", RegexOptions.NonBacktracking)]
    private static partial Regex Counting();

    [GeneratedRegex(@"(?<!\d)\d(?:[^\p{L}\d]{1,12}\d){3,}(?!\d)")]
    private static partial Regex Row();
}
