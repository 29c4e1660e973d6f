using System.Net;
using System.Text.Json.Nodes;
using Cendra.Simulator.Locks;
using Xunit;
using static Cendra.Tests.Simulator.DoorWorld;

namespace Cendra.Tests.Simulator;

public sealed class ControlApiTests
{
    [Fact]
    public async Task Without_its_key_the_control_is_closed()
    {
        using var door = new DoorWorld();
        door.Http.DefaultRequestHeaders.Remove("X-Sim-Key");
        Assert.Equal(HttpStatusCode.Unauthorized, (await door.CallAsync("/_sim/doors", new { })).Status);
    }

    [Fact]
    public async Task Clock_moves_forward_through_what_is_due_and_never_back()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var id = await door.CreateAsync();
        var before = JsonNode.Parse(await door.Http.GetStringAsync("/_sim/clock"));
        Assert.Equal(Start.AddHours(-72).AddSeconds(3), DateTimeOffset.Parse(before!["nextDueUtc"]!.GetValue<string>(), null));
        var (status, after) = await door.CallAsync("/_sim/clock", new { toUtc = Text(Start) });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(TimeSpan.FromDays(10).TotalSeconds, after!["offsetSeconds"]!.GetValue<double>());
        Assert.Equal("set", Status(await door.CodeAsync(id)));
        var (_, back) = await door.CallAsync("/_sim/clock", new { toUtc = Text(Start.AddHours(-1)) });
        Assert.Equal(after["offsetSeconds"]!.GetValue<double>(), back!["offsetSeconds"]!.GetValue<double>());
    }

    [Fact]
    public async Task Door_is_added_once_and_shown_without_digits()
    {
        using var door = new DoorWorld();
        var body = new { deviceId = Door, name = "Front door", behaviour = "justInTime", timeZone = "Europe/Lisbon", supportedCodeLengths = new[] { 6 }, maxActiveCodes = 5 };
        Assert.True((await door.CallAsync("/_sim/doors", body)).Body!["added"]!.GetValue<bool>());
        Assert.False((await door.CallAsync("/_sim/doors", body)).Body!["added"]!.GetValue<bool>());
        await door.CreateAsync();
        await door.MoveToAsync(Start);
        var (_, pressed) = await door.CallAsync($"/_sim/doors/{Door}/keypad", new { digits = Pin });
        Assert.Equal("""{"opened":true,"reason":"opened"}""", pressed!.ToJsonString());
        var shown = await door.Http.GetStringAsync("/_sim/doors");
        Assert.DoesNotContain(Pin, shown, StringComparison.Ordinal);
        var only = Assert.Single(JsonNode.Parse(shown)!.AsArray())!;
        Assert.Equal("JustInTime", only["behaviour"]!.GetValue<string>());
        Assert.True(only["open"]!.GetValue<bool>());
        Assert.Equal("Anna Smith, R-12345", only["codesOnLock"]![0]!["name"]!.GetValue<string>());
        await door.MoveToAsync(Start.AddSeconds(5));
        Assert.False(Assert.Single(door.World.Doors()).Open);
    }

    [Fact]
    public async Task Door_can_be_broken_and_mended()
    {
        using var door = new DoorWorld(LockBehaviour.JustInTime);
        var (_, state) = await door.CallAsync($"/_sim/doors/{Door}/state", new { online = false, batteryLevel = 0.1, failSets = 1, failRemovals = 1 });
        Assert.False(state!["online"]!.GetValue<bool>());
        Assert.Equal(0.1, state["batteryLevel"]!.GetValue<double>());
        Assert.Equal(HttpStatusCode.NotFound, (await door.CallAsync("/_sim/doors/nowhere/state", new { online = false })).Status);
        await door.CallAsync($"/_sim/doors/{Door}/state", new { online = true });
        Assert.True(Assert.Single(door.World.Doors()).Online);
        var (_, changed) = await door.CallAsync($"/_sim/doors/{Door}/external", new { change = "added" });
        Assert.NotNull(changed!["accessCodeId"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await door.CallAsync($"/_sim/doors/{Door}/external", new { change = "eaten" })).Status);
    }

    [Theory]
    [InlineData("/_sim/account", """{"connected":false}""", 200)]
    [InlineData("/_sim/account", "{}", 400)]
    [InlineData("/_sim/outage", """{"routes":["/devices/list"]}""", 200)]
    [InlineData("/_sim/lose-responses", """{"route":"/devices/list","count":2}""", 200)]
    [InlineData("/_sim/lose-responses", "{}", 400)]
    [InlineData("/_sim/webhooks", """{"drop":1,"duplicate":1,"reorder":2}""", 200)]
    [InlineData("/_sim/pms/send", """{"url":"http://a.example","secret":"***","snapshot":{}}""", 400)]
    [InlineData("/_sim/pms/send", """{"name":"nobody","snapshot":{}}""", 404)]
    [InlineData("/_sim/pms/subscribe", """{"name":"a","url":"http://a.example","secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}""", 200)]
    [InlineData("/_sim/nothing", "{}", 404)]
    [InlineData("/_sim/clock", "[]", 400)]
    [InlineData("/_sim/clock", """{"toUtc":"soon"}""", 400)]
    public async Task Controls_answer(string path, string body, int status)
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        using var content = new StringContent(body);
        using var answer = await door.Http.PostAsync(path, content);
        Assert.Equal(status, (int)answer.StatusCode);
    }
}
