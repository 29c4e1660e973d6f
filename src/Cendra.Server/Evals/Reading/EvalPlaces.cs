using System.Text.RegularExpressions;

namespace Cendra.Server.Evals.Reading;

/// <summary>Places of the runner in a text, such as <c>{{code:R-12}}</c>.</summary>
internal static partial class EvalPlaces
{
    /// <summary>The texts without their places' braces, each with its word and what stands behind its colon.</summary>
    public static IEnumerable<(string Word, string Of)> In(string text) => Place().Matches(text).Select(m => (m.Groups[1].Value, m.Groups[2].Value));

    public static string Replace(string text, Func<(string Word, string Of), string> with) => Place().Replace(text, m => with((m.Groups[1].Value, m.Groups[2].Value)));

    [GeneratedRegex(@"\{\{([a-z_]+)(?::([A-Za-z0-9_.-]+))?\}\}")]
    private static partial Regex Place();
}
