using Cendra.Simulator.Locks;
using Xunit;
using static Cendra.Tests.Simulator.DoorWorld;

namespace Cendra.Tests.Simulator;

public sealed class JustInTimeTests
{
    [Fact]
    public async Task Code_is_put_on_an_hour_before_and_opens_from_then_on()
    {
        using var door = new DoorWorld(LockBehaviour.JustInTime);
        var id = await door.CreateAsync();
        await door.MoveToAsync(Start.AddMinutes(-60).AddSeconds(-1));
        Assert.Equal("unset", Status(await door.CodeAsync(id)));
        Assert.Equal("unknown_code", door.Press(Pin));
        await door.MoveToAsync(Start.AddMinutes(-60));
        Assert.Equal("setting", Status(await door.CodeAsync(id)));
        await door.MoveToAsync(Start.AddMinutes(-59));
        var set = await door.CodeAsync(id);
        Assert.Equal("set", Status(set));
        Assert.False(set!["is_scheduled_on_device"]!.GetValue<bool>());
        Assert.True(door.Opens(Pin));
        await door.MoveToAsync(End.AddSeconds(3));
        Assert.Null(await door.CodeAsync(id));
        Assert.False(door.Opens(Pin));
    }

    [Fact]
    public async Task Lock_offline_at_the_end_goes_on_opening_until_it_is_back()
    {
        using var door = new DoorWorld(LockBehaviour.JustInTime);
        var id = await door.CreateAsync();
        await door.MoveToAsync(Start);
        door.World.TakeOffline(Door);
        await door.MoveToAsync(End.AddDays(2));
        Assert.Equal("removing", Status(await door.CodeAsync(id)));
        Assert.True(door.Opens(Pin));
        door.World.BringOnline(Door);
        await door.MoveToAsync(End.AddDays(2).AddSeconds(3));
        Assert.Null(await door.CodeAsync(id));
        Assert.False(door.Opens(Pin));
    }

    [Fact]
    public async Task Failed_removal_leaves_the_code_opening_until_a_later_try()
    {
        using var door = new DoorWorld(LockBehaviour.JustInTime);
        var id = await door.CreateAsync();
        door.World.FailNextRemovals(Door);
        await door.MoveToAsync(End.AddMinutes(5));
        var stuck = await door.CodeAsync(id);
        Assert.Equal(["failed_to_remove_from_device"], Errors(stuck));
        Assert.True(door.Opens(Pin));
        Assert.Single(await door.EventsAsync("access_code.failed_to_remove_from_device"));
        await door.MoveToAsync(End.AddMinutes(11));
        Assert.Null(await door.CodeAsync(id));
        Assert.False(door.Opens(Pin));
    }

    [Fact]
    public async Task Failed_set_shows_its_error_until_a_later_try_works()
    {
        using var door = new DoorWorld(LockBehaviour.JustInTime);
        var id = await door.CreateAsync();
        door.World.FailNextSets(Door, 2);
        await door.MoveToAsync(Start.AddMinutes(-58));
        var failed = await door.CodeAsync(id);
        Assert.Equal("setting", Status(failed));
        Assert.Equal(["failed_to_set_on_device"], Errors(failed));
        Assert.False(door.Opens(Pin));
        await door.MoveToAsync(Start.AddMinutes(-49));
        var set = await door.CodeAsync(id);
        Assert.Equal("set", Status(set));
        Assert.Empty(Errors(set));
        Assert.Single(await door.EventsAsync("access_code.failed_to_set_on_device"));
    }

    [Fact]
    public async Task Moved_to_a_later_day_the_code_leaves_the_lock_until_then()
    {
        using var door = new DoorWorld(LockBehaviour.JustInTime);
        var id = await door.CreateAsync();
        await door.MoveToAsync(Start);
        await door.CallAsync("/access_codes/update", new { access_code_id = id, starts_at = Text(Start.AddDays(1)), ends_at = Text(End) });
        await door.MoveToAsync(Start.AddMinutes(1));
        Assert.False(door.Opens(Pin));
        Assert.Equal("unset", Status(await door.CodeAsync(id)));
        await door.MoveToAsync(Start.AddDays(1));
        Assert.True(door.Opens(Pin));
    }

    [Fact]
    public async Task Unlocks_do_not_name_the_code()
    {
        using var door = new DoorWorld(LockBehaviour.JustInTime);
        await door.CreateAsync();
        await door.MoveToAsync(Start);
        Assert.True(door.Opens(Pin));
        var told = Assert.Single(await door.EventsAsync("lock.unlocked"));
        Assert.Equal("keycode", told["method"]!.GetValue<string>());
        Assert.Null(told["access_code_id"]);
    }
}
