using System.Text.Json.Nodes;
using Cendra.Simulator.State;

namespace Cendra.Simulator.Locks;

/// <summary>Seam talking to a lock: put on, change, take off; and how each can fail.</summary>
internal sealed class CodeProgramming(World world, CodeTimes times)
{
    /// <summary>From the moment an operation is due to the lock having done it.</summary>
    public static readonly TimeSpan Takes = TimeSpan.FromSeconds(3);

    /// <summary>Seam tries again by itself until the code's end.</summary>
    public static readonly TimeSpan RetrySetAfter = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan RetryRemovalAfter = TimeSpan.FromMinutes(10);

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

    /// <summary>The object goes; a get answers 404 from now on.</summary>
    public void Forget(CodeState code, bool wasOnLock)
    {
        if (!code.IsManaged)
        {
            world.EmitForCode("access_code.unmanaged.removed", code);
            world.State.Codes.Remove(code);
            return;
        }

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
        times.TellLoaded(code);
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
        code.Errors.RemoveAll(error => error.Code == Problems.ExternalModification && update.Digits is not null);
        CodeChange.Apply(world, code, update, onDevice: true);
        times.Realign(code);
    }

    private void Leave(CodeState code, DoorState door)
    {
        code.MustLeaveLock = false;
        door.OnLock.RemoveAll(stored => stored.AccessCodeId == code.AccessCodeId);
        world.EmitForCode("access_code.removed_from_device", code);
        times.Schedule(code);
    }

    private static string CutName(string name, DoorState door) =>
        door.Options.MaxNameLength is { } longest && name.Length > longest ? name[..longest] : name;
}
