namespace Cendra.Agent.Language;

/// <summary>Values in a text that runs from right to left.</summary>
internal static class Directions
{
    /// <summary>
    /// What stands in a place may run the other way than the words around it ("Street door" in Arabic): it is isolated, so that neither reorders the other (UAX #9). Not a token: its digits are isolated when they
    /// are put in. Not several lines: an isolate ends with its line.
    /// </summary>
    public static string Isolated(string language, string value) =>
        language == "ar" && value.Length > 0 && !value.Contains("[[", StringComparison.Ordinal) && !value.Contains('\n', StringComparison.Ordinal) ? $"\u2068{value}\u2069" : value;
}
