using Cendra.Domain.Time;

namespace Cendra.Lifecycle.Reservations.Sync;

/// <summary>When a source is asked once more about a guest who comes: a day before, two hours before, and at check-in. Pure.</summary>
public static class ArrivalPoints
{
    /// <summary>The first of them.</summary>
    public static readonly TimeSpan First = TimeSpan.FromHours(24);

    /// <summary>What was missed is asked until so long after check-in.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromHours(1);

    /// <summary>Nobody is asked about one booking more often than this.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan[] Before = [First, TimeSpan.FromHours(2), TimeSpan.Zero];

    /// <summary>When the source is to be asked next; a moment that is past = now; null = not any more.</summary>
    /// <param name="checkInUtc">When the guest may come.</param>
    /// <param name="askedUtc">When it was last asked for this booking by itself; null = never.</param>
    /// <param name="observedUtc">When it last said something new of it.</param>
    /// <param name="nowUtc">Now.</param>
    public static DateTimeOffset? DueUtc(DateTimeOffset checkInUtc, DateTimeOffset? askedUtc, DateTimeOffset observedUtc, DateTimeOffset nowUtc)
    {
        if (nowUtc >= checkInUtc + Late)
        {
            return null;
        }

        var heard = askedUtc is { } asked ? Instants.Later(asked, observedUtc) : observedUtc;
        var open = Before.Select(b => checkInUtc - b).Where(p => p > heard).ToList();
        var passed = open.Where(p => p <= nowUtc).ToList(); // Of those that passed unasked one answer settles all.
        DateTimeOffset? due = passed.Count > 0 ? passed[^1] : open.Count > 0 ? open[0] : null;
        return due is { } at && askedUtc is { } last ? Instants.Later(at, last + Apart) : due;
    }
}
