using System.Globalization;
using System.Text;

namespace Cendra.Messaging.Email.Reading;

/// <summary>
/// What somebody wrote in a mail, without the mails quoted in it and without signatures. Not a record: it must not print itself.
/// </summary>
/// <remarks>
/// Every line gets a kind and the rules run over the kinds, the design that did best on labelled mails. Whoever reads the result must be able to rely on one thing: nothing the guest wrote is lost.
/// Where that cannot be said, the whole mail is kept and <see cref="MayHoldQuotes"/> says so. Costs time in proportion to the length, whatever the text is.
/// </remarks>
public sealed class ReplyText
{
    /// <summary>What is read of a text, in characters; a letter by a guest is a hundredth of it.</summary>
    public const int Longest = 200_000;

    private const double LeastShare = 0.05;

    private ReplyText(string text, bool mayHoldQuotes, bool isCut, bool isShortened) =>
        (Text, MayHoldQuotes, IsCut, IsShortened) = (text, mayHoldQuotes, isCut, isShortened);

    /// <summary>The reply, with <c>\n</c> between lines and no blank line at its ends. Empty only when the mail held no text.</summary>
    public string Text { get; }

    /// <summary>The whole mail was kept, because cutting would have left nothing, next to nothing, or the wrong part: older mails may stand in it.</summary>
    public bool MayHoldQuotes { get; }

    /// <summary>Something was left out: quotes or a signature.</summary>
    public bool IsCut { get; }

    /// <summary>The text was longer than <see cref="Longest"/>, and its end was not read.</summary>
    public bool IsShortened { get; }

    /// <summary>Cuts a mail's text down to the reply. Never throws.</summary>
    public static ReplyText Of(string text)
    {
        var isShortened = text.Length > Longest;
        var lines = Lines(WholeText.Of(text, Longest));
        var found = ReplyLines.Of(lines);
        var cut = new ReplyCut(lines, found);
        var kept = cut.Kept().ToList();
        var whole = Join(lines, Enumerable.Range(0, lines.Count));
        var reply = Join(lines, kept);
        var left = Letters(reply);
        if (whole.Length > 0 && (left == 0 || cut.AnswersAreBelow || left < LeastShare * (left + cut.Guessed)))
        {
            return new ReplyText(whole, mayHoldQuotes: true, isCut: false, isShortened);
        }

        var stays = kept.ToHashSet();
        var announced = found.Exists(l => l.Kind is LineKind.Header or LineKind.OriginalMessage && stays.Contains(l.From));
        return new ReplyText(reply, announced, reply.Length < whole.Length, isShortened);
    }

    /// <summary>Lines without what only programs see; a carriage return alone ends one too.</summary>
    private static List<string> Lines(string text) =>
        [.. text.ReplaceLineEndings("\n").Split('\n').Select(Visible)];

    private static string Visible(string line)
    {
        var isPlain = true;
        foreach (var c in line)
        {
            isPlain &= c is >= ' ' and < '\u007f' or '\t';
        }

        return (isPlain ? line : string.Concat(line.EnumerateRunes().Where(IsVisible).Select(r => r.Value is 0x00A0 or 0x202F ? " " : r.ToString()))).TrimEnd();
    }

    /// <summary>
    /// Marks of direction hide the words that end a quote's announcement; the sign of Canadian syllabics is what a widespread tracking program leaves in mails. In tags and in the second block of variation selectors whole
    /// sentences can be hidden from a person and told to a program.
    /// </summary>
    private static bool IsVisible(Rune c) =>
        c.Value is '\t' or 0x200C or 0x200D || (c.Value is not (0x1427 or (>= 0xE0000 and <= 0xE0FFF)) && Rune.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format));

    private static string Join(List<string> lines, IEnumerable<int> numbers) => string.Join('\n', numbers.Select(n => lines[n])).Trim('\n', ' ', '\t');

    private static int Letters(string text) => text.Count(c => !char.IsWhiteSpace(c));
}
