using System.Text.RegularExpressions;

namespace Cendra.Lifecycle.Seam;

/// <summary>
/// Takes digits out of text that Seam wrote: its own 409 says "Cannot set duplicate access code 4821 named …". Removes every run of three or more digits of
/// any script, also when up to three characters that are no letters stand between them. Dates go too; nobody needs them there.
/// </summary>
internal static partial class SeamScrub
{
    private const int Longest = 300;

    public static string Text(string text)
    {
        var clean = DigitRun().Replace(text, "•••").ReplaceLineEndings(" ");
        return clean.Length <= Longest ? clean : clean[..Longest] + "…";
    }

    /// <summary>Keeps what an identifier may hold; anything else is not worth printing.</summary>
    public static string? Identifier(string? text) => text is not null && IdentifierShape().IsMatch(text) ? text : null;

    [GeneratedRegex(@"\p{Nd}(?:[^\p{L}\p{Nd}]{0,3}\p{Nd}){2,}", RegexOptions.CultureInvariant)]
    private static partial Regex DigitRun();

    [GeneratedRegex(@"\A[A-Za-z0-9_.:-]{1,80}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdentifierShape();
}
