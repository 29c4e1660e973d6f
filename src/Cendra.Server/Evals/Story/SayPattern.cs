using System.Text.RegularExpressions;
using Cendra.Server.Evals.Reading;

namespace Cendra.Server.Evals.Story;

/// <summary>A regular expression over what the house said, with places that the runner fills; <paramref name="Where"/> names its line.</summary>
internal sealed record SayPattern(string Text, string Where)
{
    public const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>Longest that one may take.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>Whether it stands in the text; places are filled with patterns.</summary>
    public bool IsIn(string said, Func<(string Word, string Of), string> places) => Regex.IsMatch(said, EvalPlaces.Replace(Text, places), Options, Longest);
}
