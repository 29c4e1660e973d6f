using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cendra.Simulator.Locks;
using Xunit;
using static Cendra.Tests.Simulator.DoorWorld;

namespace Cendra.Tests.Simulator;

public sealed class SeamWireTests
{
    [Fact]
    public async Task Same_digits_are_refused_while_windows_overlap()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        await door.CreateAsync();
        var (status, body) = await door.TryCreateAsync(from: End.AddHours(-1), until: End.AddDays(1));
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("duplicate_access_code", Type(body));
        Assert.Equal(HttpStatusCode.OK, (await door.TryCreateAsync(from: End, until: End.AddDays(1))).Status);
    }

    [Fact]
    public async Task Same_digits_are_refused_while_the_lock_still_holds_them()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        await door.CreateAsync();
        await door.MoveToAsync(Start);
        door.World.TakeOffline(Door);
        await door.MoveToAsync(End.AddDays(3));
        Assert.Equal(HttpStatusCode.Conflict, (await door.TryCreateAsync(from: End.AddDays(4), until: End.AddDays(5))).Status);
    }

    [Fact]
    public async Task There_is_no_idempotency_two_creates_make_two_codes()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var one = await door.CreateAsync(pin: null);
        var other = await door.CreateAsync(pin: null);
        Assert.NotEqual(one, other);
        var (_, body) = await door.CallAsync("/access_codes/list", new { device_id = Door });
        Assert.Equal(2, body!["access_codes"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("create", 10)]
    [InlineData("update", 10)]
    [InlineData("delete", 20)]
    public async Task A_device_takes_so_many_writes_a_minute(string operation, int limit)
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var now = door.World.Clock.GetUtcNow();
        var ids = new Queue<string>();
        for (var i = 0; i <= limit; i++)
        {
            if (operation == "delete" && i % 10 == 0)
            {
                door.World.Clock.MoveOnTo(now.AddMinutes(i));
            }

            ids.Enqueue(operation == "create" || (operation == "update" && i > 0) ? "" : await door.CreateAsync(pin: null));
        }

        door.World.Clock.MoveOnTo(now.AddMinutes(30));
        var code = ids.Peek();
        for (var i = 0; i < limit; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await WriteAsync(door, operation, operation == "delete" ? ids.Dequeue() : code));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await WriteAsync(door, operation, ids.Peek()));
        door.World.Clock.MoveOnTo(now.AddMinutes(31));
        Assert.Equal(HttpStatusCode.OK, await WriteAsync(door, operation, ids.Peek()));
    }

    [Fact]
    public async Task Too_many_requests_say_how_long_to_wait()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        for (var i = 0; i < 10; i++)
        {
            await door.CreateAsync(pin: null);
        }

        using var content = new StringContent($$"""{"device_id":"{{Door}}"}""", Encoding.UTF8, "application/json");
        using var answer = await door.Http.PostAsync("/access_codes/create", content);
        Assert.Equal(TimeSpan.FromMinutes(1), answer.Headers.RetryAfter!.Delta);
    }

    [Theory]
    [InlineData("no_zeros", "480913", "482913")]
    [InlineData("cannot_start_with_12", "128391", "218391")]
    [InlineData("no_triple_consecutive_ints", "123491", "123591")]
    [InlineData("no_ascending_or_descending_sequence", "654321", "654329")]
    [InlineData("at_least_three_unique_digits", "121212", "121213")]
    [InlineData("no_all_same_digits", "444444", "444445")]
    [InlineData("cannot_contain_089", "482913", "412313")]
    [InlineData("cannot_contain_0789", "472313", "462313")]
    public async Task Constraints_of_the_device_hold(string constraint, string refused, string taken)
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule, with: options => options with { CodeConstraints = [constraint] });
        var (status, body) = await door.TryCreateAsync(pin: refused);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("invalid_input", Type(body));
        Assert.DoesNotContain(refused, body!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await door.TryCreateAsync(pin: taken)).Status);
    }

    [Fact]
    public async Task Two_codes_of_a_lock_that_wants_it_do_not_begin_with_the_same_four_digits()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule, with: options => options with { CodeConstraints = ["unique_first_four_digits"] });
        Assert.Equal(HttpStatusCode.OK, (await door.TryCreateAsync(pin: "482913")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await door.TryCreateAsync(pin: "482944")).Status);
        Assert.Equal(HttpStatusCode.OK, (await door.TryCreateAsync(pin: "483944")).Status);
    }

    [Theory]
    [InlineData("starts_at", null)]
    [InlineData("ends_at", null)]
    [InlineData("ends_at", "2026-11-30T10:00:00Z")]
    [InlineData("ends_at", "tomorrow")]
    [InlineData("code", "12")]
    [InlineData("code", "12ab")]
    [InlineData("code", "123456789")]
    [InlineData("is_offline_access_code", "true")]
    public async Task Bad_input_is_named(string field, string? value)
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var body = new JsonObject { ["device_id"] = Door, ["code"] = Pin, ["starts_at"] = Text(Start), ["ends_at"] = Text(End) };
        body[field] = value;
        var (status, answer) = await door.CallAsync("/access_codes/create", body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("invalid_input", Type(answer));
        Assert.NotNull(answer!["error"]!["validation_errors"]!["_errors"]);
        Assert.Equal(0, door.World.CreatedCodes());
    }

    [Fact]
    public async Task Code_that_ended_already_is_refused()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        await door.MoveToAsync(End.AddDays(1));
        Assert.Equal(HttpStatusCode.BadRequest, (await door.TryCreateAsync()).Status);
    }

    [Fact]
    public async Task Full_lock_says_so_and_takes_the_code_when_there_is_room()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule, with: options => options with { MaxActiveCodes = 1 });
        var first = await door.CreateAsync(until: Start.AddDays(1));
        await door.MoveToAsync(Start.AddHours(-70));
        var second = await door.CreateAsync(pin: "771155", from: Start.AddDays(1), until: End);
        await door.MoveToAsync(Start);
        var full = await door.CodeAsync(second);
        Assert.Equal(["no_space_for_access_code_on_device"], Errors(full));
        Assert.Single(await door.EventsAsync("access_code.failed_to_set_on_device"));
        await door.MoveToAsync(Start.AddDays(1).AddMinutes(6));
        Assert.Null(await door.CodeAsync(first));
        Assert.Empty(Errors(await door.CodeAsync(second)));
        Assert.True(door.Opens("771155"));
    }

    [Fact]
    public async Task Pages_follow_each_other_and_belong_to_their_parameters()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        for (var i = 0; i < 5; i++)
        {
            await door.CreateAsync(pin: null, name: $"Stay {i}");
        }

        var (_, first) = await door.CallAsync("/access_codes/list", new { device_id = Door, limit = 3 });
        Assert.True(first!["pagination"]!["has_next_page"]!.GetValue<bool>());
        var cursor = first["pagination"]!["next_page_cursor"]!.GetValue<string>();
        var (_, second) = await door.CallAsync("/access_codes/list", new { device_id = Door, limit = 3, page_cursor = cursor });
        Assert.Equal(["Stay 3", "Stay 4"], Codes(second, "access_codes", "name"));
        Assert.False(second!["pagination"]!["has_next_page"]!.GetValue<bool>());
        var (status, other) = await door.CallAsync("/access_codes/list", new { device_id = Door, limit = 2, page_cursor = cursor });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("mismatched_page_parameters", Type(other));
    }

    [Fact]
    public async Task Search_finds_by_part_of_the_name()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        await door.CreateAsync(name: "Anna R-1");
        await door.CreateAsync(pin: null, name: "Bo R-2");
        var (_, found) = await door.CallAsync("/access_codes/list", new { device_id = Door, search = "r-2" });
        Assert.Equal(["Bo R-2"], Codes(found, "access_codes", "name"));
    }

    [Fact]
    public async Task Remote_unlock_reaches_only_a_lock_that_is_online()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        Assert.Equal(("pending", "success"), await UnlockAsync(door));
        Assert.True(Assert.Single(door.World.Doors()).Open);
        door.World.TakeOffline(Door);
        Assert.Equal(("pending", "error"), await UnlockAsync(door));
        Assert.Equal("remote", Assert.Single(await door.EventsAsync("lock.unlocked"))["method"]!.GetValue<string>());
    }

    private static string? Type(JsonNode? body) => body?["error"]?["type"]?.GetValue<string>();

    private static async Task<HttpStatusCode> WriteAsync(DoorWorld door, string operation, string id) => operation switch
    {
        "create" => (await door.TryCreateAsync(pin: null)).Status,
        "update" => (await door.CallAsync("/access_codes/update", new { access_code_id = id, name = "New name" })).Status,
        _ => (await door.CallAsync("/access_codes/delete", new { access_code_id = id })).Status,
    };

    private static async Task<(string First, string Then)> UnlockAsync(DoorWorld door)
    {
        var (_, asked) = await door.CallAsync("/locks/unlock_door", new { device_id = Door });
        var attempt = asked!["action_attempt"]!;
        var (_, read) = await door.CallAsync("/action_attempts/get", new { action_attempt_id = attempt["action_attempt_id"]!.GetValue<string>() });
        return (Status(attempt), Status(read!["action_attempt"]));
    }
}
