using System.Text.Json.Nodes;
using Cendra.Simulator.State;

namespace Cendra.Simulator.Locks;

/// <summary>Seam's pool of spare codes on a lock (Seam: "Managing backup access codes"): filled with the first code that asks for it, on the lock and working at once.</summary>
internal static class BackupPool
{
    /// <summary>How many spares a pool has; the number is this simulator's.</summary>
    private const int Spares = 3;

    /// <summary>Puts the spares on the lock, once.</summary>
    public static void Fill(World world, DoorState door)
    {
        if (!door.Options.HasBackupPool || world.CodesOf(door).Any(code => code.IsBackup))
        {
            return;
        }

        for (var i = 0; i < Spares; i++)
        {
            var id = world.Ids.NewId();
            var digits = world.Ids.NewDigits(door.Options.Lengths.Contains(6) ? 6 : door.Options.Lengths[^1]);
            world.State.Codes.Add(new CodeState
            {
                AccessCodeId = id, DeviceId = door.DeviceId, Name = $"Backup {id} (Seam)", Digits = digits, Status = "set", CreatedAtUtc = world.NowUtc, IsBackup = true,
            });
            door.OnLock.Add(new StoredCode { AccessCodeId = id, Digits = digits, Name = "Backup (Seam)" });
        }
    }

    /// <summary>A spare with the code's times; null when none is left.</summary>
    public static CodeState? Pull(World world, CodeState code)
    {
        if (code.PulledBackupId is { } pulled)
        {
            return world.FindCode(pulled);
        }

        var door = world.Door(code.DeviceId);
        if (!code.IsTimeBound || world.CodesOf(door).FirstOrDefault(one => one.IsBackup && !one.IsTimeBound) is not { } spare)
        {
            return null;
        }

        (spare.StartsAtUtc, spare.EndsAtUtc, code.PulledBackupId) = (code.StartsAtUtc, code.EndsAtUtc, spare.AccessCodeId);
        spare.IsNative = code.IsNative;
        if (door.Stored(spare.AccessCodeId) is { } stored && code.IsNative)
        {
            stored.UntilUtc = code.EndsAtUtc;
        }

        world.EmitForCode("access_code.backup_access_code_pulled", code, new JsonObject { ["backup_access_code_id"] = spare.AccessCodeId });
        return spare;
    }
}
