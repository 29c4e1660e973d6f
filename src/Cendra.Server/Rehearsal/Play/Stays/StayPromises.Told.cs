using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;

namespace Cendra.Server.Rehearsal.Play.Stays;

/// <summary>What was told, to whom, and when the doors open that should not.</summary>
internal sealed partial class StayPromises
{
    /// <summary>A difference that a clock's tick explains.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(1);

    /// <summary>Later than this nobody calls it in time.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    private StayPromise? IsTold()
    {
        if (record.Told.Count == 0)
        {
            return record.CancelledUtc is not null ? null : new StayPromise(PromiseState.Broken, $"{_who} is never told a code", 
                record.Messages > 0 ? "A message without the code was sent." : string.IsNullOrEmpty(plan.Stay.Reservation?.GuestPhone) && !plan.IsHandedOver ? "The booking has no telephone number to send it to." : "No message was sent.");
        }

        var first = record.Told[0].AtUtc;
        var before = _window.CheckInUtc - first;
        var when = before > Tick ? $", {Say.Long(before)} before check-in" : before < -Tick ? $", {Say.Long(-before)} after check-in" : ", at check-in";
        return plan.IsHandedOver
            ? new StayPromise(PromiseState.Kept, $"A host hands the code over {At(first)}", $"No message goes to {Lower(_who)}: the code is shown to a host on the page of the stay.")
            : new StayPromise(first > Start + Moment && record.CancelledUtc is null ? PromiseState.Broken : PromiseState.Kept, $"{_who} is told the code {At(first)}{when}", "");
    }

    private StayPromise? StaysTheSame()
    {
        if (record.Told.Count < 2 || plan.IsHandedOver)
        {
            return null;
        }

        var last = record.Told[^1];
        var same = record.Told.TrueForAll(t => t.Digits.Order(StringComparer.Ordinal).SequenceEqual(last.Digits.Order(StringComparer.Ordinal)));
        return same ? new StayPromise(PromiseState.Kept, $"The code stays the same; the guest hears of the change {At(last.AtUtc)}", "")
            : plan.Doors.Any(d => d.Lock!.ChoosesPin) ? new StayPromise(PromiseState.Told, $"The guest gets another code {At(last.AtUtc)}", "The lock makes its codes from their times; other times are another code.")
            : new StayPromise(PromiseState.Broken, $"The guest is told other digits {At(last.AtUtc)}", "A code that was told should stay.");
    }

    private StayPromise? NotBefore()
    {
        if (record.Codes.Where(c => c.ShutsUtc is not { } shuts || shuts > c.OpensUtc).MinBy(c => c.OpensUtc) is not { } first)
        {
            return null;
        }

        if (first.OpensUtc >= _window.CheckInUtc - Tick)
        {
            return new StayPromise(PromiseState.Kept, $"No door opens before check-in, {At(_window.CheckInUtc)}", "");
        }

        var told = CallAbout(first.Door, first.OpensUtc);
        return new StayPromise(
            told is null ? PromiseState.Broken : PromiseState.Told, $"{first.Door.DoorName} opens with the code from {At(first.OpensUtc)}, {Say.Long(_window.CheckInUtc - first.OpensUtc)} before check-in",
            $"{(first.Door.Lock!.Timing == LockTiming.OfflineCode ? "This lock makes codes in whole hours." : "This lock keeps no times and is programmed ahead.")} {(told is null ? "No host was told." : $"{told.Contact} was told {At(told.AtUtc)}.")}");
    }

    private StayPromise IsGone()
    {
        var planned = record.CancelledUtc ?? _window.CodeEndUtc;
        var opening = record.Codes.Where(c => c.ShutsUtc is not { } shuts || shuts > c.OpensUtc).ToList();
        if (opening.Count == 0)
        {
            return new StayPromise(PromiseState.Kept, "No door ever opened with the code", "");
        }

        var last = opening.MaxBy(c => c.ShutsUtc ?? DateTimeOffset.MaxValue)!;
        var told = record.Calls.Find(c => c.AtUtc >= planned - TimeSpan.FromHours(1) && Names(c, last.Door)) ?? CallAbout(last.Door, planned);
        if (last.ShutsUtc is not { } gone || gone > endedUtc)
        {
            return new StayPromise(told is null ? PromiseState.Broken : PromiseState.Told, $"{last.Door.DoorName} still opens with the code when the play ends, {At(endedUtc)}", ToldOf(told));
        }

        if (gone <= planned + Tick)
        {
            return new StayPromise(PromiseState.Kept, $"No door opens after {At(gone)}", record.CancelledUtc is null ? OffTheLocks() : "");
        }

        var words = $"The code is gone {At(gone)}, {Say.Long(gone - planned)} later than planned";
        return plan.NextCheckInUtc < gone && plan.NextCheckInUtc >= plan.Window.CheckOutUtc
            ? new StayPromise(PromiseState.Broken, $"{words}, when the next guests have come", ToldOf(told))
            : new StayPromise(gone - planned <= Late ? PromiseState.Kept : told is null ? PromiseState.Broken : PromiseState.Told, words, gone - planned <= Late ? OffTheLocks() : $"{last.Door.DoorName} kept it. {ToldOf(told)}");
    }

    private StayPromise HostIsCalled()
    {
        if (plan.Contacts.Count == 0)
        {
            return new StayPromise(PromiseState.Broken, "Nobody can be called", "No contact has a telephone number. Add one on the page of the property.");
        }

        var limits = record.Calls.Where(c => IsAboutLimit(c)).ToList();
        var calls = record.Calls.Except(limits).Where(c => !(c.AtUtc < _troubleUtc)).ToList();
        var shut = record.CancelledUtc is null ? Shut() : [];
        if (calls.Count > 0)
        {
            var first = calls[0];
            var trouble = record.Acts.FindLast(a => a.IsTrouble && a.AtUtc <= first.AtUtc);
            var isLate = shut.Count > 0 && first.AtUtc > Instants.Later((_troubleUtc ?? first.AtUtc).AddMinutes(20), shut.Min(s => s.FromUtc));
            return new StayPromise(
                isLate ? PromiseState.Broken : _troubleUtc is null ? PromiseState.Told : PromiseState.Kept,
                $"A host is called {At(first.AtUtc)}{(trouble is null ? "" : $", {Say.Long(first.AtUtc - trouble.AtUtc)} after it happened")}", $"{first.Contact}: {first.Title}{(calls.Count > 1 ? $" Calls in all: {calls.Count}." : "")}");
        }

        return shut.Count > 0 ? new StayPromise(PromiseState.Broken, $"Nobody is called, although a door stays shut for {Lower(_who)}", "")
            : new StayPromise(PromiseState.Kept, "No host is called", limits.Count > 0 ? $"{limits[0].Contact} was told {At(limits[0].AtUtc)} what a lock cannot do." : _troubleUtc is null ? "" : "Nobody is needed: the lock holds the code and keeps its times by itself.");
    }

    /// <summary>Of a lock that cannot do everything a host hears before anything happens.</summary>
    private bool IsAboutLimit(HostCall call) =>
        call.AtUtc < _window.CheckInUtc && !(call.AtUtc >= _troubleUtc) && plan.Doors.Any(d => d.Lock!.Timing != LockTiming.NativeSchedule && call.Text.Contains(d.DoorName, StringComparison.Ordinal));

    private HostCall? CallAbout(DoorUse door, DateTimeOffset byUtc) =>
        record.Calls.FindLast(c => c.AtUtc <= byUtc && Names(c, door));

    private static bool Names(HostCall call, DoorUse door) => call.Text.Contains(door.DoorName, StringComparison.Ordinal) || call.Text.Contains(door.Lock!.Name, StringComparison.Ordinal);

    private string ToldOf(HostCall? call) => call is null ? "No host was told." : $"{call.Contact} was told {At(call.AtUtc)}.";

    private string OffTheLocks() => record.Codes.TrueForAll(c => c.WentUtc is not null) ? $"Taken off every lock by {At(record.Codes.Max(c => c.WentUtc!.Value))}." : "";
}
