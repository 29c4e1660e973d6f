using System.Globalization;
using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Knowledge.Search;
using Cendra.Tests.World;
using Xunit;
using Xunit.Abstractions;

namespace Cendra.Tests.Knowledge;

/// <summary>A thousand properties of about twenty articles in one database: a question at one of them never finds what is not for it. How many questions: <c>CENDRA_GUIDE_QUERIES</c>.</summary>
public sealed class GuideSeparationTests(ITestOutputHelper output)
{
    private const int PropertyCount = 1_000;
    private const int OwnEach = 18;
    private const int ForAll = 3;
    private const int Shared = 200;
    private const int SharedBy = 10;

    private static readonly string[] Subjects = ["parking", "wifi", "pool", "heating", "rubbish", "towels", "oven", "lift", "breakfast", "noise", "beach", "taxi", "luggage", "balcony", "crib", "gym", "sauna", "pets"];
    private static readonly DateOnly Day = new(2026, 6, 5);

    private readonly SeededRandom _random = new(20260601);
    private readonly Dictionary<Guid, HashSet<Guid>> _propertiesOf = [];

    [Fact]
    public async Task No_question_finds_what_is_not_for_its_property()
    {
        await using var database = await TestDatabase.CreateAsync();
        var properties = Enumerable.Range(0, PropertyCount).Select(i => database.Rows.Property($"Flat {i}")).ToList();
        await database.SaveAsync([.. properties]);
        await WriteAsync(database, properties);
        var guides = new Guides(database.Get<CendraDatabase>());
        var queries = int.Parse(Environment.GetEnvironmentVariable("CENDRA_GUIDE_QUERIES") ?? "3000", CultureInfo.InvariantCulture);
        var (hits, foreign, own, shared, forAll) = (0, 0, 0, 0, 0);
        for (var i = 0; i < queries; i++)
        {
            var here = Next(PropertyCount);
            foreach (var found in await guides.FindAsync(Asked(properties[here].Id), 5, default))
            {
                var holders = _propertiesOf[found.Text.Id];
                hits++;
                foreign += holders.Count > 0 && !holders.Contains(properties[here].Id) ? 1 : 0;
                (own, shared, forAll) = holders.Count switch { 0 => (own, shared, forAll + 1), 1 => (own + 1, shared, forAll), _ => (own, shared + 1, forAll) };
            }
        }

        output.WriteLine($"{queries:N0} questions over {PropertyCount:N0} properties and {_propertiesOf.Count:N0} articles: {hits:N0} finds "
            + $"({own:N0} of the property alone, {shared:N0} of some, {forAll:N0} of all), {foreign} of another property");
        Assert.Equal(0, foreign);
        Assert.True(own > 0 && shared > 0 && forAll > 0 && hits > queries);
    }

    /// <summary>Half of the questions use the mark of some other property on purpose, half a word that all of them share.</summary>
    private GuideQuestion Asked(Guid property) =>
        new(property, Next(2) == 0 ? $"where is the {Mark(Next(PropertyCount))} {Subject()}" : $"do you have {Subject()} or {Subject()}", "en", true, Day, Day.AddDays(3));

    private async Task WriteAsync(TestDatabase database, List<Property> properties)
    {
        foreach (var some in properties.Select((property, i) => (property, i)).Chunk(100))
        {
            await database.SaveAsync([.. some.SelectMany(p => Enumerable.Range(0, OwnEach).Select(n => Article(database, Mark(p.i), Subjects[n], p.property)))]);
        }

        await database.SaveAsync([.. Enumerable.Range(0, ForAll).Select(n => Article(database, "house", Subjects[n]))]);
        await database.SaveAsync([.. Enumerable.Range(0, Shared)
            .Select(n => Article(database, $"shared{n}", Subject(), [.. Enumerable.Range(0, SharedBy).Select(_ => properties[Next(PropertyCount)]).Distinct()]))]);
    }

    private Article Article(TestDatabase database, string mark, string subject, params Property[] properties)
    {
        var article = new Article
        {
            Id = database.Ids.Next(), Question = $"What about the {mark} {subject}?", Answer = $"The {subject} is beside the {mark} door.", Language = "en", IsForAll = properties.Length == 0,
            Status = ArticleStatus.Approved, CreatedUtc = database.Clock.GetUtcNow(),
        };
        article.Properties.AddRange(properties.Select(p => new ArticleProperty { ArticleId = article.Id, PropertyId = p.Id }));
        _propertiesOf[article.Id] = [.. properties.Select(p => p.Id)];
        return article;
    }

    private int Next(int below)
    {
        Span<byte> drawn = stackalloc byte[4];
        _random.GetBytes(drawn);
        return (int)(BitConverter.ToUInt32(drawn) % (uint)below);
    }

    private string Subject() => Subjects[Next(Subjects.Length)];

    /// <summary>A word that only one property has.</summary>
    private static string Mark(int property) => string.Concat(property.ToString("D4", CultureInfo.InvariantCulture).Select(digit => (char)('k' + digit - '0'))) + "ova";
}
