using System.Globalization;
using Cendra.Domain.Stays;
using Cendra.Server.Console.Words;

namespace Cendra.Server.Rehearsal.Play.Stays;

/// <summary>Moments and people of a play in words.</summary>
internal static class Say
{
    /// <summary>"Mon 23 Nov 16:00": the day is always named, because a play runs over several.</summary>
    public static string At(DateTimeOffset utc, string zone) => HouseTime.Date(utc, zone) is var date ? $"{HouseTime.Day(date, date)} {HouseTime.Clock(utc, zone)}" : "";

    /// <summary>"4 minutes", "3 hours", "3 h 10 min".</summary>
    public static string Long(TimeSpan span) => Math.Round(span.TotalMinutes) switch
    {
        < 1 => "less than a minute",
        < 2 => "a minute",
        < 120 and var minutes => string.Create(CultureInfo.InvariantCulture, $"{minutes} minutes"),
        < 48 * 60 and var minutes when minutes % 60 == 0 => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60} hours"),
        var minutes => HouseTime.Span(TimeSpan.FromMinutes(minutes)),
    };

    /// <summary>Who comes.</summary>
    public static string Who(StayKind kind) => kind switch
    {
        StayKind.Owner => "The owner",
        StayKind.Cleaner => "The cleaner",
        StayKind.Staff => "The person who works there",
        _ => "The guest",
    };
}
