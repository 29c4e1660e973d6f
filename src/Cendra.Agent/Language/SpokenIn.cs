namespace Cendra.Agent.Language;

/// <summary>The language that the country of a telephone most likely speaks, by its calling code (ITU-T E.164): a guess, good for a guest who wrote nothing but "ok".</summary>
internal static class SpokenIn
{
    /// <summary>Countries where most people are answered well in one of the languages; of several calling codes the longest that fits decides.</summary>
    private static readonly Dictionary<string, string> Codes = new[]
    {
        ("en", "1 27 44 61 64 65 91 353 234 254"), ("es", "34 51 52 53 54 56 57 58 502 503 504 505 506 507 591 593 595 598 1787 1809 1829 1849 1939"), ("fr", "33 377 262 590 594 596 221 225 237"), ("de", "43 49 423"),
        ("it", "39 378"), ("pt", "55 351 238 244 258"), ("tr", "90"), ("zh", "86 852 853 886"), ("ja", "81"), ("ar", "20 212 213 216 218 249 961 962 963 964 965 966 967 968 970 971 973 974"),
    }.SelectMany(l => l.Item2.Split(' ').Select(code => (code, Language: l.Item1))).ToDictionary(c => c.code, c => c.Language, StringComparer.Ordinal);

    private const int Longest = 4;

    /// <summary>Empty where the number is none or its country speaks several languages or none of these.</summary>
    public static string Country(string? phone) => phone is ['+', .. var digits]
        ? Enumerable.Range(0, Longest).Select(shorter => Longest - shorter).Where(length => digits.Length > length).Select(length => Codes.GetValueOrDefault(digits[..length], "")).FirstOrDefault(found => found.Length > 0) ?? ""
        : "";
}
