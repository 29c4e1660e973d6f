using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>
/// The PINs of a stay. Cendra chooses one for all its doors and keeps it; a new one takes its place only when a lock refuses it or it was taken off while the
/// stay still needs it. A lock that chooses its own gets an empty PIN row that is filled when the lock has told it.
/// </summary>
public sealed class StayPins(CendraDbContext db, PinVault vault, PinGenerator generator, PinHolds holds, StayClock clock, IdSource ids)
{
    /// <summary>Why a PIN is replaced that a former guest of the same reservation may know: its codes go at once.</summary>
    public const string OtherGuest = "another guest took the place of the one before";

    /// <summary>The PIN for this door, made if there is none yet; null when no PIN satisfies all doors of the stay. Added to the context, not saved.</summary>
    public async Task<StayPin?> ForDoorAsync(Stay stay, DoorUse door, IReadOnlyList<DoorUse> doors, CancellationToken ct)
    {
        if (door.Lock!.ChoosesPin)
        {
            return Current(stay, door.LockId) ?? Add(stay, PinSource.Lock, door.LockId, sealedPin: null);
        }

        var shared = doors.Where(d => !d.Lock!.ChoosesPin).ToList();
        var lockIds = shared.Select(d => d.LockId).ToList();
        var taken = await holds.TakenAsync(lockIds, stay.Id, ct);
        var rules = PinRules.For([.. shared.Select(d => d.Lock!)]);
        if (rules is not null && Current(stay, chosenByLockId: null) is { } current)
        {
            var fits = door.Lock.GetPinLengths() is not { Count: > 0 } lengths || lengths.Contains(current.Sealed!.Length);
            if (fits && !taken.Contains(current.Sealed!.Hash))
            {
                await holds.HoldAsync(current.Sealed.Hash, lockIds, stay.Id, ct);
                return current;
            }

            Replace(stay, current, fits ? "another stay already uses these digits on a door that was added" : "a door that was added takes digits of another length");
        }

        var used = stay.Pins.Select(p => p.Sealed?.Hash).ToHashSet();
        var digits = rules is not null
            ? generator.Next(rules, pin => vault.Hash(pin) is var hash && !taken.Contains(hash) && !used.Contains(hash))
            : null;
        if (digits is null)
        {
            return null;
        }

        var chosen = Add(stay, PinSource.Cendra, null, vault.Seal(digits));
        await holds.HoldAsync(chosen.Sealed!.Hash, lockIds, stay.Id, ct);
        stay.NoteThat(AuditKind.PinChosen, AuditActor.Cendra, $"One {digits.Length}-digit code chosen for {Doors(shared.Count)}", chosen.Id);
        return chosen;
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

    private static string Doors(int count) => count == 1 ? "one door" : $"{count} doors";
}
