namespace Cendra.Messaging.Email.Reading;

/// <summary>Text as every database takes it: no NUL, no half of a letter, which HTML can name and a cut can leave.</summary>
internal static class WholeText
{
    /// <summary>At most this many characters of it.</summary>
    public static string Of(string text, int longest)
    {
        var part = text.Length > longest ? text[..longest] : text;
        return IsWhole(part) ? part : string.Concat(part.EnumerateRunes().Where(r => r.Value is not (0 or 0xFFFD)).Select(r => r.ToString()));
    }

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (text[i] == '\0' || char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
