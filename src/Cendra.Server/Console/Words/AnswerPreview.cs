using System.Text.RegularExpressions;
using Cendra.Knowledge.Articles;

namespace Cendra.Server.Console.Words;

/// <summary>An answer as a guest reads it on a telephone: no Markdown is left, and the place of a secret stands as dots.</summary>
public static partial class AnswerPreview
{
    /// <summary>The pieces in order.</summary>
    public static IReadOnlyList<SpokenPart> Parts(string markdown)
    {
        var plain = GuestText.Of(markdown);
        var (parts, at) = (new List<SpokenPart>(), 0);
        foreach (var place in Place().EnumerateMatches(plain))
        {
            parts.Add(new SpokenPart(SpokenKind.Words, plain[at..place.Index]));
            parts.Add(plain.AsSpan(place.Index, place.Length).SequenceEqual(KnownCodes.LeftOut) ? new SpokenPart(SpokenKind.Words, "(left out)") : new SpokenPart(SpokenKind.Filled, "•••"));
            at = place.Index + place.Length;
        }

        parts.Add(new SpokenPart(SpokenKind.Words, plain[at..]));
        return [.. parts.Where(p => p.Text.Length > 0)];
    }

    [GeneratedRegex(@"\{\{\s{0,3}[A-Za-z][A-Za-z-]{0,39}\s{0,3}\}\}", RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
