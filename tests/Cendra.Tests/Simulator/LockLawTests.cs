using Cendra.Simulator.Locks;
using FsCheck.Xunit;
using static Cendra.Tests.Simulator.DoorWorld;

namespace Cendra.Tests.Simulator;

/// <summary>What holds whatever the connection does.</summary>
public sealed class LockLawTests
{
    [Property(MaxTest = 60)]
    public async Task Native_lock_never_opens_outside_the_times_it_holds(byte[] moves)
    {
        using var door = new DoorWorld(LockBehaviour.NativeSchedule);
        await door.CreateAsync();
        await WalkAsync(door, moves, now =>
        {
            var inTime = now >= Start && now < End;
            Xunit.Assert.True(inTime || !door.Opens(Pin), $"Opened at {now:u}");
            var holds = door.World.PhysicalCodes(Door).Count > 0;
            Xunit.Assert.True(!inTime || door.Opens(Pin) == holds, $"Held {holds} at {now:u}");
        });
    }

    [Property(MaxTest = 60)]
    public async Task Just_in_time_lock_opens_exactly_while_it_holds_the_code(byte[] moves)
    {
        using var door = new DoorWorld(LockBehaviour.JustInTime);
        await door.CreateAsync();
        await WalkAsync(door, moves, now =>
        {
            var holds = door.World.PhysicalCodes(Door).Count > 0;
            Xunit.Assert.Equal(holds, door.Opens(Pin));
            Xunit.Assert.True(!holds || now >= Start.AddMinutes(-60), $"On the lock at {now:u}");
        });
    }

    [Property(MaxTest = 8)]
    public async Task World_restarted_after_every_step_lives_like_one_that_never_stopped(byte[] moves, bool justInTime)
    {
        var behaviour = justInTime ? LockBehaviour.JustInTime : LockBehaviour.NativeSchedule;
        var folder = Directory.CreateTempSubdirectory("cendra-simulator-").FullName;
        try
        {
            using var steady = new DoorWorld(behaviour);
            var id = await steady.CreateAsync();
            using (var first = new DoorWorld(behaviour, folder))
            {
                await first.CreateAsync();
            }

            foreach (var move in moves)
            {
                await StepAsync(steady, move);
                using var again = new DoorWorld(behaviour, folder);
                await StepAsync(again, move);
                Xunit.Assert.Equal(await TellAsync(steady), await TellAsync(again));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WalkAsync(DoorWorld door, byte[] moves, Action<DateTimeOffset> check)
    {
        await door.MoveToAsync(Start.AddHours(-80));
        foreach (var move in moves)
        {
            await StepAsync(door, move);
            check(door.World.Clock.GetUtcNow());
        }
    }

    /// <summary>Lets up to a day pass, then cuts or mends the connection.</summary>
    private static async Task StepAsync(DoorWorld door, byte move)
    {
        await door.MoveToAsync(door.World.Clock.GetUtcNow().AddMinutes(move / 4 * 20));
        Action<string> turn = move % 4 < 2 ? door.World.BringOnline : door.World.TakeOffline;
        turn(Door);
        if (move % 8 == 5)
        {
            door.World.FailNextSets(Door);
            door.World.FailNextRemovals(Door);
        }
    }

    /// <summary>Everything but the ids, which differ by where the seed stands.</summary>
    private static async Task<string> TellAsync(DoorWorld door)
    {
        var events = (await door.EventsAsync()).Select(one => $"{one["event_type"]} {one["occurred_at"]}");
        var stored = door.World.PhysicalCodes(Door).Select(code => $"{code.Digits} {code.FromUtc:u} {code.UntilUtc:u}");
        return string.Join('\n', events.Concat(stored).Append($"{door.World.NextDueUtc():u} {door.World.Clock.GetUtcNow():u}"));
    }
}
