using System.Diagnostics;
using Cendra.StaySimulation.Story;

namespace Cendra.StaySimulation.Run;

/// <summary>
/// Makes a story that breaks a promise short: what happens after the breach goes, then whole bookings, then single acts in ever smaller bundles, as long as the same promise is still
/// broken. Each act is data and stands for itself, so leaving one out changes nothing about the others.
/// </summary>
internal static class Shrinking
{
    /// <summary>The shortest story found within the time.</summary>
    public static async Task<Outcome> ShortenAsync(Outcome broken, TimeSpan patience)
    {
        var started = Stopwatch.GetTimestamp();
        bool IsTimeLeft() => Stopwatch.GetElapsedTime(started) < patience;
        var best = await KeepIfBrokenAsync(broken, Until(broken.Play, broken.Breaches[0].AtUtc.AddHours(1)));
        foreach (var booking in best.Play.Acts.OfType<PmsSays>().Select(a => a.Booking.Id).Distinct().ToList())
        {
            best = IsTimeLeft() ? await KeepIfBrokenAsync(best, With(best.Play, [.. best.Play.Acts.Where(a => (a as PmsSays)?.Booking.Id != booking)])) : best;
        }

        for (var bundle = Math.Max(1, best.Play.Acts.Count / 2); bundle >= 1 && IsTimeLeft(); bundle = bundle == 1 ? 0 : bundle / 2)
        {
            for (var at = 0; at < best.Play.Acts.Count && IsTimeLeft();)
            {
                var shorter = await KeepIfBrokenAsync(best, With(best.Play, [.. best.Play.Acts.Take(at), .. best.Play.Acts.Skip(at + bundle)]));
                at += shorter == best ? bundle : 0;
                best = shorter;
            }
        }

        return best;
    }

    /// <summary>The story of an outcome in words: what happens, and which promise that breaks.</summary>
    public static string InWords(Outcome outcome) => string.Join(
        '\n', [$"seed {outcome.Play.Seed}, {outcome.Play.Acts.Count} acts, {outcome.Play.Stays} bookings:", .. outcome.Play.Acts.Select(a => $"   {a.Line}"), .. outcome.Breaches.Select(b => $"-> {b}").Take(3)]);

    private static async Task<Outcome> KeepIfBrokenAsync(Outcome broken, Play shorter)
    {
        var outcome = await Simulation.RunAsync(shorter);
        return outcome.Breaches.Any(b => b.Promise == broken.Breaches[0].Promise) ? outcome : broken;
    }

    private static Play Until(Play play, DateTimeOffset endUtc) => With(play, [.. play.Acts.Where(a => a.AtUtc <= endUtc)]);

    /// <summary>The story with these acts; it ends some days after the last guest has left, as every story does.</summary>
    private static Play With(Play play, IReadOnlyList<Act> acts) =>
        play with { Acts = acts, EndsAtUtc = acts.OfType<PmsSays>().Select(a => StoryMaker.LeavesUtc(a.Booking)).DefaultIfEmpty(play.StartsAtUtc).Max().AddDays(4) };
}
