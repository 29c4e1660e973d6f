using System.Security.Cryptography;
using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>Brings the rows of a stay's codes in line with what its doors need: adds missing codes, moves intended windows, says which codes are still wanted.</summary>
public sealed class CodeRows(CendraDbContext db, StayPins pins, StayClock clock, IdSource ids, RandomNumberGenerator random)
{
    private const string ReferenceLetters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>
    /// Adds and adjusts rows in the context without saving. The answer holds each code that the stay still needs, with its door. A lock that can hold no code for
    /// this stay gets a row that says why.
    /// </summary>
    public async Task<IReadOnlyList<(AccessCode Code, DoorUse Door)>> AlignAsync(StayPicture picture, CancellationToken ct)
    {
        var (stay, window) = (picture.Stay, picture.Window);
        if (window is null || stay.Entitlement == Entitlement.None || clock.GetUtcNow() >= window.CodeEndUtc)
        {
            return [];
        }

        ReplaceSpentPins(stay);
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
        if (existing is null && stay.Entitlement != Entitlement.Earns)
        {
            return null;
        }

        var possible = LockWindows.For(door.Lock!.Timing, window, picture.Neighbours, picture.Property!.TimeZoneId);
        var fallback = new CodeWindow(window.CheckInUtc, window.CodeEndUtc, window.CheckInUtc);
        if (existing is { State: AccessCodeState.Planned } or { Lock.Timing: not LockTiming.OfflineCode })
        {
            existing.Intend(possible.Window ?? fallback);
        }
        else if (existing is not null && possible.Window is { } moved && Differs(existing, moved))
        {
            // What an offline lock was given cannot be moved: the stay gets a second code and the first runs to its own end.
            pins.Replace(stay, existing.Pin!, "its times changed and this lock cannot move a code");
            existing = null;
        }

        if (existing is null)
        {
            var pin = await pins.ForDoorAsync(stay, door, picture.Doors, ct);
            existing = pin is null ? null : Add(stay, pin, door, possible.Window ?? fallback);
        }

        Judge(existing, possible);
        return existing;
    }

    private void Judge(AccessCode? code, LockWindow possible)
    {
        if (code is null)
        {
            return;
        }

        if (possible.Window is null)
        {
            code.SetFault(AccessCodeFault.NotPossible, possible.WhyNot, clock.GetUtcNow());
        }
        else if (code.Fault == AccessCodeFault.NotPossible)
        {
            code.ClearFault();
        }
    }

    /// <summary>Digits that were taken off a lock, or are being taken off, do not come back: the stay gets new ones.</summary>
    private void ReplaceSpentPins(Stay stay)
    {
        foreach (var code in stay.Codes.Where(c => c.Pin!.ReplacedUtc is null && stay.Entitlement == Entitlement.Earns
            && c.State is AccessCodeState.Removing or AccessCodeState.Revoked or AccessCodeState.EndedByLock or AccessCodeState.Unproven))
        {
            pins.Replace(stay, code.Pin!, "it had already been taken off a lock");
        }
    }

    private AccessCode Add(Stay stay, StayPin pin, DoorUse door, CodeWindow window)
    {
        var code = AccessCode.Plan(ids.Next(), pin, door, NameOnLock(stay.Reservation?.GuestName ?? ""), window, clock.GetUtcNow());
        db.AccessCodes.Add(code);
        if (!stay.Codes.Contains(code))
        {
            stay.Codes.Add(code);
        }

        return code;
    }

    /// <summary>"Lucía F 7KQ2F": a host recognises it in the lock's app; the last five make it findable after a create whose outcome is unknown.</summary>
    private string NameOnLock(string guest)
    {
        var words = guest.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var first = words.Length == 0 ? "Guest" : new string([.. words[0].Where(char.IsLetter).Take(14)]);
        var initial = words.Length > 1 && char.IsLetter(words[^1][0]) ? $" {words[^1][0]}" : "";
        Span<byte> bytes = stackalloc byte[5];
        random.GetBytes(bytes);
        var reference = string.Concat(bytes.ToArray().Select(b => ReferenceLetters[b % ReferenceLetters.Length]));
        return $"{(first.Length == 0 ? "Guest" : first)}{initial} {reference}";
    }

    private static bool Differs(AccessCode code, CodeWindow window) =>
        code.IntendedFromUtc != window.FromUtc || code.IntendedUntilUtc != window.UntilUtc;
}
