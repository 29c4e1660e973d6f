using Cendra.Simulator.Locks;
using Xunit;
using static Cendra.Tests.Simulator.DoorWorld;

namespace Cendra.Tests.Simulator;

public sealed class NativeScheduleTests
{
    [Fact]
    public async Task Code_is_loaded_three_days_before_and_opens_only_between_its_times()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var id = await door.CreateAsync();
        Assert.Equal(["deferring_creation"], Mutations(await door.CodeAsync(id)));

        await door.MoveToAsync(Start.AddHours(-72));
        Assert.Empty(door.World.PhysicalCodes(Door));
        await door.MoveToAsync(Start.AddHours(-72).AddSeconds(3));
        var loaded = await door.CodeAsync(id);
        Assert.True(loaded!["is_scheduled_on_device"]!.GetValue<bool>());
        Assert.Equal("unset", Status(loaded));
        Assert.Equal(Pin, Assert.Single(door.World.PhysicalCodes(Door)).Digits);

        Assert.Equal("not_yet_valid", door.Press(Pin));
        Assert.Equal("unknown_code", door.Press("111111"));
        await door.MoveToAsync(Start);
        Assert.Equal("set", Status(await door.CodeAsync(id)));
        Assert.True(door.Opens(Pin));
        await door.MoveToAsync(End.AddSeconds(-1));
        Assert.True(door.Opens(Pin));
        await door.MoveToAsync(End);
        Assert.Equal("expired_code", door.Press(Pin));
        Assert.Equal("removing", Status(await door.CodeAsync(id)));
        await door.MoveToAsync(End.AddSeconds(3));
        Assert.Null(await door.CodeAsync(id));
        Assert.Equal("unknown_code", door.Press(Pin));
    }

    [Fact]
    public async Task Its_life_is_told_in_order()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        await door.CreateAsync();
        await door.MoveToAsync(End.AddHours(1));
        string[] life =
        [
            "device.connected", "access_code.created", "access_code.scheduled_on_device", "access_code.set_on_device",
            "access_code.removed_from_device", "access_code.deleted",
        ];
        Assert.Equal(life, await door.EventTypesAsync());
    }

    [Fact]
    public async Task Lock_offline_from_before_loading_leaves_the_code_setting_until_it_is_back()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var id = await door.CreateAsync();
        door.World.TakeOffline(Door);
        await door.MoveToAsync(Start.AddMinutes(10));
        var late = await door.CodeAsync(id);
        Assert.Equal("setting", Status(late));
        Assert.Equal(["device_disconnected"], Errors(late));
        Assert.Equal(["delay_in_setting_on_device"], Warnings(late));
        Assert.False(door.Opens(Pin));

        door.World.BringOnline(Door);
        await door.MoveToAsync(Start.AddMinutes(10).AddSeconds(3));
        var set = await door.CodeAsync(id);
        Assert.Equal("set", Status(set));
        Assert.Empty(Warnings(set));
        Assert.True(door.Opens(Pin));
        Assert.Single(await door.EventsAsync("access_code.delay_in_setting_on_device"));
    }

    [Fact]
    public async Task Lock_offline_at_the_end_stops_opening_by_itself_while_the_code_stays_removing()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var id = await door.CreateAsync();
        await door.MoveToAsync(Start);
        door.World.TakeOffline(Door);
        Assert.True(door.Opens(Pin));
        await door.MoveToAsync(End.AddMinutes(10));
        var stuck = await door.CodeAsync(id);
        Assert.Equal("removing", Status(stuck));
        Assert.Equal(["device_disconnected"], Errors(stuck));
        Assert.Contains("delay_in_removing_from_device", Warnings(stuck));
        Assert.Equal("expired_code", door.Press(Pin));
        Assert.Single(door.World.PhysicalCodes(Door));

        door.World.BringOnline(Door);
        await door.MoveToAsync(End.AddMinutes(11));
        Assert.Null(await door.CodeAsync(id));
        Assert.Empty(door.World.PhysicalCodes(Door));
    }

    [Fact]
    public async Task Extension_is_done_only_when_the_lock_has_it()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var id = await door.CreateAsync();
        await door.MoveToAsync(Start);
        door.World.TakeOffline(Door);
        await door.CallAsync("/access_codes/update", new { access_code_id = id, starts_at = Text(Start), ends_at = Text(End.AddHours(4)) });
        Assert.Equal(["updating_time_frame"], Mutations(await door.CodeAsync(id)));
        Assert.Equal(End, Assert.Single(door.World.PhysicalCodes(Door)).UntilUtc);

        door.World.BringOnline(Door);
        await door.MoveToAsync(Start.AddSeconds(5));
        Assert.Empty(Mutations(await door.CodeAsync(id)));
        Assert.Equal(End.AddHours(4), Assert.Single(door.World.PhysicalCodes(Door)).UntilUtc);
        Assert.Single(await door.EventsAsync("access_code.time_frame_changed"));
        await door.MoveToAsync(End.AddHours(1));
        Assert.True(door.Opens(Pin));
    }

    [Fact]
    public async Task Deleting_takes_the_code_off_within_seconds()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var id = await door.CreateAsync();
        await door.MoveToAsync(Start);
        await door.CallAsync("/access_codes/delete", new { access_code_id = id });
        Assert.Equal("removing", Status(await door.CodeAsync(id)));
        await door.MoveToAsync(Start.AddSeconds(3));
        Assert.Null(await door.CodeAsync(id));
        Assert.False(door.Opens(Pin));
    }

    [Fact]
    public async Task Entries_made_offline_are_told_late_with_the_time_they_happened()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var id = await door.CreateAsync();
        await door.MoveToAsync(Start.AddHours(1));
        door.World.TakeOffline(Door);
        Assert.True(door.Opens(Pin));
        Assert.Empty(await door.EventsAsync("lock.unlocked"));
        await door.MoveToAsync(Start.AddHours(3));
        door.World.BringOnline(Door);
        var told = Assert.Single(await door.EventsAsync("lock.unlocked"));
        Assert.Equal("2026-12-01T16:00:00.000Z", told["occurred_at"]!.GetValue<string>());
        Assert.Equal("2026-12-01T18:00:00.000Z", told["created_at"]!.GetValue<string>());
        Assert.Equal(id, told["access_code_id"]!.GetValue<string>());
    }
}
