using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Secrets;
using Cendra.Server.Console.Commands;
using Cendra.Server.Console.Queries;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Console;

/// <summary>Who sees which knowledge, who may change it, and what the lists say.</summary>
public sealed class KnowledgePagesTests
{
    private static readonly ArticleSeed Nothing = new(null, "", null, null);

    [Fact]
    public async Task A_manager_of_one_property_sees_its_articles_and_those_for_all_and_changes_the_first_alone()
    {
        await using var house = new House(jobsRun: false);
        var (sol, olot) = (await PropertyAsync(house, "Casa Sol"), await PropertyAsync(house, "Olot"));
        var (own, shared, all, other) = (await ArticleAsync(house, "Where is the bin?", false, sol), await ArticleAsync(house, "Is there a lift?", false, sol, olot), await ArticleAsync(house, "May we smoke?", true), await ArticleAsync(house, "Is there a cot?", false, olot));
        var rosa = await house.AccountAsync("rosa@puig-stays.example", HostRoles.Manager, sol);
        var view = await house.Services.GetRequiredService<KnowledgeQuery>().RunAsync(new KnowledgeFilter(), rosa.Scope, CancellationToken.None);
        Assert.Equal(new[] { all, own, shared }.Order(), view.Rows.Select(r => r.Id).Order());
        Assert.Equal([own], view.Rows.Where(r => r.IsTheirs).Select(r => r.Id));
        Assert.Equal("Casa Sol and one other", view.Rows.Single(r => r.Id == shared).Scope);
        var articles = house.Services.GetRequiredService<ArticleQuery>();
        Assert.Null(await articles.RunAsync(other, Nothing, rosa.Scope, CancellationToken.None));
        Assert.False((await articles.RunAsync(all, Nothing, rosa.Scope, CancellationToken.None))!.IsTheirs);
    }

    [Theory]
    [InlineData("ascensor", 1)]
    [InlineData("ASCENSOR piso", 1)]
    [InlineData("esta", 1)]
    [InlineData("helicopter", 0)]
    [InlineData("", 2)]
    public async Task Words_are_found_in_questions_and_answers_whatever_their_case_and_accents(string words, int found)
    {
        await using var house = new House(jobsRun: false);
        var sol = await PropertyAsync(house, "Casa Sol");
        await ArticleAsync(house, "¿Dónde está el ascensor?", false, sol);
        await ArticleAsync(house, "May we smoke?", true);
        var view = await house.Services.GetRequiredService<KnowledgeQuery>().RunAsync(new KnowledgeFilter { Words = words }, PropertyScope.All, CancellationToken.None);
        Assert.Equal((found, found), (view.Rows.Count, view.Found));
    }

    [Fact]
    public async Task A_viewer_looks_and_changes_nothing()
    {
        await using var house = new House(jobsRun: false);
        var sol = await PropertyAsync(house, "Casa Sol");
        var article = await ArticleAsync(house, "Where is the bin?", false, sol);
        var viewer = await house.AccountAsync("vera@puig-stays.example", HostRoles.Viewer, null);
        var acts = house.Services.GetRequiredService<KnowledgeActs>();
        Assert.NotEmpty((await acts.SaveAsync(new ArticleDraft { Question = "A?", Answer = "B", IsForAll = true }, viewer, CancellationToken.None)).Problems);
        Assert.NotEmpty(await acts.SetStatusAsync(article, ArticleStatus.Off, viewer, CancellationToken.None));
        Assert.NotEmpty(await acts.SetSecretAsync(new SecretDraft { PropertyId = sol, Name = "wifi", Secret = "secret" }, isNew: true, viewer, CancellationToken.None));
        Assert.NotEmpty(await acts.SetNeededAsync(sol, "parking", true, viewer, CancellationToken.None));
        await using var db = house.Database.Open();
        Assert.Equal((1, 0, 0), (await db.Articles.CountAsync(a => a.Status == ArticleStatus.Approved), await db.PropertySecrets.CountAsync(), await db.TopicsNotNeeded.CountAsync()));
    }

    [Fact]
    public async Task A_new_secret_never_takes_the_place_of_one_that_is_set()
    {
        await using var house = new House(jobsRun: false);
        var sol = await PropertyAsync(house, "Casa Sol");
        var marta = await house.AccountAsync("marta@puig-stays.example", HostRoles.Owner, null);
        var acts = house.Services.GetRequiredService<KnowledgeActs>();
        Assert.Empty(await acts.SetSecretAsync(new SecretDraft { PropertyId = sol, Name = "wifi", Secret = "first-secret" }, isNew: true, marta, CancellationToken.None));
        Assert.Contains("already", Assert.Single(await acts.SetSecretAsync(new SecretDraft { PropertyId = sol, Name = "wifi", Secret = "second-secret" }, isNew: true, marta, CancellationToken.None)), StringComparison.Ordinal);
        var revealed = await house.Services.GetRequiredService<SecretReveal>().RunAsync(sol, "wifi", "To look", marta, CancellationToken.None);
        Assert.Equal("first-secret", revealed.Pins[0].Digits);
    }

    [Fact]
    public async Task Secrets_say_where_they_are_named_and_places_without_one_are_told()
    {
        await using var house = new House(jobsRun: false);
        var sol = await PropertyAsync(house, "Casa Sol");
        var marta = await house.AccountAsync("marta@puig-stays.example", HostRoles.Owner, null);
        await house.Services.GetRequiredService<KnowledgeActs>().SetSecretAsync(new SecretDraft { PropertyId = sol, Name = "wifi", Secret = "first-secret" }, isNew: true, marta, CancellationToken.None);
        var named = await ArticleAsync(house, "Network?", true, "The password is {{wifi}}, in the garden {{wifi-garden}}.");
        var view = await house.Services.GetRequiredService<SecretsQuery>().RunAsync(sol, PropertyScope.All, CancellationToken.None);
        Assert.Equal(named, Assert.Single(Assert.Single(view!.Secrets).Uses).ArticleId);
        Assert.Equal("wifi-garden", Assert.Single(view.Missing).Name);
        Assert.Null(await house.Services.GetRequiredService<SecretsQuery>().RunAsync(sol, PropertyScope.Some([]), CancellationToken.None));
    }

    [Fact]
    public async Task Menu_tabs_and_page_say_one_number_and_a_translation_of_what_is_put_away_is_not_counted()
    {
        await using var house = new House(jobsRun: false);
        var sol = await PropertyAsync(house, "Casa Sol");
        var (told, away) = (await ArticleAsync(house, "Is there a lift?", false, sol), await ArticleAsync(house, "May we smoke?", false, sol));
        await using (var db = house.Database.Open())
        {
            await db.Articles.Where(a => a.Id == away).ExecuteUpdateAsync(s => s.SetProperty(a => a.Status, ArticleStatus.Off));
            foreach (var (first, status) in new[] { (told, ArticleStatus.Approved), (away, ArticleStatus.Approved), (told, ArticleStatus.Pending) })
            {
                db.Articles.Add(new Article { Id = house.NextId(), Question = "¿?", Answer = "Sí", Language = "es", IsForAll = true, Status = status, TranslatesId = first, CreatedUtc = House.Evening, ChangedUtc = House.Evening });
            }

            foreach (var answer in new[] { "", "On the second." })
            {
                db.ArticleCandidates.Add(new ArticleCandidate { Id = house.NextId(), PropertyId = sol, Question = "Is there a cot?", QuestionKey = $"key {answer}", Answer = answer, FirstAskedUtc = House.Evening, LastAskedUtc = House.Evening });
            }

            await db.SaveChangesAsync();
        }

        var page = await house.Services.GetRequiredService<KnowledgeQuery>().RunAsync(new KnowledgeFilter(), PropertyScope.All, CancellationToken.None);
        var candidates = await house.Services.GetRequiredService<CandidatesQuery>().RunAsync(CandidateTab.Answered, PropertyScope.All, CancellationToken.None);
        Assert.Equal(new KnowledgeCounts(Approved: 2, Waiting: 1, Off: 1, Questions: 2), page.Counts);
        Assert.Equal(page.Counts, await house.Services.GetRequiredService<KnowledgeCountsQuery>().RunAsync(PropertyScope.All, CancellationToken.None));
        Assert.Equal(3, (await house.Services.GetRequiredService<ShellQuery>().RunAsync(PropertyScope.All, CancellationToken.None)).ToDecide);
        Assert.Equal(page.Counts.Questions, candidates.Counts[CandidateTab.Answered] + candidates.Counts[CandidateTab.Unanswered]);
    }

    private static async Task<Guid> PropertyAsync(House house, string name)
    {
        await using var db = house.Database.Open();
        var property = new Property { Id = house.NextId(), Name = name, TimeZoneId = "Europe/Madrid" };
        db.Properties.Add(property);
        await db.SaveChangesAsync();
        return property.Id;
    }

    private static Task<Guid> ArticleAsync(House house, string question, bool isForAll, params Guid[] properties) => ArticleAsync(house, question, isForAll, "On the second piso.", properties);

    private static async Task<Guid> ArticleAsync(House house, string question, bool isForAll, string answer, params Guid[] properties)
    {
        await using var db = house.Database.Open();
        var article = new Article { Id = house.NextId(), Question = question, Answer = answer, Language = "en", IsForAll = isForAll, Status = ArticleStatus.Approved, CreatedUtc = House.Evening, ChangedUtc = House.Evening };
        article.Properties.AddRange(properties.Select(p => new ArticleProperty { ArticleId = article.Id, PropertyId = p }));
        db.Articles.Add(article);
        await db.SaveChangesAsync();
        return article.Id;
    }
}
