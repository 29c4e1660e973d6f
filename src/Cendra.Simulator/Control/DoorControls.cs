using System.Globalization;
using Cendra.Simulator.Locks;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Control;

/// <summary>/_sim/doors: add a door, press its keypad, break it.</summary>
internal sealed class DoorControls(SimulatorWorld world)
{
    public object Add(WireArguments arguments)
    {
        if (!Enum.TryParse<LockBehaviour>(arguments.Needed("behaviour"), ignoreCase: true, out var behaviour))
        {
            throw new ControlFault("behaviour must be one of " + string.Join(", ", Enum.GetNames<LockBehaviour>()));
        }

        var options = new DoorOptions(arguments.Needed("deviceId"), arguments.Needed("name"), behaviour, arguments.Text("timeZone"))
        {
            SupportedCodeLengths = arguments.Has("supportedCodeLengths") ? Lengths(arguments) : null,
            CodeConstraints = arguments.List("codeConstraints"),
            MaxActiveCodes = arguments.Number("maxActiveCodes"),
            MaxNameLength = arguments.Number("maxNameLength"),
            BatteryLevel = arguments.Fraction("batteryLevel") ?? 0.9,
            ReportsCodeOnUnlock = arguments.Has("reportsCodeOnUnlock") ? arguments.Flag("reportsCodeOnUnlock") : null,
            HasNativeEntryEvents = arguments.Flag("hasNativeEntryEvents", otherwise: true),
            FirstUseWithin24Hours = arguments.Flag("firstUseWithin24Hours", otherwise: true),
        };
        return new { added = world.AddDoor(options) };
    }

    public object Answer(string deviceId, string verb, WireArguments arguments) => verb switch
    {
        "keypad" => world.PressKeypad(deviceId, arguments.Needed("digits")),
        "state" => State(deviceId, arguments),
        "external" => External(deviceId, arguments),
        _ => throw new KeyNotFoundException("No such control"),
    };

    private DoorView State(string deviceId, WireArguments arguments)
    {
        if (arguments.Has("online"))
        {
            Action<string> turn = arguments.Flag("online") ? world.BringOnline : world.TakeOffline;
            turn(deviceId);
        }

        if (arguments.Fraction("batteryLevel") is { } level)
        {
            world.SetBattery(deviceId, Math.Clamp(level, 0, 1));
        }

        if (arguments.Number("failSets") is { } sets)
        {
            world.FailNextSets(deviceId, sets);
        }

        if (arguments.Number("failRemovals") is { } removals)
        {
            world.FailNextRemovals(deviceId, removals);
        }

        return world.Doors().FirstOrDefault(door => door.DeviceId == deviceId) ?? throw new KeyNotFoundException($"No door {deviceId}");
    }

    private object External(string deviceId, WireArguments arguments)
    {
        if (!Enum.TryParse<ExternalChange>(arguments.Needed("change"), ignoreCase: true, out var change))
        {
            throw new ControlFault("change must be modified, removed or added");
        }

        return new { accessCodeId = world.ChangeExternally(deviceId, change, arguments.Text("accessCodeId")) };
    }

    private static List<int> Lengths(WireArguments arguments) => [.. arguments.List("supportedCodeLengths")!.Select(text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : throw new ControlFault("supportedCodeLengths must be numbers"))];
}
