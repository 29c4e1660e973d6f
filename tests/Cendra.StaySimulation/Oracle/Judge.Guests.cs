using Cendra.Simulator.Locks;
using Cendra.StaySimulation.Story;

namespace Cendra.StaySimulation;

/// <summary>P2, P4 and P11 as guests see them: whether they get in with what they were told, and what they were told.</summary>
internal sealed partial class Judge
{
    /// <summary>P2: from check-in on every door opens with the digits that the guest holds, or a host was told in time.</summary>
    private void LookAtGuests(Dictionary<string, Func<DateTimeOffset, Deviation>> found, DateTimeOffset now)
    {
        foreach (var stay in watch.Bookings.Where(b => b.IsConfirmed && now >= b.InUtc.AddHours(-73) && now < b.OutUtc))
        {
            var held = _phones.Held(stay.Booking.Phone);
            foreach (var door in stay.Property.Doors)
            {
                var mine = _doors.Codes.Where(c => c.Door == door.DeviceId && held.Contains(c.Digits) && stay.Booking.Guest.StartsWith(c.Person + " ", StringComparison.Ordinal)).ToList();
                if (mine.Exists(c => IsProper(c, stay, now)))
                {
                    _lastProper[(stay.Id, door.DeviceId)] = now;
                }

                if (now >= stay.InUtc && !mine.Exists(c => c.OpensAt(now)))
                {
                    found[$"shut:{stay.Id}:{door.DeviceId}:{stay.Booking.Guest}"] = since => Shut(stay, door.DeviceId, since);
                }
            }
        }
    }

    /// <summary>
    /// Told counts from the moment when the door was last as it should be, or from the start of a fault that still lasts, or from the booking; in time is four hours before, or ten
    /// minutes after the last thing that could have caused it, and the time that noticing and sending take.
    /// </summary>
    private Deviation Shut(Known stay, string door, DateTimeOffset since)
    {
        var toldSince = _lastProper.TryGetValue((stay.Id, door), out var proper) ? proper : Earlier(stay.FirstUtc, watch.FaultSince(door) ?? stay.FirstUtc);
        // A guest who was told nothing waits for all doors of the unit: the fault of one keeps the message for every one.
        var doors = _phones.Held(stay.Booking.Phone).Count == 0 ? stay.Property.Doors.Select(d => d.DeviceId) : [door];
        if (doors.Select(watch.FaultSince).Min() is { } fault && fault < toldSince)
        {
            toldSince = fault;
        }

        var cause = Later(Later(stay.ChangedUtc, watch.LastTrouble(door)), Portfolio.Door(door).Behaviour == LockBehaviour.JustInTime ? stay.InUtc.AddMinutes(-60) : default);
        var deadline = watch.HasUnseenEdit(door) ? DateTimeOffset.MaxValue - Patience : Later(since == stay.InUtc ? stay.InUtc.AddHours(-4) : since, cause) + Patience;
        return new Deviation("P2", $"{stay.Id} stands before {DoorName(door)} with {(_phones.Held(stay.Booking.Phone).Count == 0 ? "no code" : "a code that does not open")}", since, Later(deadline, since.AddMinutes(15)), toldSince, DoorName(door), stay.Property.Name);
    }

    /// <summary>The lock holds what the guest was told for the whole of what is left of the stay.</summary>
    private static bool IsProper(OnLock code, Known stay, DateTimeOffset now) => !(code.UntilUtc < stay.OutUtc) && !(code.FromUtc > Later(stay.InUtc, now));

    /// <summary>P11: a guest has one code at a door. A second one is there only while the first, which was told, waits for the news of it to arrive.</summary>
    private void LookAtDoubles(Dictionary<string, Func<DateTimeOffset, Deviation>> found)
    {
        foreach (var codes in _doors.Codes.Where(c => !c.IsForeign && !watch.WasEdited(c.CodeId) && Portfolio.Door(c.Door).Behaviour != LockBehaviour.OfflineCode)
            .GroupBy(c => (c.Door, c.Person)).Where(g => g.Count() > 1))
        {
            if (watch.BookingOf(codes.Key.Person) is { } stay && codes.Count(c => !_phones.Of(stay.Booking.Phone).Any(t => t.Digits.Contains(c.Digits))) > 1)
            {
                found[$"double:{codes.Key}"] = since => new Deviation(
                    "P11", $"{DoorName(codes.Key.Door)} holds {codes.Count()} codes of {stay.Id} at once", since, Later(since, watch.LastTrouble(codes.Key.Door)).AddHours(1), since.AddMinutes(-5), DoorName(codes.Key.Door), stay.Property.Name);
            }
        }
    }

    /// <summary>P4 and P11 in one message: nothing twice (but to a number that was corrected away and back), no other digits without a reason.</summary>
    private void LookAtMessage(string phone, Told message)
    {
        var stay = watch.Bookings.FirstOrDefault(b => b.Booking.Phone == phone);
        var all = _phones.Of(phone);
        var before = all.Count > 1 ? all[^2] : null;
        var (guest, elsewhere) = (stay?.Booking.Guest ?? phone, _lastPhone.GetValueOrDefault(stay?.Booking.Guest ?? phone, phone) != phone);
        _lastPhone[guest] = phone;
        if (before is not null && before.Body == message.Body && !elsewhere)
        {
            Break("P11", message.AtUtc, $"{stay?.Id}: the guest got the same message twice, at {Utc(before.AtUtc)} and at {Utc(message.AtUtc)}");
        }

        if (stay is null || message.Digits.Count == 0)
        {
            return;
        }

        LookAtLimits(stay, message);
        var told = _lastTold.GetValueOrDefault(stay.Booking.Guest);
        _lastTold[stay.Booking.Guest] = message;
        if (told is not null && message.Digits.Except(told.Digits).Any() && !HasCause(stay, told.AtUtc))
        {
            Break("P4", message.AtUtc, $"{stay.Id}: the guest was told other digits than at {Utc(told.AtUtc)} without a reason");
        }
    }

    /// <summary>P1: of a lock that may open outside the stay a host hears before its first code is sent.</summary>
    private void LookAtLimits(Known stay, Told message)
    {
        foreach (var door in stay.Property.Doors.Where(d => d.Behaviour != LockBehaviour.NativeSchedule))
        {
            if (_phones.FirstNotice(default, door.Name) is not { } told || told > message.AtUtc)
            {
                Break("P1", message.AtUtc, $"{stay.Id}: a code for {door.Name} was sent before a host was told what that lock cannot do");
            }
        }
    }

    /// <summary>
    /// What may change digits that were told: the booking itself (another guest, unit, a cancellation taken back; times on a lock that cannot move a code), or that very lock; a code that ran
    /// out at a lock which longer times had not reached does not come back.
    /// </summary>
    private bool HasCause(Known stay, DateTimeOffset sinceUtc) =>
        _ranOut.GetValueOrDefault(stay.Booking.Guest.Split(' ')[0]) > sinceUtc || stay.DigitsMayChangeUtc > sinceUtc.AddHours(-1) || stay.Property.Doors.Any(d => watch.DigitsTrouble(d.DeviceId) > sinceUtc.AddHours(-1));

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
