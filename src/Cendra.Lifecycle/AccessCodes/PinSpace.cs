using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Escalations;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>
/// Digits for a stay out of what its doors leave: never used ones first, then those whose rest of 30 days is shortened because nothing else is left (promise P3: the
/// longest gap that the space allows, a host told once a lock), never digits whose end is unproven or that stand on a lock for somebody else.
/// </summary>
public sealed class PinSpace(CendraDbContext db, PinGenerator generator, PinHolds holds, EscalationDesk desk)
{
    /// <summary>How the causes of the notice begin that digits come back sooner.</summary>
    public const string Cause = "pin-space:";

    /// <summary>Digits that are free for the stay on all these doors, or null with the reason in a host's words. What must be told is added to the context, not saved.</summary>
    public async Task<(string? Digits, string WhyNot)> ChooseAsync(
        IReadOnlyList<DoorUse> doors, PinRules? rules, TakenPins pins, IReadOnlySet<string> used, CancellationToken ct)
    {
        if (rules is null)
        {
            return (null, $"{Names(doors)} agree on no code: their lengths or rules do not meet. Give this guest another way in, or one of the doors another lock.");
        }

        var firstFour = PinHolds.WantsFirstFourUnique(doors.Select(d => d.Lock!));
        if (generator.Next(rules, pin => holds.HashesOf(pin, firstFour) is var h && !h.Any(pins.Taken.Contains) && !h.Any(pins.Resting.ContainsKey) && !used.Contains(h[0])) is { } fresh)
        {
            return (fresh, "");
        }

        var rested = PinGenerator.All(rules)
            .Select(pin => (Pin: pin, Hashes: holds.HashesOf(pin, firstFour)))
            .Where(p => !p.Hashes.Any(pins.Taken.Contains) && !used.Contains(p.Hashes[0]))
            .Select(p => (p.Pin, FreeAfter: p.Hashes.Max(h => pins.Resting.GetValueOrDefault(h))))
            .OrderBy(p => p.FreeAfter).Select(p => p.Pin).FirstOrDefault();
        if (rested is null)
        {
            return (null, $"All {rules.Length}-digit codes that {Names(doors)} can take are in use or not proven gone. Give this guest another way in, and take codes off the lock that nobody needs.");
        }

        await TellOnceAsync(doors, rules, ct);
        return (rested, "");
    }

    private async Task TellOnceAsync(IReadOnlyList<DoorUse> doors, PinRules rules, CancellationToken ct)
    {
        var lockIds = doors.Select(d => d.LockId).ToList();
        var fullest = await db.PinHolds.Where(h => lockIds.Contains(h.LockId)).GroupBy(h => h.LockId).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstOrDefaultAsync(ct);
        var door = doors.FirstOrDefault(d => d.LockId == fullest) ?? doors[0];
        var cause = $"{Cause}{door.LockId:N}";
        if (db.Escalations.Local.Any(e => e.Cause == cause) || await db.Escalations.AnyAsync(e => e.Cause == cause, ct))
        {
            return;
        }

        await desk.RaiseAsync(
            new Concern(
                cause, EscalationPriority.P3, $"{door.DoorName}: former guests' digits come back sooner than after 30 days",
                $"With {rules.Length} digits this door has no code left that rested for 30 days. New stays get the digits that rested longest; none is given while a former guest's code is not proven gone. Longer codes or fewer flats behind this door would help.",
                "", door.LockId),
            ct);
    }

    private static string Names(IReadOnlyList<DoorUse> doors) => doors.Count == 1 ? doors[0].DoorName : string.Join(" and ", doors.Select(d => d.DoorName));
}
