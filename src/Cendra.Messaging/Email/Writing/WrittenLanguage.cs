using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Cendra.Messaging.Email.Writing;

/// <summary>What a mail says of its language, and in which direction it is read.</summary>
internal static partial class WrittenLanguage
{
    /// <summary>The tag as it may stand in a header or an attribute; null when it is none.</summary>
    public static string? Tag(string? language) => language is { Length: <= 35 } && Shape().IsMatch(language) ? language : null;

    /// <summary>The language is written from right to left.</summary>
    public static bool IsRightToLeft(string? language) => Tag(language) is { } tag && CultureInfo.GetCultureInfo(tag.Split('-')[0]).TextInfo.IsRightToLeft;

    /// <summary>Most letters of the text are: a guest may be answered in another language than the booking's.</summary>
    public static bool RunsRightToLeft(string text)
    {
        var (right, left) = (0, 0);
        foreach (var rune in text.EnumerateRunes().Where(Rune.IsLetter))
        {
            _ = rune.Value is (>= 0x590 and <= 0x8FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC) or (>= 0x1E900 and <= 0x1E95F) ? right++ : left++;
        }

        return right > left;
    }

    [GeneratedRegex(@"\A[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}
