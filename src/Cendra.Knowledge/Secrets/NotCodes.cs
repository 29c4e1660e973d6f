using System.Text.RegularExpressions;

namespace Cendra.Knowledge.Secrets;

/// <summary>Numbers that are no codes, told by what stands right before and after them: prices, times, dates, units, telephones, streets, rooms, buses, years.</summary>
internal static class NotCodes
{
    private const int Before = 36;
    private const int After = 24;

    private static readonly Regex Unit = Build(NotCodeLists.Units, "^[ -]?(?:", ")(?![a-z])");
    private static readonly Regex LetterUnit = new(@"^ [hmlwg](?![a-z'’\d])", RegexOptions.CultureInvariant);
    private static readonly Regex JoinedUnit = Build(NotCodeLists.JoinedUnits, "^ ?(?:", ")");
    private static readonly Regex Number = Build(NotCodeLists.Numbered, @"(?<!\p{L})(?:", @")[ .,#]{0,3}(?:n[o°ºr.]{0,2} ?|numero |number |num )?$");
    private static readonly Regex JoinedNumber = Build(NotCodeLists.JoinedNumbered, "(?:", ") ?$");
    private static readonly Regex Street = Build(NotCodeLists.Streets, @"(?<!\p{L})(?:", @")\.?(?: [\p{L}'’.-]{1,20},?){0,4}[ ,]{0,2}(?:n[o°ºr.]{0,2} ?)?$");
    private static readonly Regex StreetEnd = new(@"(?:strasse|str|weg|platz|gasse|allee|ufer|damm|straat|laan)\.? ?$", RegexOptions.CultureInvariant);
    private static readonly Regex StreetAfter = new(@"^[a-z]?,? (?:[\p{L}'’.-]{1,20} ){1,2}(?:street|st|road|rd|avenue|ave|lane|drive|boulevard|blvd|court|square|place|cadde|caddesi|sokak|sokagi|bulvari)(?![a-z])", RegexOptions.CultureInvariant);
    private static readonly Regex Year = Build(NotCodeLists.YearBefore, @"(?<!\p{L})(?:", ") $");
    private static readonly Regex YearAfter = new(@"^ ?(?:年|年度|ad(?![a-z])|yili|senesi)", RegexOptions.CultureInvariant);
    private static readonly Regex Month = Build(NotCodeLists.Months, @"(?<!\p{L})(?:", @")\.?,? ?(?:de |del |di )?$");
    private static readonly Regex DayAndMonth = new(@"^(?:19|20)\d\d$", RegexOptions.CultureInvariant);

    /// <summary>Holds wherever it stands, even right after the word "code".</summary>
    public static bool Always(string folded, DigitRun run)
    {
        var (before, after) = Around(folded, run);
        return before.TrimEnd() is [.., '€' or '$' or '£' or '¥' or '₺' or '₹' or '+'] || after.TrimStart() is ['€' or '$' or '£' or '¥' or '₺' or '₹' or '%' or '°' or '²', ..]
            || (run.Shape is RunShape.Plain && folded[run.End - 1] is 'h' or 'm' or 'l' or 'w' or 'v' or 'g' or 's' or 'k') || LetterUnit.IsMatch(after) || Unit.IsMatch(after) || JoinedUnit.IsMatch(after) || NotCodeLists.PriceBefore.Any(w => EndsWithWord(before, w));
    }

    /// <summary>Holds unless the number stands right after the word for a code.</summary>
    public static bool Elsewhere(string folded, DigitRun run, string source)
    {
        var (before, after) = Around(folded, run);
        return Number.IsMatch(before) || JoinedNumber.IsMatch(before) || Street.IsMatch(before) || StreetEnd.IsMatch(before) || (StreetAfter.IsMatch(after) && source.Any(char.IsUpper))
            || IsYear(folded, run, before, after) || (run.Shape is RunShape.Grouped && run.Digits >= 9);
    }

    private static bool IsYear(string folded, DigitRun run, string before, string after) =>
        run.Digits == 4 && DayAndMonth.IsMatch(folded.AsSpan(run.Start, run.End - run.Start)) && (Year.IsMatch(before) || YearAfter.IsMatch(after) || Month.IsMatch(before));

    private static (string Before, string After) Around(string folded, DigitRun run)
    {
        var from = Math.Max(0, run.Start - Before);
        var line = folded.LastIndexOf('\n', Math.Max(0, run.Start - 1), Math.Max(0, run.Start - from)) + 1;
        var to = Math.Min(folded.Length, run.End + After);
        return (folded[Math.Max(from, Math.Min(line, run.Start))..run.Start], folded[run.End..to]);
    }

    private static bool EndsWithWord(string before, string word)
    {
        var trimmed = before.TrimEnd();
        return trimmed.EndsWith(word, StringComparison.Ordinal) && (trimmed.Length == word.Length || !char.IsLetter(trimmed[^(word.Length + 1)]));
    }

    private static Regex Build(string words, string head, string tail) =>
        new(head + string.Join('|', words.Split(", ").Select(PlainSpans.Fold).Select(Regex.Escape).Select(w => w.Replace(@"\*", @"\p{L}{0,12}", StringComparison.Ordinal))) + tail, RegexOptions.CultureInvariant);
}
