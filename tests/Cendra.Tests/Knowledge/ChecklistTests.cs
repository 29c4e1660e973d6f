using Cendra.Domain.Access;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Knowledge.Checklists;
using Cendra.Knowledge.Topics;
using Cendra.Tests.Reservations;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Knowledge;

/// <summary>The checklist says of each thing where it stands or what is missing, by the articles that hold today and by the property's own fields.</summary>
public sealed class ChecklistTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_bare_property_lacks_all_but_its_own_times()
    {
        await using var world = await CandidateWorld.CreateAsync();
        var items = await ItemsAsync(world);
        Assert.Equal(RequiredThings.All.Select(t => t.Topic), items.Select(i => i.Topic));
        Assert.Equal(["check-in-time", "check-out-time"], items.Where(i => i.IsThere).Select(i => i.Topic));
        Assert.Equal("The property's own time: from 15:00", items.Single(i => i.Topic == "check-in-time").Where);
        Assert.All(items.Where(i => !i.IsThere), i => Assert.True(i.IsMissing));
    }

    [Fact]
    public void Every_thing_that_an_article_can_say_is_a_topic_of_the_book() =>
        Assert.All(RequiredThings.All.SelectMany(t => t.Topics), topic => Assert.True(TopicBook.Find(topic) is not null, topic));

    [Fact]
    public async Task An_article_counts_when_it_is_approved_valid_today_and_of_this_property_or_all()
    {
        await using var world = await CandidateWorld.CreateAsync();
        var today = new DateOnly(2026, 6, 1);
        await world.WroteAsync("Where can we park?", "In the yard.", "parking");
        await world.WroteAsync("Are pets allowed?", "No.", "pets", isForAll: true);
        await world.WroteAsync("Rubbish", "Behind the house.", "rubbish", status: ArticleStatus.Pending);
        await world.WroteAsync("Smoking", "Outside.", "smoking", status: ArticleStatus.Off);
        await world.WroteAsync("Towels", "In the wardrobe.", "towels", but: a => a.ValidUntil = today.AddDays(-1));
        await world.WroteAsync("Kitchen", "All is there.", "kitchen", but: a => a.ValidFrom = today.AddDays(1));
        await world.WroteAsync("Luggage", "In the hall.", "luggage", but: a => (a.ValidFrom, a.ValidUntil) = (today, today));
        await world.WroteAsync("Washing", "In the cellar.", "washing", properties: [world.Other.Property.Id]);
        await world.WroteAsync("Air conditioning", "The remote hangs by the door.", "air-conditioning");

        var items = await ItemsAsync(world);
        Assert.Equal(["check-in-time", "check-out-time", "parking", "luggage", "heating", "pets"], items.Where(i => i.IsThere).Select(i => i.Topic));
        Assert.Equal("Article “Where can we park?”", items.Single(i => i.Topic == "parking").Where);
        Assert.Equal("No approved article speaks of it", items.Single(i => i.Topic == "rubbish").Where);
    }

    [Fact]
    public async Task Today_is_a_day_of_the_property()
    {
        await using var world = await CandidateWorld.CreateAsync();
        await world.WroteAsync("Towels", "In the wardrobe.", "towels", but: a => a.ValidFrom = new DateOnly(2026, 6, 2));
        world.Database.Time.SetUtcNow(new DateTimeOffset(2026, 6, 1, 21, 59, 0, TimeSpan.Zero));
        Assert.False((await ItemsAsync(world)).Single(i => i.Topic == "towels").IsThere);
        world.Database.Time.SetUtcNow(new DateTimeOffset(2026, 6, 1, 22, 0, 0, TimeSpan.Zero)); // Midnight in Madrid.
        Assert.True((await ItemsAsync(world)).Single(i => i.Topic == "towels").IsThere);
    }

    [Fact]
    public async Task WiFi_is_an_article_or_a_secret_and_says_which_of_them_is_missing()
    {
        await using var world = await CandidateWorld.CreateAsync();
        Assert.Equal((false, "No approved article speaks of it, and no secret holds a password"), await WifiAsync(world));
        await world.Database.SaveAsync(Secret(world, "wifi", SecretKind.Wifi));
        Assert.Equal((true, "Secret wifi; no article says how to use it"), await WifiAsync(world));
        await world.WroteAsync("How do we get online?", "The network is Casa.", "wifi");
        Assert.Equal((true, "Article “How do we get online?”; secret wifi"), await WifiAsync(world));
        await world.Database.SqlAsync("DELETE FROM \"PropertySecrets\"");
        Assert.Equal((true, "Article “How do we get online?”; no secret holds a password"), await WifiAsync(world));
    }

    [Fact]
    public async Task An_article_that_names_a_secret_which_is_not_set_is_missing_until_it_is_set()
    {
        await using var world = await CandidateWorld.CreateAsync();
        await world.WroteAsync("How do we get online?", "Network Casa, password {{wifi}}.", "wifi");
        await world.WroteAsync("Where can we park?", "The gate opens with {{gate}}.", "parking");
        Assert.Equal((false, "The article “How do we get online?” names {{wifi}}, which is not set here"), await WifiAsync(world));
        await world.Database.SaveAsync(Secret(world, "wifi", SecretKind.Wifi));
        Assert.Equal((true, "Article “How do we get online?”; secret wifi"), await WifiAsync(world));
        Assert.True((await ItemsAsync(world)).Single(i => i.Topic == "parking").IsMissing);
        await world.WroteAsync("Is there a car park?", "Across the street.", "parking");
        Assert.Equal("Article “Is there a car park?”", (await ItemsAsync(world)).Single(i => i.Topic == "parking").Where);
    }

    [Fact]
    public async Task The_address_and_the_steps_are_the_propertys_own()
    {
        await using var world = await CandidateWorld.CreateAsync();
        await world.Database.SqlAsync("UPDATE \"Properties\" SET \"Address\" = 'Calle Mayor 1'");
        await world.Database.SaveAsync(new EntryStep { Id = world.Database.Ids.Next(), PropertyId = world.CasaId, Position = 1, Words = "Through the gate" });
        var items = await ItemsAsync(world);
        Assert.Equal((true, "The property's own address"), (items[0].IsThere, items[0].Where));
        Assert.Equal((true, "The steps of the way in"), (items[1].IsThere, items[1].Where));
    }

    [Fact]
    public async Task What_is_not_needed_is_not_missing_and_twice_is_once()
    {
        await using var world = await CandidateWorld.CreateAsync();
        var checklist = world.Database.Get<Checklist>();
        for (var i = 0; i < 2; i++)
        {
            Assert.Empty(await checklist.SetNotNeededAsync(world.CasaId, "pets", true, CandidateWorld.Host, None));
        }

        var pets = (await ItemsAsync(world)).Single(i => i.Topic == "pets");
        Assert.Equal((false, true, false), (pets.IsThere, pets.IsNotNeeded, pets.IsMissing));
        Assert.Equal(1, await world.ReadAsync(db => db.AuditEvents.CountAsync(e => e.What.StartsWith("Checklist"))));
        Assert.NotEmpty(await checklist.SetNotNeededAsync(world.CasaId, "pets", false, CandidateWorld.Seeing(world.Other.Property.Id), None));
        Assert.NotEmpty(await checklist.SetNotNeededAsync(world.CasaId, "no such thing", true, CandidateWorld.Host, None));
        Assert.Empty(await checklist.SetNotNeededAsync(world.CasaId, "pets", false, CandidateWorld.Seeing(world.CasaId), None));
        Assert.True((await ItemsAsync(world)).Single(i => i.Topic == "pets").IsMissing);
    }

    [Fact]
    public async Task A_translation_counts_while_the_article_that_it_translates_is_told_here()
    {
        await using var world = await CandidateWorld.CreateAsync();
        var off = await world.WroteAsync("¿Dónde se aparca?", "En el patio.", "parking", status: ArticleStatus.Off);
        await world.WroteAsync("Where can we park?", "In the yard.", "parking", but: a => a.TranslatesId = off.Id);
        var elsewhere = await world.WroteAsync("¿Hay toallas?", "Sí.", "towels", properties: [world.Other.Property.Id]);
        await world.WroteAsync("Towels?", "Yes.", "towels", but: a => a.TranslatesId = elsewhere.Id);
        var told = await world.WroteAsync("¿Mascotas?", "No.", "", isForAll: true);
        await world.WroteAsync("Are pets allowed?", "No.", "pets", but: a => a.TranslatesId = told.Id);
        Assert.Equal(["check-in-time", "check-out-time", "pets"], (await ItemsAsync(world)).Where(i => i.IsThere).Select(i => i.Topic));
    }

    [Fact]
    public async Task Counts_of_many_properties_take_few_queries_and_keep_to_the_scope()
    {
        var statements = new CountedStatements();
        await using var world = await CandidateWorld.CreateAsync(statements.AddTo);
        await world.WroteAsync("Where can we park?", "In the yard.", "parking");
        await world.Database.SaveAsync([.. Enumerable.Range(0, 30).Select(i => world.Database.Rows.Property($"Flat {i}")), new Property { Id = world.Database.Ids.Next(), Name = "Gone", TimeZoneId = "Europe/Madrid", IsArchived = true }]);
        var checklist = world.Database.Get<Checklist>();
        statements.Reset();
        await world.ReadAsync(db => checklist.MissingAsync(db, PropertyScope.Some([world.CasaId]), None));
        var ofOne = statements.Count.Reading;
        statements.Reset();
        var all = await world.ReadAsync(db => checklist.MissingAsync(db, PropertyScope.All, None));
        Assert.Equal((ofOne, true), (statements.Count.Reading, ofOne is > 0 and <= 8));
        Assert.Equal(32, all.Count);
        Assert.Equal(RequiredThings.All.Count - 3, all.Single(m => m.PropertyId == world.CasaId).Count);
        Assert.DoesNotContain("Parking", all.Single(m => m.PropertyId == world.CasaId).Names);
        Assert.All(all.Where(m => m.PropertyId != world.CasaId), m => Assert.Equal((RequiredThings.All.Count - 2, m.Count), (m.Count, m.Names.Count)));
        Assert.Equal(world.CasaId, Assert.Single(await world.ReadAsync(db => checklist.MissingAsync(db, PropertyScope.Some([world.CasaId]), None))).PropertyId);
    }

    private static PropertySecret Secret(CandidateWorld world, string name, SecretKind kind) =>
        new() { Id = world.Database.Ids.Next(), PropertyId = world.CasaId, Name = name, Kind = kind, Sealed = world.Database.Get<SecretVault>().Seal("Blaumeise-im-Garten") };

    private static Task<IReadOnlyList<ChecklistItem>> ItemsAsync(CandidateWorld world) => world.ReadAsync(db => world.Database.Get<Checklist>().OfAsync(db, world.CasaId, None));

    private static async Task<(bool IsThere, string Where)> WifiAsync(CandidateWorld world) => (await ItemsAsync(world)).Single(i => i.Topic == "wifi") is var item ? (item.IsThere, item.Where) : default;
}
