using System.Text.RegularExpressions;
using Cendra.Server.Evals.Story;
using Cendra.Server.Rehearsal.Play;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Evals.Stage;

/// <summary>A code as it lies on a door.</summary>
internal sealed record SeenCode(string Booking, string Lock, string Digits, DateTimeOffset SinceUtc);

/// <summary>Whose codes lie on which door, looked at after every moment. Digits come from the virtual doors and from Seam's wire alone; no vault is opened.</summary>
internal sealed partial class EvalDoors(PlayHouse house, EvalWorld world, EvalSecrets secrets)
{
    private readonly Dictionary<string, string> _bookingOf = new(StringComparer.Ordinal);
    private readonly List<SeenCode> _seen = [];
    private readonly List<(string Name, string Digits)> _sent = [];
    private readonly HashSet<(string Lock, string Digits)> _lying = [];

    /// <summary>Every code that ever lay on a door, oldest first.</summary>
    public IReadOnlyList<SeenCode> Seen => _seen;

    /// <summary>The digits lie on a door of this house now.</summary>
    public bool IsLying(string digits) => _lying.Any(l => l.Digits == digits);

    public bool IsLying(string device, string digits) => _lying.Contains((device, digits));

    /// <summary>All digits that this booking had, oldest first.</summary>
    public IReadOnlyList<string> Of(string booking) => [.. _seen.Where(s => s.Booking == booking).Select(s => s.Digits).Distinct(StringComparer.Ordinal)];

    /// <summary>What was seen up to now, for another to go on from.</summary>
    public Memory Keep() => new([.. _seen], [.. _sent], new Dictionary<string, string>(_bookingOf, StringComparer.Ordinal));

    /// <summary>Goes on from what another has seen.</summary>
    public void Take(Memory before)
    {
        _seen.AddRange(before.Seen);
        _sent.AddRange(before.Sent);
        foreach (var (code, booking) in before.BookingOf)
        {
            _bookingOf[code] = booking;
        }
    }

    /// <summary>What eyes have seen.</summary>
    internal sealed record Memory(IReadOnlyList<SeenCode> Seen, IReadOnlyList<(string Name, string Digits)> Sent, IReadOnlyDictionary<string, string> BookingOf);

    /// <summary>Digits on their way to a lock: they are a secret before they lie there.</summary>
    public void Read(string path, string body)
    {
        if (path.StartsWith("/access_codes", StringComparison.Ordinal) && Code().Match(body) is { Success: true } match)
        {
            secrets.Add("code", match.Groups[1].Value);
            _sent.Add((Name().Match(body).Groups[1].Value, match.Groups[1].Value));
        }
    }

    /// <summary>The digits that last went to Seam for a booking, known by the first name of its guest; null = none did.</summary>
    public string? SentFor(string booking)
    {
        var first = world.Identities[world.Bookings[booking].Guest].Name.Split(' ')[0];
        return _sent.LastOrDefault(s => s.Name.StartsWith(first, StringComparison.Ordinal)).Digits;
    }

    /// <summary>A moment is over.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        _lying.Clear();
        foreach (var device in world.Locks.Keys)
        {
            foreach (var code in house.Doors.PhysicalCodes(device))
            {
                _lying.Add((device, code.Digits));
                if (!_bookingOf.TryGetValue(code.AccessCodeId, out var booking))
                {
                    await using var db = house.Open();
                    var id = code.AccessCodeId;
                    booking = await db.SourceBookings.Where(b => db.Stays.Any(s => s.ReservationId == b.ReservationId && db.AccessCodes.Any(c => c.StayId == s.Id && c.SeamAccessCodeId == id))).Select(b => b.ExternalId).FirstOrDefaultAsync(ct);
                    if (booking is null)
                    {
                        continue; // Its row is written in a moment.
                    }

                    _bookingOf[code.AccessCodeId] = booking;
                }

                if (!_seen.Exists(s => s.Booking == booking && s.Lock == device && s.Digits == code.Digits))
                {
                    _seen.Add(new SeenCode(booking, device, code.Digits, house.NowUtc));
                    secrets.Add($"code:{booking}", code.Digits);
                }
            }
        }
    }

    [GeneratedRegex("\"name\"\\s*:\\s*\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex("\"code\"\\s*:\\s*\"([0-9]{4,12})\"")]
    private static partial Regex Code();
}
