using System.Diagnostics;
using System.Globalization;
using Cendra.StaySimulation.Run;
using Cendra.StaySimulation.Story;
using Xunit;
using Xunit.Abstractions;

namespace Cendra.StaySimulation;

/// <summary>
/// Houses over months, with everything going wrong that can, and the promises looked at from outside. <c>CENDRA_SIM_SEEDS</c> says how many houses (2), <c>CENDRA_SIM_FIRST</c> the
/// first seed (1), <c>CENDRA_SIM_DAYS</c> how long each is played (20), <c>CENDRA_SIM_SHRINK</c> for how many seconds the first story that breaks a promise is made shorter (120),
/// <c>CENDRA_SIM_DIARY</c> how many lines of what was seen are printed of each (30).
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    /// <summary>So many stays see every kind of fault, or the story does not tell of it any more.</summary>
    private const int EnoughForAll = 2000;

    [Fact]
    public async Task In_every_house_the_doors_and_phones_keep_the_promises()
    {
        var (seeds, from, days) = (Setting("CENDRA_SIM_SEEDS", 2), Setting("CENDRA_SIM_FIRST", 1), Setting("CENDRA_SIM_DAYS", 20));
        var started = Stopwatch.GetTimestamp();
        var outcomes = new List<Outcome>();
        await Parallel.ForEachAsync(Enumerable.Range(from, seeds), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (seed, _) =>
        {
            var outcome = await Simulation.RunAsync(StoryMaker.Of(seed, days));
            lock (outcomes)
            {
                outcomes.Add(outcome);
                Note(outcome);
            }
        });
        var took = Stopwatch.GetElapsedTime(started);
        var stays = outcomes.Sum(o => o.Play.Stays);
        var counts = new Counts();
        outcomes.ForEach(o => counts.Add(o.Counts));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{seeds} seeds from {from}, {days} days: {stays} stays in {took.TotalSeconds:0} s = {stays / took.TotalSeconds:0.0} stays/s, {outcomes.Sum(o => o.Steps)} moments"));
        output.WriteLine(counts.ToString());
        foreach (var broken in outcomes.Where(o => o.Breaches.Count > 0).OrderBy(o => o.Play.Seed))
        {
            output.WriteLine($"seed {broken.Play.Seed}: {string.Join("\n   ", broken.Breaches.Take(3))}\n      {string.Join("\n      ", broken.Diary.TakeLast(Setting("CENDRA_SIM_DIARY", 30)))}");
        }

        if (outcomes.Where(o => o.Breaches.Count > 0).MinBy(o => o.Play.Seed) is { } first)
        {
            output.WriteLine(Shrinking.InWords(await Shrinking.ShortenAsync(first, TimeSpan.FromSeconds(Setting("CENDRA_SIM_SHRINK", 120)))));
        }

        var failed = outcomes.Where(o => o.Breaches.Count > 0).Select(o => o.Play.Seed).Order().ToList();
        var never = stays < EnoughForAll ? [] : Counts.Faults.Where(f => counts.All.GetValueOrDefault(f) == 0).ToList();
        Assert.True(never.Count == 0, $"In {stays} stays this never happened: {string.Join(", ", never)}.");
        Assert.True(failed.Count == 0, $"Promises were broken in seeds {string.Join(", ", failed)}; the output tells how.");
    }

    [Fact]
    public async Task The_same_seed_is_the_same_house()
    {
        var (one, again) = (await Simulation.RunAsync(StoryMaker.Of(7, 6)), await Simulation.RunAsync(StoryMaker.Of(7, 6)));
        Assert.Equal(one.Diary, again.Diary);
        Assert.Equal(one.Steps, again.Steps);
    }

    /// <summary>A long run writes each house down as it ends, where <c>CENDRA_SIM_LOG</c> says.</summary>
    private static void Note(Outcome outcome)
    {
        if (Environment.GetEnvironmentVariable("CENDRA_SIM_LOG") is { Length: > 0 } file)
        {
            var breaches = string.Concat(outcome.Breaches.Take(3).Select(b => $"\n   {b}"));
            var diary = outcome.Breaches.Count == 0 ? "" : string.Concat(outcome.Diary.TakeLast(Setting("CENDRA_SIM_DIARY", 30)).Select(d => $"\n      {d}"));
            File.AppendAllText(file, string.Create(CultureInfo.InvariantCulture, $"seed {outcome.Play.Seed}: {outcome.Play.Stays} stays, {outcome.Steps} moments, {outcome.Took.TotalSeconds:0.0} s{breaches}{diary}\n"));
        }
    }

    internal static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
