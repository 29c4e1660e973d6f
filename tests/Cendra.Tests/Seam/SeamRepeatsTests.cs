using System.Net;
using Cendra.Lifecycle.Seam;
using Xunit;
using static Cendra.Tests.Seam.SeamWorld;

namespace Cendra.Tests.Seam;

public sealed class SeamRepeatsTests
{
    public static TheoryData<string> Paths => SeamCalls.Paths;

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Reads_and_deletes_are_sent_three_times_at_most_and_nothing_else_twice(string path)
    {
        foreach (var answer in new[] { Answer(503, ""), Answer(500, "{}"), Answer(429, ""), Answer(408, ""), Breaks() })
        {
            using var world = new SeamWorld(answer);

            await Assert.ThrowsAsync<SeamException>(() => SeamCalls.All[path].Call(world.Client));

            Assert.Equal(SeamCalls.Repeats(path) ? 3 : 1, world.Wire.Requests.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_refusal_is_never_sent_again(string path)
    {
        foreach (var status in new[] { 400, 401, 403, 409, 422 })
        {
            using var world = new SeamWorld(Answer(status, ""));

            await Assert.ThrowsAsync<SeamException>(() => SeamCalls.All[path].Call(world.Client));

            Assert.Single(world.Wire.Requests);
        }
    }

    [Fact]
    public async Task A_read_succeeds_when_the_second_attempt_does()
    {
        using var world = new SeamWorld(Breaks(), Answer(200, SeamCalls.Created));

        Assert.Equal("c1", (await world.Client.GetAccessCodeAsync("c1", default))!.AccessCodeId);
    }

    [Fact]
    public async Task A_delete_whose_first_answer_was_lost_ends_as_already_gone()
    {
        using var world = new SeamWorld(Breaks(), Answer(404, """{"error":{"type":"access_code_not_found"},"ok":false}"""));

        Assert.False(await world.Client.DeleteAccessCodeAsync("c1", default));
    }

    [Fact]
    public async Task A_short_Retry_After_is_waited_for()
    {
        using var world = new SeamWorld(Answer(429, "", ("Retry-After", "7")), Answer(200, SeamCalls.Created));
        var before = world.Clock.GetUtcNow();

        var call = world.Client.GetAccessCodeAsync("c1", default);
        Assert.False(call.IsCompleted);
        await world.ThroughAsync(call);
        Assert.NotNull(await call);

        Assert.True(world.Clock.GetUtcNow() - before >= TimeSpan.FromSeconds(7));
        Assert.Equal(2, world.Wire.Requests.Count);
    }

    [Fact]
    public async Task A_long_Retry_After_is_handed_to_the_caller()
    {
        using var world = new SeamWorld(Answer(429, "", ("Retry-After", "60")));

        var failure = await Assert.ThrowsAsync<SeamException>(() => world.Client.GetAccessCodeAsync("c1", default));

        Assert.Equal((SeamRetry.Later, TimeSpan.FromSeconds(60), HttpStatusCode.TooManyRequests), (failure.Retry, failure.RetryAfter, failure.StatusCode));
        Assert.Single(world.Wire.Requests);
    }

    [Fact]
    public async Task Waits_between_attempts_run_on_the_containers_clock()
    {
        using var world = new SeamWorld(new Dictionary<string, string?> { ["Seam:RetryDelay"] = "00:00:05" }, Answer(503, ""), Answer(200, SeamCalls.Created));

        var call = world.Client.GetAccessCodeAsync("c1", default);
        Assert.False(call.IsCompleted);

        await world.ThroughAsync(call);
        Assert.NotNull(await call);
    }

    [Theory]
    [InlineData("/access_codes/create", 1, true)]
    [InlineData("/access_codes/update", 1, true)]
    [InlineData("/access_codes/delete", 3, true)]
    [InlineData("/access_codes/get", 3, false)]
    public async Task An_attempt_that_gets_no_answer_ends_after_thirty_seconds(string path, int attempts, bool unknown)
    {
        using var world = new SeamWorld(Hangs());
        var before = world.Clock.GetUtcNow();

        var failure = await Assert.ThrowsAsync<SeamException>(() => world.ThroughAsync(SeamCalls.All[path].Call(world.Client)));

        Assert.Equal((SeamRetry.Later, unknown, null), (failure.Retry, failure.OutcomeUnknown, failure.StatusCode));
        Assert.Equal(attempts, world.Wire.Requests.Count);
        Assert.True(world.Clock.GetUtcNow() - before >= TimeSpan.FromSeconds(30 * attempts));
    }
}
