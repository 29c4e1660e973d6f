using System.Globalization;
using Cendra.Domain.Stays;

namespace Cendra.Server.Console.Words;

/// <summary>Instants in the words of a page: property-local, 24 hours, a day named unless it is today, ages rounded down.</summary>
public static class HouseTime
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    /// <summary>"18:30".</summary>
    public static string Clock(DateTimeOffset utc, string zone) => StayWindow.LocalTime(utc, zone).Local.ToString("HH:mm", English);

    /// <summary>"CET".</summary>
    public static string Zone(DateTimeOffset utc, string zone) => StayWindow.LocalTime(utc, zone).Abbreviation;

    /// <summary>The date there and then.</summary>
    public static DateOnly Date(DateTimeOffset utc, string zone) => DateOnly.FromDateTime(StayWindow.LocalTime(utc, zone).Local);

    /// <summary>"Thu 26 Nov", with the year when it is another.</summary>
    public static string Day(DateOnly date, DateOnly today) => date.ToString(date.Year == today.Year ? "ddd d MMM" : "ddd d MMM yyyy", English);

    /// <summary>"18:30" today, else "Thu 26 Nov 18:30".</summary>
    public static string Moment(DateTimeOffset utc, string zone, DateTimeOffset nowUtc)
    {
        var (date, today) = (Date(utc, zone), Date(nowUtc, zone));
        return date == today ? Clock(utc, zone) : $"{Day(date, today)} {Clock(utc, zone)}";
    }

    /// <summary>"18:30 CET" or "Thu 26 Nov 18:30 CET", in plain text.</summary>
    public static string MomentWithZone(DateTimeOffset utc, string zone, DateTimeOffset nowUtc) => $"{Moment(utc, zone, nowUtc)} {Zone(utc, zone)}";

    /// <summary>Exact, for hovering and the audit.</summary>
    public static string Utc(DateTimeOffset utc) => utc.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", English);

    /// <summary>"40 s", "48 min", "3 h 18 min", "4 days". Rounded down, never negative.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        _ when span < TimeSpan.FromSeconds(1) => "0 s",
        _ when span < TimeSpan.FromMinutes(1) => string.Create(English, $"{span.Seconds} s"),
        _ when span < TimeSpan.FromHours(1) => string.Create(English, $"{span.Minutes} min"),
        _ when span < TimeSpan.FromHours(6) && span.Minutes > 0 => string.Create(English, $"{span.Hours} h {span.Minutes} min"),
        _ when span < TimeSpan.FromDays(2) => string.Create(English, $"{(int)span.TotalHours} h"),
        _ => string.Create(English, $"{(int)span.TotalDays} days"),
    };

    /// <summary>"just now", "40 s ago", "3 h ago"; from 24 hours on the date.</summary>
    public static string Ago(DateTimeOffset utc, DateTimeOffset nowUtc, string zone) =>
        (nowUtc - utc) switch
        {
            var age when age < TimeSpan.FromSeconds(5) => "just now",
            var age when age < TimeSpan.FromHours(24) => $"{Coarse(age)} ago",
            _ => Day(Date(utc, zone), Date(nowUtc, zone)),
        };

    /// <summary>"40 s", "2 min", "3 h": one unit.</summary>
    public static string Coarse(TimeSpan span) => span < TimeSpan.FromHours(1) ? Span(span) : string.Create(English, $"{(int)span.TotalHours} h");

    /// <summary>"in 48 min" or "3 h ago".</summary>
    public static string Relative(DateTimeOffset utc, DateTimeOffset nowUtc) => utc >= nowUtc ? $"in {Span(utc - nowUtc)}" : $"{Coarse(nowUtc - utc)} ago";
}
