using System.Text.Json.Nodes;
using Cendra.Simulator.Locks;
using Cendra.Simulator.State;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Seam;

/// <summary>
/// What an update sets in motion. On a lock that holds the code it is done only when the matching pending mutation is gone;
/// fields left out keep their value.
/// </summary>
internal sealed class CodeUpdates(World world, CodeLife life, CodeTimes times)
{
    /// <summary>Null when accepted, else the refusal.</summary>
    public SimResponse? Ask(CodeState code, WireArguments arguments)
    {
        if (code.IsOffline)
        {
            return SeamErrors.Invalid("Offline access codes cannot be updated");
        }

        if (code.IsRemoving)
        {
            return SeamErrors.Invalid("Access code is being deleted");
        }

        var door = world.Door(code.DeviceId);
        var update = Wanted(code, arguments);
        var digits = update.Digits;
        var refusal = CodeRequest.BadTimes(arguments, world.NowUtc)
            ?? CodeRequest.BadFrame(update.StartsAtUtc, update.EndsAtUtc, world.NowUtc)
            ?? (digits is null ? null : CodeRequest.BadDigits(digits, door));
        if (refusal is not null)
        {
            return refusal;
        }

        var digitsThen = digits ?? code.Digits;
        if (digitsThen is not null && CodePicker.IsTaken(world, door, digitsThen, update.StartsAtUtc, update.EndsAtUtc, code.AccessCodeId))
        {
            return SeamErrors.Duplicate(digitsThen, update.Name ?? code.Name, update.StartsAtUtc, update.EndsAtUtc);
        }

        Carry(code, update, door);
        return null;
    }

    /// <summary>An update over an unfinished one keeps what that one asked and this one does not.</summary>
    private UpdateState Wanted(CodeState code, WireArguments arguments)
    {
        var before = code.Update;
        var endsTimes = arguments.Text("type") == "ongoing";
        var changes = arguments.Has("ends_at") || endsTimes || before?.ChangesTimes == true;
        return new UpdateState
        {
            AskedAtUtc = world.NowUtc,
            Name = arguments.Text("name") ?? before?.Name,
            Digits = arguments.Text("code") ?? before?.Digits,
            ChangesTimes = changes,
            StartsAtUtc = endsTimes ? null : arguments.Time("starts_at") ?? (before?.ChangesTimes == true ? before.StartsAtUtc : code.StartsAtUtc),
            EndsAtUtc = endsTimes ? null : arguments.Time("ends_at") ?? (before?.ChangesTimes == true ? before.EndsAtUtc : code.EndsAtUtc),
        };
    }

    private void Carry(CodeState code, UpdateState update, DoorState door)
    {
        var mutations = WireJson.Array(CodeChange.Mutations(code, update, withAge: false));
        if (mutations.Count > 0)
        {
            world.EmitForCode("access_code.mutations_requested", code, new JsonObject { ["requested_mutations"] = mutations });
        }

        if (door.Stored(code.AccessCodeId) is not null)
        {
            CarryToLock(code, update);
            return;
        }

        CodeChange.Apply(world, code, update, onDevice: false);
        times.Schedule(code);
        life.CatchUp(code);
    }

    private void CarryToLock(CodeState code, UpdateState update)
    {
        if (!code.IsNative && update.Digits is null && update.Name is null)
        {
            // The lock never knew the times: there is nothing to tell it.
            CodeChange.Apply(world, code, update, onDevice: true);
            times.Realign(code);
            return;
        }

        code.Update = update;
        code.AttemptAtUtc = world.NowUtc + CodeProgramming.Takes;
    }
}
