using System.Globalization;
using System.Text.RegularExpressions;

namespace Cendra.Messaging.WhatsApp;

/// <summary>Where a text may be cut: never inside a token such as <c>[[code:K7Q2]]</c>, which delivery would not know again, nor inside a letter with its accents.</summary>
internal static partial class TextCut
{
    /// <summary>True when nothing whole is broken by cutting before this index.</summary>
    public static bool IsWhole(string text, int index) => !Token().Matches(text).Any(token => token.Index < index && index < token.Index + token.Length);

    /// <summary>The last index up to <paramref name="limit"/> at which the text may be cut. 0 when a token begins the text and is longer than the limit.</summary>
    public static int Before(string text, int limit)
    {
        var end = Token().Matches(text).FirstOrDefault(token => token.Index < limit && limit < token.Index + token.Length)?.Index ?? limit;
        var index = 0;
        while (index < end && index + StringInfo.GetNextTextElementLength(text, index) is var next && next <= end)
        {
            index = next;
        }

        return index > 0 || end == 0 ? index : char.IsHighSurrogate(text[end - 1]) ? end - 1 : end; // one letter with endless accents
    }

    [GeneratedRegex(@"\[\[[^\[\]\r\n]{1,200}\]\]")]
    private static partial Regex Token();
}
