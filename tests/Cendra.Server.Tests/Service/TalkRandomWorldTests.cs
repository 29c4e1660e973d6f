using System.Globalization;
using Cendra.Simulator.Locks;

namespace Cendra.Server.Tests.Service;

/// <summary>Guests write, hosts act, the provider and the server fail, in a random order. How many orders: <c>CENDRA_TALK_SEEDS</c> (2); from which: <c>CENDRA_TALK_SEED</c> (1). A failure prints the seed and what was done.</summary>
public sealed class TalkRandomWorldTests
{
    private const int Acts = 60;

    [Fact]
    public async Task Whatever_happens_nobody_hears_what_is_not_theirs_nothing_is_said_twice_and_no_guest_waits_for_ever()
    {
        var (seeds, first) = (Setting("CENDRA_TALK_SEEDS", 2), Setting("CENDRA_TALK_SEED", 1));
        for (var seed = first; seed < first + seeds; seed++)
        {
            await LiveAsync(seed);
        }
    }

    private static async Task LiveAsync(int seed)
    {
        var kill = new KillSwitch();
        await using var world = await ServiceWorld.OpenAsync(new WorldOptions { Phones = true, Polls = true, Seed = seed, Also = kill.AddTo });
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule) with { SupportedCodeLengths = [8] });
        await world.HasPropertyAsync("Olot", ServiceWorld.Door("cabin", LockBehaviour.JustInTime) with { SupportedCodeLengths = [8] });
        var script = new TalkScript(world, kill, seed);
        var oracles = new TalkOracles(world);
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-10", phone: script.Phones["R1"]);
        await world.PmsSendsAsync("R2", "Olot", "2026-06-01", "2026-06-10", phone: script.Phones["R2"]);
        await world.WorkAsync();
        await world.ClockMovesToAsync("2026-06-01 15:10");
        try
        {
            for (var act = 0; act < Acts; act++)
            {
                await script.ActAsync();
                await oracles.CheckAsync();
            }

            await script.CalmAsync();
            await oracles.CheckEndAsync();
            Assert.True(oracles.Heard > 3, $"Only {oracles.Heard} messages held digits.");
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Seed {seed}: {failure.Message}\n{string.Join('\n', script.Done)}\n{failure}"), failure);
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : otherwise;
}
