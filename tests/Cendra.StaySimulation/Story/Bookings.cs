using Cendra.Server.Rehearsal.Play;

namespace Cendra.StaySimulation.Story;

/// <summary>
/// The bookings of a story and what becomes of them: announced early or late, moved, extended, shortened, given to another guest, cancelled, deleted, back again. What the PMS holds
/// never overlaps in one property; how its word arrives is another matter.
/// </summary>
internal sealed class Bookings(Dice dice, DateTimeOffset startsAtUtc, int days, int stays)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>Often empty, so that guests of the flat below it can be moved there.</summary>
    private const string Spacious = "Alba Two";

    private readonly List<PlayBooking> _held = [];
    private readonly List<Act> _acts = [];
    private readonly PriorityQueue<(int Index, int Left), (DateTimeOffset, int)> _coming = new();
    private int _people;

    /// <summary>All that the PMS says, as it arrives.</summary>
    public IReadOnlyList<Act> Tell()
    {
        Lay();
        while (_coming.TryDequeue(out var next, out var when))
        {
            Happen(next.Index, when.Item1, next.Left);
        }

        return _acts;
    }

    private void Lay()
    {
        var first = DateOnly.FromDateTime(startsAtUtc.UtcDateTime).AddDays(1);
        var from = Portfolio.Properties.ToDictionary(p => p.Name, _ => first.AddDays(dice.Below(3)));
        var each = Math.Max(1, stays / Portfolio.Properties.Count);
        foreach (var property in Portfolio.Properties)
        {
            for (var i = 0; i < each; i++)
            {
                var slot = Math.Max(2, days / each);
                var nights = dice.Between(1, Math.Min(6, slot));
                var checkIn = from[property.Name];
                if (checkIn.DayNumber + nights > first.DayNumber + days)
                {
                    break;
                }

                var booking = new PlayBooking($"R{_held.Count + 1}", 0, property.Name, "confirmed", checkIn, checkIn.AddDays(nights), NewPerson(), "")
                {
                    CheckOutTime = property.Name != "Dock" && dice.Percent(15) ? property.CheckIn.AddMinutes(-dice.Pick([10, 15, 60])) : null,
                };
                _held.Add(booking with { Phone = PhoneOf(booking.Guest) });
                from[property.Name] = checkIn.AddDays(nights + Math.Min(slot - 1, dice.Pick<int>(property.Name == Spacious ? [2, 3, 5] : [0, 0, 1, 2, 3])));
                Announce(_held.Count - 1, property);
            }
        }
    }

    private void Announce(int index, PlayProperty property)
    {
        var arrival = Ledgers.Instant(property.TimeZoneId, _held[index].CheckIn, property.CheckIn);
        var lead = dice.Below(10) switch
        {
            0 => dice.Minutes(-240, 60), // Booked at the door, or an hour before.
            1 => dice.Minutes(60, 1440),
            2 or 3 => dice.Minutes(1440, 5760),
            _ => dice.Minutes(5760, 40_000),
        };
        var at = arrival - lead;
        _coming.Enqueue((index, dice.Pick([0, 0, 1, 1, 2, 3])), (at < startsAtUtc.AddHours(1) ? startsAtUtc.AddHours(1) + dice.Minutes(0, 600) : at, index));
    }

    private void Happen(int index, DateTimeOffset atUtc, int left)
    {
        var known = _held[index];
        if (known.Version == 0)
        {
            Say(index, known, "booked", atUtc);
        }
        else if (Change(known, atUtc) is { } change)
        {
            Say(index, change.Now, change.What, atUtc);
        }

        var gone = _held[index].Status != "confirmed";
        if (left > 0 || (gone && dice.Percent(60)))
        {
            var leaves = Ledgers.Instant(Portfolio.Property(known.Listing).TimeZoneId, known.CheckOut, Portfolio.Property(known.Listing).CheckOut);
            var rest = (int)Math.Max(30, (leaves - atUtc).TotalMinutes);
            var next = atUtc + (gone ? dice.Minutes(1, 600) : dice.Minutes(1, rest));
            if (next < leaves.AddHours(3))
            {
                _coming.Enqueue((index, Math.Max(0, left - 1)), (next, index));
            }
        }
    }

    private (PlayBooking Now, string What)? Change(PlayBooking b, DateTimeOffset atUtc)
    {
        if (b.Status != "confirmed")
        {
            return Fits(b with { Status = "confirmed" }) is { } back ? (back, "back again") : null;
        }

        var property = Portfolio.Property(b.Listing);
        var arrived = atUtc >= Ledgers.Instant(property.TimeZoneId, b.CheckIn, property.CheckIn);
        if (IsInHouseOfFlats(b) && dice.Percent(30) && Fits(OtherFlat(b)) is { } other)
        {
            return (other, arrived ? "moved to the other flat in the house" : "moved to the other flat");
        }

        (PlayBooking? Now, string What) change = dice.Below(arrived ? 5 : 8) switch
        {
            0 => (b with { CheckOut = b.CheckOut.AddDays(dice.Between(1, 2)), CheckOutTime = property.CheckOut }, "extended"),
            1 when b.CheckOut.DayNumber - b.CheckIn.DayNumber > 1 && !arrived => (b with { CheckOut = b.CheckOut.AddDays(-1) }, "a night less"),
            1 or 2 => (b with { Status = dice.Percent(30) ? "deleted" : "cancelled" }, "gone"),
            3 when property.Name != "Dock" => (b with { CheckOutTime = (b.CheckOutTime ?? property.CheckOut) == property.CheckOut ? property.CheckOut.AddMinutes(90) : property.CheckOut }, "another check-out time"),
            4 => (b with { Phone = PhoneOf(b.Guest, dice.Below(10)) }, "the guest's number is corrected"),
            5 => (Moved(b, dice.Pick([-1, 1, 2])), "moved to other dates"),
            6 => Replaced(b),
            _ => (b with { CheckOut = b.CheckOut.AddDays(1), CheckOutTime = property.CheckOut }, "extended"),
        };
        return change.Now is { } now && (now.Status != "confirmed" || Fits(now) is not null) ? (now, change.What) : null;
    }

    private static PlayBooking Moved(PlayBooking b, int by) => b with { CheckIn = b.CheckIn.AddDays(by), CheckOut = b.CheckOut.AddDays(by) };

    private static bool IsInHouseOfFlats(PlayBooking b) => b.Listing is "Alba One" or Spacious;

    private static PlayBooking OtherFlat(PlayBooking b) => b with { Listing = b.Listing == "Alba One" ? "Alba Two" : "Alba One" };

    private (PlayBooking?, string) Replaced(PlayBooking b)
    {
        var person = NewPerson();
        return (b with { Guest = person, Phone = PhoneOf(person) }, "given to another guest");
    }

    /// <summary>The booking if nobody else has the property in its nights and before; a late leaver keeps the next one's check-in time.</summary>
    private PlayBooking? Fits(PlayBooking b) =>
        b.CheckIn > DateOnly.FromDateTime(startsAtUtc.UtcDateTime) && b.CheckOut > b.CheckIn
        && _held.TrueForAll(o => o.Id == b.Id || o.Listing != b.Listing || o.CheckOut <= b.CheckIn || o.CheckIn >= b.CheckOut) ? b : null;

    private void Say(int index, PlayBooking booking, string what, DateTimeOffset atUtc)
    {
        var said = booking with { Version = booking.Version + 1 };
        _held[index] = said;
        var lost = dice.Percent(12) ? dice.Between(1, 3) : 0;
        var late = dice.Percent(8);
        _acts.Add(new PmsSays(atUtc + (lost * TimeSpan.FromMinutes(2)) + (late ? dice.Minutes(5, 90) : TimeSpan.Zero), said, what, dice.Percent(12) ? 2 : 1, lost) { IsLate = late });
    }

    private string NewPerson()
    {
        var n = _people++;
        return $"Guest{Letters[n / 26 % 26]}{Letters[n % 26]} Moore";
    }

    private static string PhoneOf(string person, int again = 0) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"+34611{again}0{person[5] - 'a':00}{person[6] - 'a':00}");
}
