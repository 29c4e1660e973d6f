using Cendra.Simulator.State;

namespace Cendra.Simulator.Locks;

/// <summary>Codes changed at the lock or in its own app. The door obeys at once; Seam learns of it when it can reach the lock.</summary>
internal static class ExternalChanges
{
    /// <summary>Makes the change; answers the id of the code concerned, null when there was none to change.</summary>
    public static string? Make(World world, DoorState door, ExternalChange change, string? accessCodeId, string? digits = null)
    {
        if (change == ExternalChange.Added)
        {
            return Seen(world, door, Add(world, door, digits));
        }

        var stored = door.OnLock.Find(one => !one.IsAlgorithmic && (accessCodeId is null || one.AccessCodeId == accessCodeId));
        if (stored is null)
        {
            return null;
        }

        var unseen = new UnseenChange { Change = change, AccessCodeId = stored.AccessCodeId, FromDigits = stored.Digits };
        if (change == ExternalChange.Removed)
        {
            door.OnLock.Remove(stored);
        }
        else
        {
            stored.Digits = Unused(world, door, stored.Digits.Length);
            unseen.ToDigits = stored.Digits;
        }

        return Seen(world, door, unseen);
    }

    /// <summary>Lets Seam see what was changed while it could not reach the lock.</summary>
    public static void Tell(World world, DoorState door)
    {
        foreach (var unseen in door.Unseen)
        {
            if (unseen.Change == ExternalChange.Added)
            {
                TellAdded(world, door, unseen);
            }
            else if (world.FindCode(unseen.AccessCodeId) is { } code)
            {
                TellChanged(world, code, unseen);
            }
        }

        door.Unseen.Clear();
    }

    private static string Seen(World world, DoorState door, UnseenChange unseen)
    {
        door.Unseen.Add(unseen);
        if (world.CanReach(door))
        {
            Tell(world, door);
        }

        return unseen.AccessCodeId;
    }

    private static UnseenChange Add(World world, DoorState door, string? digits)
    {
        var stored = new StoredCode
        {
            AccessCodeId = world.Ids.NewId(),
            Digits = digits ?? Unused(world, door, door.Options.Lengths.Min()),
            Name = "Added at the lock",
        };
        door.OnLock.Add(stored);
        return new UnseenChange { Change = ExternalChange.Added, AccessCodeId = stored.AccessCodeId, ToDigits = stored.Digits };
    }

    private static string Unused(World world, DoorState door, int length)
    {
        string digits;
        do
        {
            digits = world.Ids.NewDigits(length);
        }
        while (door.OnLock.Exists(stored => stored.Digits == digits));
        return digits;
    }

    private static void TellAdded(World world, DoorState door, UnseenChange unseen)
    {
        var code = new CodeState
        {
            AccessCodeId = unseen.AccessCodeId,
            DeviceId = door.DeviceId,
            Name = "Added at the lock",
            Digits = unseen.ToDigits,
            Status = "set",
            CreatedAtUtc = world.NowUtc,
            IsManaged = false,
        };
        world.State.Codes.Add(code);
        world.EmitForCode("access_code.unmanaged.created", code);
    }

    private static void TellChanged(World world, CodeState code, UnseenChange unseen)
    {
        if (!code.IsManaged)
        {
            TellUnmanaged(world, code, unseen);
            return;
        }

        code.IsScheduledOnDevice &= unseen.Change != ExternalChange.Removed;
        if (code.IsExternalModificationAllowed)
        {
            Problems.Add(code.Warnings, Problems.ExternalModificationInEffect, world.NowUtc);
        }
        else if (Problems.Add(code.Errors, Problems.ExternalModification, world.NowUtc))
        {
            var error = code.Errors[^1];
            error.ChangeType = unseen.Change == ExternalChange.Removed ? "removed" : "modified";
            (error.FromDigits, error.ToDigits) = (unseen.FromDigits, unseen.ToDigits);
        }

        world.EmitForCode(unseen.Change == ExternalChange.Removed ? "access_code.deleted_external_to_seam" : "access_code.modified_external_to_seam", code);
    }

    private static void TellUnmanaged(World world, CodeState code, UnseenChange unseen)
    {
        if (unseen.Change == ExternalChange.Removed)
        {
            world.EmitForCode("access_code.unmanaged.removed", code);
            world.State.Codes.Remove(code);
            return;
        }

        code.Digits = unseen.ToDigits;
    }
}
