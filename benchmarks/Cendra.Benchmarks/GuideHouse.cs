using System.Globalization;
using Cendra.Domain.Database;
using Cendra.Domain.Database.Sqlite;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Benchmarks;

/// <summary>A thousand properties of twenty articles each, seventeen of their own and three for all, in a database file of its own.</summary>
internal sealed class GuideHouse : IAsyncDisposable
{
    private const int ForAll = 3;
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly string[] Subjects =
    [
        "Where can we park the car?", "How do we get on the WiFi?", "When is check-in?", "When is check-out?", "Can we leave our luggage?", "How does the heating work?", "Where does the rubbish go?", "Are pets welcome?",
        "Is there a pool?", "How does the television work?", "Is there a washing machine?", "Are there towels?", "How does the oven work?", "Is there a lift?", "Can we have a cot?", "How do we come from the airport?", "Where is a supermarket?",
    ];

    private static readonly string[] Common = ["May we smoke?", "What do we do in an emergency?", "How do we pay the city tax?"];

    private int _ids;
    private readonly string _folder = Directory.CreateTempSubdirectory("cendra-guides-").FullName;
    private readonly DbContextOptions<SqliteCendraContext> _options;

    private GuideHouse()
    {
        _options = new DbContextOptionsBuilder<SqliteCendraContext>().UseSqlite($"Data Source={Path.Combine(_folder, "guides.db")}").Options;
        Database = new CendraDatabase(Open);
    }

    public CendraDatabase Database { get; }

    public List<Guid> Properties { get; } = [];

    /// <summary>Every question that an article answers.</summary>
    public static IReadOnlyList<string> Questions { get; } = [.. Subjects, .. Common];

    public static async Task<GuideHouse> OpenAsync(int properties)
    {
        var house = new GuideHouse();
        await using (var db = house.Open())
        {
            await db.Database.MigrateAsync();
        }

        await house.WriteAsync(Enumerable.Range(0, ForAll).Select(n => house.Article("all", Common[n], true)));
        foreach (var some in Enumerable.Range(0, properties).Chunk(100))
        {
            await house.FurnishAsync(some);
        }

        return house;
    }

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private SqliteCendraContext Open() => new(_options);

    private Guid NextId() => new(++_ids, 0, 0, new byte[8]);

    private async Task FurnishAsync(int[] numbers)
    {
        var rows = numbers.Select(n => new Property { Id = NextId(), Name = string.Create(CultureInfo.InvariantCulture, $"Flat {n}"), TimeZoneId = "Europe/Madrid", CreatedUtc = Now }).ToList();
        Properties.AddRange(rows.Select(p => p.Id));
        await WriteAsync(rows);
        await WriteAsync(rows.SelectMany(p => Subjects.Select(subject =>
        {
            var article = Article(p.Name, subject, false);
            article.Properties.Add(new ArticleProperty { ArticleId = article.Id, PropertyId = p.Id });
            return article;
        })));
    }

    private async Task WriteAsync(IEnumerable<object> rows)
    {
        await using var db = Open();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    /// <summary>An answer of the length that hosts write: some three hundred characters.</summary>
    private Article Article(string place, string question, bool isForAll) => new()
    {
        Id = NextId(), Question = question, Language = "en", IsForAll = isForAll, Status = ArticleStatus.Approved, CreatedUtc = Now,
        Answer = $"{question.TrimEnd('?')}: in {place} everything stands ready on the shelf beside the entrance, with a sheet that says how it is used. Please put it back when you leave, and write to us when "
            + "something is missing or broken, so that the next guests find it as you did. Between ten in the evening and eight in the morning the neighbours sleep. Thank you, and enjoy your days in the city.",
    };
}
