using System.Globalization;
using System.Text.RegularExpressions;

namespace Cendra.Lifecycle.Reservations.ICal;

/// <summary>Reads what summaries and descriptions of Airbnb, Vrbo, Booking.com, Tripadvisor, Guesty, Smoobu and others say of a guest. Expressions without backtracking: feeds are not trusted.</summary>
internal static partial class CalendarGuests
{
    private const int LongestText = 4000;
    private const int LongestName = 200;

    /// <summary>What can be read; a wrong guess does no harm, as no code and no identity follows from it.</summary>
    public static CalendarGuest Of(string summary, string description)
    {
        var text = description.Length > LongestText ? description[..LongestText] : description;
        return new CalendarGuest(
            Name(summary, text),
            Group(AirbnbCode().Match(text)) ?? Group(AirbnbCode().Match(summary)) ?? Group(BookingId().Match(text)),
            Group(LastFour().Match(text)),
            Group(Phone().Match(text)),
            Group(Email().Match(text)),
            Group(Count().Match(text)) is { } count && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var people) && people is >= 1 and <= 100 ? people : null);
    }

    private static string? Name(string summary, string description)
    {
        var said = Group(NameLine().Match(description)) ?? Group(NamedSummary().Match(summary)) ?? (NobodyNamed().IsMatch(summary) ? null : WithoutCode().Replace(summary, ""));
        said = said?.Trim();
        return said is { Length: > 0 and <= LongestName } ? said : null;
    }

    private static string? Group(Match match) => match.Success ? match.Groups[1].Value.Trim() : null;

    [GeneratedRegex(@"\b(HM[A-Z0-9]{8})\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex AirbnbCode();

    [GeneratedRegex(@"(?im)^\s*Booking ID:\s*([^\s]{1,64})\s*$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex BookingId();

    [GeneratedRegex(@"(?i)Last 4(?: Digits)?\)?:\s*([0-9]{4})\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex LastFour();

    [GeneratedRegex(@"(?im)^\s*Phone(?: Number)?:\s*(\+?[0-9][0-9. ()-]{8,30})\s*$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Phone();

    [GeneratedRegex(@"(?im)^\s*E-?mail:\s*([^\s@]{1,64}@[^\s@]{1,190})\s*$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"(?im)^\s*Guests:\s*([0-9]{1,3})\s*$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Count();

    [GeneratedRegex(@"(?im)^\s*(?:Guest )?Name:\s*(.{1,200})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex NameLine();

    [GeneratedRegex(@"(?i)^(?:Reserved|Réservée?|Reserviert|Reservado|Booked|Reservation|Tripadvisor[^:]*:|CLOSED)\s*(?:-\s*|\s)(.+)$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex NamedSummary();

    [GeneratedRegex(@"(?i)^\s*(?:Reserved|Réservée?|Reserviert|Reservado|Booked|Reservation|Booking|CLOSED)?\s*$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex NobodyNamed();

    [GeneratedRegex(@"\s*\(HM[A-Z0-9]{8}\)\s*$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex WithoutCode();
}
