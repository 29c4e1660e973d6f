using System.Diagnostics;
using Cendra.Domain.Knowledge;
using Cendra.Knowledge.Search;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Benchmarks;

/// <summary>Measures questions at random properties: with every guide compiled already, with none, and the search alone; beside them the floor.</summary>
internal static class GuideMeasurement
{
    /// <summary>A prime: the properties come in no order that a cache would like.</summary>
    private const long Stride = 7919;

    private const int Properties = 1_000;
    private const int Questions = 5_000;
    private const double Megabyte = 1024 * 1024;
    private static readonly DateOnly Day = new(2026, 6, 5);

    public static async Task<GuideTable> RunAsync()
    {
        await using var house = await GuideHouse.OpenAsync(Properties);
        await WarmUpAsync(house);
        var empty = GC.GetTotalMemory(forceFullCollection: true);
        var guides = new Guides(house.Database);
        var cold = new List<double>();
        foreach (var property in house.Properties)
        {
            cold.Add(await TimeAsync(() => guides.FindAsync(Asked(property, GuideHouse.Questions[0]), 3, CancellationToken.None)));
        }

        var full = GC.GetTotalMemory(forceFullCollection: true);
        var (floor, warm, search) = await TogetherAsync(house, guides);
        GC.KeepAlive(guides);
        return new GuideTable(
            Properties,
            [new("floor: one read of the articles", floor), new("question, guide compiled", warm), new("question, guide not compiled yet", cold), new("of it: the search alone", search)],
            (full - empty) / Megabyte,
            Environment.WorkingSet / Megabyte);
    }

    /// <summary>By turns, so that other work on the machine hits all alike.</summary>
    private static async Task<(List<double> Floor, List<double> Warm, List<double> Search)> TogetherAsync(GuideHouse house, Guides guides)
    {
        var (floor, warm, search) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < Questions; i++)
        {
            var asked = Asked(house.Properties[(int)(i * Stride % Properties)], GuideHouse.Questions[i % GuideHouse.Questions.Count].ToUpperInvariant() + " thanks");
            floor.Add(await TimeAsync(() => FloorAsync(house, asked.PropertyId)));
            warm.Add(await TimeAsync(() => guides.FindAsync(asked, 3, CancellationToken.None)));
            var guide = await guides.CompiledAsync(asked, CancellationToken.None);
            search.Add(await TimeAsync(() => Task.FromResult(guide.Find(asked.Question, asked.Language, 3))));
        }

        return (floor, warm, search);
    }

    private static async Task WarmUpAsync(GuideHouse house)
    {
        var guides = new Guides(house.Database);
        for (var i = 0; i < 200; i++)
        {
            await guides.FindAsync(Asked(house.Properties[i % 20], GuideHouse.Questions[i % GuideHouse.Questions.Count]), 3, CancellationToken.None);
            await FloorAsync(house, house.Properties[i]);
        }
    }

    /// <summary>The same property's articles by the index of what holds for it, as whole rows, by EF alone; without those for all.</summary>
    private static async Task<int> FloorAsync(GuideHouse house, Guid property)
    {
        await using var db = house.Database.Open();
        return (await db.ArticleProperties.AsNoTracking().Where(p => p.PropertyId == property).Join(db.Articles, p => p.ArticleId, a => a.Id, (_, a) => a)
            .Where(a => a.Status == ArticleStatus.Approved).ToListAsync()).Count;
    }

    private static GuideQuestion Asked(Guid property, string question) => new(property, question, "en", true, Day, Day.AddDays(3));

    private static async Task<double> TimeAsync<T>(Func<Task<T>> act)
    {
        var start = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
