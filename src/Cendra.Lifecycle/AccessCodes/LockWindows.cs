using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Locks;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>What the neighbours in the same property leave free. Null = nobody before or after.</summary>
public sealed record Neighbours(DateTimeOffset? PreviousCheckOutUtc, DateTimeOffset? NextCheckInUtc);

/// <summary>The window that one lock can give a stay, or in words why it can give none.</summary>
public sealed record LockWindow(CodeWindow? Window, string WhyNot)
{
    /// <summary>This lock can hold no code for this stay.</summary>
    public static LockWindow None(string why) => new(null, why);
}

/// <summary>
/// Turns a stay's window into what a lock of each kind can do, and computes beforehand where its door may open outside it (promise P1).
/// A lock whose granularity would reach into another stay gets no code.
/// </summary>
public static class LockWindows
{
    /// <summary>Seam programs a lock without a schedule of its own this long before the start (Seam: "Managing offline, native and just-in-time codes").</summary>
    public static readonly TimeSpan JustInTimeLead = TimeSpan.FromMinutes(60);

    /// <summary>Seam loads a natively scheduled code this long before the start.</summary>
    public static readonly TimeSpan NativePreload = TimeSpan.FromHours(72);

    /// <summary>Longest hourly offline code (igloohome algoPIN: 672 hours).</summary>
    public static readonly TimeSpan LongestOffline = TimeSpan.FromHours(672);

    /// <summary>A lock whose codes must start in the future (Kwikset) is given this much, so that a slow answer does not make the start the past.</summary>
    public static readonly TimeSpan FutureStart = TimeSpan.FromMinutes(15);

    /// <summary>The window of a code on this lock, obeying the times that it takes.</summary>
    public static LockWindow For(SmartLock smartLock, StayWindow stay, Neighbours neighbours, string timeZoneId)
    {
        if (smartLock.TimeZoneId.Length == 0 && LockBrands.Of(smartLock.DeviceType)?.NeedsTimeZone == true)
        {
            return LockWindow.None("Seam does not know this lock's time zone and takes no code with times before it does. Set the lock's time zone in Seam; the code follows by itself.");
        }

        return smartLock.TimeFrames.Length > 0
            ? TimeFrameRules.For(smartLock, stay, neighbours, timeZoneId)
            : For(smartLock.Timing, stay, neighbours, timeZoneId);
    }

    /// <summary>
    /// The same window, started later where the lock refuses a start that has come (Seam: <c>start_date_in_future</c>) or lets a code die that is not used soon after it: what
    /// was asked for before stays.
    /// </summary>
    public static CodeWindow InFuture(SmartLock smartLock, AccessCode? existing, CodeWindow asked, string timeZoneId, DateTimeOffset nowUtc)
    {
        if (smartLock.Timing == LockTiming.OfflineCode)
        {
            return LockBrands.Of(smartLock.DeviceType) == LockBrands.Igloohome ? StillToBeUsed(existing, asked, TimeFrameRules.ZoneOf(smartLock, timeZoneId), nowUtc) : asked;
        }

        var earliest = nowUtc + FutureStart;
        if (!smartLock.GetPinConstraints().Contains("start_date_in_future") || asked.FromUtc >= earliest || asked.UntilUtc <= earliest)
        {
            return asked;
        }

        var keeps = existing is not null && existing.IntendedFromUtc <= earliest && (existing.IsServing || nowUtc < existing.NextAttemptUtc)
            && (existing.IntendedFromUtc >= asked.FromUtc || asked.FromUtc <= nowUtc);
        var from = keeps ? existing!.IntendedFromUtc : earliest;
        return new CodeWindow(from, asked.UntilUtc, from);
    }

    /// <summary>
    /// An igloohome code that is not used within a day of its start never opens, so one that is made late starts with the hour on the wall (or, from 29 days on, at the last
    /// time of day that its end has too) before now; clocks that changed meanwhile do not make it another hour. What the lock was given for this end stays.
    /// </summary>
    private static CodeWindow StillToBeUsed(AccessCode? existing, CodeWindow asked, string zone, DateTimeOffset nowUtc)
    {
        var isDaily = TimeFrameRules.LengthOf(asked.FromUtc, asked.UntilUtc) == CodeWindowLength.Days;
        var latest = isDaily ? TimeFrame.Last(nowUtc, TimeFrame.TimeOf(asked.FromUtc, zone), zone) : HourBefore(nowUtc, zone);
        if (latest <= asked.FromUtc)
        {
            return asked;
        }

        var holds = existing is { IsServing: true } && existing.IntendedUntilUtc == asked.UntilUtc && existing.IntendedFromUtc >= asked.FromUtc && existing.IntendedFromUtc <= nowUtc;
        var from = holds ? existing!.IntendedFromUtc : latest;
        return asked.UntilUtc - from >= (isDaily ? TimeSpan.FromDays(1) : TimeSpan.FromHours(1)) ? new CodeWindow(from, asked.UntilUtc, from) : asked;
    }

    /// <summary>The window of a code on a lock that takes any times.</summary>
    public static LockWindow For(LockTiming timing, StayWindow stay, Neighbours neighbours, string timeZoneId) => timing switch
    {
        LockTiming.NativeSchedule => new LockWindow(new CodeWindow(stay.CheckInUtc, stay.CodeEndUtc, stay.CheckInUtc), ""),
        LockTiming.JustInTime => JustInTime(stay, neighbours),
        LockTiming.OfflineCode => Offline(stay, neighbours, timeZoneId),
    };

    /// <summary>What the stay would need on a lock that cannot give it, and from when its door would open.</summary>
    public static CodeWindow Wished(LockTiming timing, StayWindow stay) =>
        new(stay.CheckInUtc, stay.CodeEndUtc, timing == LockTiming.JustInTime ? stay.CheckInUtc - JustInTimeLead : stay.CheckInUtc);

    private static LockWindow JustInTime(StayWindow stay, Neighbours neighbours)
    {
        var mayOpenFrom = stay.CheckInUtc - JustInTimeLead;
        return neighbours.PreviousCheckOutUtc > mayOpenFrom
            ? LockWindow.None("This lock is programmed 60 minutes before check-in, while the guests before are still there. Give this guest another way in.")
            : new LockWindow(new CodeWindow(stay.CheckInUtc, stay.CodeEndUtc, mayOpenFrom), "");
    }

    /// <summary>Whole hours on the wall: outward at the start (the guest must get in), inward at the end as far as check-out allows.</summary>
    internal static LockWindow Offline(StayWindow stay, Neighbours neighbours, string timeZoneId)
    {
        var from = HourBefore(stay.CheckInUtc, timeZoneId);
        var until = HourBefore(stay.CodeEndUtc, timeZoneId);
        if (until < stay.CheckOutUtc)
        {
            until += TimeSpan.FromHours(1);
        }

        if (neighbours.PreviousCheckOutUtc > from || neighbours.NextCheckInUtc < until)
        {
            return LockWindow.None("This lock only takes whole hours, which would reach into the stay before or after. Give this guest another way in.");
        }

        return until - from > LongestOffline
            ? LockWindow.None("This lock makes codes for 28 days at the most. Give this guest another way in.")
            : new LockWindow(new CodeWindow(from, until, from), "");
    }

    /// <summary>The last whole hour on the wall that is not after an instant: where clocks move by half an hour, one that they skipped is none.</summary>
    internal static DateTimeOffset HourBefore(DateTimeOffset instant, string timeZoneId)
    {
        var hour = instant - PastTheHour(instant, timeZoneId);
        return hour - PastTheHour(hour, timeZoneId);
    }

    private static TimeSpan PastTheHour(DateTimeOffset instant, string timeZoneId)
    {
        var (local, _) = StayWindow.LocalTime(instant, timeZoneId);
        return TimeSpan.FromTicks(local.TimeOfDay.Ticks % TimeSpan.TicksPerHour);
    }
}
