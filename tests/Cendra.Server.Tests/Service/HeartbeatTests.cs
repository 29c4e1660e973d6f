using System.Net;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Locks;
using Cendra.Server.Health;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Service;

/// <summary>The heart beats only while Cendra does its work; its address is a secret and goes nowhere but out.</summary>
public sealed class HeartbeatTests
{
    [Fact]
    public async Task The_address_is_called_while_all_is_well_and_not_while_the_locks_cannot_be_read()
    {
        await using var world = await StartAsync(Wire.HeartbeatUrl);
        var beats = 0;
        world.Wire.HearsHeartbeat = () =>
        {
            beats++;
            return new HttpResponseMessage(HttpStatusCode.OK);
        };
        await BeatAsync(world);
        Assert.Equal((1, false), (beats, State(world).IsFailing));

        await world.WithRowsAsync(async db => (await db.Connections.SingleAsync(c => c.Kind == ConnectionKind.Seam)).MarkFailing(ConnectionState.Failing, "Seam does not answer."));
        await BeatAsync(world);
        Assert.Equal((1, true), (beats, State(world).IsFailing));
        Assert.Contains("locks", State(world).Words, StringComparison.Ordinal);

        await world.InScopeAsync<LockHealthSweep>(sweep => sweep.RunAsync(CancellationToken.None));
        await BeatAsync(world);
        Assert.Equal((2, false), (beats, State(world).IsFailing));
    }

    [Fact]
    public async Task A_stay_that_is_long_overdue_or_a_channel_that_is_refused_stops_the_heart()
    {
        await using var world = await StartAsync(Wire.HeartbeatUrl);
        world.Wire.HearsHeartbeat = () => new HttpResponseMessage(HttpStatusCode.OK);
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        await BeatAsync(world);
        Assert.False(State(world).IsFailing);
        var late = world.Now - TimeSpan.FromMinutes(16);
        await world.WithRowsAsync(db => db.Stays.ExecuteUpdateAsync(s => s.SetProperty(x => x.DueAtUtc, late)));
        await BeatAsync(world);
        Assert.Contains("stays", State(world).Words, StringComparison.Ordinal);
        await world.WorkAsync();
        await world.WithRowsAsync(async db => (await db.Connections.SingleAsync(c => c.Kind == ConnectionKind.Twilio)).MarkFailing(ConnectionState.NeedsSignIn, "Twilio refuses the account."));
        await BeatAsync(world);
        Assert.Contains("WhatsApp", State(world).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_logged_once_and_never_with_the_address()
    {
        await using var world = await StartAsync(Wire.HeartbeatUrl);
        world.Wire.HearsHeartbeat = () => throw new HttpRequestException("no route to s3cr3t-word");
        for (var i = 0; i < 3; i++)
        {
            await BeatAsync(world);
        }

        var lines = world.Log.Lines.Where(l => l.Contains("eartbeat", StringComparison.Ordinal)).ToList();
        Assert.Single(lines, l => l.Contains("could not be reached", StringComparison.Ordinal));
        Assert.DoesNotContain(world.Log.Lines, l => l.Contains("s3cr3t", StringComparison.Ordinal));
        Assert.DoesNotContain("s3cr3t", State(world).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_without_https_is_not_called_and_the_key_is_named()
    {
        await using var world = await StartAsync("http://beat.test/ping/s3cr3t-word");
        await BeatAsync(world);
        Assert.Contains("Heartbeat:Url must begin with https", State(world).Words, StringComparison.Ordinal);
    }

    private static async Task<ServiceWorld> StartAsync(string url)
    {
        var world = await ServiceWorld.WithOneFlatAsync(new WorldOptions { Settings = new() { ["Heartbeat:Url"] = url } });
        await world.InScopeAsync<LockHealthSweep>(sweep => sweep.RunAsync(CancellationToken.None));
        return world;
    }

    private static Task BeatAsync(ServiceWorld world) => world.InScopeAsync<Heartbeat>(heart => heart.RunAsync(CancellationToken.None));

    private static (string Words, bool IsFailing, DateTimeOffset? LastGoodUtc) State(ServiceWorld world) => world.Services.GetRequiredService<HeartbeatState>().Read();
}
