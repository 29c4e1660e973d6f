using Cendra.Server.Rehearsal.Play;
using Cendra.Simulator.Locks;
using Cendra.StaySimulation.Story;

namespace Cendra.StaySimulation;

/// <summary>P1, P3 and P5 at the keypad: what opens, and for whom.</summary>
internal sealed partial class Judge
{
    private static readonly TimeSpan PinRests = TimeSpan.FromDays(30);

    /// <summary>P3: digits that come to a lock were nobody else's there for thirty days.</summary>
    private void LookAtCame(IReadOnlyList<OnLock> came, DateTimeOffset now)
    {
        foreach (var code in came.Where(c => !c.IsForeign && !watch.WasEdited(c.CodeId)))
        {
            var owner = OwnerOf(code)?.Id ?? code.Person;
            if (_used.TryGetValue((code.Door, code.Digits), out var before) && before.Booking != owner && now - before.SeenUtc < PinRests)
            {
                Break("P3", now, $"{DoorName(code.Door)} got the digits for {owner} that were {before.Booking}'s until {Utc(before.SeenUtc)}");
            }
        }

        foreach (var code in _doors.Codes.Where(c => !c.IsForeign && !watch.WasEdited(c.CodeId)))
        {
            _used[(code.Door, code.Digits)] = (OwnerOf(code)?.Id ?? code.Person, now);
        }
    }

    /// <summary>P4: what a guest was told stays on the lock while the stay runs, unless the lock itself or a host took it.</summary>
    private void LookAtWent(IReadOnlyList<OnLock> went, DateTimeOffset now)
    {
        foreach (var over in went.Where(c => c.UntilUtc <= now))
        {
            _ranOut[over.Person] = now; // The lock ended it by itself: longer times had not come through.
        }

        foreach (var code in went.Where(c => !c.IsForeign && !watch.WasEdited(c.CodeId) && !(c.UntilUtc <= now)))
        {
            if (OwnerOf(code) is { IsConfirmed: true } stay && Has(stay, code.Door) && now >= stay.InUtc && now < stay.OutUtc.AddMinutes(-1)
                && _phones.Held(stay.Booking.Phone).Contains(code.Digits) && now - stay.ChangedUtc > TimeSpan.FromMinutes(30) && !WasToldBefore(stay, stay.DigitsMayChangeUtc)
                && !_doors.Codes.Any(c => c.Door == code.Door && c.Person == code.Person && _phones.Held(stay.Booking.Phone).Contains(c.Digits)))
            {
                Break("P4", now, $"{stay.Id}: the code that the guest was told went from {DoorName(code.Door)} during the stay");
            }

            if (OwnerOf(code) is { Left: { } left } moved && IsLeftTooEarly(moved, left.Listing, code, now))
            {
                Break("P4", now, $"{moved.Id}: {DoorName(code.Door)} was closed to the guest, who was moved at {Utc(left.AtUtc)}, before every door of {moved.Property.Name} opened");
            }
        }
    }

    /// <summary>The digits were told before the booking was cancelled and came back: their removal may be under way, and a host is told instead (P2).</summary>
    private bool WasToldBefore(Known stay, DateTimeOffset atUtc) => _phones.Of(stay.Booking.Phone).LastOrDefault(t => t.Digits.Count > 0)?.AtUtc < atUtc;

    /// <summary>
    /// P4 for a guest who is moved in the house: the door that was left closes when each of the other unit's opens with what the guest was told, or when the next guests have come there.
    /// </summary>
    private bool IsLeftTooEarly(Known stay, string left, OnLock code, DateTimeOffset now) =>
        IsLeftOpen(stay, left, code.Door, now) && now < stay.OutUtc.AddMinutes(-1) && now >= stay.InUtc
        && _phones.Of(stay.Booking.Phone).Any(t => t.Digits.Contains(code.Digits)) && !OpensEverywhere(stay, now);

    /// <summary>A door of the unit that was left, where nobody else has come.</summary>
    private bool IsLeftOpen(Known stay, string left, string door, DateTimeOffset now) =>
        stay.IsConfirmed && Portfolio.Property(left).Doors.Any(d => d.DeviceId == door) && !Has(stay, door)
        && !watch.Bookings.Any(b => b != stay && b.IsConfirmed && b.Booking.Listing == left && b.InUtc <= now.AddMinutes(1) && b.OutUtc > now);

    /// <summary>Since when each door of the unit opens with what the guest was told; now = it does not, or begins to.</summary>
    private DateTimeOffset OpenSince(Known stay, DateTimeOffset now)
    {
        if (!OpensEverywhere(stay, now))
        {
            _openSince.Remove(stay.Id);
            return now;
        }

        _openSince.TryAdd(stay.Id, now);
        return _openSince[stay.Id];
    }

    private bool OpensEverywhere(Known stay, DateTimeOffset now)
    {
        var held = _phones.Held(stay.Booking.Phone);
        return stay.Property.Doors.All(d => _doors.Codes.Any(c => c.Door == d.DeviceId && held.Contains(c.Digits) && c.OpensAt(now)));
    }

    /// <summary>P1 and P5: a door that opens for somebody outside their time.</summary>
    private void LookAtOpen(Dictionary<string, Func<DateTimeOffset, Deviation>> found, DateTimeOffset now)
    {
        foreach (var code in _doors.Codes.Where(c => !c.IsForeign))
        {
            var (door, stay) = (Portfolio.Door(code.Door), OwnerOf(code));
            if (code.OpensAt(now) && !IsEntitled(stay, code, now))
            {
                var booking = stay ?? watch.BookingOf(code.Person);
                var who = stay?.Id ?? $"somebody who is no guest ({code.Person})";
                found[$"open:{code.Door}:{code.CodeId}"] = since => new Deviation(
                    now < stay?.InUtc ? "P1" : "P5", $"{door.Name} opens for {who}, who has no right to it", since, Later(since, watch.LastTrouble(code.Door)) + Patience,
                    OpenToldSince(door, booking, since), door.Name, booking?.Property.Name ?? door.Name);
                LookAtNext(found, code, stay, now);
            }

            LookAtWindow(found, code, stay, now);
        }
    }

    /// <summary>
    /// A word to a host counts only for the fault that it was said of: since the lock lost its connection if it has none, else since the last thing at this door or of this booking
    /// before the door was open. An offline lock's code cannot be taken back, so there every word since the booking came counts.
    /// </summary>
    private DateTimeOffset OpenToldSince(PlayDoor door, Known? booking, DateTimeOffset since)
    {
        var fault = door.Behaviour == LockBehaviour.OfflineCode ? booking?.FirstUtc
            : watch.FaultSince(door.DeviceId) ?? Later(watch.OwnTrouble(door.DeviceId), booking?.ChangedUtc ?? default);
        return Earlier(since, fault ?? since).AddMinutes(-1);
    }

    /// <summary>P1: nobody's code opens when the next guests have come; where all is well that is at once.</summary>
    private void LookAtNext(Dictionary<string, Func<DateTimeOffset, Deviation>> found, OnLock code, Known? stay, DateTimeOffset now)
    {
        if (stay is not { IsConfirmed: true } || watch.Next(stay) is not { } next || now < next.InUtc || now < stay.OutUtc || !Has(stay, code.Door))
        {
            return;
        }

        var calm = watch.WasCalm(code.Door, stay.OutUtc.AddHours(-1))
            && next.ChangedUtc < next.InUtc.AddHours(-1) && stay.ChangedUtc < next.InUtc.AddHours(-1);
        if (calm)
        {
            found[$"next:{code.Door}:{code.CodeId}"] = since => new Deviation(
                "P1", $"{DoorName(code.Door)} still opens for {stay.Id} after {next.Id} has come", since, since.AddMinutes(3), since, DoorName(code.Door), stay.Property.Name) { IsExcusedByTelling = false };
        }
    }

    /// <summary>P1: the window that a lock was given reaches no farther than the stay's, once the lock could be told; a host knows a day before the door opens by it.</summary>
    private void LookAtWindow(Dictionary<string, Func<DateTimeOffset, Deviation>> found, OnLock code, Known? stay, DateTimeOffset now)
    {
        var door = Portfolio.Door(code.Door);
        if (stay is not { IsConfirmed: true } || !Has(stay, code.Door) || door.Behaviour != LockBehaviour.NativeSchedule || now >= stay.OutUtc)
        {
            return;
        }

        if (code.UntilUtc > OpensUntil(stay, door) || code.FromUtc < OpensFrom(stay, door.Behaviour))
        {
            found[$"window:{code.Door}:{code.CodeId}"] = since =>
            {
                var from = watch.LastTrouble(code.Door) is var trouble && trouble > since ? trouble : since;
                return new Deviation("P1", $"{door.Name} was given a window for {stay.Id} until {Utc(code.UntilUtc ?? DateTimeOffset.MaxValue)} that is wider than the stay", since, Later(from.AddHours(6), Earlier(code.FromUtc ?? stay.InUtc, stay.InUtc).AddHours(-23)), stay.ChangedUtc, door.Name, stay.Property.Name);
            };
        }
    }

    /// <summary>Codes of guests that open any door now, when nobody is to get in.</summary>
    public IEnumerable<Breach> Open(DateTimeOffset now) =>
        _doors.Codes.Where(c => !c.IsForeign && c.OpensAt(now)).Select(c => new Breach("P5", now, $"{DoorName(c.Door)} still opens for {c.Person} when all is over"));

    /// <summary>A guest who is moved in the house has both units until the other one opens, and half an hour more, the hidden grace at the end included.</summary>
    private bool IsEntitled(Known? stay, OnLock code, DateTimeOffset now) =>
        (stay is { Left: { } left } && IsLeftOpen(stay, left.Listing, code.Door, now) && now < watch.EndUtc(stay) && now < Later(left.AtUtc, OpenSince(stay, now)).AddMinutes(45))
        || stay is { IsConfirmed: true } && Has(stay, code.Door) && now >= OpensFrom(stay, Portfolio.Door(code.Door).Behaviour) && now < OpensUntil(stay, Portfolio.Door(code.Door));
}
