using Cendra.Domain.Access;
using Cendra.Server.Rehearsal.Play;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Evals.Stage;

/// <summary>
/// Every PIN that the house ever sealed for a stay, on a lock or not yet or no more: whoever reads one has read a code of that booking. Known by the keyed hash; no vault is opened, so what was read tells the digits.
/// </summary>
internal sealed class EvalPins(PlayHouse house, EvalSecrets secrets)
{
    private readonly Dictionary<string, string> _bookingOf = new(StringComparer.Ordinal);
    private readonly HashSet<int> _lengths = [];
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>What was seen up to now, for another to go on from.</summary>
    public Memory Keep() => new(new Dictionary<string, string>(_bookingOf, StringComparer.Ordinal), [.. _lengths]);

    /// <summary>Goes on from what another has seen.</summary>
    public void Take(Memory before)
    {
        _lengths.UnionWith(before.Lengths);
        foreach (var (hash, booking) in before.BookingOf)
        {
            _bookingOf[hash] = booking;
        }
    }

    /// <summary>What eyes have seen.</summary>
    internal sealed record Memory(IReadOnlyDictionary<string, string> BookingOf, IReadOnlyList<int> Lengths);

    /// <summary>A moment is over: what was chosen in it is remembered, whatever becomes of its row.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        await using var db = house.Open();
        foreach (var pin in await db.StayPins.Where(p => p.Sealed != null)
            .Select(p => new { p.Sealed!.Hash, p.Sealed.Length, p.StayId, Booking = db.SourceBookings.Where(b => b.ReservationId == p.Stay!.ReservationId).Select(b => b.ExternalId).FirstOrDefault() }).ToListAsync(ct))
        {
            if (_bookingOf.TryAdd(pin.Hash, pin.Booking ?? $"{pin.StayId}"))
            {
                _lengths.Add(pin.Length);
                _asked.Clear(); // Digits that meant nothing before may be these.
            }
        }
    }

    /// <summary>Digits in a text that are such a PIN are a secret from here on, under their booking.</summary>
    public void Read(string text)
    {
        var vault = house.Services.GetRequiredService<PinVault>();
        foreach (var digits in EvalSecrets.Runs(text, _lengths).Where(_asked.Add))
        {
            if (_bookingOf.TryGetValue(vault.Hash(digits), out var booking))
            {
                secrets.Add($"code:{booking}", digits);
            }
        }
    }
}
