using System.Text.Json.Nodes;
using Cendra.Simulator.Locks;
using Cendra.Simulator.State;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Seam;

/// <summary>/devices, /locks and what lies around them.</summary>
internal sealed class DeviceRoutes(World world, AttemptLog attempts, Keypad keypad)
{
    private const int DefaultLimit = 500;

    public SimResponse ListDevices(WireArguments arguments) =>
        SeamAnswers.Page("devices", Chosen(arguments), door => DeviceJson.Write(world, door), arguments, DefaultLimit);

    /// <summary>Seam's fake answers both names; so do we.</summary>
    public SimResponse ListLocks(WireArguments arguments)
    {
        var doors = Chosen(arguments);
        return SeamAnswers.Ok(
            ("locks", WireJson.Array(doors.Select(door => DeviceJson.Write(world, door)))),
            ("devices", WireJson.Array(doors.Select(door => DeviceJson.Write(world, door)))));
    }

    public SimResponse GetDevice(WireArguments arguments) =>
        Refused(arguments, out var door) ?? SeamAnswers.Ok(("device", DeviceJson.Write(world, door!)));

    public SimResponse GetLock(WireArguments arguments) => Refused(arguments, out var door)
        ?? SeamAnswers.Ok(("lock", DeviceJson.Write(world, door!)), ("device", DeviceJson.Write(world, door!)));

    public SimResponse Unlock(WireArguments arguments) => Turn(arguments, "UNLOCK_DOOR", "unlock_door", open: true);

    public SimResponse LockDoor(WireArguments arguments) => Turn(arguments, "LOCK_DOOR", "lock_door", open: false);

    private List<DoorState> Chosen(WireArguments arguments)
    {
        var ids = arguments.List("device_ids");
        var type = arguments.Text("device_type");
        var account = arguments.Text("connected_account_id");
        return world.State.Doors.FindAll(door => (ids is null || ids.Contains(door.DeviceId))
            && (type is null || door.Options.Brand.DeviceType == type)
            && (account is null || world.AccountOf(door) == account));
    }

    private SimResponse? Refused(WireArguments arguments, out DoorState? door)
    {
        var id = arguments.Text("device_id");
        var name = arguments.Text("name");
        door = id is not null ? world.FindDoor(id) : world.State.Doors.Find(one => one.Options.Name == name);
        if (id is null && name is null)
        {
            return SeamErrors.Invalid("Either 'device_id' or 'name' is required");
        }

        return door is null ? SeamErrors.DeviceNotFound() : null;
    }

    private SimResponse Turn(WireArguments arguments, string actionType, string eventName, bool open)
    {
        if (arguments.Text("device_id") is not { } id)
        {
            return SeamErrors.Required("device_id");
        }

        if (world.FindDoor(id) is not { } door)
        {
            return SeamErrors.DeviceNotFound();
        }

        if (door.Options.Behaviour == LockBehaviour.OfflineCode)
        {
            return SeamErrors.Invalid("Device does not support remote lock or unlock");
        }

        var reached = world.CanReach(door);
        var attempt = attempts.Add(actionType, reached ? null : ("device_disconnected", "Device is disconnected."));
        world.EmitForDoor($"action_attempt.{eventName}.{(reached ? "succeeded" : "failed")}", door, new JsonObject
        {
            ["action_attempt_id"] = attempt.ActionAttemptId,
            ["action_type"] = actionType,
            ["status"] = reached ? "success" : "error",
        });
        if (reached)
        {
            keypad.TurnRemotely(door, open, attempt.ActionAttemptId);
        }

        return SeamAnswers.Ok(("action_attempt", SeamAnswers.Attempt(attempt, settled: false)));
    }
}
