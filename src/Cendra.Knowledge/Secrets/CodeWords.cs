using System.Text.RegularExpressions;

namespace Cendra.Knowledge.Secrets;

/// <summary>How much a word says that a code stands near it.</summary>
internal enum CodeWordForce
{
    /// <summary>No code: "zip code", "dress code".</summary>
    None,

    /// <summary>Says what is opened, not that it is a code: "door", "Wi-Fi".</summary>
    Subject,

    /// <summary>A thing that has a code, named close to one: "gate", "alarm".</summary>
    Thing,

    /// <summary>A code: "code", "PIN", "keypad", "lockbox".</summary>
    Code,

    /// <summary>A password: what follows may be any word.</summary>
    Password,
}

/// <summary>A word that was found, in the folded text.</summary>
internal readonly record struct CodeWord(CodeWordForce Force, CodeLikeKind Kind, int Start, int End);

/// <summary>
/// The words near which codes stand, in ten languages. In a line a space is a space or hyphen, <c>*</c> is any letters, <c>(a|b)</c> a choice, <c>?</c> "or not". An Arabic word may
/// carry its particles; a word of Chinese or Japanese is found anywhere.
/// </summary>
internal static class CodeWords
{
    private const string Letter = @"[\p{L}-[\u3005\u3040-\u30FF\u3400-\u9FFF]]";

    private static readonly (string Name, CodeWordForce Force, CodeLikeKind Kind)[] Groups =
    [
        ("n", CodeWordForce.None, CodeLikeKind.Other), ("p", CodeWordForce.Password, CodeLikeKind.Other), ("k", CodeWordForce.Password, CodeLikeKind.Wifi),
        ("b", CodeWordForce.Code, CodeLikeKind.Lockbox), ("c", CodeWordForce.Code, CodeLikeKind.Other), ("d", CodeWordForce.Code, CodeLikeKind.Door),
        ("a", CodeWordForce.Thing, CodeLikeKind.Alarm), ("g", CodeWordForce.Thing, CodeLikeKind.Gate), ("w", CodeWordForce.Thing, CodeLikeKind.Wifi), ("i", CodeWordForce.Subject, CodeLikeKind.Wifi), ("s", CodeWordForce.Subject, CodeLikeKind.Door),
    ];

    /// <summary>One look at each beginning of a word, and one at each character that is a word of its own.</summary>
    private static readonly Regex Any = new(
        $@"(?<!{Letter})(?=[a-z])(?:{Of(Script.Spaced)})(?!{Letter})|(?<!{Letter})(?=[؀-ۿ])[وفبلك]?(?:ال|لل|ل)?(?:{Of(Script.Arabic)})(?!{Letter})|(?=[a-z々぀-ヿ㐀-鿿])(?:{Of(Script.Joined)})",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <summary>Every word of the lists in the order of the text; none overlaps another.</summary>
    public static List<CodeWord> In(string folded)
    {
        var found = new List<CodeWord>();
        for (var match = Any.Match(folded); match.Success; match = match.NextMatch())
        {
            var (_, force, kind) = Groups.First(g => match.Groups[g.Name].Success);
            found.Add(new CodeWord(force, kind, match.Index, match.Index + match.Length));
        }

        return found;
    }

    private static string Of(Script script) => string.Join('|', CodeWordLists.Lines.Where(l => l.Script == script).Select(l => $"(?<{l.Group}>{Pattern(l.Words)})"));

    private static string Pattern(string words) => string.Join('|', words.Split(", ").Select(PlainSpans.Fold).Select(w => w.Replace(" ", "[ -]", StringComparison.Ordinal)
        .Replace("(", "(?:", StringComparison.Ordinal).Replace("*", $"{Letter}{{0,30}}", StringComparison.Ordinal)));
}
