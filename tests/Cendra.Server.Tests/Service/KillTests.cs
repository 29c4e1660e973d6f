using System.Globalization;
using System.Net;
using Cendra.Domain.Stays;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>
/// The way from a reservation to its codes is cut off at moments spread over its whole length; the server starts again over what is on disk. The PMS does what it
/// does to everybody: it sends again what was not accepted. <c>CENDRA_KILLS</c> says how many moments (12).
/// </summary>
public sealed class KillTests
{
    private const int Kills = 12;

    [Fact]
    public async Task A_server_killed_at_any_moment_comes_to_the_same_end_with_one_code_for_each_door()
    {
        var kill = new KillSwitch();
        var undisturbed = await LiveAsync(kill, int.MaxValue);
        var moments = kill.Passed;
        Assert.True(moments > 30, $"Only {moments} moments were seen.");
        var kills = int.TryParse(Environment.GetEnvironmentVariable("CENDRA_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : Kills;
        var died = new List<string>();
        for (var i = 0; i < kills; i++)
        {
            var at = i * moments / kills;
            var end = await LiveAsync(kill, at);
            Assert.NotEqual("", kill.DiedAt);
            died.Add(kill.DiedAt);
            Assert.True(undisturbed == end, $"Killed at moment {at} ({kill.DiedAt}):\n{end}\ninstead of\n{undisturbed}");
        }

        Assert.Contains(died, d => d.Contains("commit", StringComparison.Ordinal) || d.StartsWith("INSERT", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("before /access_codes/create")]
    [InlineData("after /access_codes/create")]
    public async Task A_server_killed_beside_the_call_that_makes_the_code_makes_one(string moment)
    {
        var kill = new KillSwitch();
        var undisturbed = await LiveAsync(kill, int.MaxValue);
        Assert.Equal(undisturbed, await LiveAsync(kill, int.MaxValue, moment));
        Assert.Equal(moment, kill.DiedAt);
    }

    /// <summary>A reservation for two doors; dies at a moment or at the first of a name, starts again, and lives on until the guest is in.</summary>
    private static async Task<string> LiveAsync(KillSwitch kill, int dieAt, string? dieAtFirst = null)
    {
        kill.Disarm();
        await using var world = await ServiceWorld.OpenAsync(new WorldOptions { Polls = true, Also = kill.AddTo });
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("street", LockBehaviour.NativeSchedule), ServiceWorld.Door("gate", LockBehaviour.JustInTime));
        world.Wire.Passing = kill.Pass;
        kill.Arm(dieAt, dieAtFirst);
        var delivery = world.NewDelivery(ServiceWorld.Booking("R1", "Born 9", "2026-06-02", "2026-06-03"));
        var died = !await TryAsync(kill, () => SendAsync(world, delivery), world.WorkAsync, () => world.ClockMovesToAsync("2026-06-01 11:00"));
        kill.Disarm();
        if (died)
        {
            await world.RestartAsync();
            await SendAsync(world, delivery with { AtUtc = world.Now });
        }

        await world.ClockMovesToAsync("2026-06-02 15:05");
        return await StateAsync(world);
    }

    /// <summary>False when the process died on the way, however what was cut off looked from inside.</summary>
    private static async Task<bool> TryAsync(KillSwitch kill, params Func<Task>[] acts)
    {
        foreach (var act in acts)
        {
            try
            {
                await act();
            }
            catch (Exception) when (kill.IsDead)
            {
                return false;
            }

            if (kill.IsDead)
            {
                return false;
            }
        }

        return true;
    }

    private static async Task SendAsync(ServiceWorld world, SignedDelivery delivery) =>
        Assert.Contains(await world.PostAsync(delivery), new[] { HttpStatusCode.Accepted, HttpStatusCode.OK });

    private static async Task<string> StateAsync(ServiceWorld world)
    {
        var stay = await world.StayAsync("R1");
        Assert.Equal(Readiness.Ready, stay.Readiness);
        var pin = await world.DigitsAsync("R1", "street");
        var escalations = (await world.OpenEscalationsAsync()).Count;
        var lines = new List<string> { string.Create(CultureInfo.InvariantCulture, $"codes created {world.Doors.CreatedCodes()}, escalations {escalations}") };
        lines.AddRange(stay.Codes.OrderBy(c => c.Lock!.DeviceId).Select(c => $"{c.Lock!.DeviceId} {c.PinVersion} {c.State} {c.Fault} {c.IntendedFromUtc:O} {c.IntendedUntilUtc:O}"));
        foreach (var door in new[] { "street", "gate" })
        {
            Assert.Equal(pin, Assert.Single(world.Doors.PhysicalCodes(door)).Digits);
            Assert.True(await world.GuestTypesAsync(door, pin));
        }

        Assert.Empty((await world.VerifyAuditAsync()).Problems);
        await using var db = world.Open();
        lines.AddRange((await db.Connections.AsNoTracking().OrderBy(c => c.Name).ToListAsync()).Select(c => $"{c.Name} {c.State}"));
        return string.Join('\n', lines);
    }
}
