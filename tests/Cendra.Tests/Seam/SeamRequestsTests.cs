using Cendra.Lifecycle.Seam;
using Xunit;
using static Cendra.Tests.Seam.SeamWorld;

namespace Cendra.Tests.Seam;

public sealed class SeamRequestsTests
{
    public static TheoryData<string> Paths => SeamCalls.Paths;

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Every_operation_is_one_post_of_json_to_its_path_with_the_key(string path)
    {
        using var world = new SeamWorld(Answer(200, SeamCalls.All[path].Answer));

        await SeamCalls.All[path].Call(world.Client);

        var sent = Assert.Single(world.Wire.Requests);
        Assert.Equal(HttpMethod.Post, sent.Method);
        Assert.Equal(new Uri("https://seam.test" + path), sent.Uri);
        Assert.Equal("Bearer " + Key, sent.Authorization);
        Assert.Equal("application/json", sent.Accept);
        Assert.Equal("application/json", sent.ContentType);
    }

    [Theory]
    [InlineData("/devices/list", "{}")]
    [InlineData("/devices/get", """{"device_id":"d1"}""")]
    [InlineData("/access_codes/get", """{"access_code_id":"c1"}""")]
    [InlineData("/access_codes/list", """{"device_id":"d1"}""")]
    [InlineData("/access_codes/unmanaged/list", """{"device_id":"d1"}""")]
    [InlineData("/events/list", """{"since":"2026-12-01T15:00:00.000Z","limit":500}""")]
    [InlineData("/webhooks/list", "{}")]
    [InlineData("/access_codes/delete", """{"access_code_id":"c1"}""")]
    [InlineData("/access_codes/update", """{"access_code_id":"c1","starts_at":"2026-12-01T15:00:00.000Z","ends_at":"2026-12-05T10:00:00.000Z"}""")]
    [InlineData("/webhooks/create", """{"url":"https://cendra.test/webhooks/seam"}""")]
    [InlineData("/access_codes/create", """{"device_id":"d1","code":"482913","name":"Anna S R12345","starts_at":"2026-12-01T15:00:00.000Z","ends_at":"2026-12-05T10:00:00.000Z","is_offline_access_code":false,"use_backup_access_code_pool":false,"prefer_native_scheduling":true}""")]
    public async Task The_body_is_exactly_what_Seam_documents(string path, string body)
    {
        using var world = new SeamWorld(Answer(200, SeamCalls.All[path].Answer));

        await SeamCalls.All[path].Call(world.Client);

        Assert.Equal(body, Assert.Single(world.Wire.Requests).BodyText);
    }

    [Fact]
    public async Task A_lock_that_chooses_its_own_code_is_sent_none_and_local_times_keep_their_offset()
    {
        using var world = new SeamWorld(Answer(200, SeamCalls.Created));
        var start = new DateTimeOffset(2026, 12, 1, 7, 0, 0, TimeSpan.FromHours(-8));

        await world.Client.CreateAccessCodeAsync(
            SeamCalls.Request(null) with { StartsAt = start, IsOffline = true, UseBackupPool = true, PreferNativeScheduling = false, MaxTimeRounding = "1d" }, default);

        var body = Assert.Single(world.Wire.Requests).Body;
        Assert.False(body.TryGetProperty("code", out _));
        Assert.Equal("2026-12-01T07:00:00.000-08:00", body.GetProperty("starts_at").GetString());
        Assert.True(body.GetProperty("is_offline_access_code").GetBoolean());
        Assert.True(body.GetProperty("use_backup_access_code_pool").GetBoolean());
        Assert.False(body.GetProperty("prefer_native_scheduling").GetBoolean());
        Assert.Equal("1d", body.GetProperty("max_time_rounding").GetString());
    }

    [Theory]
    [InlineData("123")]
    [InlineData("1234567890123")]
    [InlineData("12ab")]
    [InlineData("١٢٣٤")]
    public async Task A_code_that_is_not_four_to_twelve_digits_is_never_sent_nor_told(string digits)
    {
        using var world = new SeamWorld(Answer(200, SeamCalls.Created));

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => world.Client.CreateAccessCodeAsync(SeamCalls.Request(digits), default));

        Assert.DoesNotContain(digits, refused.ToString(), StringComparison.Ordinal);
        Assert.Empty(world.Wire.Requests);
    }

    [Fact]
    public async Task A_window_that_ends_before_it_starts_and_an_empty_id_are_never_sent()
    {
        using var world = new SeamWorld(Answer(200, SeamCalls.Created));

        await Assert.ThrowsAsync<ArgumentException>(() => world.Client.UpdateAccessCodeAsync("c1", SeamCalls.End, SeamCalls.Start, default));
        await Assert.ThrowsAsync<ArgumentException>(() => world.Client.CreateAccessCodeAsync(SeamCalls.Request() with { EndsAt = SeamCalls.Start }, default));
        await Assert.ThrowsAsync<ArgumentException>(() => world.Client.DeleteAccessCodeAsync(" ", default));
        Assert.Empty(world.Wire.Requests);
    }

    [Fact]
    public async Task A_list_is_read_to_its_last_page_with_the_same_parameters_each_time()
    {
        using var world = new SeamWorld(
            Answer(200, """{"access_codes":[{"access_code_id":"c1","device_id":"d1"}],"pagination":{"next_page_cursor":"p2","has_next_page":true},"ok":true}"""),
            Answer(200, """{"access_codes":[{"access_code_id":"c1","device_id":"d1"},{"access_code_id":"c3","device_id":"d1"}],"pagination":{"next_page_cursor":null,"has_next_page":false},"ok":true}"""));

        var codes = await world.Client.ListAccessCodesAsync("d1", default);

        Assert.Equal(["c1", "c3"], codes.Select(code => code.AccessCodeId));
        Assert.Equal(["""{"device_id":"d1"}""", """{"device_id":"d1","page_cursor":"p2"}"""], world.Wire.Requests.Select(sent => sent.BodyText));
    }

    [Fact]
    public async Task A_list_that_repeats_its_cursor_fails_instead_of_ending_short()
    {
        using var world = new SeamWorld(Answer(200, """{"devices":[],"pagination":{"next_page_cursor":"same","has_next_page":true},"ok":true}"""));

        var failure = await Assert.ThrowsAsync<SeamException>(() => world.Client.ListDevicesAsync(default));

        Assert.Equal(SeamRetry.Later, failure.Retry);
        Assert.Equal(2, world.Wire.Requests.Count);
    }

    [Fact]
    public async Task Codes_of_other_locks_are_left_out_whatever_the_server_answers()
    {
        using var world = new SeamWorld(Answer(200, SeamCalls.Codes));

        Assert.Equal("c1", Assert.Single(await world.Client.ListAccessCodesAsync("d1", default)).AccessCodeId);
        Assert.Equal("c2", Assert.Single(await world.Client.ListUnmanagedAccessCodesAsync("d2", default)).AccessCodeId);
    }

    [Fact]
    public async Task Events_beyond_a_full_page_are_fetched_and_each_is_given_once()
    {
        static string Page(int from, int count) =>
            $$"""{"events":[{{string.Join(',', Enumerable.Range(from, count).Select(n => $$"""{"event_id":"e{{n}}","event_type":"device.connected"}"""))}}],"ok":true}""";
        using var world = new SeamWorld(Answer(200, Page(0, 500)), Answer(200, Page(499, 3)));

        var events = await world.Client.ListEventsAsync(SeamCalls.Start, default);

        Assert.Equal(502, events.Count);
        Assert.Equal(500, world.Wire.Requests[1].Body.GetProperty("unstable_offset").GetInt32());
    }
}
