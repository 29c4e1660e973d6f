using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>The PIN of a stay on a door; <paramref name="WhyNot"/> says in a host's words why it has no digits, empty = it has or the lock will choose.</summary>
public sealed record PinChoice(StayPin Pin, string WhyNot = "");

/// <summary>
/// The PINs of a stay. Cendra chooses one for all its doors and keeps it; a new one takes its place only when a lock refuses it or it was taken off while the
/// stay still needs it. A lock that chooses its own gets an empty PIN row that is filled when the lock has told it.
/// </summary>
public sealed class StayPins(CendraDbContext db, PinVault vault, PinSpace space, PinHolds holds, PartyPins party, StayClock clock, IdSource ids)
{
    /// <summary>Why a PIN is replaced that a former guest of the same reservation may know: its codes go at once.</summary>
    public const string OtherGuest = "another guest took the place of the one before";

    /// <summary>Why a PIN is replaced that a lock refused: its digits were on that lock before, for somebody else.</summary>
    public const string LockHeldThem = "a lock already held these digits";

    /// <summary>
    /// The PIN for this door, made if there is none yet. Where no digits are free it is empty and the choice says why; asked again it is filled as soon as there are.
    /// Added to the context, not saved.
    /// </summary>
    public async Task<PinChoice> ForDoorAsync(Stay stay, DoorUse door, IReadOnlyList<DoorUse> doors, CancellationToken ct)
    {
        if (door.Lock!.ChoosesPin)
        {
            return new PinChoice(Current(stay, door.LockId) ?? Add(stay, PinSource.Lock, door.LockId, sealedPin: null));
        }

        var shared = doors.Where(d => !d.Lock!.ChoosesPin).ToList();
        var lockIds = shared.Select(d => d.LockId).ToList();
        var taken = await holds.AllTakenAsync(lockIds, stay.Id, ct);
        var rules = PinRules.For([.. shared.Select(d => d.Lock!)]);
        var current = Current(stay, chosenByLockId: null);
        if (rules is not null && current?.Sealed is { } held)
        {
            if (WhyNotHere(stay, door, held, taken) is not { } because)
            {
                await holds.HoldAsync(held.Hash, lockIds, stay.Id, ct);
                return new PinChoice(current);
            }

            Replace(stay, current, because);
            current = null;
        }

        return await ChooseAsync(stay, current, shared, rules, taken, ct);
    }

    private async Task<PinChoice> ChooseAsync(Stay stay, StayPin? empty, List<DoorUse> shared, PinRules? rules, TakenPins taken, CancellationToken ct)
    {
        var used = stay.Pins.Where(p => p.Sealed is not null).Select(p => p.Sealed!.Hash).ToHashSet(StringComparer.Ordinal);
        var (theirs, whyOthers) = await party.TheirsAsync(stay, shared, rules, taken, used, ct);
        var agreed = theirs is null && whyOthers.Length == 0 ? await party.RulesAsync(stay, shared, ct) : null;
        var (digits, whyNot) = theirs is not null ? (theirs, "") : agreed is null ? (null, "") : await space.ChooseAsync(shared, agreed, taken, used, ct);
        (digits, whyNot) = digits is not null ? (digits, "") : await space.ChooseAsync(shared, rules, taken, used, ct);
        var pin = empty ?? Add(stay, PinSource.Cendra, null, sealedPin: null);
        if (digits is null)
        {
            return new PinChoice(pin, whyNot);
        }

        pin.Sealed = vault.Seal(digits);
        foreach (var hash in holds.HashesOf(digits, PinHolds.WantsFirstFourUnique(shared.Select(d => d.Lock!))))
        {
            await holds.HoldAsync(hash, [.. shared.Select(d => d.LockId)], stay.Id, ct);
        }

        stay.NoteThat(AuditKind.PinChosen, AuditActor.Cendra, $"One {digits.Length}-digit code chosen for {Doors(shared.Count)}{OfParty(theirs, whyOthers)}", pin.Id);
        return new PinChoice(pin);
    }

    /// <summary>Why the stay's digits cannot be used on this door, or null. What stands on the lock for others counts only where the stay has no code yet.</summary>
    private static string? WhyNotHere(Stay stay, DoorUse door, SealedPin held, TakenPins taken)
    {
        if (door.Lock!.GetPinLengths() is { Count: > 0 } lengths && !lengths.Contains(held.Length))
        {
            return "a door that was added takes digits of another length";
        }

        var isOthers = taken.Resting.ContainsKey(held.Hash) || (taken.Taken.Contains(held.Hash) && !taken.Standing.Contains(held.Hash));
        var stands = taken.Standing.Contains(held.Hash) && stay.Codes.TrueForAll(c => c.LockId != door.LockId);
        return isOthers ? "another stay already uses these digits on a door that was added" : stands ? "a door that was added already holds these digits for somebody else" : null;
    }

    /// <summary>A later PIN is to take this one's place.</summary>
    public void Replace(Stay stay, StayPin pin, string because)
    {
        if (pin.ReplacedUtc is null)
        {
            (pin.ReplacedUtc, pin.ReplacedBecause) = (clock.GetUtcNow(), because);
            stay.NoteThat(AuditKind.PinReplaced, AuditActor.Cendra, $"The code is replaced: {because}", pin.Id);
        }
    }

    private static StayPin? Current(Stay stay, Guid? chosenByLockId) =>
        stay.Pins.Where(p => p.ChosenByLockId == chosenByLockId && p.ReplacedUtc is null).MaxBy(p => p.PinVersion);

    private StayPin Add(Stay stay, PinSource source, Guid? lockId, SealedPin? sealedPin)
    {
        var pin = new StayPin
        {
            Id = ids.Next(),
            StayId = stay.Id,
            PinVersion = stay.Pins.Select(p => p.PinVersion).DefaultIfEmpty().Max() + 1,
            Source = source,
            ChosenByLockId = lockId,
            Sealed = sealedPin,
            CreatedUtc = clock.GetUtcNow(),
        };
        db.StayPins.Add(pin);
        if (!stay.Pins.Contains(pin))
        {
            stay.Pins.Add(pin);
        }

        return pin;
    }

    private static string OfParty(string? theirs, string whyOthers) =>
        theirs is not null ? ", the same as in the party's other unit" : whyOthers.Length > 0 ? $"; not the same as in the party's other unit: {whyOthers}" : "";

    private static string Doors(int count) => count == 1 ? "one door" : $"{count} doors";
}
