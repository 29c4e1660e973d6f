using System.Text.Json.Nodes;
using Cendra.Simulator.State;

namespace Cendra.Simulator.Locks;

/// <summary>Seam talking to a lock: put on, change, take off; and how each can fail.</summary>
internal sealed class CodeProgramming(World world)
{
    /// <summary>From the moment an operation is due to the lock having done it.</summary>
    public static readonly TimeSpan Takes = TimeSpan.FromSeconds(3);

    /// <summary>Seam tries again by itself until the code's end.</summary>
    public static readonly TimeSpan RetrySetAfter = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan RetryRemovalAfter = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan NativePreload = TimeSpan.FromHours(72);
    private static readonly TimeSpan JustInTimeLead = TimeSpan.FromMinutes(60);

    /// <summary>algoPINs longer than this must be used within it.</summary>
    private static readonly TimeSpan FirstUseLimit = TimeSpan.FromHours(24);

    /// <summary>The one operation this code waits for.</summary>
    public void Attempt(CodeState code)
    {
        code.AttemptAtUtc = null;
        var door = world.Door(code.DeviceId);
        var stored = door.Stored(code.AccessCodeId);
        if (code.IsRemoving)
        {
            TakeOff(code, door);
        }
        else if (stored is null)
        {
            PutOn(code, door);
        }
        else if (code.MustLeaveLock)
        {
            Leave(code, door);
        }
        else if (code.Update is { } update)
        {
            Change(code, stored, update, door);
        }
    }

    /// <summary>Sets (again) when a code that is not on the lock gets there.</summary>
    public void Schedule(CodeState code)
    {
        var startUtc = code.StartsAtUtc ?? world.NowUtc;
        code.BeginsAtUtc = code.IsNative || !code.IsTimeBound ? startUtc : startUtc - JustInTimeLead;
        var loadAtUtc = code.IsNative && code.IsTimeBound ? startUtc - NativePreload : code.BeginsAtUtc.Value;
        code.AttemptAtUtc = (loadAtUtc > world.NowUtc ? loadAtUtc : world.NowUtc) + Takes;
        code.DelayNoticeAtUtc = null;
        code.Status = "unset";
    }

    /// <summary>Brings a code that is on the lock in line with its new times.</summary>
    public void Realign(CodeState code)
    {
        var startUtc = code.StartsAtUtc ?? world.NowUtc;
        if (!code.IsNative && startUtc - JustInTimeLead > world.NowUtc)
        {
            code.MustLeaveLock = true;
            code.AttemptAtUtc = world.NowUtc + Takes;
        }
        else if (code.IsNative && startUtc > world.NowUtc)
        {
            code.Status = "unset";
            code.BeginsAtUtc = startUtc;
        }
        else if (code.Status != "set")
        {
            code.BeginsAtUtc = null;
            TellLoaded(code);
        }
    }

    /// <summary>The lock's own choice arrives; it works from its start whatever the connection does.</summary>
    public void Assign(CodeState code)
    {
        var door = world.Door(code.DeviceId);
        code.AssignAtUtc = null;
        code.Digits = world.Ids.NewDigits(door.Options.Lengths[^1]);
        code.IsScheduledOnDevice = true;
        var mustBeUsed = door.Options.FirstUseWithin24Hours && code.EndsAtUtc - code.StartsAtUtc > FirstUseLimit;
        door.OnLock.Add(new StoredCode
        {
            AccessCodeId = code.AccessCodeId,
            Digits = code.Digits,
            Name = code.Name,
            FromUtc = code.StartsAtUtc,
            UntilUtc = code.EndsAtUtc,
            FirstUseByUtc = mustBeUsed ? code.StartsAtUtc + FirstUseLimit : null,
            OneTime = code.IsOneTime,
            IsAlgorithmic = true,
        });
        TellLoaded(code);
    }

    /// <summary>The object goes; a get answers 404 from now on.</summary>
    public void Forget(CodeState code, bool wasOnLock)
    {
        if (wasOnLock)
        {
            world.EmitForCode("access_code.removed_from_device", code);
        }

        world.EmitForCode("access_code.deleted", code, new JsonObject { ["code"] = code.Digits });
        world.State.Codes.Remove(code);
    }

    private void PutOn(CodeState code, DoorState door)
    {
        if (WhyNot(code, door) is { } error)
        {
            FailSet(code, door, error);
            return;
        }

        door.OnLock.Add(new StoredCode
        {
            AccessCodeId = code.AccessCodeId,
            Digits = code.Digits!,
            Name = CutName(code.Name, door),
            FromUtc = code.IsNative ? code.StartsAtUtc : null,
            UntilUtc = code.IsNative ? code.EndsAtUtc : null,
        });
        code.DelayNoticeAtUtc = null;
        Problems.ClearSetting(code);
        code.Errors.RemoveAll(error => error.Code == Problems.ExternalModification);
        code.IsScheduledOnDevice = code.IsNative && code.IsTimeBound;
        TellLoaded(code);
    }

    private void TellLoaded(CodeState code)
    {
        var body = new JsonObject { ["code"] = code.Digits };
        if (code.BeginsAtUtc is not null)
        {
            world.EmitForCode("access_code.scheduled_on_device", code, body);
            return;
        }

        code.Status = "set";
        world.EmitForCode("access_code.set_on_device", code, body);
    }

    private static string? WhyNot(CodeState code, DoorState door)
    {
        if (door.FailSets > 0)
        {
            door.FailSets--;
            return Problems.FailedToSet;
        }

        if (door.OnLock.Exists(stored => stored.Digits == code.Digits))
        {
            return Problems.DuplicateOnDevice;
        }

        return door.OnLock.Count(stored => !stored.IsAlgorithmic) >= door.Options.Slots ? Problems.NoSpace : null;
    }

    private void FailSet(CodeState code, DoorState door, string error)
    {
        code.AttemptAtUtc = world.NowUtc + RetrySetAfter;
        if (!Problems.Add(code.Errors, error, world.NowUtc))
        {
            return;
        }

        if (error == Problems.DuplicateOnDevice && door.OnLock.Find(stored => stored.Digits == code.Digits) is { } other)
        {
            code.Errors[^1].OtherCodeId = other.AccessCodeId;
            code.Errors[^1].OtherIsManaged = world.FindCode(other.AccessCodeId)?.IsManaged ?? false;
        }

        world.EmitForCode("access_code.failed_to_set_on_device", code, Problems.ForEvent(world, door, code));
    }

    private void TakeOff(CodeState code, DoorState door)
    {
        if (door.FailRemovals > 0)
        {
            door.FailRemovals--;
            code.AttemptAtUtc = world.NowUtc + RetryRemovalAfter;
            if (Problems.Add(code.Errors, Problems.FailedToRemove, world.NowUtc))
            {
                world.EmitForCode("access_code.failed_to_remove_from_device", code, Problems.ForEvent(world, door, code));
            }

            return;
        }

        var removed = door.OnLock.RemoveAll(stored => stored.AccessCodeId == code.AccessCodeId);
        Forget(code, wasOnLock: removed > 0);
    }

    private void Change(CodeState code, StoredCode stored, UpdateState update, DoorState door)
    {
        if (door.FailSets > 0)
        {
            FailSet(code, door, WhyNot(code, door)!);
            return;
        }

        if (update.Digits is not null)
        {
            stored.Digits = update.Digits;
        }

        stored.Name = CutName(update.Name ?? stored.Name, door);
        if (update.ChangesTimes && code.IsNative)
        {
            stored.FromUtc = update.StartsAtUtc;
            stored.UntilUtc = update.EndsAtUtc;
        }

        Problems.ClearSetting(code);
        CodeChange.Apply(world, code, update, onDevice: true);
        Realign(code);
    }

    private void Leave(CodeState code, DoorState door)
    {
        code.MustLeaveLock = false;
        door.OnLock.RemoveAll(stored => stored.AccessCodeId == code.AccessCodeId);
        world.EmitForCode("access_code.removed_from_device", code);
        Schedule(code);
    }

    private static string CutName(string name, DoorState door) =>
        door.Options.MaxNameLength is { } longest && name.Length > longest ? name[..longest] : name;
}
