using System.Globalization;
using System.Text.RegularExpressions;

namespace Cendra.Messaging.Email.Writing;

/// <summary>What a part of a line is.</summary>
internal enum PieceKind
{
    /// <summary>Words.</summary>
    Words,

    /// <summary>A whole address of a page.</summary>
    Link,

    /// <summary>A door's code.</summary>
    Code,

    /// <summary>A telephone number or another long one, which is read from left to right in every script.</summary>
    Number,
}

/// <summary>A part of a line. All pieces of a line together are the line.</summary>
internal readonly record struct LinePiece(PieceKind Kind, string Text);

/// <summary>Takes a line apart.</summary>
internal static partial class LinePieces
{
    private const string Closing = ".,;:!?'*_]";
    private const char FirstOfEastAsia = '\u2E80';

    /// <summary>Links, then telephone numbers, then codes outside of both, then other numbers.</summary>
    public static IReadOnlyList<LinePiece> Of(string line, IReadOnlyList<string> codes)
    {
        LinePiece[] pieces = [new(PieceKind.Words, line)];
        return [.. pieces.SelectMany(p => Split(p, PieceKind.Link, Links)).SelectMany(p => Split(p, PieceKind.Number, words => Telephone().EnumerateSpans(words))).SelectMany(p => Split(p, PieceKind.Code, words => Codes(words, codes)))
            .SelectMany(p => Split(p, PieceKind.Number, words => Number().EnumerateSpans(words)))];
    }

    private static IEnumerable<LinePiece> Split(LinePiece piece, PieceKind kind, Func<string, IEnumerable<(int At, int Length)>> find)
    {
        if (piece.Kind != PieceKind.Words)
        {
            yield return piece;
            yield break;
        }

        var (text, done) = (piece.Text, 0);
        foreach (var (at, length) in find(text).Where(f => f.Length > 0))
        {
            if (at > done)
            {
                yield return new LinePiece(PieceKind.Words, text[done..at]);
            }

            yield return new LinePiece(kind, text.Substring(at, length));
            done = at + length;
        }

        if (done < text.Length)
        {
            yield return new LinePiece(PieceKind.Words, text[done..]);
        }
    }

    /// <summary>Only what leads where it says: no name before the host ("https://bank.test@other.test"), nothing cut off in the middle of a word.</summary>
    private static IEnumerable<(int At, int Length)> Links(string line)
    {
        foreach (var (at, found) in Address().EnumerateSpans(line))
        {
            var url = line.Substring(at, found).TrimEnd(Closing.ToCharArray());
            url = url.EndsWith(')') && !url.Contains('(', StringComparison.Ordinal) ? url.TrimEnd([')', .. Closing]) : url;
            var isWhole = at + found == line.Length || Ends(line[at + found], hasPath: url.LastIndexOf('/') > "https://".Length);
            if (isWhole && (at == 0 || !Continues(line[at - 1])) && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && uri.UserInfo.Length == 0)
            {
                yield return (at, url.Length);
            }
        }
    }

    /// <summary>An address of ASCII ends before this sign. Letters of Europe and the Near East would be more of it, the host's name most of all; where words are not parted by blanks, the next word begins.</summary>
    private static bool Ends(char next, bool hasPath) =>
        char.IsWhiteSpace(next) || char.IsPunctuation(next) || char.IsSymbol(next) || (hasPath && (next >= FirstOfEastAsia || char.GetUnicodeCategory(next) == UnicodeCategory.Format));

    /// <summary>Codes where they stand alone: four digits within a telephone number are none.</summary>
    private static IEnumerable<(int At, int Length)> Codes(string words, IReadOnlyList<string> codes)
    {
        for (var at = 0; at < words.Length; at++)
        {
            if ((at == 0 || !Continues(words[at - 1])) && codes.Where(c => StandsAt(words, at, c)).MaxBy(c => c.Length) is { } code)
            {
                yield return (at, code.Length);
                at += code.Length - 1;
            }
        }
    }

    private static bool StandsAt(string words, int at, string code) =>
        code.Length > 0 && string.CompareOrdinal(words, at, code, 0, code.Length) == 0 && (at + code.Length == words.Length || !Continues(words[at + code.Length]));

    private static bool Continues(char c) => char.IsAsciiLetter(c) || char.IsDigit(c);

    private static List<(int At, int Length)> EnumerateSpans(this Regex regex, string text) => [.. regex.Matches(text).Select(m => (m.Index, m.Length))];

    [GeneratedRegex(@"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"\+[0-9][0-9 ()./-]{4,}[0-9]", RegexOptions.NonBacktracking)]
    private static partial Regex Telephone();

    [GeneratedRegex(@"[0-9][0-9 ()./-]{4,}[0-9]", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
