using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>
/// One booking over several units is one party, which knows one code: the digits of a unit are those of the units before it where every lock takes them. Units that share a door have
/// digits of their own, because a lock holds the same digits only once. What could not be the same is said on the stay.
/// </summary>
public sealed class PartyPins(CendraDbContext db, PinVault vault, PinHolds holds)
{
    /// <summary>The digits that the party has in another unit, or null with the reason in a host's words; both empty where there is no other unit.</summary>
    public async Task<(string? Digits, string WhyNot)> TheirsAsync(Stay stay, IReadOnlyList<DoorUse> doors, PinRules? rules, TakenPins taken, IReadOnlySet<string> used, CancellationToken ct)
    {
        var sisters = await SistersAsync(stay, ct);
        var known = sisters.SelectMany(s => s.Pins).Where(p => p is { ReplacedUtc: null, ChosenByLockId: null, Sealed: not null }).OrderBy(p => p.CreatedUtc).ThenBy(p => p.PinVersion).FirstOrDefault();
        if (rules is null || known is null)
        {
            return (null, "");
        }

        var digits = vault.Reveal(known.Sealed!);
        var hashes = holds.HashesOf(digits, PinHolds.WantsFirstFourUnique(doors.Select(d => d.Lock!)));
        var why = SharesDoor(doors, sisters) ? "the units share a door, and a lock holds the same digits only once"
            : !Fits(digits, doors, rules) ? "the locks of this unit take others"
            : used.Contains(known.Sealed!.Hash) ? "those were replaced here"
            : hashes.Any(h => taken.Taken.Contains(h) || taken.Resting.ContainsKey(h)) ? "somebody else has those at this unit, or had them a short while ago"
            : "";
        return why.Length == 0 ? (digits, "") : (null, why);
    }

    /// <summary>The rules that all units of the party agree on, so that the next unit can have the same digits; null where there is nothing to agree on.</summary>
    public async Task<PinRules?> RulesAsync(Stay stay, IReadOnlyList<DoorUse> doors, CancellationToken ct)
    {
        var sisters = await SistersAsync(stay, ct);
        return sisters.Count == 0 || SharesDoor(doors, sisters) ? null : PinRules.For([.. doors.Concat(sisters.SelectMany(s => s.Property!.Doors)).Select(d => d.Lock!).Where(l => !l.ChoosesPin)]);
    }

    /// <summary>Every lock takes as many digits, and these, although for itself the unit would have chosen another length.</summary>
    private static bool Fits(string digits, IReadOnlyList<DoorUse> doors, PinRules rules) =>
        doors.All(d => d.Lock!.GetPinLengths() is not { Count: > 0 } allowed || allowed.Contains(digits.Length)) && (rules with { Length = digits.Length }).Allow(digits);

    private static bool SharesDoor(IReadOnlyList<DoorUse> doors, List<Stay> sisters) => sisters.Exists(s => s.Property!.Doors.Exists(d => doors.Any(own => own.LockId == d.LockId)));

    /// <summary>The party's other units that somebody comes to.</summary>
    private Task<List<Stay>> SistersAsync(Stay stay, CancellationToken ct) => stay.IsOfWork ? Task.FromResult(new List<Stay>()) : db.Stays.AsNoTracking().AsSplitQuery()
        .Include(s => s.Pins).Include(s => s.Property!.Doors).ThenInclude(d => d.Lock)
        .Where(s => s.ReservationId == stay.ReservationId && s.Id != stay.Id && s.PropertyId != null && s.PropertyId != stay.PropertyId && (s.Status == StayStatus.Confirmed || s.Status == StayStatus.InHouse))
        .OrderBy(s => s.CreatedUtc).ThenBy(s => s.ListingExternalId).ToListAsync(ct);
}
