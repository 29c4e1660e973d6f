using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Knowledge.Search;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Knowledge;

public sealed class GuidesTests : IAsyncLifetime
{
    private static readonly DateOnly Friday = new(2026, 6, 5);
    private static readonly DateOnly Monday = new(2026, 6, 8);

    private TestDatabase _database = null!;
    private Property _casa = null!;
    private Property _loft = null!;
    private Guides _guides = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        (_casa, _loft) = (_database.Rows.Property(), _database.Rows.Property("Loft"));
        _guides = new Guides(_database.Get<Cendra.Domain.Database.CendraDatabase>());
        await _database.SaveAsync(_casa, _loft);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_guest_reads_what_holds_for_the_property_and_for_all_and_nothing_else()
    {
        await WriteAsync("Where is the garage of the Casa?", _casa);
        await WriteAsync("Where is the garage of the Loft?", _loft);
        await WriteAsync("Where is the garage of all?");
        await WriteAsync("Where is the garage of both?", _casa, _loft);
        Assert.Equal(["Where is the garage of all?", "Where is the garage of both?", "Where is the garage of the Casa?"], await AllAsync(_casa));
        Assert.Equal(["Where is the garage of all?", "Where is the garage of both?", "Where is the garage of the Loft?"], (await _guides.FindAsync(Ask(_loft, "garage"), 9, default)).Select(f => f.Text.Question).Order());
    }

    [Fact]
    public async Task Only_approved_articles_are_read()
    {
        foreach (var status in Enum.GetValues<ArticleStatus>())
        {
            await _database.SaveAsync(Article(status.ToString(), a => a.Status = status));
        }

        Assert.Equal(["Approved"], await AllAsync(_casa));
    }

    [Fact]
    public async Task Sensitive_articles_are_for_guests_of_a_confirmed_stay()
    {
        await _database.SaveAsync(Article("Where is the safe?", a => a.IsSensitive = true), Article("Where is the pool?"));
        Assert.Equal(["Where is the pool?"], (await _guides.CompiledAsync(Ask(_casa) with { MaySeeSensitive = false }, default)).Texts.Select(t => t.Question));
        Assert.Equal(["Where is the pool?", "Where is the safe?"], await AllAsync(_casa));
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("2026-06-08", null, true)]
    [InlineData("2026-06-09", null, false)]
    [InlineData(null, "2026-06-05", true)]
    [InlineData(null, "2026-06-04", false)]
    [InlineData("2026-06-06", "2026-06-07", true)]
    public async Task An_article_is_read_where_it_holds_on_a_day_of_the_stay(string? from, string? until, bool isRead)
    {
        var article = Article("Is the pool open?", a => (a.ValidFrom, a.ValidUntil) = (Day(from), Day(until)));
        await _database.SaveAsync(article);
        Assert.Equal(isRead, (await AllAsync(_casa)).Count == 1);
        Assert.Equal(article.HoldsBetween(Friday, Monday), isRead);

        static DateOnly? Day(string? day) => day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_translation_replaces_its_article_for_who_asks_in_its_language()
    {
        var first = Article("Where is the pool?");
        var german = Article("Wo ist das Schwimmbad?", a => (a.Language, a.TranslatesId) = ("de", first.Id));
        await _database.SaveAsync(first, german);
        Assert.Equal(["Where is the pool?"], await AllAsync(_casa));
        Assert.Equal(["Wo ist das Schwimmbad?"], await AllAsync(_casa, "de"));
        Assert.Equal(["Where is the pool?"], await AllAsync(_casa, "fr"));
    }

    [Fact]
    public async Task What_is_put_away_is_gone_in_every_language_and_a_translation_that_waits_replaces_nothing()
    {
        var away = Article("Where is the pool?", a => a.Status = ArticleStatus.Off);
        var kept = Article("Where is the lift?");
        await _database.SaveAsync(away, kept, Article("Wo ist das Schwimmbad?", a => (a.Language, a.TranslatesId) = ("de", away.Id)),
            Article("Wo ist der Aufzug?", a => (a.Language, a.TranslatesId, a.Status) = ("de", kept.Id, ArticleStatus.Pending)));
        Assert.Equal(["Where is the lift?"], await AllAsync(_casa, "de"));
    }

    [Fact]
    public async Task A_change_counts_from_the_next_question_on()
    {
        await WriteAsync("Where is the pool?", _casa);
        Assert.Equal(["Where is the pool?"], await AllAsync(_casa));
        await ChangeAsync(a => a.Question = "Where is the big pool?");
        Assert.Equal(["Where is the big pool?"], await AllAsync(_casa));
        await ChangeAsync(a => a.Status = ArticleStatus.Off);
        Assert.Empty(await AllAsync(_casa));
        await ChangeAsync(a => a.Status = ArticleStatus.Approved);
        Assert.Single(await AllAsync(_casa));
        await ChangeAsync(a => a.Properties.Clear());
        Assert.Empty(await AllAsync(_casa));
    }

    [Fact]
    public async Task An_unchanged_guide_is_compiled_once()
    {
        await WriteAsync("Where is the pool?", _casa);
        Assert.Same(await _guides.CompiledAsync(Ask(_casa), default), await _guides.CompiledAsync(Ask(_casa, "another question", "fr") with { FromDay = Monday }, default));
    }

    [Fact]
    public async Task The_articles_of_a_property_are_looked_up_and_those_of_others_are_not_walked_through()
    {
        await using var db = _database.Open();
        await db.Database.OpenConnectionAsync();
        await using var command = Guides.Holding(db, Ask(_casa)).Select(a => a.Id).CreateDbCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
        await using var reader = await command.ExecuteReaderAsync();
        var steps = new List<string>();
        while (await reader.ReadAsync())
        {
            steps.Add(reader.GetString(3));
        }

        Assert.DoesNotContain(steps, step => step.StartsWith("SCAN", StringComparison.Ordinal));
        Assert.Contains(steps, step => step.Contains("IX_ArticleProperties_PropertyId", StringComparison.Ordinal));
        Assert.Single(steps, step => step.Contains("IX_Articles_IsForAll_Status", StringComparison.Ordinal));
    }

    [Fact]
    public void The_longest_unused_guides_make_room_for_new_ones()
    {
        var shelf = new GuideShelf(3);
        var keys = Enumerable.Range(0, 4).Select(_ => new GuideKey(_database.Ids.Next(), [new(_database.Ids.Next(), 1, null)], withMeaning: false)).ToList();
        foreach (var key in keys.Take(3))
        {
            shelf.Put(key, new CompiledGuide([new(_database.Ids.Next(), "Pool?", "", "", "en")]));
        }

        Assert.NotNull(shelf.Find(keys[0]));
        shelf.Put(keys[3], new CompiledGuide([new(_database.Ids.Next(), "Pool?", "", "", "en")]));
        Assert.Equal([true, false, true, true], keys.Select(k => shelf.Find(k) is not null));
        Assert.Equal(3, shelf.Articles);
    }

    private static GuideQuestion Ask(Property property, string question = "pool", string language = "en") => new(property.Id, question, language, true, Friday, Monday);

    private async Task<List<string>> AllAsync(Property property, string language = "en") => [.. (await _guides.CompiledAsync(Ask(property, language: language), default)).Texts.Select(t => t.Question).Order()];

    private Task WriteAsync(string question, params Property[] properties) => _database.SaveAsync(Article(question, a =>
    {
        a.IsForAll = properties.Length == 0;
        a.Properties.AddRange(properties.Select(p => new ArticleProperty { ArticleId = a.Id, PropertyId = p.Id }));
    }));

    private async Task ChangeAsync(Action<Article> change)
    {
        await using var db = _database.Open();
        var article = await db.Articles.Include(a => a.Properties).SingleAsync();
        db.Entry(article).Property(a => a.Version).IsModified = true;
        change(article);
        await db.SaveChangesAsync();
    }

    private Article Article(string question, Action<Article>? change = null)
    {
        var article = new Article { Id = _database.Ids.Next(), Question = question, Answer = "See there.", Language = "en", IsForAll = true, Status = ArticleStatus.Approved, CreatedUtc = _database.Clock.GetUtcNow() };
        change?.Invoke(article);
        return article;
    }
}
