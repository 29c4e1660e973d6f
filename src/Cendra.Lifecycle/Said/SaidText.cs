using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Cendra.Lifecycle.Said;

/// <summary>
/// A text as the readers of this folder see it: without accents and what cannot be seen, digits of every script as 0 to 9, one kind of dash and quote, tokens of codes gone. For looking
/// only: it is never shown, stored or logged. Not a record: it must not print itself.
/// </summary>
public sealed partial class SaidText
{
    private const int Longest = 6000;

    private SaidText(string cased)
    {
        Cased = cased;
        Plain = cased.ToLowerInvariant();
    }

    /// <summary>With the capitals of the writer.</summary>
    internal string Cased { get; }

    /// <summary>In lower case; the same places as in <see cref="Cased"/>.</summary>
    internal string Plain { get; }

    /// <summary>Reads a text, its first 6,000 characters.</summary>
    public static SaidText Of(string text)
    {
        var bare = Token().Replace(text.Length <= Longest ? text : text[..Longest], " § ");
        var plain = new StringBuilder(bare.Length);
        foreach (var rune in Whole(bare).Normalize(NormalizationForm.FormKC).Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            plain.Append(Read(rune));
        }

        return new SaidText(Halves().Replace(plain.ToString(), m => char.ToLowerInvariant(m.Value[0]) + "m"));
    }

    /// <summary>Names no text.</summary>
    public override string ToString() => nameof(SaidText);

    /// <summary>Half a letter, as a cut leaves it, has no normal form.</summary>
    private static string Whole(string text) => string.Concat(text.EnumerateRunes());

    private static string Read(Rune rune) => rune.Value switch
    {
        '\n' => "\n",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        '’' or '‘' or '´' or '`' => "'",
        >= 0x2010 and <= 0x2015 or 0x2212 => "-",
        _ when Rune.IsWhiteSpace(rune) => " ",
        _ when Digit(rune) is { } digit => digit,
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => "",
            _ => rune.ToString(),
        },
    };

    private static string? Digit(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber && Rune.GetNumericValue(rune) is >= 0 and <= 9 and var value && value == Math.Floor(value)
            ? ((int)value).ToString(CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(@"\[\[[^\[\]\r\n]{0,200}\]\]")]
    private static partial Regex Token();

    /// <summary>"p.m.", "P. M." and their like.</summary>
    [GeneratedRegex(@"(?<![\p{L}])[apAP]\.\s?[mM]\b\.?")]
    private static partial Regex Halves();
}
