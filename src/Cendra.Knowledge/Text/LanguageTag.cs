using System.Globalization;

namespace Cendra.Knowledge.Text;

/// <summary>The two letters by which a language is named.</summary>
public static class LanguageTag
{
    /// <summary>Two small letters that name a language: "en".</summary>
    public static bool IsKnown(string tag) =>
        tag is { Length: 2 } && tag.All(char.IsAsciiLetterLower) && !CultureInfo.GetCultureInfo(tag).EnglishName.StartsWith("Unknown", StringComparison.Ordinal);
}
