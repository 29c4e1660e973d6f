using Cendra.Server.Rehearsal.Play;
using Cendra.StaySimulation.Story;

namespace Cendra.StaySimulation;

/// <summary>A booking as the house has heard of it.</summary>
internal sealed class Known(PlayBooking booking, DateTimeOffset heardUtc)
{
    public PlayBooking Booking { get; set; } = booking;

    /// <summary>When the house first heard of it.</summary>
    public DateTimeOffset FirstUtc { get; } = heardUtc;

    /// <summary>When what holds now was heard.</summary>
    public DateTimeOffset ChangedUtc { get; set; } = heardUtc;

    /// <summary>The listing that the guest was moved from while in the house, and when; null = not moved.</summary>
    public (string Listing, DateTimeOffset AtUtc)? Left { get; set; }

    /// <summary>When something was heard that may give the guest other digits: another guest, another unit, a cancellation, more time when the
    /// code had ended; other times where the lock makes the code from them.</summary>
    public DateTimeOffset DigitsMayChangeUtc { get; set; } = heardUtc;

    public string Id => Booking.Id;

    public PlayProperty Property => Portfolio.Property(Booking.Listing);

    public bool IsConfirmed => Booking.Status == "confirmed";

    public DateTimeOffset InUtc => Ledgers.Instant(Property.TimeZoneId, Booking.CheckIn, Booking.CheckInTime ?? Property.CheckIn);

    public DateTimeOffset OutUtc => Ledgers.Instant(Property.TimeZoneId, Booking.CheckOut, Booking.CheckOutTime ?? Property.CheckOut, isEnd: true);
}

/// <summary>What was booked, as far as the house was told; and what troubles came over doors and wires. Everything else the oracle sees at doors and phones.</summary>
internal sealed class Watch
{
    private readonly Dictionary<string, Known> _bookings = [];
    private readonly Dictionary<string, DateTimeOffset> _troubles = [];
    private readonly Dictionary<string, DateTimeOffset> _offlineSince = [];
    private readonly Dictionary<string, DateTimeOffset> _digitsTroubles = [];
    private readonly Dictionary<string, DateTimeOffset> _refusals = [];
    private readonly HashSet<string> _editedCodes = [];
    private readonly HashSet<string> _unseenEdits = [];
    private readonly Dictionary<string, Known> _people = [];
    private DateTimeOffset _everywhere;
    private DateTimeOffset? _twilioDownSince;
    private DateTimeOffset? _seamDownSince;
    private DateTimeOffset _twilioBack;

    public IReadOnlyCollection<Known> Bookings => _bookings.Values;

    /// <summary>The house accepted the PMS's word; false when it holds a newer one.</summary>
    public bool Heard(DateTimeOffset nowUtc, PlayBooking booking)
    {
        if (!_bookings.TryGetValue(booking.Id, out var known))
        {
            _bookings[booking.Id] = _people[Person(booking)] = new Known(booking.Status == "deleted" ? booking with { Status = "cancelled" } : booking, nowUtc);
            return true;
        }

        if (booking.Version <= known.Booking.Version)
        {
            return false;
        }

        var (before, wasOver) = (known.Booking, nowUtc >= known.OutUtc.AddMinutes(-2));
        known.Booking = booking.Status == "deleted" ? known.Booking with { Status = TidiesUp(known, nowUtc) ? before.Status : "deleted", Version = booking.Version } : booking with { CheckOutTime = booking.CheckOutTime ?? known.Booking.CheckOutTime };
        known.ChangedUtc = nowUtc;
        var after = known.Booking;
        known.Left = before.Guest != after.Guest || before.Status != "confirmed" || after.Status != "confirmed" ? null
            : before.Listing == after.Listing ? known.Left : nowUtc >= known.InUtc ? (before.Listing, nowUtc) : null;
        if (wasOver || before.Guest != after.Guest || before.Listing != after.Listing || before.Status != after.Status || known.Property.Doors.Any(d => d.Behaviour == Simulator.Locks.LockBehaviour.OfflineCode))
        {
            known.DigitsMayChangeUtc = nowUtc;
        }

        _people[Person(known.Booking)] = known;
        return true;
    }

    /// <summary>A source that deletes a booking in its last twelve hours tidies up; it takes nothing from a guest who still packs.</summary>
    private static bool TidiesUp(Known known, DateTimeOffset nowUtc) => nowUtc >= known.OutUtc.AddHours(-12);

    /// <summary>The booking of somebody who is or was its guest, by the first name.</summary>
    public Known? BookingOf(string person) => _people.GetValueOrDefault(person);

    private static string Person(PlayBooking booking) => booking.Guest.Split(' ')[0];

    /// <summary>Check-out with the hidden grace, which ends where the next stay of the property begins.</summary>
    public DateTimeOffset EndUtc(Known stay)
    {
        var end = stay.OutUtc + TimeSpan.FromMinutes(stay.Property.GraceMinutes);
        var next = Next(stay)?.InUtc;
        return next < end ? (next > stay.OutUtc ? next.Value : stay.OutUtc) : end;
    }

    /// <summary>The confirmed stay that comes after in the same property.</summary>
    public Known? Next(Known stay) =>
        _bookings.Values.Where(o => o != stay && o.IsConfirmed && o.Booking.Listing == stay.Booking.Listing && o.InUtc > stay.InUtc).MinBy(o => o.InUtc);

    /// <summary>The confirmed stay whose guests leave last before this one begins.</summary>
    public Known? Previous(Known stay) =>
        _bookings.Values.Where(o => o != stay && o.IsConfirmed && o.Booking.Listing == stay.Booking.Listing && o.InUtc < stay.InUtc).MaxBy(o => o.OutUtc);

    /// <summary>Something went wrong at this door, or anywhere.</summary>
    public void Trouble(DateTimeOffset atUtc, string? door)
    {
        if (door is null)
        {
            _everywhere = atUtc;
        }
        else
        {
            (_troubles[door], _digitsTroubles[door]) = (atUtc, atUtc);
        }
    }

    /// <summary>The lock refused to take a code, or to give one up.</summary>
    public void Refused(DateTimeOffset atUtc, string door) => _refusals[door] = atUtc;

    /// <summary>Nothing went wrong at this door since, as far as it shows from outside.</summary>
    public bool WasCalm(string door, DateTimeOffset sinceUtc) => LastTrouble(door) < sinceUtc && _refusals.GetValueOrDefault(door) < sinceUtc && IsOnline(door);

    /// <summary>Somebody changed a code at this lock. One that was taken off is put back with its digits: no reason for others.</summary>
    public void Edited(DateTimeOffset atUtc, string door, string codeId, bool isTakenOff)
    {
        _editedCodes.Add(codeId);
        _troubles[door] = atUtc;
        if (!IsOnline(door))
        {
            _unseenEdits.Add(door);
        }

        if (!isTakenOff)
        {
            _digitsTroubles[door] = atUtc;
        }
    }

    /// <summary>Somebody changed a code at this lock while it, or Seam, had no connection: nobody can know before it is back.</summary>
    public bool HasUnseenEdit(string door) => _unseenEdits.Contains(door);

    /// <summary>Somebody changed this code at its lock.</summary>
    public bool WasEdited(string codeId) => _editedCodes.Contains(codeId);

    public void Online(DateTimeOffset atUtc, string door, bool online)
    {
        _troubles[door] = atUtc; // It keeps what it holds: no reason for other digits.
        if (online)
        {
            _offlineSince.Remove(door);
            _unseenEdits.Remove(door);
        }
        else
        {
            _offlineSince.TryAdd(door, atUtc);
        }
    }

    public void Outage(DateTimeOffset atUtc, bool twilio, bool begins)
    {
        _everywhere = atUtc;
        if (twilio)
        {
            _twilioBack = begins ? _twilioBack : atUtc;
            _twilioDownSince = begins ? _twilioDownSince ?? atUtc : null;
        }
        else
        {
            _seamDownSince = begins ? _seamDownSince ?? atUtc : null;
            _unseenEdits.RemoveWhere(IsOnline);
        }
    }

    public bool IsOnline(string door) => !_offlineSince.ContainsKey(door) && _seamDownSince is null;

    /// <summary>Since when the door is as it is: offline since, or null.</summary>
    public DateTimeOffset? FaultSince(string door) => _offlineSince.TryGetValue(door, out var since) ? since : _seamDownSince;

    /// <summary>When something last went wrong that this door could feel.</summary>
    public DateTimeOffset LastTrouble(string door)
    {
        var own = OwnTrouble(door);
        return own > _everywhere ? own : _everywhere;
    }

    /// <summary>When something last went wrong at this very door.</summary>
    public DateTimeOffset OwnTrouble(string door) => _troubles.GetValueOrDefault(door);

    /// <summary>When something last went wrong at this door that may cost a code its digits: it refused, or its digits were edited.</summary>
    public DateTimeOffset DigitsTrouble(string door) => _digitsTroubles.GetValueOrDefault(door);

    /// <summary>Nobody can be told while the provider is down; ten minutes after it is back at the latest.</summary>
    public DateTimeOffset CanTellUntil(DateTimeOffset deadlineUtc) =>
        _twilioDownSince is not null ? DateTimeOffset.MaxValue : deadlineUtc > _twilioBack.AddMinutes(20) ? deadlineUtc : _twilioBack.AddMinutes(20);
}
