using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
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

    private EvalPrefix(EvalHouse lived, PlaySnapshot house)
    {
        (House, _heard, _calls) = (house, lived.Ears.Heard, lived.House.Heard!.ToList());
        (_secrets, _doors, _pins, _watch, _bookings) = (lived.Secrets, lived.Doors.Keep(), lived.Pins.Keep(), lived.Watch.Keep(), lived.Bookings);
    }

    public PlaySnapshot House { get; }

    /// <summary>Lives it through.</summary>
    public static async Task<EvalPrefix> LiveAsync(EvalScenario scenario, string? prompts, long seed, CancellationToken ct)
    {
        var ears = new EvalEars();
        ears.Listen();
        await using var lived = await EvalHouse.LiveAsync(scenario, ears, prompts, seed, ct);
        return new EvalPrefix(lived, await lived.House.KeepAsync(ct));
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

/// <summary>The prefixes of runs, each lived through once: by world as patched, clock, texts and seed.</summary>
internal sealed class EvalPrefixes
{
    private readonly ConcurrentDictionary<string, Lazy<Task<EvalPrefix>>> _all = new(StringComparer.Ordinal);

    /// <summary>Lived through already, or now. What broke off is lived through again by whoever asks next.</summary>
    public async Task<EvalPrefix> OfAsync(EvalScenario scenario, string? prompts, long seed)
    {
        var key = $"{scenario.ClockUtc:O} {seed} {TextsOf(prompts)} {scenario.World.Key}";
        var living = _all.GetOrAdd(key, _ => new Lazy<Task<EvalPrefix>>(() => Task.Run(() => EvalPrefix.LiveAsync(scenario, prompts, seed, CancellationToken.None))));
        try
        {
            return await living.Value;
        }
        catch
        {
            _all.TryRemove(KeyValuePair.Create(key, living));
            throw;
        }
    }

    /// <summary>The same texts in another folder are the same.</summary>
    private static string TextsOf(string? folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder!, file) + "\0"));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
