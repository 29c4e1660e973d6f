using System.Globalization;
using System.Text.RegularExpressions;

namespace Cendra.Lifecycle.Reservations.Upload;

/// <summary>How dates such as 03/04/2026 are meant. Only a person knows.</summary>
public enum DateForm
{
    /// <summary>Nobody said; a date that can be read both ways is not read.</summary>
    Unsaid,

    /// <summary>3 April.</summary>
    DayFirst,

    /// <summary>4 March.</summary>
    MonthFirst,
}

/// <summary>A cell as a date.</summary>
/// <param name="Date">The day; null = it has none.</param>
/// <param name="Time">The time that stands behind it, null = none does.</param>
/// <param name="IsAmbiguous">It is one day or another, and nobody said which form is meant.</param>
/// <param name="WhyNot">What is wrong with it, as the end of a sentence about the column; empty = nothing, or it is ambiguous.</param>
public sealed record TableDate(DateOnly? Date, TimeOnly? Time, bool IsAmbiguous, string WhyNot);

/// <summary>Reads dates as exports write them. Never guesses. Pure.</summary>
public static partial class TableDates
{
    private const string Example = "is no date that can be read. Write it like 2026-11-28";

    private static readonly string[] WithNames =
    [
        "d MMM yyyy", "d MMMM yyyy", "MMM d yyyy", "MMMM d yyyy", "ddd d MMM yyyy", "dddd d MMMM yyyy", "ddd MMM d yyyy", "dddd MMMM d yyyy",
    ];

    private static readonly string[] TimeForms = ["H:mm", "H:mm:ss", "H:mm:ss.FFFFFFF", "h:mm tt", "h:mm:ss tt", "h:mmtt", "htt", "h tt"];

    /// <summary>The day, and the time behind it, which has no zone.</summary>
    public static TableDate Of(string cell, DateForm form)
    {
        var text = cell.Trim();
        var tail = Tail().Match(text) is { Success: true } found ? found : null;
        var day = tail is null ? text : text[..tail.Index];
        TimeOnly? time = tail is null ? null : Time(tail.Groups[1].Value);
        return tail is not null && time is null ? Wrong(Example)
            : Zoned().IsMatch(text) ? Wrong("names a time zone. Export it as the date on the calendar of the property")
            : Numbers().Match(day) is { Success: true } numbers ? Ordered(numbers, form) with { Time = time }
            : Iso().Match(day) is { Success: true } iso ? Made(Number(iso, 1), Number(iso, 2), Number(iso, 3)) with { Time = time }
            : ShortYear().IsMatch(day) ? Wrong("has a year of two digits. Write the year with four")
            : Named(day) is { } named ? new TableDate(named, time, false, "")
            : Wrong(Example);
    }

    /// <summary>A time of day; null = it is none.</summary>
    public static TimeOnly? Time(string cell) => TimeOnly.TryParseExact(cell.Trim(), TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static TableDate Ordered(Match match, DateForm form)
    {
        var (first, second, year) = (Number(match, 1), Number(match, 2), Number(match, 3));
        var (dayFirst, monthFirst) = (Made(year, second, first), Made(year, first, second));
        return form switch
        {
            DateForm.DayFirst => dayFirst.Date is null && monthFirst.Date is not null ? Wrong("is not day first, as you said of this table") : dayFirst,
            DateForm.MonthFirst => monthFirst.Date is null && dayFirst.Date is not null ? Wrong("is not month first, as you said of this table") : monthFirst,
            DateForm.Unsaid => (dayFirst.Date, monthFirst.Date) is ({ } one, { } other) && one != other ? new TableDate(null, null, true, "") : dayFirst.Date is not null ? dayFirst : monthFirst,
        };
    }

    private static TableDate Made(int year, int month, int day) =>
        month is >= 1 and <= 12 && year is >= 2000 and <= 2200 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new TableDate(new DateOnly(year, month, day), null, false, "") : Wrong(Example);

    private static DateOnly? Named(string day) =>
        DateOnly.TryParseExact(day.Replace(",", " ", StringComparison.Ordinal).Replace("-", " ", StringComparison.Ordinal), WithNames, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AllowInnerWhite, out var date)
        && date.Year is >= 2000 and <= 2200 ? date : null;

    private static TableDate Wrong(string why) => new(null, null, false, why);

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("^([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Iso();

    [GeneratedRegex("^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    [GeneratedRegex("^[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex ShortYear();

    [GeneratedRegex("(?:[T ]|, )\\s*([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,7})?)?(?: ?[AaPp][Mm])?)$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Tail();

    [GeneratedRegex(":[0-9]{2}(?:\\.[0-9]{1,9})? ?(?:Z|[+-][0-9]{2}:?[0-9]{2})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Zoned();
}
