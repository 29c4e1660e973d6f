using Cendra.Messaging.Twilio;
using Xunit;
using static Cendra.Tests.Twilio.TwilioWorld;

namespace Cendra.Tests.Twilio;

public sealed class TwilioRepeatsTests
{
    private static readonly Func<TwilioClient, Task>[] Changes =
    [
        client => client.SendAsync(FreeText(), default),
        client => client.CreateContentAsync(new TwilioContent { FriendlyName = "a", Language = "en", Body = "b" }, default),
        client => client.RequestApprovalAsync("HX1", "a", "UTILITY", default),
    ];

    private static readonly Func<TwilioClient, Task>[] Reads =
    [
        client => client.GetAsync(Sid, default),
        client => client.ListAsync(Guest, null, DateTimeOffset.UnixEpoch, default),
        client => client.ListContentAsync(default),
    ];

    [Fact]
    public async Task What_changes_something_is_sent_once_unless_Twilio_did_not_process_it()
    {
        foreach (var change in Changes)
        {
            foreach (var answer in new[] { Answer(500, "{}"), Refuses(503, 20503), Answer(408, ""), Breaks(), Breaks(HttpRequestError.ConnectionError), Refuses(400, 21211) })
            {
                Assert.Equal(1, await TriesAsync(change, answer));
            }

            Assert.Equal(5, await TriesAsync(change, Refuses(429, 20429)));
        }
    }

    [Fact]
    public async Task Reads_are_repeated_and_a_refusal_is_not()
    {
        foreach (var read in Reads)
        {
            foreach (var answer in new[] { Answer(500, "{}"), Refuses(429, 20429), Answer(408, ""), Breaks() })
            {
                Assert.Equal(5, await TriesAsync(read, answer));
            }

            Assert.Equal(1, await TriesAsync(read, Refuses(401, 20003)));
        }
    }

    [Fact]
    public async Task A_message_goes_out_once_the_rush_is_over_and_every_attempt_says_the_same()
    {
        using var world = new TwilioWorld(Refuses(429, 20429), Refuses(429, 20429), Answer(201, Taken));

        Assert.Equal(Sid, (await world.Client.SendAsync(FreeText(), default)).Sid);
        Assert.Equal(3, world.Wire.Requests.Count);
        Assert.Single(world.Wire.Requests.Distinct());
    }

    [Fact]
    public async Task Waits_run_on_the_containers_clock()
    {
        using var world = new TwilioWorld(new Dictionary<string, string?> { ["Twilio:RetryDelay"] = "00:00:04" }, Refuses(429, 20429), Answer(201, Taken));

        var call = world.Client.SendAsync(FreeText(), default);
        Assert.False(call.IsCompleted);

        await world.ThroughAsync(call);
        Assert.Equal(2, world.Wire.Requests.Count);
    }

    [Fact]
    public async Task No_wait_is_longer_than_the_configured_cap()
    {
        using var world = new TwilioWorld(new Dictionary<string, string?> { ["Twilio:RetryDelay"] = "01:00:00", ["Twilio:LongestWait"] = "00:00:00" }, Refuses(429, 20429));
        var before = world.Clock.GetUtcNow();

        await Assert.ThrowsAsync<TwilioException>(() => world.Client.SendAsync(FreeText(), default));

        Assert.Equal((5, before), (world.Wire.Requests.Count, world.Clock.GetUtcNow()));
    }

    [Theory]
    [InlineData("3", 5)]
    [InlineData("60", 1)]
    public async Task A_short_Retry_After_is_waited_for_and_a_long_one_handed_to_the_caller(string seconds, int tries)
    {
        using var world = new TwilioWorld(Answer(429, """{"code":20429}""", ("Retry-After", seconds)));
        var before = world.Clock.GetUtcNow();

        var failure = await Assert.ThrowsAsync<TwilioException>(() => world.ThroughAsync(world.Client.SendAsync(FreeText(), default)));

        Assert.Equal(tries, world.Wire.Requests.Count);
        Assert.True(world.Clock.GetUtcNow() - before >= TimeSpan.FromSeconds(3 * (tries - 1)));
        Assert.Equal((seconds, TwilioRetry.Later, false), (failure.RetryAfter!.Value.TotalSeconds.ToString("F0", null), failure.Retry, failure.OutcomeUnknown));
    }

    private static async Task<int> TriesAsync(Func<TwilioClient, Task> call, Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        using var world = new TwilioWorld(answer);
        await Assert.ThrowsAsync<TwilioException>(() => world.ThroughAsync(call(world.Client)));
        return world.Wire.Requests.Count;
    }
}
