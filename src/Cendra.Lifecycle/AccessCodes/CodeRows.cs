using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>Brings the rows of a stay's codes in line with what its doors need: adds missing codes, moves intended windows, says which codes are still wanted.</summary>
public sealed class CodeRows(CendraDbContext db, StayPins pins, StayClock clock, IdSource ids, LockNames names)
{
    /// <summary>
    /// Adds and adjusts rows in the context without saving. The answer holds each code that the stay still needs, with its door. A lock that can hold no code for
    /// this stay gets a row that says why.
    /// </summary>
    public async Task<IReadOnlyList<(AccessCode Code, DoorUse Door)>> AlignAsync(StayPicture picture, CancellationToken ct)
    {
        var (stay, window) = (picture.Stay, picture.Window);
        picture.Former?.EndIn(stay);
        if (window is null || stay.Entitlement == Entitlement.None || clock.GetUtcNow() >= window.CodeEndUtc)
        {
            return [];
        }

        var wanted = new List<(AccessCode, DoorUse)>();
        foreach (var door in picture.Doors)
        {
            if (await ForDoorAsync(picture, door, window, ct) is { } code)
            {
                wanted.Add((code, door));
            }
        }

        return wanted;
    }

    private async Task<AccessCode?> ForDoorAsync(StayPicture picture, DoorUse door, StayWindow window, CancellationToken ct)
    {
        var stay = picture.Stay;
        var existing = stay.Codes.Where(c => c.LockId == door.LockId && c.Pin!.ReplacedUtc is null).MaxBy(c => c.PinVersion);
        var possible = LockWindows.For(door.Lock!, window, picture.Neighbours, picture.Property!.TimeZoneId);
        var asked = LockWindows.InFuture(door.Lock!, existing, possible.Window ?? LockWindows.Wished(door.Lock!.Timing, window), picture.Property.TimeZoneId, clock.GetUtcNow());
        if (stay.Entitlement != Entitlement.Earns || (picture.Property.IsArchived && existing is null) || clock.GetUtcNow() + CodeProof.ClockDifference >= asked.UntilUtc)
        {
            return existing is { State: AccessCodeState.Planned, LastConfirmedUtc: null } && stay.Entitlement != Entitlement.Earns ? null : existing; // Nothing new is made; what exists runs to its end.
        }

        MoveReplaced(stay, door, asked);
        var mayServe = possible.Window is not null || door.Lock!.Timing == LockTiming.OfflineCode;
        if (existing is not null && mayServe && WhyNew(existing, asked) is { } why)
        {
            pins.Replace(stay, existing.Pin!, why);
            existing = null;
        }

        existing?.Intend(asked);
        var choice = existing?.Pin is { } chosen && (chosen.Sealed is not null || door.Lock!.ChoosesPin) ? new PinChoice(chosen) : await pins.ForDoorAsync(stay, door, picture.Doors, ct);
        existing ??= Add(stay, choice.Pin, door, asked);
        Judge(existing, choice.WhyNot.Length > 0 ? LockWindow.None(choice.WhyNot) : possible, picture);
        return existing;
    }

    /// <summary>A replaced code that still waits for its successor keeps to the stay's window like any other.</summary>
    private static void MoveReplaced(Stay stay, DoorUse door, CodeWindow asked)
    {
        foreach (var code in stay.Codes.Where(c => c.LockId == door.LockId && (c.Pin!.ReplacedUtc is not null || BackupCodes.IsStoodInFor(stay, c)) && c.IsServing && c.Lock!.Timing != LockTiming.OfflineCode))
        {
            code.Intend(asked);
        }
    }

    /// <summary>
    /// Why the digits on this door cannot serve the window: what was taken off a lock does not come back, and what an offline lock was given cannot be moved
    /// (the stay gets a second code there and the first runs to its own end). Null = they can.
    /// </summary>
    private static string? WhyNew(AccessCode code, CodeWindow asked) => code switch
    {
        { State: AccessCodeState.Removing or AccessCodeState.Revoked or AccessCodeState.EndedByLock or AccessCodeState.Unproven } => "it had already been taken off a lock",
        { Lock.Timing: LockTiming.OfflineCode, State: not AccessCodeState.Planned } when Differs(code, asked) => "its times changed and this lock cannot move a code",
        { FaultText: SeamReading.DigitsTaken, Pin: { Source: PinSource.Cendra, ToldUtc: null } } => StayPins.LockHeldThem, // Told ones change by a host's word alone (P4).
        _ => null,
    };

    private void Judge(AccessCode code, LockWindow possible, StayPicture picture)
    {
        if (picture.IsHeldBack && code.State == AccessCodeState.Planned)
        {
            code.SetFault(AccessCodeFault.Withheld, "Another confirmed stay has the same nights here. A host decides who gets in.", clock.GetUtcNow());
        }
        else if (possible.Window is null)
        {
            code.SetFault(AccessCodeFault.NotPossible, possible.WhyNot, clock.GetUtcNow());
        }
        else if (code.Fault == AccessCodeFault.NotPossible || code is { Fault: AccessCodeFault.Withheld, State: AccessCodeState.Planned })
        {
            code.ClearFault();
        }
    }

    private AccessCode Add(Stay stay, StayPin pin, DoorUse door, CodeWindow window)
    {
        var code = AccessCode.Plan(ids.Next(), pin, door, names.For(door.Lock!, stay.Reservation?.GuestName ?? ""), window, clock.GetUtcNow());
        db.AccessCodes.Add(code);
        if (!stay.Codes.Contains(code))
        {
            stay.Codes.Add(code);
        }

        return code;
    }

    private static bool Differs(AccessCode code, CodeWindow window) =>
        code.IntendedFromUtc != window.FromUtc || code.IntendedUntilUtc != window.UntilUtc;
}
