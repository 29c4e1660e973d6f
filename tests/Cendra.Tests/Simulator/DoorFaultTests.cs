using Cendra.Simulator.Locks;
using Xunit;
using static Cendra.Tests.Simulator.DoorWorld;

namespace Cendra.Tests.Simulator;

public sealed class DoorFaultTests
{
    [Fact]
    public async Task Code_changed_at_the_lock_no_longer_opens_and_shows_the_conflict()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var id = await door.CreateAsync();
        await door.MoveToAsync(Start);
        Assert.Equal(id, door.World.ChangeExternally(Door, ExternalChange.Modified));
        Assert.False(door.Opens(Pin));
        var code = await door.CodeAsync(id);
        var error = Assert.Single(code!["errors"]!.AsArray());
        Assert.Equal("conflicting_external_modification", error!["error_code"]!.GetValue<string>());
        Assert.Equal(Pin, error["modified_fields"]![0]!["from"]!.GetValue<string>());
        Assert.Equal(Assert.Single(door.World.PhysicalCodes(Door)).Digits, error["modified_fields"]![0]!["to"]!.GetValue<string>());
        Assert.Single(await door.EventsAsync("access_code.modified_external_to_seam"));
    }

    [Fact]
    public async Task Code_taken_off_while_offline_is_noticed_when_the_lock_is_back()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var id = await door.CreateAsync();
        await door.MoveToAsync(Start);
        door.World.TakeOffline(Door);
        door.World.ChangeExternally(Door, ExternalChange.Removed, id);
        Assert.Equal(["device_disconnected"], Errors(await door.CodeAsync(id)));
        Assert.False(door.Opens(Pin));
        door.World.BringOnline(Door);
        Assert.Equal(["conflicting_external_modification"], Errors(await door.CodeAsync(id)));
        Assert.Single(await door.EventsAsync("access_code.deleted_external_to_seam"));
    }

    [Fact]
    public async Task Code_added_at_the_lock_is_unmanaged_and_opens()
    {
        using var door = new DoorWorld(LockBehaviour.JustInTime);
        var id = door.World.ChangeExternally(Door, ExternalChange.Added);
        var (_, body) = await door.CallAsync("/access_codes/unmanaged/list", new { device_id = Door });
        var unmanaged = Assert.Single(body!["access_codes"]!.AsArray());
        Assert.Equal(id, unmanaged!["access_code_id"]!.GetValue<string>());
        Assert.True(door.Opens(unmanaged["code"]!.GetValue<string>()));
        var (_, managed) = await door.CallAsync("/access_codes/list", new { device_id = Door });
        Assert.Empty(managed!["access_codes"]!.AsArray());
    }

    [Fact]
    public async Task While_the_account_is_cut_off_every_code_is_unknown_and_work_waits()
    {
        using var door = new DoorWorld(LockBehaviour.JustInTime);
        var id = await door.CreateAsync();
        door.World.DisconnectAccount();
        var unknown = await door.CodeAsync(id);
        Assert.Equal("unknown", Status(unknown));
        Assert.Equal(["account_disconnected"], Errors(unknown));
        Assert.False((await door.DeviceAsync())["properties"]!["online"]!.GetValue<bool>());
        await door.MoveToAsync(Start);
        Assert.Empty(door.World.PhysicalCodes(Door));
        door.World.ReconnectAccount();
        await door.MoveToAsync(Start.AddSeconds(5));
        Assert.Equal("set", Status(await door.CodeAsync(id)));
        Assert.True(door.Opens(Pin));
    }

    [Fact]
    public async Task Battery_is_told_once_and_is_absent_while_offline()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        door.World.SetBattery(Door, 0.2);
        door.World.SetBattery(Door, 0.19);
        Assert.Equal("low", (await door.DeviceAsync())["properties"]!["battery"]!["status"]!.GetValue<string>());
        Assert.Single(await door.EventsAsync("device.low_battery"));
        Assert.Single(await door.EventsAsync("device.battery_status_changed"));
        door.World.TakeOffline(Door);
        var offline = await door.DeviceAsync();
        Assert.Null(offline["properties"]!["battery"]);
        Assert.Equal(["device_disconnected"], Errors(offline));
        door.World.SetBattery(Door, 0);
        Assert.Equal("dead_battery", door.Press(Pin));
    }

    [Fact]
    public async Task Wrong_and_expired_codes_are_told_apart()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        await door.CreateAsync();
        door.World.FailNextRemovals(Door, 100);
        await door.MoveToAsync(End.AddHours(1));
        Assert.Equal("expired_code", door.Press(Pin));
        Assert.Equal("unknown_code", door.Press("000000"));
        var told = await door.EventsAsync("lock.access_denied");
        Assert.Equal(["expired_code", "unknown_code"], told.Select(one => one["reason"]!["reason_code"]!.GetValue<string>()));
    }

    [Fact]
    public async Task World_is_taken_up_again_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("cendra-simulator-").FullName;
        try
        {
            string id;
            using (var before = new DoorWorld(LockBehaviour.NativeSchedule, folder))
            {
                id = await before.CreateAsync();
                await before.MoveToAsync(Start.AddHours(1));
                before.World.TakeOffline(Door);
            }

            using var after = new DoorWorld(LockBehaviour.NativeSchedule, folder);
            Assert.Equal(Start.AddHours(1), after.World.Clock.GetUtcNow());
            Assert.False(Assert.Single(after.World.Doors()).Online);
            Assert.True(after.Opens(Pin));
            await after.MoveToAsync(End.AddHours(1));
            Assert.Equal("removing", Status(await after.CodeAsync(id)));
            Assert.Equal(["simulator.json"], Directory.EnumerateFiles(folder).Select(Path.GetFileName));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_fell_due_while_the_simulator_was_down_happens_in_order()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        await door.CreateAsync();
        door.Time.SetUtcNow(Start.AddHours(5));
        Assert.True(door.Opens(Pin));
        string[] times = ["2026-11-28T15:00:03.000Z", "2026-12-01T15:00:00.000Z"];
        var life = (await door.EventsAsync()).Where(one => one["event_type"]!.GetValue<string>().EndsWith("on_device", StringComparison.Ordinal));
        Assert.Equal(times, life.Select(one => one["occurred_at"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Same_seed_makes_the_same_world()
    {
        async Task<string> RunAsync()
        {
            using var door = new DoorWorld(LockBehaviour.JustInTime);
            await door.CreateAsync(pin: null);
            await door.MoveToAsync(End.AddDays(1));
            return string.Join('\n', (await door.EventsAsync()).Select(one => one.ToJsonString()));
        }

        Assert.Equal(await RunAsync(), await RunAsync());
    }
}
