namespace Cendra.Knowledge.Topics;

/// <summary>Arabic writes its article and some small words together with the next word ("and-by-the-car").</summary>
internal static class ArabicWords
{
    private static readonly string[] Prefixes = ["و", "ف", "ال", "لل", "بال", "كال", "ب", "ل", "ك", "وال", "ولل", "وبال", "وب", "ول", "فال"];

    /// <summary>No word is shorter without them.</summary>
    private const int Shortest = 2;

    public static bool IsOne(string word) => word[0] is >= '\u0600' and <= '\u06FF';

    /// <summary>The word and what it may be without the small words before it.</summary>
    public static List<string> Forms(string word) =>
        [word, .. Prefixes.Where(p => word.Length >= p.Length + Shortest && word.StartsWith(p, StringComparison.Ordinal)).Select(p => word[p.Length..])];

    /// <summary>Without its article.</summary>
    public static string Bare(string word) => word.Length > 4 && word.StartsWith("ال", StringComparison.Ordinal) ? word[2..] : word;
}
