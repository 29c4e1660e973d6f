using Cendra.Simulator.Locks;
using Cendra.Simulator.State;

namespace Cendra.Simulator;

/// <summary>What people and misfortune do to the doors. Every method throws <see cref="KeyNotFoundException"/> for a door it does not know.</summary>
public sealed partial class SimulatorWorld
{
    /// <summary>Adds a door, its lock online; a device id that is there already stays as it is. True when it was added.</summary>
    public bool AddDoor(DoorOptions options) => Change(one =>
    {
        if (one.FindDoor(options.DeviceId) is not null)
        {
            return false;
        }

        var door = new DoorState { Options = options, CreatedAtUtc = one.NowUtc, BatteryLevel = options.BatteryLevel };
        door.ReportedBatteryStatus = Battery.StatusOf(options.BatteryLevel);
        one.AddDoor(door);
        one.EmitForDoor("device.connected", door);
        return true;
    });

    /// <summary>Somebody tells the vendor in which IANA zone the door stands.</summary>
    public void SetTimeZone(string deviceId, string timeZone) => Change(one =>
    {
        var door = one.Door(deviceId);
        return door.Options = door.Options with { TimeZone = timeZone };
    });

    /// <summary>Somebody types at the door; the lock decides alone.</summary>
    public KeypadResult PressKeypad(string deviceId, string digits) => Change(one => keypad.Press(one.Door(deviceId), digits));

    public void TakeOffline(string deviceId) => Change(one => faults.TakeOffline(one.Door(deviceId)));

    public void BringOnline(string deviceId) => Change(one => faults.BringOnline(one.Door(deviceId)));

    /// <summary>Sets the battery, 0 to 1; at 0 the keypad is dead.</summary>
    public void SetBattery(string deviceId, double level) => Change(one => faults.SetBattery(one.Door(deviceId), level));

    /// <summary>The lock refuses the next n operations that would put a code on it or change one; Seam retries every 5 minutes.</summary>
    public void FailNextSets(string deviceId, int count = 1) => Change(one => one.Door(deviceId).FailSets = count);

    /// <summary>The lock refuses to give up a code n times; it stays on the lock meanwhile. Seam retries every 10 minutes.</summary>
    public void FailNextRemovals(string deviceId, int count = 1) => Change(one => one.Door(deviceId).FailRemovals = count);

    /// <summary>How many refusals this lock was asked for and has not made yet.</summary>
    public int RefusalsAhead(string deviceId) => Look(one => one.Door(deviceId).FailSets + one.Door(deviceId).FailRemovals);

    /// <summary>Changes, removes or adds a code at the lock itself; answers the code's id, null when the lock held none to change.</summary>
    /// <param name="deviceId">The door.</param>
    /// <param name="change">What is done.</param>
    /// <param name="accessCodeId">To which code; null = the first.</param>
    /// <param name="digits">Of a code that is added; null = any that are free.</param>
    public string? ChangeExternally(string deviceId, ExternalChange change, string? accessCodeId = null, string? digits = null) =>
        Change(one => ExternalChanges.Make(one, one.Door(deviceId), change, accessCodeId, digits));

    /// <summary>Seam refuses from now on to take codes off this lock that were made without it, as with some brands.</summary>
    public void KeepUnmanaged(string deviceId) => Change(one => one.Door(deviceId).KeepsUnmanaged = true);

    /// <summary>Seam warns of these things at this lock, by its own words for them; none = nothing.</summary>
    public void Warn(string deviceId, params IReadOnlyList<string> warnings) => Change(one => one.Door(deviceId).Warnings = [.. warnings]);

    /// <summary>A keypad that is a device of its own: attached or not, with a battery of 0 to 1 or none.</summary>
    public void SetKeypad(string deviceId, bool connected, double? battery = null) =>
        Change(one => (one.Door(deviceId).KeypadConnected, one.Door(deviceId).KeypadBattery) = (connected, battery));

    /// <summary>All doors that are there belong to one account from now on, as behind a hub of several brands.</summary>
    public void JoinAccounts() => Change(one =>
    {
        var account = one.AccountOf(one.State.Doors[0]);
        one.State.Doors.ForEach(door => one.State.Accounts[door.Options.Brand.Provider] = account);
    });

    /// <summary>All lock accounts lose their connection to Seam: every code is unknown and Seam does nothing until it is back.</summary>
    public void DisconnectAccount() => Change(_ => faults.DisconnectAccount());

    public void ReconnectAccount() => Change(_ => faults.ReconnectAccount());

    /// <summary>The next calls of the route take effect, but their answers never arrive.</summary>
    public void LoseNextResponses(string route, int count = 1) => Change(one => one.State.LoseResponses[route] = count);

    /// <summary>These routes ("*" for all) answer 503 until <see cref="EndOutage"/>.</summary>
    public void StartOutage(params IReadOnlyList<string> routes) => Change(one => one.State.Outage = [.. routes]);

    public void EndOutage() => Change(one => one.State.Outage = []);

    /// <summary>What is really on the lock, digits included.</summary>
    public IReadOnlyList<PhysicalCode> PhysicalCodes(string deviceId) => Look(one => one.Door(deviceId).OnLock.ConvertAll(stored => new PhysicalCode
    {
        AccessCodeId = stored.AccessCodeId,
        Digits = stored.Digits,
        Name = stored.Name,
        FromUtc = stored.FromUtc,
        UntilUtc = stored.UntilUtc,
    }));

    public IReadOnlyList<DoorView> Doors() => Look(one => one.State.Doors.ConvertAll(door => new DoorView(
        door.DeviceId, door.Options.Name, door.Options.Behaviour, door.IsOnline, door.BatteryLevel, door.OpenUntilUtc > one.NowUtc,
        door.OnLock.ConvertAll(stored => new StoredCodeView(stored.Name, stored.FromUtc, stored.UntilUtc)))));

    /// <summary>The calls on the Seam wire since this object was made; the newest 100,000.</summary>
    public IReadOnlyList<SeamCall> Requests()
    {
        lock (gate)
        {
            return [.. calls];
        }
    }

    /// <summary>How many codes were really created since this object was made, lost answers included.</summary>
    public int CreatedCodes()
    {
        lock (gate)
        {
            return seam.CodesCreated;
        }
    }
}
