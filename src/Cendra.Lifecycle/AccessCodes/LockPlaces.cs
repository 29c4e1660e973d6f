using Cendra.Domain.Time;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>A code that has or wants a place on a lock.</summary>
/// <param name="Id">Ours, or that of a code that is not ours.</param>
/// <param name="StayId">Whose; null = not ours.</param>
/// <param name="FromUtc">From when it must open.</param>
/// <param name="UntilUtc">When it ends.</param>
/// <param name="CreatedUtc">Settles who was first of two that arrive at one moment.</param>
/// <param name="OnLock">It stands on the lock as far as known.</param>
/// <param name="KeepsPlace">Nobody takes its place: it is in its window, is being taken off, or is not ours.</param>
public sealed record PlaceWanted(Guid Id, Guid? StayId, DateTimeOffset FromUtc, DateTimeOffset UntilUtc, DateTimeOffset CreatedUtc, bool OnLock, bool KeepsPlace);

/// <summary>When a code gets its place; null = not before its end.</summary>
public sealed record PlaceTurn(PlaceWanted Code, DateTimeOffset? LoadUtc)
{
    /// <summary>The guest finds the code on the lock at check-in; some minutes are what back-to-back stays need anyway.</summary>
    public bool IsInTime => Code.KeepsPlace || LoadUtc <= Code.FromUtc + LockPlaces.Handover;
}

/// <summary>
/// Who gets which place on a lock that holds only so many codes: the earliest arrival first, whatever was booked or loaded first; the others wait and are put on the lock just
/// in time when a place is free. Pure: every stay that asks gets the same answer.
/// </summary>
public static class LockPlaces
{
    /// <summary>A place is free again this long after a code's end: Seam takes it off.</summary>
    public static readonly TimeSpan Handover = TimeSpan.FromMinutes(5);

    /// <summary>The turns of all codes; <paramref name="lead"/> is how long before its start a code is loaded where there is room.</summary>
    public static IReadOnlyList<PlaceTurn> Of(int places, IReadOnlyCollection<PlaceWanted> codes, TimeSpan lead, DateTimeOffset nowUtc)
    {
        var turns = codes.Where(c => c.KeepsPlace).Select(c => new PlaceTurn(c, nowUtc)).ToList();
        foreach (var code in codes.Where(c => !c.KeepsPlace).OrderBy(c => c.FromUtc).ThenBy(c => c.CreatedUtc))
        {
            var earliest = Instants.Later(nowUtc, code.FromUtc - lead);
            var moments = turns.Select(t => EndOf(t, nowUtc)).Where(end => end > earliest && end < code.UntilUtc).Prepend(earliest).Order();
            var load = moments.Select(m => (DateTimeOffset?)m).FirstOrDefault(m => HasRoom(turns, places, m!.Value, code.UntilUtc, nowUtc));
            turns.Add(new PlaceTurn(code, load));
        }

        return turns;
    }

    /// <summary>The most codes that would be on the lock at one moment if it had room for all.</summary>
    public static (int Codes, DateTimeOffset? AtUtc) Peak(IReadOnlyCollection<PlaceWanted> codes, TimeSpan lead, DateTimeOffset nowUtc)
    {
        var turns = Of(int.MaxValue, codes, lead, nowUtc);
        return turns.Select(t => (Codes: Taken(turns, t.LoadUtc!.Value, nowUtc), AtUtc: t.LoadUtc)).OrderByDescending(m => m.Codes).ThenBy(m => m.AtUtc).FirstOrDefault();
    }

    private static bool HasRoom(List<PlaceTurn> turns, int places, DateTimeOffset fromUtc, DateTimeOffset untilUtc, DateTimeOffset nowUtc) =>
        turns.Select(t => t.LoadUtc).OfType<DateTimeOffset>().Where(start => start > fromUtc && start < untilUtc).Prepend(fromUtc).All(moment => Taken(turns, moment, nowUtc) < places);

    private static int Taken(IEnumerable<PlaceTurn> turns, DateTimeOffset atUtc, DateTimeOffset nowUtc) => turns.Count(t => t.LoadUtc <= atUtc && EndOf(t, nowUtc) > atUtc);

    private static DateTimeOffset EndOf(PlaceTurn turn, DateTimeOffset nowUtc) =>
        turn.LoadUtc is null ? DateTimeOffset.MinValue : turn.Code.UntilUtc > DateTimeOffset.MaxValue - Handover ? DateTimeOffset.MaxValue : Instants.Later(turn.Code.UntilUtc, nowUtc) + Handover;
}
