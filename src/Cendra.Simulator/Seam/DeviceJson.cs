using System.Text.Json.Nodes;
using Cendra.Simulator.Locks;
using Cendra.Simulator.State;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Seam;

/// <summary>Seam's device object. A capability flag that is absent means "not supported"; battery is absent while offline.</summary>
internal static class DeviceJson
{
    public static JsonObject Write(World world, DoorState door)
    {
        var options = door.Options;
        var body = new JsonObject
        {
            ["device_id"] = door.DeviceId,
            ["workspace_id"] = world.State.WorkspaceId,
            ["connected_account_id"] = world.AccountOf(door),
            ["device_type"] = options.Brand.DeviceType,
            ["display_name"] = options.Name,
            ["nickname"] = options.Name,
            ["is_managed"] = true,
            ["capabilities_supported"] = new JsonArray("access_code", "lock"),
            ["created_at"] = WireTime.Write(door.CreatedAtUtc),
            ["custom_metadata"] = new JsonObject(),
            ["space_ids"] = new JsonArray(),
            ["errors"] = Errors(world, door),
            ["warnings"] = Warnings(door),
        };
        AddCapabilities(body, options);
        if (options.TimeZone is not null)
        {
            body["location"] = new JsonObject { ["location_name"] = options.Name, ["time_zone"] = options.TimeZone, ["timezone"] = options.TimeZone };
        }

        body["properties"] = Properties(world, door);
        return body;
    }

    private static void AddCapabilities(JsonObject body, DoorOptions options)
    {
        if (options.Behaviour == LockBehaviour.OfflineCode)
        {
            body["can_program_offline_access_codes"] = true;
            return;
        }

        body["can_remotely_lock"] = true;
        body["can_remotely_unlock"] = true;
        body["can_program_online_access_codes"] = true;
    }

    private static JsonArray Errors(World world, DoorState door)
    {
        var errors = Problems.OfDevice(door, flagged: true);
        foreach (var error in Problems.OfAccount(world, flagged: true))
        {
            errors.Add(error!.DeepClone());
        }

        return errors;
    }

    private static JsonArray Warnings(DoorState door)
    {
        var warnings = WireJson.Array(door.Warnings.Select(code => Problems.Entry("warning_code", code, "Simulated warning.", door.CreatedAtUtc)));
        if (door.Options.Behaviour == LockBehaviour.OfflineCode)
        {
            warnings.Add(Problems.Entry("warning_code", "hub_required_for_additional_capabilities", "A hub is required.", door.CreatedAtUtc));
        }

        return warnings;
    }

    private static JsonObject Properties(World world, DoorState door)
    {
        var options = door.Options;
        var isOffline = options.Behaviour == LockBehaviour.OfflineCode;
        var properties = new JsonObject
        {
            ["name"] = options.Name,
            ["appearance"] = new JsonObject { ["name"] = options.Name },
            ["online"] = world.CanReach(door),
            ["locked"] = !(door.OpenUntilUtc > world.NowUtc),
            ["door_open"] = false,
            ["manufacturer"] = options.Brand.Provider,
            ["has_native_entry_events"] = options.HasNativeEntryEvents,
            ["supported_code_lengths"] = new JsonArray([.. options.Lengths.Select(length => (JsonNode)length)]),
            ["max_active_codes_supported"] = options.Slots,
            ["code_constraints"] = Constraints(options),
            ["supports_backup_access_code_pool"] = options.HasBackupPool,
            ["online_access_codes_enabled"] = !isOffline,
            ["offline_access_codes_enabled"] = isOffline,
            ["model"] = new JsonObject { ["display_name"] = options.Brand.Model, ["manufacturer_display_name"] = options.Brand.Manufacturer },
        };
        if (world.CanReach(door))
        {
            properties["battery"] = new JsonObject { ["level"] = door.BatteryLevel, ["status"] = Battery.StatusOf(door.BatteryLevel) };
            properties["battery_level"] = door.BatteryLevel;
        }

        if (door.KeypadConnected is { } connected)
        {
            properties["accessory_keypad"] = new JsonObject
            {
                ["is_connected"] = connected,
                ["battery"] = door.KeypadBattery is { } keypad ? new JsonObject { ["level"] = keypad, ["status"] = Battery.StatusOf(keypad) } : null,
            };
        }

        if (options.TimeFrameOptions is { } frames)
        {
            properties[isOffline ? "offline_time_frame_options" : "online_time_frame_options"] = JsonNode.Parse(frames);
        }
        else if (isOffline)
        {
            properties["offline_time_frame_options"] = new JsonArray(
                new JsonObject { ["display_name"] = "Hourly", ["min_duration"] = "PT1H", ["max_duration"] = "PT672H" });
        }

        return properties;
    }

    private static JsonArray Constraints(DoorOptions options)
    {
        var constraints = WireJson.Array(options.Constraints.Select(name => new JsonObject { ["constraint_type"] = name }));
        if (options.MaxNameLength is { } longest)
        {
            constraints.Add(new JsonObject { ["constraint_type"] = "name_length", ["max_length"] = longest });
        }

        return constraints;
    }
}
