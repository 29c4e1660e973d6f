using System.Text.RegularExpressions;

namespace Cendra.Messaging.WhatsApp;

/// <summary>Breaks a long text into messages: at a paragraph where one ends late enough, else at a sentence, else at a word, never inside a token.</summary>
public static partial class MessageSplit
{
    /// <summary>Twilio takes 1600 characters; the rest is left for digits that are longer than their tokens.</summary>
    public const int Longest = 1500;

    /// <summary>The parts in order, each at most <paramref name="longest"/> characters, trimmed; none for a blank text.</summary>
    public static IReadOnlyList<string> Of(string text, int longest = Longest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 1);
        var parts = new List<string>();
        var rest = text.Trim();
        while (rest.Length > longest)
        {
            var cut = Cut(rest, longest);
            parts.Add(rest[..cut].TrimEnd());
            rest = rest[cut..].TrimStart();
        }

        return rest.Length == 0 ? parts : [.. parts, rest];
    }

    private static int Cut(string text, int longest)
    {
        var half = longest / 2;
        var cut = Last(Paragraph(), text, half, longest) ?? Last(Sentence(), text, half, longest) ?? Last(Word(), text, 1, longest) ?? TextCut.Before(text, longest);
        return cut > 0 ? cut : Math.Min(text.Length, text.IndexOf("]]", StringComparison.Ordinal) + 2); // a token longer than a message stays whole
    }

    private static int? Last(Regex ends, string text, int from, int until) => ends.Matches(text)
        .Select(end => end.Index + end.Length).TakeWhile(index => index <= until)
        .Where(index => index >= from && TextCut.IsWhole(text, index)).Select(index => (int?)index).LastOrDefault();

    [GeneratedRegex(@"(?=\n[ \t]*\n)")]
    private static partial Regex Paragraph();

    // A number with a dot at the start of a line counts steps and ends no sentence.
    [GeneratedRegex(@"(?<!(?:^|\n)[ \t]*\d{1,2})[.!?…]+[""'”’)»]*(?=\s)|[。！？]|(?=\n)")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"(?<=\S)(?=\s)")]
    private static partial Regex Word();
}
