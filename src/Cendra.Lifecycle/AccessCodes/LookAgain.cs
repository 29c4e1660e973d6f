using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>When a stay is looked at again: the fixed points before check-in and around the end, and sooner while something is unfinished.</summary>
public static class LookAgain
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(5);

    /// <summary>How often an end that cannot be shown is looked at.</summary>
    public static readonly TimeSpan UnprovenPause = TimeSpan.FromMinutes(10);

    /// <summary>Before check-in; the minute after each gives Seam time to do its part.</summary>
    private static readonly TimeSpan[] BeforeCheckIn =
        [TimeSpan.FromHours(72), TimeSpan.FromHours(24), TimeSpan.FromHours(4), TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(10)];

    /// <summary>The next moment after <paramref name="nowUtc"/>, or null when every end is settled and the window is over.</summary>
    public static DateTimeOffset? After(StayWindow window, IReadOnlyCollection<AccessCode> codes, bool wanted, DateTimeOffset nowUtc)
    {
        var moments = new List<DateTimeOffset>();
        if (wanted && nowUtc < window.CodeEndUtc)
        {
            moments.AddRange(BeforeCheckIn.SelectMany(lead => new[] { window.CheckInUtc - lead, window.CheckInUtc - lead + Minute }));
            moments.AddRange([window.CheckInUtc, window.CheckInUtc + Minute, window.CheckOutUtc, window.CodeEndUtc]);
            moments.Add(nowUtc + Cadence(window, nowUtc));
        }

        var unsettled = codes.Where(c => !c.IsSettled).Select(c => Unfinished(c, window, nowUtc)).ToList();
        moments.AddRange(unsettled.OfType<DateTimeOffset>());
        if (unsettled.Count > 0 && moments.TrueForAll(m => m <= nowUtc))
        {
            moments.Add(nowUtc + Minute); // Something is left to be proven: never silence.
        }

        var later = moments.Where(m => m > nowUtc).ToList();
        return later.Count == 0 ? null : later.Min();
    }

    /// <summary>How soon a failed attempt is repeated: 1 to 30 min, growing, until a day before check-in; every 10 min at the most inside it.</summary>
    public static TimeSpan RetryDelay(int attempts, DateTimeOffset checkInUtc, DateTimeOffset nowUtc)
    {
        var growing = TimeSpan.FromMinutes(Math.Min(30, Math.Pow(2, Math.Min(attempts, 5))));
        var most = checkInUtc - nowUtc <= TimeSpan.FromHours(24) ? TimeSpan.FromMinutes(10) : TimeSpan.FromMinutes(30);
        return growing < most ? growing : most;
    }

    /// <summary>How fresh "last confirmed" is kept: closest around the arrival.</summary>
    private static TimeSpan Cadence(StayWindow window, DateTimeOffset nowUtc) => (window.CheckInUtc - nowUtc) switch
    {
        var left when left > TimeSpan.FromHours(24) => TimeSpan.FromHours(24),
        var left when left > TimeSpan.FromHours(4) => TimeSpan.FromHours(1),
        var left when left > TimeSpan.FromHours(-1) => TimeSpan.FromMinutes(15),
        _ => TimeSpan.FromHours(6),
    };

    private static DateTimeOffset? Unfinished(AccessCode code, StayWindow window, DateTimeOffset nowUtc)
    {
        if (code.IsServing && code.WindowChangePending)
        {
            return nowUtc + (code.NextAttemptUtc > nowUtc ? Soon : Later); // A lock that is offline confirms in hours, not in seconds.
        }

        if (code.NextAttemptUtc is { } next && next > nowUtc)
        {
            return next;
        }

        return code.State switch
        {
            AccessCodeState.Planned or AccessCodeState.Creating => nowUtc + Minute,
            AccessCodeState.Removing => Removal(code, nowUtc, Minute),
            AccessCodeState.Unproven => Removal(code, nowUtc, UnprovenPause),
            AccessCodeState.EndedByLock => nowUtc + (nowUtc - code.EndedUtc > TimeSpan.FromDays(2) ? TimeSpan.FromDays(1) : TimeSpan.FromHours(1)),
            _ when code.Pin?.Sealed is null => nowUtc + (nowUtc - code.CreatedUtc < TimeSpan.FromMinutes(2) ? Soon : Later),
            _ when code.Fault != AccessCodeFault.None => nowUtc + RetryDelay(3, window.CheckInUtc, nowUtc),
            AccessCodeState.Accepted => Settling(code, nowUtc),
            _ => null,
        };
    }

    /// <summary>A code that was just taken is on the lock within seconds; one whose time has not come waits for the fixed points.</summary>
    private static DateTimeOffset? Settling(AccessCode code, DateTimeOffset nowUtc)
    {
        var due = code.Lock?.Timing == LockTiming.JustInTime
            ? code.IntendedFromUtc - LockWindows.JustInTimeLead
            : Instants.Later(code.CreatedUtc, code.IntendedFromUtc - LockWindows.NativePreload);
        return nowUtc < due ? due : nowUtc - due < TimeSpan.FromMinutes(2) ? nowUtc + TimeSpan.FromSeconds(15) : nowUtc + TimeSpan.FromMinutes(5);
    }

    private static DateTimeOffset Removal(AccessCode code, DateTimeOffset nowUtc, TimeSpan calm)
    {
        var end = code.ProgrammedUntilUtc ?? code.IntendedUntilUtc;
        if (code.Lock?.Timing == LockTiming.OfflineCode && end > nowUtc)
        {
            return end;
        }

        return nowUtc - (code.RemovalSinceUtc ?? nowUtc) < Minute ? nowUtc + TimeSpan.FromSeconds(15) : nowUtc + calm;
    }
}
