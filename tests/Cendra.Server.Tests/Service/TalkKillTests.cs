using System.Globalization;
using Cendra.Domain.Conversations;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>The server dies while it tells or answers: after it started again over what is on disk the phone has each message once. <c>CENDRA_TALK_KILLS</c> says at how many moments of an answer (8).</summary>
public sealed class TalkKillTests
{
    private const int Kills = 8;
    private const string Send = "/2010-04-01/Accounts/" + HousePhones.Account + "/Messages.json";

    [Theory]
    [InlineData("before " + Send)]
    [InlineData("after " + Send)]
    public async Task A_server_killed_beside_the_call_that_sends_sends_once(string moment)
    {
        var kill = new KillSwitch();
        await using var world = await ServiceWorld.WithOneFlatAsync(new WorldOptions { Also = kill.AddTo });
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-05", "2026-06-08");
        await world.ClockMovesToAsync("2026-06-04 14:59");
        await DieAsync(world, kill, int.MaxValue, moment, () => world.ClockMovesToAsync("2026-06-04 15:01"));
        Assert.Equal(moment, kill.DiedAt);
        await world.ClockMovesToAsync("2026-06-04 15:30");

        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), Assert.Single(world.Told()), StringComparison.Ordinal);
        var message = Assert.Single(await world.MessagesAsync(MessageKinds.PreArrival));
        Assert.Equal(MessageState.Sent, message.State);
        Assert.True(Assert.Single(message.Deliveries).Status is >= DeliveryStatus.Accepted and <= DeliveryStatus.Read);
        Assert.Empty((await world.VerifyAuditAsync()).Problems);
    }

    [Fact]
    public async Task A_server_killed_at_any_moment_of_an_answer_answers_once()
    {
        var kill = new KillSwitch();
        await using var world = await ServiceWorld.WithAGuestInHouseAsync(new WorldOptions { Also = kill.AddTo });
        kill.Arm();
        world.Wire.Passing = kill.Pass;
        await world.GuestWritesOnWhatsAppAsync("¿Cuál es el código?");
        kill.Disarm();
        var moments = kill.Passed;
        Assert.True(moments > 10, $"Only {moments} moments were seen.");
        var kills = int.TryParse(Environment.GetEnvironmentVariable("CENDRA_TALK_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : Kills;
        for (var i = 0; i < kills; i++)
        {
            var before = world.Told().Count;
            await world.Doors.PhoneWritesAsync(new Simulator.Phones.PhoneText { From = HousePhones.Guest, Body = "¿Cuál es el código?" });
            await DieAsync(world, kill, 2 + (i * (moments - 4) / kills), null, async () => { await world.WorkAsync(); await world.ClockMovesAsync(TimeSpan.FromSeconds(10)); });
            Assert.NotEqual("", kill.DiedAt);
            await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
            Assert.True(world.Told().Count == before + 1, string.Create(CultureInfo.InvariantCulture, $"Killed at \"{kill.DiedAt}\": {world.Told().Count - before} answers."));
        }

        await using var db = world.Open();
        Assert.Equal(kills + 1, await db.Messages.CountAsync(m => m.Direction == MessageDirection.Inbound && m.State == MessageState.Answered));
        Assert.Equal(0, await db.Messages.CountAsync(m => m.State == MessageState.Queued || m.State == MessageState.Sending));
        Assert.Empty((await world.VerifyAuditAsync()).Problems);
    }

    /// <summary>Lives until the moment and dies there; starts again.</summary>
    private static async Task DieAsync(ServiceWorld world, KillSwitch kill, int dieAt, string? dieAtFirst, Func<Task> live)
    {
        world.Wire.Passing = kill.Pass;
        kill.Arm(dieAt, dieAtFirst);
        try
        {
            await live();
        }
        catch (Exception) when (kill.IsDead)
        {
            // As from inside: everything that was under way is cut off.
        }

        kill.Disarm();
        await world.RestartAsync();
    }
}
