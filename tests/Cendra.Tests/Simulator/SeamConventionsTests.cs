using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Cendra.Simulator.Locks;
using Xunit;
using static Cendra.Tests.Simulator.DoorWorld;

namespace Cendra.Tests.Simulator;

/// <summary>What Seam's own fake server was recorded to answer.</summary>
public sealed class SeamConventionsTests
{
    [Theory]
    [InlineData(null, "No Authorization header")]
    [InlineData("Bearer seam_nope", "API Key not found")]
    public async Task Without_the_key_nothing_is_answered(string? authorization, string message)
    {
        using var door = new DoorWorld();
        door.Http.DefaultRequestHeaders.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);
        var (status, body) = await door.CallAsync("/devices/list", new { });
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal($$$"""{"error":{"type":"unauthorized","message":"{{{message}}}"},"ok":false}""", body!.ToJsonString());
    }

    [Theory]
    [InlineData("POST", "/nope/nope", "{}", "application/json", 404, "404")]
    [InlineData("POST", "/access_codes/create", "{\"device_id\": ", "application/json", 400, "Invalid JSON")]
    [InlineData("POST", "/access_codes/create", "{}", "text/plain", 400,
        """{"error":{"type":"invalid_content_type","message":"POST requests must have Content-Type header with \"application/json\""},"ok":false}""")]
    [InlineData("DELETE", "/access_codes/create", "{}", "application/json", 405,
        """{"error":{"type":"method_not_allowed","message":"only POST accepted"},"ok":false}""")]
    [InlineData("POST", "/devices/get", """{"device_id":"nope"}""", "application/json", 404,
        """{"error":{"type":"device_not_found","message":"Device not found"},"ok":false}""")]
    [InlineData("POST", "/access_codes/get", """{"access_code_id":"nope"}""", "application/json", 404,
        """{"error":{"type":"not_found","message":"Access Code Not Found"},"ok":false}""")]
    [InlineData("POST", "/access_codes/delete", """{"access_code_id":"nope"}""", "application/json", 404,
        """{"error":{"type":"access_code_not_found","message":"Could not find an access_code with device_id or access_code_id","data":{"access_code_id":"nope"}},"ok":false}""")]
    [InlineData("POST", "/access_codes/create", """{"code":"1234"}""", "application/json", 400,
        """{"error":{"type":"invalid_input","message":"device_id is required","validation_errors":{"_errors":[],"device_id":{"_errors":["Required"]}}},"ok":false}""")]
    [InlineData("POST", "/events/list", "{}", "application/json", 400,
        """{"error":{"type":"invalid_input","message":"Must specify either since or between","validation_errors":{"_errors":["Must specify either since or between"]}},"ok":false}""")]
    [InlineData("POST", "/webhooks/create", """{"url":"notaurl"}""", "application/json", 400,
        """{"error":{"type":"invalid_input","message":"Invalid url for \"url\"","validation_errors":{"_errors":[],"url":{"_errors":["Invalid url"]}}},"ok":false}""")]
    [InlineData("POST", "/webhooks/create", """{"url":"http://127.0.0.1:3999/hook","event_types":["nope"]}""", "application/json", 400,
        """{"error":{"type":"invalid_event_types","message":"Invalid event types"},"ok":false}""")]
    public async Task Refusals_are_word_for_word(string method, string path, string body, string contentType, int status, string expected)
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = new StringContent(body, Encoding.UTF8, contentType);
        using var answer = await door.Http.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(expected, await answer.Content.ReadAsStringAsync());
        Assert.True(answer.Headers.Contains("seam-request-id"));
    }

    [Fact]
    public async Task Reads_take_a_query_as_well()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var id = await door.CreateAsync();
        var text = await door.Http.GetStringAsync($"/access_codes/list?access_code_ids={id}&access_code_ids=other&_strict=true");
        Assert.Contains(id, text, StringComparison.Ordinal);
        Assert.Contains(id, await door.Http.GetStringAsync($"/access_codes/get?device_id={Door}&code={Pin}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offsets_are_read_and_utc_is_answered()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        var (_, body) = await door.CallAsync("/access_codes/create", new { device_id = Door, starts_at = "2026-12-01T15:00:00+02:00", ends_at = "2026-12-05T10:00:00+02:00" });
        Assert.Equal("2026-12-01T13:00:00.000Z", body!["access_code"]!["starts_at"]!.GetValue<string>());
    }

    [Fact]
    public async Task Route_in_outage_answers_503_without_a_body()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        door.World.StartOutage("/access_codes/create");
        var (status, body) = await door.TryCreateAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Null(body);
        Assert.Equal(HttpStatusCode.OK, (await door.CallAsync("/devices/list", new { })).Status);
        door.World.EndOutage();
        Assert.Equal(HttpStatusCode.OK, (await door.TryCreateAsync()).Status);
    }

    [Fact]
    public async Task Create_whose_answer_is_lost_took_effect()
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        door.World.LoseNextResponses("/access_codes/create");
        await Assert.ThrowsAsync<HttpRequestException>(() => door.TryCreateAsync());
        Assert.Equal(1, door.World.CreatedCodes());
        Assert.Equal(HttpStatusCode.Conflict, (await door.TryCreateAsync()).Status);
        Assert.Equal(["/access_codes/create", "/access_codes/create"], door.World.Requests().Select(call => call.Path));
    }
}
