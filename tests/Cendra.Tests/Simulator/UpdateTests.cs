using System.Net;
using Cendra.Simulator.Locks;
using Xunit;
using static Cendra.Tests.Simulator.DoorWorld;

namespace Cendra.Tests.Simulator;

public sealed class UpdateTests
{
    [Fact]
    public async Task Native_code_moved_to_a_later_start_waits_on_the_lock_for_it()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var id = await door.CreateAsync();
        await door.MoveToAsync(Start);
        await UpdateAsync(door, new { access_code_id = id, starts_at = Text(Start.AddDays(1)), ends_at = Text(End) });
        await door.MoveToAsync(Start.AddMinutes(1));
        var waiting = await door.CodeAsync(id);
        Assert.Equal("unset", Status(waiting));
        Assert.True(waiting!["is_scheduled_on_device"]!.GetValue<bool>());
        Assert.Equal("not_yet_valid", door.Press(Pin));
        await door.MoveToAsync(Start.AddDays(1));
        Assert.Equal("set", Status(await door.CodeAsync(id)));
        Assert.True(door.Opens(Pin));
    }

    [Fact]
    public async Task Native_code_moved_to_an_earlier_start_works_as_soon_as_the_lock_knows()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var id = await door.CreateAsync();
        await door.MoveToAsync(Start.AddHours(-3));
        await UpdateAsync(door, new { access_code_id = id, starts_at = Text(Start.AddHours(-4)), ends_at = Text(End) });
        Assert.Equal("not_yet_valid", door.Press(Pin));
        await door.MoveToAsync(Start.AddHours(-3).AddSeconds(3));
        Assert.True(door.Opens(Pin));
        Assert.Equal("set", Status(await door.CodeAsync(id)));
    }

    [Fact]
    public async Task New_digits_open_and_old_ones_do_not_once_the_lock_has_them()
    {
        using var door = new DoorWorld(LockBehaviour.JustInTime);
        var id = await door.CreateAsync();
        await door.MoveToAsync(Start);
        await UpdateAsync(door, new { access_code_id = id, code = "771155" });
        Assert.Equal(["updating_code"], Mutations(await door.CodeAsync(id)));
        Assert.True(door.Opens(Pin));
        await door.MoveToAsync(Start.AddSeconds(3));
        Assert.False(door.Opens(Pin));
        Assert.True(door.Opens("771155"));
        Assert.Single(await door.EventsAsync("access_code.code_changed"));
    }

    [Fact]
    public async Task Code_not_on_the_lock_yet_takes_its_new_times_at_once()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var id = await door.CreateAsync();
        await UpdateAsync(door, new { access_code_id = id, starts_at = Text(Start.AddDays(2)), ends_at = Text(End.AddDays(2)) });
        Assert.Equal("2026-12-03T15:00:00.000Z", (await door.CodeAsync(id))!["starts_at"]!.GetValue<string>());
        await door.MoveToAsync(Start.AddDays(-1).AddSeconds(2));
        Assert.Empty(door.World.PhysicalCodes(Door));
        await door.MoveToAsync(Start.AddDays(-1).AddSeconds(3));
        Assert.Single(door.World.PhysicalCodes(Door));
    }

    [Fact]
    public async Task Name_alone_leaves_the_times_as_they_are_and_is_cut_on_the_lock()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule, with: options => options with { MaxNameLength = 6 });
        var id = await door.CreateAsync();
        await door.MoveToAsync(Start);
        await UpdateAsync(door, new { access_code_id = id, name = "Benedikt" });
        await door.MoveToAsync(Start.AddSeconds(3));
        var code = await door.CodeAsync(id);
        Assert.Equal(("Benedikt", "time_bound"), (code!["name"]!.GetValue<string>(), code["type"]!.GetValue<string>()));
        var stored = Assert.Single(door.World.PhysicalCodes(Door));
        Assert.Equal(("Benedi", End), (stored.Name, stored.UntilUtc));
    }

    [Fact]
    public async Task Native_lock_asked_not_to_schedule_is_programmed_just_in_time()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        await door.CallAsync("/access_codes/create", new { device_id = Door, code = Pin, starts_at = Text(Start), ends_at = Text(End), prefer_native_scheduling = false });
        await door.MoveToAsync(Start.AddHours(-2));
        Assert.Empty(door.World.PhysicalCodes(Door));
        await door.MoveToAsync(Start.AddMinutes(-59));
        Assert.True(door.Opens(Pin));
        Assert.Null(Assert.Single(door.World.PhysicalCodes(Door)).UntilUtc);
    }

    [Fact]
    public async Task Code_without_times_works_until_it_is_deleted()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var (_, body) = await door.CallAsync("/access_codes/create", new { device_id = Door, code = Pin, name = "Cleaner" });
        Assert.Equal(("ongoing", "setting"), (body!["access_code"]!["type"]!.GetValue<string>(), Status(body["access_code"])));
        await door.MoveToAsync(Start);
        Assert.True(door.Opens(Pin));
        await door.MoveToAsync(Start.AddYears(1));
        Assert.True(door.Opens(Pin));
    }

    [Fact]
    public async Task Digits_of_another_code_are_refused()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        await door.CreateAsync();
        var other = await door.CreateAsync(pin: "771155");
        var (status, _) = await door.CallAsync("/access_codes/update", new { access_code_id = other, code = Pin });
        Assert.Equal(HttpStatusCode.Conflict, status);
    }

    [Fact]
    public async Task Callers_from_many_threads_get_a_code_each()
    {
        using var door = new DoorWorld();
        for (var i = 0; i < 40; i++)
        {
            door.World.AddDoor(new DoorOptions($"d{i}", $"Door {i}", LockBehaviour.NativeSchedule, "Europe/Lisbon"));
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => door.CallAsync("/access_codes/create", new { device_id = $"d{i % 40}" }))));
        Assert.Equal(200, answers.Select(answer => answer.Body!["access_code"]!["access_code_id"]!.GetValue<string>()).Distinct().Count());
        Assert.Equal(200, door.World.CreatedCodes());
    }

    private static async Task UpdateAsync(DoorWorld door, object body) =>
        Assert.Equal(HttpStatusCode.OK, (await door.CallAsync("/access_codes/update", body)).Status);
}
