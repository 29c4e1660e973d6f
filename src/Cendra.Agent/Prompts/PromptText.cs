using System.Text.RegularExpressions;

namespace Cendra.Agent.Prompts;

/// <summary>One text with places of the form <c>{{name}}</c>.</summary>
public sealed partial class PromptText(string source, string text)
{
    /// <summary>As written, places included.</summary>
    public string Raw => text;

    /// <summary>The names of its places in order of appearance, each once.</summary>
    public IReadOnlyList<string> Places { get; } = [.. Place().Matches(text).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal)];

    /// <summary>A line of the text is nothing but this place: its value is a line or lines of their own.</summary>
    public bool HasOwnLine(string place) => text.Split('\n').Any(line => line.Trim() == $"{{{{{place}}}}}");

    /// <summary>
    /// Fills all places in one pass, so that nothing in a value is ever taken for a place. A line whose only content is a place without a value goes away. Throws
    /// <see cref="PromptException"/> for a place that <paramref name="values"/> does not name.
    /// </summary>
    public string Fill(IReadOnlyDictionary<string, string> values)
    {
        var lines = text.Split('\n').Where(line => !(Place().Match(line.Trim()) is { Success: true } only && only.Length == line.Trim().Length && Of(only, values).Length == 0));
        return Place().Replace(string.Join('\n', lines), match => Of(match, values)).Trim();
    }

    private string Of(Match place, IReadOnlyDictionary<string, string> values) =>
        values.TryGetValue(place.Groups[1].Value, out var value) ? value : throw new PromptException($"{source}: nobody knows a value for {place.Value}. Known are: {string.Join(", ", values.Keys)}.");

    [GeneratedRegex(@"\{\{([a-z][A-Za-z0-9]*)\}\}")]
    private static partial Regex Place();
}
