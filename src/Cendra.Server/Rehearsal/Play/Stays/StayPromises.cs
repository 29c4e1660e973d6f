using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;

namespace Cendra.Server.Rehearsal.Play.Stays;

/// <summary>What came of one promise.</summary>
public enum PromiseState
{
    /// <summary>It was kept.</summary>
    Kept,

    /// <summary>It was not, and a host was told: nobody is taken by surprise.</summary>
    Told,

    /// <summary>It was not kept.</summary>
    Broken,
}

/// <summary>One promise in a host's words, with when.</summary>
public sealed record StayPromise(PromiseState State, string Words, string Detail);

/// <summary>
/// The promises of a played stay, judged from what lay on the virtual locks and what arrived at the virtual phones. Nothing here reads what Cendra thought of it.
/// </summary>
internal sealed partial class StayPromises(StayPlan plan, StayRecord record, DateTimeOffset endedUtc)
{
    /// <summary>What a lock takes to do as it is told; shorter gaps nobody notices.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(2);

    private readonly StayWindow _window = plan.WindowOf(record.SaidDates ?? plan.Dates);
    private readonly string _who = Say.Who(plan.Stay.Kind);

    /// <summary>The first act that means trouble; null = nothing went wrong.</summary>
    private readonly DateTimeOffset? _troubleUtc = record.Acts.Where(a => a.IsTrouble).Select(a => (DateTimeOffset?)a.AtUtc).Min();

    /// <summary>All of them, those about the guest first.</summary>
    public IReadOnlyList<StayPromise> All() => [.. new[] { GetsIn(), IsTold(), StaysTheSame(), NotBefore(), IsGone(), HostIsCalled() }.OfType<StayPromise>()];

    private string At(DateTimeOffset utc) => Say.At(utc, plan.Zone);

    private StayPromise? GetsIn()
    {
        if (record.CancelledUtc is not null)
        {
            return null;
        }

        var shut = Shut();
        if (shut.Count == 0)
        {
            var typed = record.Typed.Find(t => t.Opened);
            return new StayPromise(PromiseState.Kept, $"{_who} gets in from {At(Start)}", typed is null ? "" : $"The code was typed at {At(typed.AtUtc)} and every door on the way opened. It stays so until check-out, {At(_window.CheckOutUtc)}.");
        }

        var (door, from, until) = shut.MinBy(s => s.FromUtc);
        var others = shut.Count > 1 ? $"{shut.Count} times a door stays shut. " : "";
        return new StayPromise(
            PromiseState.Broken, until is { } end ? $"{_who} stands before {door.DoorName} from {At(from)} to {At(end)}" : $"{door.DoorName} does not open for {Lower(_who)} from {At(from)} to the end of the stay",
            $"{others}{(record.Told.Exists(t => t.AtUtc <= from) ? "The code had been told by then." : "No code had been told by then.")}");
    }

    /// <summary>From when the guest has a right to enter: check-in, or ten minutes after a booking that came later.</summary>
    private DateTimeOffset Start => Instants.Later(_window.CheckInUtc, plan.BookedUtc < _window.CheckInUtc ? _window.CheckInUtc : plan.BookedUtc.AddMinutes(10));

    /// <summary>The times of the stay in which a door that is needed does not open with the digits that were told; no end = to the last minute.</summary>
    private List<(DoorUse Door, DateTimeOffset FromUtc, DateTimeOffset? UntilUtc)> Shut()
    {
        var found = new List<(DoorUse, DateTimeOffset, DateTimeOffset?)>();
        foreach (var door in plan.Doors.Where(d => d.Role != DoorRole.Extra))
        {
            var at = Start;
            foreach (var (opens, shuts) in Openings(door).OrderBy(o => o.OpensUtc))
            {
                if (opens > at + Moment && opens < _window.CheckOutUtc && at < opens)
                {
                    found.Add((door, at, opens));
                }

                at = Instants.Later(at, shuts);
            }

            if (at < _window.CheckOutUtc - Moment)
            {
                found.Add((door, at, null));
            }
        }

        return found;
    }

    /// <summary>When this door opens with digits that had been told.</summary>
    private IEnumerable<(DateTimeOffset OpensUtc, DateTimeOffset ShutsUtc)> Openings(DoorUse door) =>
        from code in record.Codes
        where code.Door == door
        let told = record.Told.Find(t => t.Digits.Contains(code.Digits))
        where told is not null
        let opens = Instants.Later(code.OpensUtc, told.AtUtc)
        let shuts = code.ShutsUtc ?? endedUtc
        where shuts > opens
        select (opens, shuts);

    private static string Lower(string who) => char.ToLowerInvariant(who[0]) + who[1..];
}
