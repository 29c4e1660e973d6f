using System.Text.Json;
using System.Text.Json.Nodes;
using Cendra.Simulator.Locks;
using Xunit;
using static Cendra.Tests.Simulator.DoorWorld;

namespace Cendra.Tests.Simulator;

/// <summary>Our objects and events carry the field names that were recorded and validated with Seam's own schemas.</summary>
public sealed class RecordedShapeTests
{
    [SharedDataFact]
    public async Task Access_codes_have_the_recorded_fields()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var recorded = Names(SharedData.Json("seam", "objects", "access_code.01-unset-created.json"));
        Assert.Equal(recorded, Names(await door.CodeAsync(await door.CreateAsync())));
    }

    [SharedDataFact]
    public async Task Pending_mutations_have_the_recorded_fields()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var id = await door.CreateAsync();
        Assert.Equal(Mutation("01-unset-created"), Names((await door.CodeAsync(id))!["pending_mutations"]![0]));
        await door.MoveToAsync(Start);
        await door.CallAsync("/access_codes/update", new { access_code_id = id, starts_at = Text(Start), ends_at = Text(End.AddHours(1)) });
        Assert.Equal(Mutation("07-set-updating-time-frame"), Names((await door.CodeAsync(id))!["pending_mutations"]![0]));
        await door.CallAsync("/access_codes/delete", new { access_code_id = id });
        Assert.Equal(Mutation("13-removing"), Names((await door.CodeAsync(id))!["pending_mutations"]![0]));
    }

    [SharedDataFact]
    public async Task Errors_of_a_code_have_the_recorded_fields()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var id = await door.CreateAsync();
        door.World.FailNextSets(Door, 1000);
        await door.MoveToAsync(Start);
        door.World.TakeOffline(Door);
        Assert.Equal(Shapes("05-setting-failed", "errors"), Shapes(await door.CodeAsync(id), "errors"));
        door.World.BringOnline(Door);
        door.World.FailNextSets(Door, 0);
        await door.MoveToAsync(Start.AddHours(1));
        door.World.ChangeExternally(Door, ExternalChange.Modified);
        Assert.Equal(Shapes("08-set-external-modification", "errors"), Shapes(await door.CodeAsync(id), "errors"));
    }

    [SharedDataFact]
    public async Task Account_errors_have_the_recorded_fields()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var id = await door.CreateAsync();
        door.World.DisconnectAccount();
        Assert.Equal(Shapes("15-unknown-account-disconnected", "errors"), Shapes(await door.CodeAsync(id), "errors"));
    }

    [SharedDataFact]
    public async Task Devices_have_the_recorded_fields()
    {
        using var online = new DoorWorld(LockBehaviour.NativeSchedule);
        Assert.Equal(Device("schlage-online"), Paths(await online.DeviceAsync()));
        online.World.TakeOffline(Door);
        Assert.Equal(Device("schlage-disconnected"), Paths(await online.DeviceAsync()));
        using var keybox = new DoorWorld(LockBehaviour.OfflineCode);
        Assert.Equal(Device("igloohome-offline-only"), Paths(await keybox.DeviceAsync()));
    }

    [SharedDataFact]
    public async Task Every_event_of_a_full_life_has_the_recorded_fields()
    {
        var seen = new HashSet<string>();
        foreach (var told in await EveryEventAsync())
        {
            var type = told["event_type"]!.GetValue<string>();
            var name = type == "lock.unlocked" && told["access_code_id"] is null ? type + ".keycode-without-id" : type;
            name = told["method"]?.GetValue<string>() == "remote" ? type + ".remote" : name;
            if (File.Exists(SharedData.PathTo("seam", "events", name + ".json")))
            {
                Assert.Equal(Names(SharedData.Json("seam", "events", name + ".json")), Names(told));
                seen.Add(name);
            }
        }

        Assert.True(seen.Count >= 22, "Compared only " + string.Join(", ", seen.Order(StringComparer.Ordinal)));
    }

    private static async Task<List<JsonNode>> EveryEventAsync()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var id = await door.CreateAsync();
        door.World.FailNextSets(Door);
        await door.MoveToAsync(Start);
        await door.CallAsync("/access_codes/update", new { access_code_id = id, starts_at = Text(Start), ends_at = Text(End.AddHours(1)) });
        await door.MoveToAsync(Start.AddHours(1));
        door.World.PressKeypad(Door, Pin);
        door.World.PressKeypad(Door, "000000");
        await door.CallAsync("/locks/unlock_door", new { device_id = Door });
        await door.CallAsync("/locks/lock_door", new { device_id = Door });
        door.World.SetBattery(Door, 0.1);
        var added = door.World.ChangeExternally(Door, ExternalChange.Added);
        door.World.ChangeExternally(Door, ExternalChange.Removed, added);
        door.World.ChangeExternally(Door, ExternalChange.Modified, id);
        door.World.DisconnectAccount();
        door.World.ReconnectAccount();
        door.World.FailNextRemovals(Door);
        await door.MoveToAsync(End.AddHours(1).AddSeconds(5));
        door.World.TakeOffline(Door);
        await door.MoveToAsync(End.AddHours(2));
        door.World.BringOnline(Door);
        await door.MoveToAsync(End.AddHours(3));
        var other = await door.CreateAsync(from: End.AddHours(4), until: End.AddHours(5));
        await door.MoveToAsync(End.AddHours(3).AddSeconds(5));
        door.World.ChangeExternally(Door, ExternalChange.Removed, other);
        door.World.TakeOffline(Door);
        await door.CreateAsync(pin: "771155", from: End.AddHours(4), until: End.AddHours(5));
        await door.MoveToAsync(End.AddHours(6));
        return await door.EventsAsync();
    }

    private static List<string> Mutation(string file) => Names(Code(file).GetProperty("pending_mutations")[0]);

    private static JsonElement Code(string file) => SharedData.Json("seam", "objects", $"access_code.{file}.json");

    /// <summary>Names of the fields and of the fields of properties; other brands' own extras left out.</summary>
    private static List<string> Device(string file) => Paths(JsonNode.Parse(SharedData.Json("seam", "objects", $"device.{file}.json").GetRawText())!);

    private static List<string> Paths(JsonNode device) =>
    [
        .. Names(device).Concat(Names(device["properties"]).Select(name => "properties." + name))
            .Where(name => name != "properties.igloohome_metadata").Order(StringComparer.Ordinal),
    ];

    private static List<string> Shapes(string file, string list) => Shapes(JsonNode.Parse(Code(file).GetRawText()), list);

    private static List<string> Shapes(JsonNode? owner, string list) => [.. owner![list]!.AsArray().Select(one => string.Join(',', Names(one)))];

    private static List<string> Names(JsonElement element) => Names(JsonNode.Parse(element.GetRawText()));

    private static List<string> Names(JsonNode? node) => [.. node!.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal)];
}
