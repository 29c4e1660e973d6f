using System.Text.Json.Nodes;
using Cendra.Simulator.State;

namespace Cendra.Simulator.Locks;

/// <summary>What goes wrong with locks and accounts, and what Seam says about it.</summary>
internal sealed class DoorFaults(World world, CodeLife life, Keypad keypad)
{
    public void TakeOffline(DoorState door)
    {
        if (!door.IsOnline)
        {
            return;
        }

        door.OfflineSinceUtc = world.NowUtc;
        TellDisconnected(door, "device_disconnected");
    }

    public void BringOnline(DoorState door)
    {
        if (door.IsOnline)
        {
            return;
        }

        door.OfflineSinceUtc = null;
        if (world.IsAccountConnected)
        {
            TellBack(door);
        }
    }

    /// <param name="door">The lock.</param>
    /// <param name="level">0 to 1.</param>
    public void SetBattery(DoorState door, double level)
    {
        door.BatteryLevel = level;
        if (world.CanReach(door))
        {
            TellBattery(door);
        }
    }

    public void DisconnectAccount()
    {
        if (!world.IsAccountConnected)
        {
            return;
        }

        world.State.AccountLostAtUtc = world.NowUtc;
        foreach (var account in Accounts())
        {
            world.EmitForAccount("connected_account.disconnected", account, new JsonObject
            {
                ["connected_account_errors"] = Problems.OfAccount(world, flagged: false),
                ["connected_account_warnings"] = new JsonArray(),
            });
        }

        foreach (var door in world.State.Doors.Where(door => door.IsOnline))
        {
            TellDisconnected(door, "account_disconnected");
        }
    }

    /// <summary>Seam takes its unfinished work up again; what fell due meanwhile happens now.</summary>
    public void ReconnectAccount()
    {
        if (world.IsAccountConnected)
        {
            return;
        }

        world.State.AccountLostAtUtc = null;
        foreach (var account in Accounts())
        {
            world.EmitForAccount("connected_account.connected", account);
        }

        foreach (var door in world.State.Doors.Where(door => door.IsOnline))
        {
            TellBack(door);
        }
    }

    private List<string> Accounts() => [.. world.State.Doors.Select(world.AccountOf).Distinct()];

    private void TellDisconnected(DoorState door, string errorCode)
    {
        var body = Problems.ForEvent(world, door, code: null);
        body["error_code"] = errorCode;
        world.EmitForDoor("device.disconnected", door, body);
    }

    private void TellBack(DoorState door)
    {
        world.EmitForDoor("device.connected", door);
        TellBattery(door);
        keypad.TellUnseen(door);
        ExternalChanges.Tell(world, door);
        life.Resume(door);
    }

    private void TellBattery(DoorState door)
    {
        var status = Battery.StatusOf(door.BatteryLevel);
        if (status == door.ReportedBatteryStatus)
        {
            return;
        }

        var wasLow = Battery.IsLow(door.ReportedBatteryStatus);
        door.ReportedBatteryStatus = status;
        world.EmitForDoor("device.battery_status_changed", door, new JsonObject { ["battery_status"] = status, ["battery_level"] = door.BatteryLevel });
        if (!wasLow && Battery.IsLow(status))
        {
            world.EmitForDoor("device.low_battery", door, new JsonObject { ["battery_level"] = door.BatteryLevel });
        }
    }
}
