using System.Text.RegularExpressions;

namespace Cendra.Server.Rehearsal.Play.Stays;

/// <summary>A message of a play as a page may show it: dots in the place of every run of digits that could be a code. What a host wrote of the property, and years, stay.</summary>
internal static partial class MaskedText
{
    private const string Dots = "••••";

    /// <summary>The text without codes or links, and the runs that were taken out, without spaces.</summary>
    public static (string Text, IReadOnlyList<string> Digits) Of(string body, string hostsWords)
    {
        var found = new List<string>();
        var text = Run().Replace(Link().Replace(body, "(a link)"), run =>
        {
            if (Year().IsMatch(run.Value) || hostsWords.Contains(run.Value, StringComparison.Ordinal))
            {
                return run.Value;
            }

            found.Add(new string([.. run.Value.Where(char.IsAsciiDigit)]));
            return Dots;
        });
        return (text, found);
    }

    [GeneratedRegex(@"https?://\S+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("(?<![0-9])[0-9](?:[ -]?[0-9]){3,19}(?![0-9])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Run();

    [GeneratedRegex("^20[0-9]{2}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Year();
}
