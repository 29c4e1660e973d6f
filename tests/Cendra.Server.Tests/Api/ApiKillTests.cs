using System.Globalization;
using Cendra.Domain.Stays;
using Cendra.Server.Tests.Service;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Api;

/// <summary>
/// A call is cut off at moments spread over its whole length and the server starts again over what is on disk. What was stored is taken over without being sent again; what is sent again with the
/// same key has one effect.
/// </summary>
public sealed class ApiKillTests
{
    private const int Kills = 12;

    [Fact]
    public async Task A_call_cut_off_at_any_moment_is_lost_as_a_whole_or_comes_to_the_same_end()
    {
        var kill = new KillSwitch();
        var (undisturbed, _) = await LiveAsync(kill, int.MaxValue, sendsAgain: true);
        var moments = kill.Passed;
        Assert.True(moments > 5, $"Only {moments} moments were seen.");
        var stored = 0;
        for (var i = 0; i < Math.Min(Kills, moments); i++)
        {
            var at = i * moments / Math.Min(Kills, moments);
            var (end, wasStored) = await LiveAsync(kill, at, sendsAgain: true);
            Assert.NotEqual("", kill.DiedAt);
            Assert.True(undisturbed == end, $"Killed at moment {at} ({kill.DiedAt}):\n{end}\ninstead of\n{undisturbed}");
            stored += wasStored ? 1 : 0;
        }

        Assert.InRange(stored, 1, Kills - 1);
    }

    [Fact]
    public async Task A_call_that_was_stored_and_not_taken_over_is_taken_over_when_the_server_is_back_without_being_sent_again()
    {
        var kill = new KillSwitch();
        var (undisturbed, _) = await LiveAsync(kill, int.MaxValue, sendsAgain: false);
        var (end, wasStored) = await LiveAsync(kill, int.MaxValue, sendsAgain: false, "before a commit");
        Assert.True(wasStored);
        Assert.Equal("before a commit", kill.DiedAt);
        Assert.Equal(undisturbed, end);
    }

    /// <summary>One call; dies at a moment or at the first of a name that comes after the call was stored, starts again, and lives on until the guest is in.</summary>
    private static async Task<(string End, bool WasStored)> LiveAsync(KillSwitch kill, int dieAt, bool sendsAgain, string? dieAtFirst = null)
    {
        kill.Disarm();
        await using var world = await ServiceWorld.OpenAsync(new WorldOptions { Polls = true, Also = kill.AddTo });
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule));
        var program = await ApiProgram.OfAsync(world);
        await program.IsListedAsync("Born 9");
        kill.Arm(dieAt, dieAtFirst);
        try
        {
            await PutAsync(program);
        }
        catch (Exception) when (kill.IsDead)
        {
            // Whatever it looked like from inside: the process is gone.
        }

        var died = kill.IsDead;
        kill.Disarm();
        if (died)
        {
            await world.RestartAsync();
        }

        var wasStored = await world.StoredAsync() > 0;
        if (sendsAgain)
        {
            await world.WorkAsync();
            var heard = await PutAsync(program with { World = world });
            Assert.Equal((201, "made"), (heard.Code, heard.Result));
        }

        await world.ClockMovesToAsync("2026-06-02 15:05");
        return (await StateAsync(world), wasStored);
    }

    private static Task<ApiHeard> PutAsync(ApiProgram program) => program.PutAsync("R1", ApiProgram.Body(1, "2026-06-02", "2026-06-05"), "one and the same");

    private static async Task<string> StateAsync(ServiceWorld world)
    {
        var stay = await world.StayAsync("R1");
        Assert.Equal(Readiness.Ready, stay.Readiness);
        var pin = await world.DigitsAsync("R1", "flat");
        Assert.Equal(pin, Assert.Single(world.Doors.PhysicalCodes("flat")).Digits);
        Assert.True(await world.GuestTypesAsync("flat", pin));
        Assert.Empty((await world.VerifyAuditAsync()).Problems);
        await using var db = world.Open();
        var (waiting, reservations) = (await db.ReceivedWebhooks.CountAsync(w => w.ProcessedUtc == null), await db.Reservations.CountAsync());
        var outcome = await db.ReceivedWebhooks.Where(w => w.Source == "my-website").Select(w => w.Outcome).SingleAsync();
        var connection = await db.Connections.SingleAsync(c => c.Name == "my-website");
        return string.Create(CultureInfo.InvariantCulture, $"{world.Doors.CreatedCodes()} codes, {reservations} reservations, {waiting} waiting, {outcome} {connection.State}");
    }
}
