using System.Text.RegularExpressions;
using Cendra.Knowledge.Text;

namespace Cendra.Agent.Guardrails;

/// <summary>
/// Finds digits that could be taken for a code. A model has never seen one, so what it writes is made up, and a wrong code locks a keypad. Let through are clock times, dates, the
/// years around the stay, prices, and numbers that stand in what it was told.
/// </summary>
internal static partial class DigitCheck
{
    /// <summary>True when the text, tokens taken out, holds four or more digits in a row that nothing explains.</summary>
    public static bool FindsCode(string text, ToldText known, DateTimeOffset nowUtc)
    {
        var plain = WithoutPricesAndDates(Clock().Replace(PlainDigits.Of(text), " x "));
        plain = Year().Replace(plain, m => Math.Abs(int.Parse(m.Value, System.Globalization.CultureInfo.InvariantCulture) - nowUtc.Year) <= 1 ? " x " : m.Value);
        var told = Numbers(known.Digits);
        return Run().Matches(plain).Any(m => !told.Contains(OnlyDigits(m.Value)));
    }

    /// <summary>A <see cref="PlainDigits"/> text without what is clearly a price or a date.</summary>
    public static string WithoutPricesAndDates(string plain) => Range().Replace(Date().Replace(Price().Replace(plain, " x "), " x "), " x ");

    /// <summary>A price stands in it whose number was not told.</summary>
    public static bool FindsUntoldPrice(string text, ToldText known)
    {
        var told = Amount().Matches(known.Digits).Select(m => m.Value.Replace(',', '.')).ToHashSet(StringComparer.Ordinal);
        return Price().Matches(PlainDigits.Of(text)).SelectMany(m => Amount().Matches(m.Value)).Any(a => !told.Contains(a.Value.Replace(',', '.')));
    }

    /// <summary>What somebody typed, with every row of four or more digits that is no time, date or price made unreadable. For what goes into a request.</summary>
    public static string Masked(string text) => TypedRun().Replace(text, m => IsTimeOrDate(m.Value) ? m.Value : "(digits)");

    /// <summary>Nothing is left of it without its times and dates: beside an hour four digits may still be a code.</summary>
    private static bool IsTimeOrDate(string run) => run.Any(char.IsAsciiDigit) && !Date().Replace(Clock().Replace(run, " "), " ").Any(char.IsDigit);

    private static HashSet<string> Numbers(string plain) => Run().Matches(plain).Select(m => OnlyDigits(m.Value)).ToHashSet(StringComparer.Ordinal);

    private static string OnlyDigits(string run) => string.Concat(run.Where(char.IsAsciiDigit));

    [GeneratedRegex(@"(?<!\d)([01]?\d|2[0-3])(:| ?h ?)[0-5]\d(?!\d)|(?<!\d)([01]\d|2[0-3])\.[0-5]\d (?=uhr)")]
    private static partial Regex Clock();

    [GeneratedRegex(@"(?<!\d)(20\d\d-[01]\d-[0-3]\d|([0-2]?\d|3[01])[./]\s?(0?\d|1[0-2])([./](20)?\d\d)?)(?![\d/]|\.\d)")]
    private static partial Regex Date();

    [GeneratedRegex(@"[€$£]\s?\d+([.,]\d\d)?(?!\d)|\b(?:usd|eur|gbp|chf)\s?\d+([.,]\d\d)?(?!\d)|(?<!\d)\d+([.,]\d\d)?\s?([€$£]|eur\b|euros?\b|usd\b|gbp\b|chf\b)|(?<!\d)\d+[.,]\d\d(?=\s?(?:/\s?|per |a |pro |por |par |al )(?:day|night|person|hour|dia|noche|persona|hora|tag|nacht|stunde|jour|nuit|personne|heure)\b)")]
    private static partial Regex Price();

    /// <summary>"10-20 minutes".</summary>
    [GeneratedRegex(@"(?<![\d-])\d{1,3}\s?[-–]\s?\d{1,3}(?=\s?(?:min|minut\w*|h|hours?|days?|nights?|people|persons?|guests?|metros?|met\w*|m|km|%|horas?|dias?|noches?|personas?|stunden?|tage?|nachte?|personen|heures?|jours?|nuits?|personnes?)\b)")]
    private static partial Regex Range();

    [GeneratedRegex(@"\d+(?:[.,]\d\d)?")]
    private static partial Regex Amount();

    [GeneratedRegex(@"(?<!\d)20\d\d(?!\d)")]
    private static partial Regex Year();

    [GeneratedRegex(@"\d(?:[^\p{L}\d\n]{0,4}\d){3,}")]
    private static partial Regex Run();

    [GeneratedRegex(@"\d(?:[ \-._·/,:]{0,3}\d){3,}")]
    private static partial Regex TypedRun();
}
