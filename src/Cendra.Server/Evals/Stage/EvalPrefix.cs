using System.Collections.Concurrent;
using Cendra.Server.Evals.Story;
using Cendra.Server.Rehearsal.Play;

namespace Cendra.Server.Evals.Stage;

/// <summary>
/// What comes before the first turn: a house lived through until the clock of a scenario, and what was seen and heard in it. Scenarios of the same world and clock begin from the same one. In memory alone; it holds digits.
/// </summary>
internal sealed class EvalPrefix
{
    private readonly EvalSecrets _secrets;
    private readonly EvalDoors.Memory _doors;
    private readonly EvalPins.Memory _pins;
    private readonly EvalWatch.Memory _watch;
    private readonly IReadOnlyDictionary<string, PlayBooking> _bookings;
    private readonly IReadOnlyList<(string Kind, string Text)> _heard;
    private readonly IReadOnlyList<PlayCall> _calls;

    private EvalPrefix(EvalHouse lived, PlaySnapshot house, string? prompts)
    {
        (House, Prompts, _heard, _calls) = (house, prompts, lived.Ears.Heard, lived.House.Heard!.ToList());
        (_secrets, _doors, _pins, _watch, _bookings) = (lived.Secrets, lived.Doors.Keep(), lived.Pins.Keep(), lived.Watch.Keep(), lived.Bookings);
    }

    public PlaySnapshot House { get; }

    public string? Prompts { get; }

    /// <summary>Lives it through.</summary>
    public static async Task<EvalPrefix> LiveAsync(EvalScenario scenario, string? prompts, long seed, CancellationToken ct)
    {
        var ears = new EvalEars();
        ears.Listen();
        await using var lived = await EvalHouse.LiveAsync(scenario, ears, prompts, seed, ct);
        return new EvalPrefix(lived, await lived.House.KeepAsync(ct), prompts);
    }

    /// <summary>A house that goes on from here knows what was seen and heard.</summary>
    public void Give(EvalHouse eval)
    {
        eval.Secrets.Take(_secrets);
        eval.Doors.Take(_doors);
        eval.Pins.Take(_pins);
        eval.Watch.Take(_watch);
        eval.Ears.Take(_heard);
        (eval.House.Heard, eval.House.Mails.Heard) = ([.. _calls], []); // Nobody writes a mail before the first turn.
        foreach (var (id, booking) in _bookings)
        {
            eval.Bookings[id] = booking;
        }
    }
}

/// <summary>The prefixes of a run, each lived through once: by world as patched, clock, prompts and seed.</summary>
internal sealed class EvalPrefixes
{
    private readonly ConcurrentDictionary<string, Lazy<Task<EvalPrefix>>> _all = new(StringComparer.Ordinal);

    public Task<EvalPrefix> OfAsync(EvalScenario scenario, string? prompts, long seed) => _all.GetOrAdd(
        $"{scenario.ClockUtc:O} {seed} {prompts} {scenario.World.Key}", _ => new Lazy<Task<EvalPrefix>>(() => Task.Run(() => EvalPrefix.LiveAsync(scenario, prompts, seed, CancellationToken.None)))).Value;
}
