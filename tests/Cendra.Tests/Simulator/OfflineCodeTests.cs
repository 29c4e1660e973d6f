using System.Net;
using Cendra.Simulator.Locks;
using Xunit;
using static Cendra.Tests.Simulator.DoorWorld;

namespace Cendra.Tests.Simulator;

public sealed class OfflineCodeTests
{
    [Fact]
    public async Task Lock_chooses_the_pin_and_keeps_its_window_without_a_connection()
    {
        using var door = new DoorWorld(LockBehaviour.OfflineCode);
        var id = await door.CreateAsync(pin: null, offline: true);
        var waiting = await door.CodeAsync(id);
        Assert.Null(waiting!["code"]);
        Assert.True(waiting["is_waiting_for_code_assignment"]!.GetValue<bool>());
        door.World.TakeOffline(Door);
        await door.MoveToAsync(Start.AddDays(-9));
        var assigned = await door.CodeAsync(id);
        var pin = assigned!["code"]!.GetValue<string>();
        Assert.Equal(9, pin.Length);
        Assert.Empty(Errors(assigned));
        Assert.Equal("not_yet_valid", door.Press(pin));
        await door.MoveToAsync(Start);
        Assert.Equal("set", Status(await door.CodeAsync(id)));
        Assert.True(door.Opens(pin));
        await door.MoveToAsync(End);
        Assert.Equal("expired_code", door.Press(pin));
        Assert.Null(await door.CodeAsync(id));
        Assert.DoesNotContain("access_code.removed_from_device", await door.EventTypesAsync());
    }

    [Fact]
    public async Task Deleted_at_seam_the_pin_goes_on_working_until_its_end()
    {
        using var door = new DoorWorld(LockBehaviour.OfflineCode);
        var id = await door.CreateAsync(pin: null, offline: true);
        await door.MoveToAsync(Start);
        var pin = (await door.CodeAsync(id))!["code"]!.GetValue<string>();
        await door.CallAsync("/access_codes/delete", new { access_code_id = id });
        Assert.Null(await door.CodeAsync(id));
        Assert.True(door.Opens(pin));
        await door.MoveToAsync(End);
        Assert.False(door.Opens(pin));
    }

    [Fact]
    public async Task Pin_longer_than_a_day_dies_when_first_used_later_than_that()
    {
        using var door = new DoorWorld(LockBehaviour.OfflineCode);
        var id = await door.CreateAsync(pin: null, offline: true);
        Assert.Contains("igloo_algopin_must_be_used_within_24_hours", Warnings(await door.CodeAsync(id)));
        await door.MoveToAsync(Start.AddHours(24).AddSeconds(1));
        var pin = (await door.CodeAsync(id))!["code"]!.GetValue<string>();
        Assert.Equal("first_use_too_late", door.Press(pin));
    }

    [Fact]
    public async Task Pin_used_on_the_first_day_works_on_the_last()
    {
        using var door = new DoorWorld(LockBehaviour.OfflineCode);
        var id = await door.CreateAsync(pin: null, offline: true);
        await door.MoveToAsync(Start.AddHours(2));
        var pin = (await door.CodeAsync(id))!["code"]!.GetValue<string>();
        Assert.True(door.Opens(pin));
        await door.MoveToAsync(End.AddMinutes(-1));
        Assert.True(door.Opens(pin));
    }

    [Fact]
    public async Task Times_are_rounded_outward_to_whole_hours()
    {
        using var door = new DoorWorld(LockBehaviour.OfflineCode);
        var id = await door.CreateAsync(pin: null, from: Start.AddMinutes(30), until: End.AddMinutes(1), offline: true);
        var code = await door.CodeAsync(id);
        Assert.Equal("2026-12-01T15:00:00.000Z", code!["starts_at"]!.GetValue<string>());
        Assert.Equal("2026-12-05T11:00:00.000Z", code["ends_at"]!.GetValue<string>());
    }

    [Fact]
    public async Task Neither_a_wish_for_digits_nor_an_update_nor_an_online_code_is_taken()
    {
        using var door = new DoorWorld(LockBehaviour.OfflineCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await door.TryCreateAsync(pin: "482913123", offline: true)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await door.TryCreateAsync(pin: null, offline: false)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await door.TryCreateAsync(pin: null, until: Start.AddHours(673), offline: true)).Status);
        var id = await door.CreateAsync(pin: null, offline: true);
        var (status, body) = await door.CallAsync("/access_codes/update", new { access_code_id = id, starts_at = Text(Start), ends_at = Text(End.AddHours(1)) });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("invalid_input", body!["error"]!["type"]!.GetValue<string>());
    }
}
