using System.Text.Json.Nodes;
using Cendra.Simulator.State;

namespace Cendra.Simulator.Locks;

/// <summary>What came of an entry at the keypad. The reason is opened, unknown_code, not_yet_valid, expired_code, first_use_too_late, too_many_attempts or dead_battery.</summary>
public sealed record KeypadResult(bool Opened, string Reason);

/// <summary>The lock's own decision, from what is physically on it and its own clock; it never asks Seam.</summary>
internal sealed class Keypad(World world)
{
    private const string OpenedReason = "opened";
    private const string UnknownCode = "unknown_code";
    private const string TooMany = "too_many_attempts";

    /// <summary>How long a keypad takes nothing after too many wrong entries.</summary>
    private static readonly TimeSpan Rests = TimeSpan.FromMinutes(5);

    /// <summary>How long the bolt stays back.</summary>
    private static readonly TimeSpan StaysOpen = TimeSpan.FromSeconds(5);

    /// <summary>Best first: of several codes with the same digits the one that opens decides.</summary>
    private static readonly string[] Reasons = [OpenedReason, "first_use_too_late", "expired_code", "not_yet_valid", UnknownCode];

    public KeypadResult Press(DoorState door, string digits)
    {
        if (door.BatteryLevel <= 0)
        {
            return new KeypadResult(Opened: false, "dead_battery");
        }

        var matches = door.OnLock.Where(stored => stored.Digits == digits)
            .Select(stored => (Stored: stored, Reason: Decide(stored)))
            .OrderBy(match => Array.IndexOf(Reasons, match.Reason)).ToList();
        var reason = door.RestsUntilUtc > world.NowUtc ? TooMany : matches.Count == 0 ? UnknownCode : matches[0].Reason;
        var entry = new UnseenEntry { AtUtc = world.NowUtc };
        if (reason == OpenedReason)
        {
            var stored = matches[0].Stored;
            stored.FirstUsedAtUtc ??= world.NowUtc;
            door.OpenUntilUtc = world.NowUtc + StaysOpen;
            entry.AccessCodeId = stored.AccessCodeId;
            entry.Digits = digits;
            door.RefusedInARow = 0;
        }
        else
        {
            if (reason != TooMany && door.Options.RestsAfter > 0 && ++door.RefusedInARow >= door.Options.RestsAfter)
            {
                (door.RefusedInARow, door.RestsUntilUtc, reason) = (0, world.NowUtc + Rests, TooMany);
            }

            entry.DeniedReason = reason == TooMany ? TooMany : reason is "expired_code" or "first_use_too_late" ? "expired_code" : UnknownCode;
        }

        Tell(door, entry);
        return new KeypadResult(reason == OpenedReason, reason);
    }

    public void TurnRemotely(DoorState door, bool open, string attemptId)
    {
        door.OpenUntilUtc = open ? world.NowUtc + StaysOpen : null;
        world.EmitForDoor(open ? "lock.unlocked" : "lock.locked", door, new JsonObject { ["method"] = "remote", ["action_attempt_id"] = attemptId });
    }

    /// <summary>The lock is back and tells what happened meanwhile, each with the time it happened.</summary>
    public void TellUnseen(DoorState door)
    {
        foreach (var entry in door.UnseenEntries)
        {
            Emit(door, entry);
        }

        door.UnseenEntries.Clear();
    }

    private string Decide(StoredCode stored)
    {
        if (stored.FromUtc > world.NowUtc)
        {
            return "not_yet_valid";
        }

        if (stored.UntilUtc <= world.NowUtc || (stored.OneTime && stored.FirstUsedAtUtc is not null))
        {
            return "expired_code";
        }

        return stored.FirstUsedAtUtc is null && stored.FirstUseByUtc < world.NowUtc ? "first_use_too_late" : OpenedReason;
    }

    private void Tell(DoorState door, UnseenEntry entry)
    {
        if (!door.Options.HasNativeEntryEvents)
        {
            return;
        }

        if (world.CanReach(door))
        {
            Emit(door, entry);
        }
        else
        {
            door.UnseenEntries.Add(entry);
        }
    }

    private void Emit(DoorState door, UnseenEntry entry)
    {
        if (entry.DeniedReason is { } reason)
        {
            world.EmitForDoor("lock.access_denied", door, new JsonObject
            {
                ["reason"] = new JsonObject
                {
                    ["reason_code"] = reason,
                    ["message"] = reason switch { UnknownCode => "The entered code is not recognized.", TooMany => "Too many wrong entries.", _ => "The entered code has expired." },
                },
            }, entry.AtUtc);
            return;
        }

        var body = new JsonObject { ["method"] = "keycode" };
        if (door.Options.NamesCodeOnUnlock)
        {
            body["access_code_id"] = entry.AccessCodeId;
            body["access_code_is_managed"] = world.FindCode(entry.AccessCodeId)?.IsManaged ?? true;
            body["code"] = entry.Digits;
        }

        world.EmitForDoor("lock.unlocked", door, body, entry.AtUtc);
    }
}
