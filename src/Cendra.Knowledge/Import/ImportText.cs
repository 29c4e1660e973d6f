using System.Text;
using System.Text.RegularExpressions;
using Cendra.Knowledge.Text;

namespace Cendra.Knowledge.Import;

/// <summary>The text of a file, and what is done to every text that comes out of one.</summary>
public static partial class ImportText
{
    /// <summary>Stands where bytes could not be read.</summary>
    internal const char Unreadable = '\uE0FF';

    private static readonly UTF8Encoding Utf8 = (UTF8Encoding)Encoding.GetEncoding("utf-8", new EncoderReplacementFallback("?"), new DecoderReplacementFallback(Unreadable.ToString()));

    /// <summary>As it is kept: line breaks as \n, without what cannot be seen, no bracket pair that looks like a token, nothing around it. Twice is the same as once.</summary>
    public static string Clean(string text) => CleanText.Escaped(CleanText.Visible(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'))).Trim();

    /// <summary>The same in one line.</summary>
    public static string OneLine(string text) => CleanText.Escaped(Spaces().Replace(Clean(text), " "));

    /// <summary>UTF-8, or UTF-16 where the file begins by saying so. Lines with bytes that are neither come as well.</summary>
    internal static (string Text, IReadOnlyList<int> BadLines) Decode(ReadOnlySpan<byte> bytes)
    {
        var text = bytes switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes[2..]),
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes[2..]),
            [0xEF, 0xBB, 0xBF, ..] => Utf8.GetString(bytes[3..]),
            _ => Utf8.GetString(bytes),
        };
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var bad = new List<int>();
        if (text.Contains(Unreadable))
        {
            var line = 1;
            foreach (var part in text.Split('\n'))
            {
                if (part.Contains(Unreadable))
                {
                    bad.Add(line);
                }

                line++;
            }
        }

        return (text, bad);
    }

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
