using System.Globalization;
using Cendra.Agent.Replies;
using Cendra.Lifecycle.AccessCodes;
using Microsoft.SemanticKernel;

namespace Cendra.Agent.Plugins;

/// <summary>What is known of the locks of the stay.</summary>
internal sealed class DoorPlugin(BoundTurn bound) : ITurnPlugin
{
    private const int MostCalls = 4;

    /// <inheritdoc />
    public IEnumerable<OfferedTool> Offered()
    {
        if (bound.Decision.Answer is DisclosureAnswer.Share or DisclosureAnswer.NoCodeYet or DisclosureAnswer.TooEarly && bound.Facts.Doors.Count > 0)
        {
            yield return new OfferedTool(KernelFunctionFactory.CreateFromMethod(CheckLockBattery, nameof(CheckLockBattery), "How each lock of this stay was when last seen: connection, battery, code on it."), MostCalls);
        }
    }

    public string CheckLockBattery()
    {
        bound.Deeds.Note("CheckLockBattery: connection, battery and code of every door were looked up");
        bound.Deeds.Did(Deed.DoorsChecked);
        return string.Join('\n', bound.Facts.Doors.Select(OfDoor));
    }

    private string OfDoor(DoorFacts door)
    {
        var facts = bound.Facts;
        var online = door.IsOnline ? "online" : door.OfflineSinceUtc is { } since ? $"offline since {facts.Time(since)}" : "offline";
        var battery = door is { Battery: not BatteryState.Unknown, BatteryLevel: { } level, BatterySeenUtc: { } seen }
            ? $"battery {door.Battery.ToString().ToLowerInvariant()} ({(level * 100).ToString("0", CultureInfo.InvariantCulture)} %, read {facts.Ago(seen)} ago)" : "battery unknown";
        var code = door.Code switch { OnLock.Yes => "code on the lock: yes", OnLock.Pending => "code on the lock: pending", OnLock.Failed => "code on the lock: failed", _ => "code on the lock: none planned" };
        return $"{bound.Names.Door(door.Name)}: {online}; {battery}; {code}.";
    }
}
