using System.Text.Json;
using System.Xml;
using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Seam;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>
/// The times that a lock takes, where Seam states them (<c>online_time_frame_options</c>, <c>offline_time_frame_options</c>): a code obeys all rules of one option. The set
/// is open: an option with a rule that nobody here knows is not used, and where no other is left the lock can hold no code for the stay, in words.
/// </summary>
public static class TimeFrameRules
{
    private const string UnknownRule = "This lock takes codes only at times set by a rule that Cendra does not know. Give this guest another way in.";
    private const string Reaches = "The times that this lock takes would reach into the stay before or after. Give this guest another way in.";

    /// <summary>What a lock's row keeps of its options, unknown rules included; empty = any times.</summary>
    public static string Keep(IReadOnlyList<SeamTimeFrameOption> options) => options.Count == 0 ? "" : JsonSerializer.Serialize(options, SeamJson.Wire);

    /// <summary>The window nearest to the stay's that one of the lock's options allows and that reaches into no other stay.</summary>
    public static LockWindow For(SmartLock smartLock, StayWindow stay, Neighbours neighbours, string timeZoneId)
    {
        var options = Read(smartLock.TimeFrames);
        if (options is null)
        {
            return LockWindow.None(UnknownRule);
        }

        var lead = smartLock.Timing == LockTiming.JustInTime ? LockWindows.JustInTimeLead : TimeSpan.Zero;
        var frames = options.Where(TimeFrame.IsKnown).SelectMany(o => TimeFrame.Of(o, smartLock, stay, timeZoneId)).ToList();
        var fitting = frames.Where(f => f.FitsDuration && f.FitsDays).ToList();
        var best = fitting.Where(f => !(neighbours.PreviousCheckOutUtc > f.FromUtc - lead) && !(neighbours.NextCheckInUtc < f.UntilUtc))
            .OrderBy(f => (stay.CheckInUtc - f.FromUtc) + (f.UntilUtc - stay.CodeEndUtc).Duration()).FirstOrDefault();
        return best is not null ? new LockWindow(new CodeWindow(best.FromUtc, best.UntilUtc, best.FromUtc - lead), "")
            : fitting.Count > 0 ? LockWindow.None(Reaches)
            : options.All(TimeFrame.IsKnown) ? LockWindow.None(WhyNone(frames, stay))
            : LockWindow.None(UnknownRule);
    }

    /// <summary>Codes longer than the hourly ones are rounded to the day (Seam: <c>max_time_rounding</c>, refused above an hour unless it is asked for).</summary>
    public static string Rounding(CodeWindowLength length) => length == CodeWindowLength.Days ? "1d" : "1hour";

    /// <summary>Which of the two roundings a window of an offline code needs.</summary>
    public static CodeWindowLength LengthOf(DateTimeOffset fromUtc, DateTimeOffset untilUtc) =>
        untilUtc - fromUtc > LockWindows.LongestOffline ? CodeWindowLength.Days : CodeWindowLength.Hours;

    /// <summary>The zone on whose wall a lock counts hours and days: its own where Seam states it, else its property's.</summary>
    public static string ZoneOf(SmartLock smartLock, string propertyZone) => StayWindow.IsZone(smartLock.TimeZoneId) ? smartLock.TimeZoneId : propertyZone;

    private static IReadOnlyList<SeamTimeFrameOption>? Read(string kept)
    {
        try
        {
            return JsonSerializer.Deserialize<IReadOnlyList<SeamTimeFrameOption>>(kept, SeamJson.Wire);
        }
        catch (JsonException)
        {
            return null; // Kept by another version: as good as a rule that nobody knows.
        }
    }

    private static string WhyNone(List<TimeFrame> frames, StayWindow stay)
    {
        var longest = frames.Count == 0 ? TimeSpan.Zero : frames.Max(f => f.Longest ?? TimeSpan.MaxValue);
        return longest < stay.CheckOutUtc - stay.CheckInUtc
            ? $"This lock makes codes for {longest.TotalDays:0} days at the most. Give this guest another way in."
            : "This lock takes codes only at times that this stay does not have. Give this guest another way in.";
    }
}

/// <summary>How long an offline code is, as far as its rounding asks.</summary>
public enum CodeWindowLength
{
    /// <summary>Up to 28 days, in whole hours.</summary>
    Hours,

    /// <summary>Longer: begins and ends at the same time of day.</summary>
    Days,
}

/// <summary>One window that an option would give a stay, with what is to be checked about it.</summary>
internal sealed record TimeFrame(DateTimeOffset FromUtc, DateTimeOffset UntilUtc, TimeSpan? Shortest, TimeSpan? Longest, bool FitsDays)
{
    public bool FitsDuration => !(UntilUtc - FromUtc < Shortest) && !(UntilUtc - FromUtc > Longest);

    /// <summary>Every rule of the option is understood.</summary>
    public static bool IsKnown(SeamTimeFrameOption option) => option.Unknown is not { Count: > 0 }
        && IsDuration(option.MinDuration) && IsDuration(option.MaxDuration) && option.TimePairs.All(p => Time(p.StartTime) is not null && Time(p.EndTime) is not null)
        && (option.TimeZone is null || StayWindow.IsZone(option.TimeZone))
        && DayRule.IsKnown(option.StartDateRecurrenceRule) && DayRule.IsKnown(option.EndDateRecurrenceRule);

    /// <summary>The windows around the stay: never later than check-in, never ending before check-out.</summary>
    public static IEnumerable<TimeFrame> Of(SeamTimeFrameOption option, SmartLock smartLock, StayWindow stay, string propertyZone)
    {
        var zone = option.TimeZone ?? TimeFrameRules.ZoneOf(smartLock, propertyZone);
        var windows = option.TimePairs.Count > 0 ? Pairs(option, stay, zone)
            : option.MatchingStartEndTime == true ? SameTime(stay, zone)
            : smartLock.Timing == LockTiming.OfflineCode ? [WholeHours(stay, zone)]
            : [(stay.CheckInUtc, stay.CodeEndUtc)];
        return windows.Select(w => new TimeFrame(
            w.From, w.Until, Duration(option.MinDuration), Duration(option.MaxDuration),
            DayRule.Allows(option.StartDateRecurrenceRule, Day(w.From, zone)) && DayRule.Allows(option.EndDateRecurrenceRule, Day(w.Until, zone))));
    }

    private static (DateTimeOffset From, DateTimeOffset Until) WholeHours(StayWindow stay, string zone)
    {
        var until = LockWindows.HourBefore(stay.CodeEndUtc, zone);
        return (LockWindows.HourBefore(stay.CheckInUtc, zone), until < stay.CheckOutUtc ? until.AddHours(1) : until);
    }

    /// <summary>Begin and end at one time of day: that of check-in, or that of check-out; the lock's options decide which reaches into nobody's stay.</summary>
    private static IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> SameTime(StayWindow stay, string zone)
    {
        var (from, until) = WholeHours(stay, zone);
        yield return (from, First(until: stay.CheckOutUtc, TimeOf(from, zone), zone));
        yield return (Last(stay.CheckInUtc, TimeOf(until, zone), zone), until);
    }

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> Pairs(SeamTimeFrameOption option, StayWindow stay, string zone) =>
        option.TimePairs.Select(p => (Last(stay.CheckInUtc, Time(p.StartTime)!.Value, zone), First(stay.CheckOutUtc, Time(p.EndTime)!.Value, zone)));

    /// <summary>The last such time of day that is not after an instant.</summary>
    internal static DateTimeOffset Last(DateTimeOffset from, TimeOnly time, string zone)
    {
        var sameDay = StayWindow.InstantOf(Day(from, zone), time, zone);
        return sameDay <= from ? sameDay : StayWindow.InstantOf(Day(from, zone).AddDays(-1), time, zone);
    }

    /// <summary>The first such time of day that is not before an instant.</summary>
    private static DateTimeOffset First(DateTimeOffset until, TimeOnly time, string zone)
    {
        var sameDay = StayWindow.InstantOf(Day(until, zone), time, zone);
        return sameDay >= until ? sameDay : StayWindow.InstantOf(Day(until, zone).AddDays(1), time, zone);
    }

    private static DateOnly Day(DateTimeOffset instant, string zone) => DateOnly.FromDateTime(StayWindow.LocalTime(instant, zone).Local);

    internal static TimeOnly TimeOf(DateTimeOffset instant, string zone) => TimeOnly.FromDateTime(StayWindow.LocalTime(instant, zone).Local);

    private static TimeOnly? Time(string? text) =>
        TimeOnly.TryParseExact(text, "HH:mm", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var time) ? time : null;

    private static bool IsDuration(string? text) => text is null || Duration(text) is not null;

    private static TimeSpan? Duration(string? text)
    {
        try
        {
            return text is null ? null : XmlConvert.ToTimeSpan(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

/// <summary>Days by iCalendar's RRULE, as far as Seam uses it for locks: daily, on days of the week, or on the n-th such day of a month.</summary>
internal static class DayRule
{
    private static readonly string[] Days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    public static bool IsKnown(string? rule) => rule is null || Parts(rule) is { } parts && parts.Keys.All(k => k is "FREQ" or "BYDAY" or "INTERVAL")
        && (parts.GetValueOrDefault("INTERVAL") ?? "1") == "1" && parts.GetValueOrDefault("FREQ") switch
        {
            "DAILY" => !parts.ContainsKey("BYDAY"),
            "WEEKLY" => Listed(parts).All(d => Array.IndexOf(Days, d) >= 0),
            "MONTHLY" => Listed(parts) is { Length: > 0 } listed && listed.All(d => d.Length == 3 && d[0] is >= '1' and <= '5' && Array.IndexOf(Days, d[1..]) >= 0),
            _ => false,
        };

    public static bool Allows(string? rule, DateOnly day)
    {
        if (rule is null || Parts(rule) is not { } parts)
        {
            return rule is null;
        }

        var name = Days[(int)day.DayOfWeek];
        return parts["FREQ"] switch
        {
            "DAILY" => true,
            "WEEKLY" => Listed(parts) is not { Length: > 0 } listed || listed.Contains(name),
            _ => Listed(parts).Contains($"{((day.Day - 1) / 7) + 1}{name}"),
        };
    }

    private static string[] Listed(Dictionary<string, string> parts) => (parts.GetValueOrDefault("BYDAY") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static Dictionary<string, string>? Parts(string rule)
    {
        var pairs = rule.Replace("RRULE:", "", StringComparison.Ordinal).Split(';', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).ToList();
        return pairs.Exists(p => p.Length != 2) || pairs.Select(p => p[0]).Distinct().Count() != pairs.Count ? null : pairs.ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
    }
}
