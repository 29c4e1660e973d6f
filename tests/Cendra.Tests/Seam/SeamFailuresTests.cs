using System.Net;
using Cendra.Lifecycle.Seam;
using Xunit;
using static Cendra.Tests.Seam.SeamWorld;

namespace Cendra.Tests.Seam;

public sealed class SeamFailuresTests
{
    public static TheoryData<string> Paths => SeamCalls.Paths;

    [Theory]
    [InlineData(400, """{"error":{"type":"invalid_input","message":"device_id is required"},"ok":false}""", SeamRetry.Never, false)]
    [InlineData(400, "Invalid JSON", SeamRetry.Never, false)]
    [InlineData(401, """{"error":{"type":"unauthorized","message":"API Key not found"},"ok":false}""", SeamRetry.AfterSignIn, false)]
    [InlineData(403, "", SeamRetry.AfterSignIn, false)]
    [InlineData(404, """{"error":{"type":"device_not_found","message":"Device not found"},"ok":false}""", SeamRetry.Never, false)]
    [InlineData(307, "", SeamRetry.Never, false)]
    [InlineData(404, "404", SeamRetry.Never, false)]
    [InlineData(405, """{"error":{"type":"method_not_allowed","message":"Only POST"},"ok":false}""", SeamRetry.Never, false)]
    [InlineData(400, """{"error":{"type":"invalid_content_type","message":"Send JSON"},"ok":false}""", SeamRetry.Never, false)]
    [InlineData(500, """{"error":{"type":"internal_server_error","message":"It broke on 482913"},"ok":false}""", SeamRetry.Later, true)]
    [InlineData(408, "", SeamRetry.Later, true)]
    [InlineData(409, """{"error":{"type":"duplicate_access_code","message":"Cannot set duplicate access code 482913 named X"},"ok":false}""", SeamRetry.Never, false)]
    [InlineData(422, "[]", SeamRetry.Never, false)]
    [InlineData(429, """{"error":{"type":"rate_limited"},"ok":false}""", SeamRetry.Later, false)]
    [InlineData(500, """{"error":"odd"}""", SeamRetry.Later, true)]
    [InlineData(502, "<html>482913</html>", SeamRetry.Later, true)]
    [InlineData(503, "", SeamRetry.Later, true)]
    [InlineData(200, "<html>482913</html>", SeamRetry.Later, true)]
    [InlineData(200, "", SeamRetry.Later, true)]
    [InlineData(200, "{}", SeamRetry.Later, true)]
    [InlineData(200, "[]", SeamRetry.Later, true)]
    [InlineData(200, "null", SeamRetry.Later, true)]
    [InlineData(200, """{"ok":true}""", SeamRetry.Later, true)]
    [InlineData(200, """{"access_code":null,"ok":true}""", SeamRetry.Later, true)]
    [InlineData(200, """{"access_code":{"code":"482913"},"ok":true}""", SeamRetry.Later, true)]
    [InlineData(200, """{"access_code":{"access_code_id":null,"device_id":"d1"},"ok":true}""", SeamRetry.Later, true)]
    [InlineData(200, """{"access_code":{"access_code_id":"c1","device_id":"d1","code":482913},"ok":true}""", SeamRetry.Later, true)]
    [InlineData(200, """{"access_code":{"access_code_id":"c1","device_id":"d1"},"ok":false}""", SeamRetry.Later, true)]
    public async Task Every_answer_to_a_create_says_what_helps_and_whether_a_code_may_exist(int status, string body, SeamRetry retry, bool unknown)
    {
        using var world = new SeamWorld(Answer(status, body, ("seam-request-id", "request7")));

        var failure = await Assert.ThrowsAsync<SeamException>(() => world.Client.CreateAccessCodeAsync(SeamCalls.Request(), default));

        Assert.Equal(retry, failure.Retry);
        Assert.Equal(unknown, failure.OutcomeUnknown);
        Assert.Equal((HttpStatusCode)status, failure.StatusCode);
        Assert.Equal("request7", failure.RequestId);
        Assert.DoesNotContain("482913", failure + failure.Detail + failure.Type, StringComparison.Ordinal);
        Assert.Contains("request7", failure.Message, StringComparison.Ordinal);
        Assert.Single(world.Wire.Requests);
    }

    [Theory]
    [InlineData(HttpRequestError.ResponseEnded, true)]
    [InlineData(HttpRequestError.Unknown, true)]
    [InlineData(HttpRequestError.ConnectionError, false)]
    [InlineData(HttpRequestError.NameResolutionError, false)]
    [InlineData(HttpRequestError.SecureConnectionError, false)]
    public async Task A_create_that_never_left_is_known_not_to_have_made_a_code(HttpRequestError error, bool unknown)
    {
        using var world = new SeamWorld(Breaks(error));

        var failure = await Assert.ThrowsAsync<SeamException>(() => world.Client.CreateAccessCodeAsync(SeamCalls.Request(), default));

        Assert.Equal((SeamRetry.Later, unknown, null), (failure.Retry, failure.OutcomeUnknown, failure.StatusCode));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task An_unknown_outcome_is_said_of_changes_only(string path)
    {
        using var world = new SeamWorld(Answer(503, ""));

        var failure = await Assert.ThrowsAsync<SeamException>(() => SeamCalls.All[path].Call(world.Client));

        Assert.Equal(SeamCalls.Changes(path), failure.OutcomeUnknown);
        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_page_of_a_proxy_is_never_taken_for_an_answer(string path)
    {
        using var world = new SeamWorld(Answer(200, "{\"hello\":\"I am a captive portal\"}"));

        Assert.Equal(SeamRetry.Later, (await Assert.ThrowsAsync<SeamException>(() => SeamCalls.All[path].Call(world.Client))).Retry);
    }

    [Theory]
    [InlineData("482913")]
    [InlineData("48 29 13")]
    [InlineData("4-8-2-9-1-3")]
    [InlineData("482.913")]
    [InlineData("٤٨٢٩١٣")]
    public async Task Seams_own_words_reach_a_host_without_the_digits(string digits)
    {
        using var world = new SeamWorld(Answer(
            409, $$"""{"error":{"type":"duplicate_access_code","message":"Cannot set duplicate access code {{digits}} named Stay 2 for period 2026-11-24T07:55:56Z"},"ok":false}"""));

        var failure = await Assert.ThrowsAsync<SeamException>(() => world.Client.CreateAccessCodeAsync(SeamCalls.Request(), default));

        Assert.True(failure.IsDuplicateCode);
        Assert.StartsWith("Cannot set duplicate access code ••• named Stay 2", failure.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(digits, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\p{Nd}{3}", failure.Detail!);
    }

    [Fact]
    public async Task A_delete_of_a_code_that_Seam_does_not_know_any_more_says_so()
    {
        using var world = new SeamWorld(Answer(404, """{"error":{"type":"access_code_not_found","message":"gone"},"ok":false}"""));

        Assert.False(await world.Client.DeleteAccessCodeAsync("c1", default));
        Assert.Null(await world.Client.GetAccessCodeAsync("c1", default));
    }

    [Theory]
    [InlineData("404")]
    [InlineData("<html>no such page</html>")]
    [InlineData("""{"error":{"type":"workspace_not_found"},"ok":false}""")]
    [InlineData("""{"error":{"type":"device_not_found"},"ok":false}""")]
    public async Task A_404_that_is_not_about_the_code_is_never_taken_for_its_removal(string body)
    {
        using var world = new SeamWorld(Answer(404, body));

        Assert.Equal(SeamRetry.Never, (await Assert.ThrowsAsync<SeamException>(() => world.Client.DeleteAccessCodeAsync("c1", default))).Retry);
        await Assert.ThrowsAsync<SeamException>(() => world.Client.GetAccessCodeAsync("c1", default));
    }

    [Fact]
    public async Task A_device_that_Seam_does_not_know_is_null()
    {
        using var world = new SeamWorld(Answer(404, """{"error":{"type":"device_not_found"},"ok":false}"""));

        Assert.Null(await world.Client.GetDeviceAsync("d1", default));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("two words")]
    public async Task Without_a_usable_key_nothing_is_sent(string? key)
    {
        using var world = new SeamWorld(new Dictionary<string, string?> { ["Seam:ApiKey"] = key }, Answer(200, SeamCalls.Created));

        var failure = await Assert.ThrowsAsync<SeamException>(() => world.Client.CreateAccessCodeAsync(SeamCalls.Request(), default));

        Assert.Equal((SeamRetry.AfterSignIn, false), (failure.Retry, failure.OutcomeUnknown));
        Assert.Empty(world.Wire.Requests);
    }

    [Fact]
    public async Task A_caller_who_gives_up_gets_its_own_cancellation()
    {
        using var world = new SeamWorld(Hangs());
        using var stop = new CancellationTokenSource();

        var call = world.Client.ListDevicesAsync(stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }
}
