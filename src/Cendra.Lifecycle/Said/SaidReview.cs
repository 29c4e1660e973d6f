using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.AccessCodes;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Said;

/// <summary>Reads what holds for a stay from the rows, and holds a text against it (<see cref="SaidCheck"/>). Digits become keyed hashes here and go nowhere.</summary>
public sealed class SaidReview(PinVault vault)
{
    /// <summary>What contradicts in a text to the guest of this stay. The stay is loaded as <see cref="Disclosure"/> needs it; null = nobody knows who gets it: only codes can be wrong.</summary>
    public async Task<IReadOnlyList<SaidFinding>> OfAsync(CendraDbContext db, string text, Stay? stay, CancellationToken ct)
    {
        var said = SaidText.Of(text);
        var codes = SpokenCodes.Of(said, vault.Hash);
        return SaidCheck.Of(said, codes, await FactsAsync(db, stay, codes, ct));
    }

    /// <summary>The times of a stay on its property's wall; without any while it has no window.</summary>
    public static SaidFacts TimesOf(Stay? stay)
    {
        if (stay is not { Property: { } property, CheckInUtc: { } checkIn, CheckOutUtc: { } checkOut })
        {
            return new SaidFacts();
        }

        TimeOnly Wall(DateTimeOffset at) => TimeOnly.FromDateTime(StayWindow.LocalTime(at, property.TimeZoneId).Local);
        return new SaidFacts { CheckIn = Wall(checkIn), CheckOut = Wall(checkOut), CodeUntil = Wall(stay.CodeEndUtc ?? checkOut) };
    }

    private static async Task<SaidFacts> FactsAsync(CendraDbContext db, Stay? stay, IReadOnlyList<SpokenCode> codes, CancellationToken ct)
    {
        var own = stay is null ? [] : Disclosure.CurrentPins(stay).Where(p => p.Sealed is not null).Select(p => p.Sealed!.Hash).ToHashSet(StringComparer.Ordinal);
        var facts = TimesOf(stay) with { OwnPins = own, OtherPins = await OthersAsync(db, stay, codes, own, ct) };
        if (stay?.PropertyId is null)
        {
            return facts;
        }

        var (reservationId, former) = (stay.ReservationId, stay.FormerPropertyId);
        var ours = await db.Stays.Where(s => s.ReservationId == reservationId && s.PropertyId != null).Select(s => s.PropertyId!.Value).ToListAsync(ct);
        ours.AddRange(former is { } left ? [left] : []);
        var places = await db.Properties.Select(p => new { p.Id, p.Name, p.Address, p.City }).ToListAsync(ct);
        var doors = await db.DoorUses.Select(d => new { d.PropertyId, d.DoorName }).ToListAsync(ct);
        return facts with
        {
            OwnNames = [.. places.Where(p => ours.Contains(p.Id)).SelectMany(p => new[] { p.Name, p.Address, p.City }), .. doors.Where(d => ours.Contains(d.PropertyId)).Select(d => d.DoorName), stay.Reservation?.GuestName ?? ""],
            OtherPlaces = [.. places.Where(p => !ours.Contains(p.Id)).Select(p => p.Name)],
            OtherDoors = [.. doors.Where(d => !ours.Contains(d.PropertyId)).Select(d => d.DoorName)],
        };
    }

    /// <summary>Which of these digits some lock holds for somebody, or this stay held once.</summary>
    private static async Task<IReadOnlySet<string>> OthersAsync(CendraDbContext db, Stay? stay, IReadOnlyList<SpokenCode> codes, HashSet<string> own, CancellationToken ct)
    {
        var asked = codes.Select(c => c.Hash).Where(h => !own.Contains(h)).ToList();
        if (asked.Count == 0)
        {
            return new HashSet<string>();
        }

        var held = (await db.PinHolds.Where(h => asked.Contains(h.PinHash)).Select(h => h.PinHash).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        held.UnionWith(asked.Intersect(stay?.Pins.Where(p => p.Sealed is not null).Select(p => p.Sealed!.Hash) ?? []));
        return held;
    }
}
