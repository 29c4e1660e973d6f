using Cendra.Domain.Knowledge;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Cendra.Server.Tests.Browser;

/// <summary>The pages of knowledge in a real browser: looked at in every width and theme, written on, and asked.</summary>
public sealed class KnowledgeWalkTests
{
    [ChromiumFact]
    public async Task Every_page_of_knowledge_is_quiet_fits_its_width_and_passes_axe()
    {
        await using var house = new House(startUtc: TonightInFourFlats.NightBefore, jobsRun: false);
        var (_, page, end) = await OpenAsync(house);
        await using var browser = end;
        await TonightInFourFlats.FillAsync(house);
        var words = await WordsInFourFlats.FillAsync(house);
        var places = await KnowledgeInFourFlats.FillAsync(house, words.Answered);
        await ConsoleWalkTests.MakeOwnerAsync(page, await house.SetUpPathAsync());
        var walk = new PageWalk(page);
        await walk.WalkAsync(
            ("/knowledge", "knowledge"), ($"/knowledge?property={places.Property}", "knowledge-property"), ("/knowledge/articles/new", "article-new"), ($"/knowledge/articles/{places.Parking}", "article"),
            ($"/knowledge/articles/{places.LeftOut}", "article-left-out"), ("/knowledge/candidates", "candidates"), ("/knowledge/candidates?list=unanswered", "candidates-unanswered"),
            ("/knowledge/candidates?list=rejected", "candidates-none"), ("/knowledge/test", "test-box"), ($"/properties/{places.Property}/secrets", "secrets"), ($"/properties/{places.Property}", "property-required"));
        await page.GotoAsync($"/inbox/{words.Answered}?list=all");
        await walk.StandAsync("inbox-closed"); // Alive from here on: what was folded out before it was is folded again.
        await page.GetByText("Why this answer").First.ClickAsync();
        await walk.StandAsync("inbox-sources");
        await page.GetByRole(AriaRole.Link, new() { Name = "“Where can we park?”" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Where can we park?", Level = 1 }).WaitForAsync();
        walk.AssertQuiet();
    }

    [ChromiumFact]
    public async Task A_secret_is_set_named_and_revealed_and_never_stands_in_the_first_answer_of_the_server()
    {
        await using var house = new House(startUtc: TonightInFourFlats.NightBefore, jobsRun: false);
        var (_, page, end) = await OpenAsync(house);
        await using var browser = end;
        await TonightInFourFlats.FillAsync(house);
        var words = await WordsInFourFlats.FillAsync(house);
        var places = await KnowledgeInFourFlats.FillAsync(house, words.Answered);
        await ConsoleWalkTests.MakeOwnerAsync(page, await house.SetUpPathAsync());
        var walk = new PageWalk(page);
        var first = await page.GotoAsync($"/properties/{places.Property}/secrets");
        Assert.DoesNotContain(KnowledgeInFourFlats.Wifi, await first!.TextAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set wifi-garden" }).ClickAsync();
        await page.GetByLabel("The secret", new() { Exact = false }).First.FillAsync("Olivera-77");
        await walk.StandAsync("secrets-form");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set it" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Reveal wifi-garden" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Reveal wifi", Exact = true }).ClickAsync();
        await page.GetByLabel("Why do you need it?").FillAsync("Phone call from Beatriz, room 12");
        await page.GetByRole(AriaRole.Button, new() { Name = "Reveal for 20 seconds" }).ClickAsync();
        await Assertions.Expect(page.Locator(".c-secret-shown")).ToHaveTextAsync(KnowledgeInFourFlats.Wifi);
        await walk.StandAsync("secrets-shown");
        await using var db = house.Database.Open();
        var line = await db.AuditEvents.Include(e => e.Personal).SingleAsync(e => e.Kind == Cendra.Domain.Audit.AuditKind.SecretDisclosed);
        Assert.Equal(("Secret wifi revealed in the console for 20 seconds", $"property:{places.Property:N}"), (line.What, line.Stream));
        Assert.Contains("Phone call from Beatriz, room ··", System.Text.RegularExpressions.Regex.Unescape(line.Personal!.Fields), StringComparison.Ordinal);
        walk.AssertQuiet();
    }

    [ChromiumFact]
    public async Task What_a_property_lacks_is_written_from_its_checklist_and_the_test_box_answers_with_that_and_with_a_question_that_was_approved()
    {
        await using var house = new House(startUtc: TonightInFourFlats.NightBefore, jobsRun: false);
        var (_, page, end) = await OpenAsync(house);
        await using var browser = end;
        await TonightInFourFlats.FillAsync(house);
        var (stay, property) = await AskedAboutLuggageAsync(house);
        await ConsoleWalkTests.MakeOwnerAsync(page, await house.SetUpPathAsync());
        var walk = new PageWalk(page);
        await walk.TellingAsync(() => WriteAndAskAsync(page, walk, stay, property), () => []);
        await using var db = house.Database.Open();
        Assert.Equal(2, await db.Articles.CountAsync(a => a.Status == ArticleStatus.Approved && a.Properties.Any(p => p.PropertyId == property)));
        Assert.Equal(0, await db.AgentTurns.CountAsync() + await db.Messages.CountAsync());
        walk.AssertQuiet();
    }

    private static async Task WriteAndAskAsync(IPage page, PageWalk walk, Guid stay, Guid property)
    {
        await page.GotoAsync($"/properties/{property}");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Write it: Parking" })).ToBeVisibleAsync();
        await AskAsync(page, stay, "Where can we park?");
        await Assertions.Expect(page.GetByText("A person would be called.")).ToBeVisibleAsync();
        await walk.StandAsync("test-box-nobody-knows");
        await page.GotoAsync($"/properties/{property}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Write it: Parking" }).ClickAsync();
        await page.GetByLabel("What a guest would ask").FillAsync("Where can we park?");
        await page.GetByLabel("What guests may be told").FillAsync("There are **two places** in the yard, right of the gate.");
        await Assertions.Expect(page.Locator("[data-preview]")).ToHaveTextAsync("There are two places in the yard, right of the gate.");
        await Assertions.Expect(page.GetByLabel("Topic")).ToHaveValueAsync("parking");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save: guests may be told" }).ClickAsync();
        await page.WaitForURLAsync($"**/properties/{property}#required");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Write it: Parking" })).ToHaveCountAsync(0);
        await AskAsync(page, stay, "Where can we park?");
        await Assertions.Expect(page.Locator("[data-answer]")).ToContainTextAsync("two places in the yard");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "“Where can we park?”" })).ToBeVisibleAsync();
        await walk.StandAsync("test-box-answered");
        await page.GotoAsync("/knowledge/candidates");
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve for Casa Tramuntana: Can we leave our luggage?" }).ClickAsync();
        await page.GetByText("Nothing to decide").WaitForAsync();
        await AskAsync(page, stay, "Can we leave our luggage?");
        await Assertions.Expect(page.Locator("[data-answer]")).ToContainTextAsync("bakery downstairs");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "“Can we leave our luggage?”" })).ToBeVisibleAsync();
    }

    [ChromiumFact]
    public async Task A_code_in_an_answer_is_marked_and_moved_to_a_secret_and_never_stands_in_the_article()
    {
        await using var house = new House(startUtc: TonightInFourFlats.NightBefore, jobsRun: false);
        var (_, page, end) = await OpenAsync(house);
        await using var browser = end;
        await TonightInFourFlats.FillAsync(house);
        var (_, property) = await AskedAboutLuggageAsync(house);
        await ConsoleWalkTests.MakeOwnerAsync(page, await house.SetUpPathAsync());
        var walk = new PageWalk(page);
        await page.GotoAsync($"/knowledge/articles/new?property={property}");
        await page.GetByLabel("What a guest would ask").FillAsync("Where is the key of the storage?");
        await page.GetByLabel("What guests may be told").FillAsync("In the key box by the door, its code is 7291.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save: guests may be told" }).ClickAsync();
        await Assertions.Expect(page.Locator("mark")).ToHaveTextAsync("7291");
        await walk.StandAsync("article-code");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move to a secret" }).ClickAsync();
        await walk.StandAsync("article-code-move");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move it and save" }).ClickAsync();
        await page.WaitForURLAsync($"**/properties/{property}#required");
        await using var db = house.Database.Open();
        var article = await db.Articles.SingleAsync();
        Assert.Equal("In the key box by the door, its code is {{lockbox}}.", article.Answer);
        Assert.Equal(("lockbox", SecretKind.Lockbox, property), await db.PropertySecrets.Select(s => ValueTuple.Create(s.Name, s.Kind, s.PropertyId)).SingleAsync());
        Assert.Equal(1, await db.ArticleVersions.CountAsync());
        walk.AssertQuiet();
    }

    [ChromiumFact]
    public async Task A_file_of_articles_is_looked_at_taken_over_and_exported_and_a_code_in_it_is_left_out()
    {
        await using var house = new House(startUtc: TonightInFourFlats.NightBefore, jobsRun: false);
        var (_, page, end) = await OpenAsync(house);
        await using var browser = end;
        await TonightInFourFlats.FillAsync(house);
        await ConsoleWalkTests.MakeOwnerAsync(page, await house.SetUpPathAsync());
        var walk = new PageWalk(page);
        await walk.WalkAsync(("/knowledge/import", "import"));
        await walk.TellingAsync(() => ImportAsync(page, walk), () => []);
        await using var db = house.Database.Open();
        Assert.Equal(2, await db.Articles.CountAsync(a => a.Status == ArticleStatus.Pending && a.Source == ArticleSource.Import));
        Assert.False(await db.Articles.AnyAsync(a => a.Answer.Contains("7291")) || await db.ArticleVersions.AnyAsync(v => v.Answer.Contains("7291")));
        Assert.Equal("Articles exported as articles.csv: 2", (await db.AuditEvents.SingleAsync(e => e.Kind == Cendra.Domain.Audit.AuditKind.ArticlesExported)).What);
        walk.AssertQuiet();
    }

    private static async Task ImportAsync(IPage page, PageWalk walk)
    {
        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(new FilePayload
        {
            Name = "house-rules.csv", MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes("question,answer,properties\nWhere is the bin?,Behind the house.,\nWhere is the key?,\"In the key box, its code is 7291.\",Casa Tramuntana\nIs there a cot?,Yes.,Casa Nowhere\n"),
        });
        await page.GetByText("What the file would do").WaitForAsync();
        await walk.StandAsync("import-preview");
        Assert.DoesNotContain("7291", await page.ContentAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await page.GetByText("Taken over: two new articles").WaitForAsync();
        await walk.StandAsync("import-taken");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        Assert.Equal("articles.csv", download.SuggestedFilename);
        var exported = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.Contains("Behind the house.", exported, StringComparison.Ordinal);
        Assert.Contains("{{left-out}}", exported, StringComparison.Ordinal);
    }

    private static async Task AskAsync(IPage page, Guid stay, string question)
    {
        await page.GotoAsync("/knowledge/test");
        await Assertions.Expect(page.GetByLabel("As the guest of")).ToBeEnabledAsync();
        await page.GetByLabel("As the guest of").SelectOptionAsync(stay.ToString());
        await page.GetByLabel("Write as the guest").FillAsync(question);
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Explained beside it" }).WaitForAsync();
    }

    /// <summary>A guest asked, a host answered; returns a stay that comes in some days, and its property.</summary>
    private static async Task<(Guid Stay, Guid Property)> AskedAboutLuggageAsync(House house)
    {
        await using var db = house.Database.Open();
        var stay = await db.Stays.SingleAsync(s => s.Reservation!.GuestName == "Nora Lindqvist");
        var property = stay.PropertyId!.Value;
        var candidate = new ArticleCandidate
        {
            Id = house.NextId(), PropertyId = property, Question = "Can we leave our luggage?", QuestionKey = "luggage", Language = "en", Topic = "luggage", Answer = "Yes, the bakery downstairs keeps bags until 19:00.", Kind = CandidateKind.Stable,
            KindWords = "It names no date and no guest.", FirstAskedUtc = House.Evening.AddDays(-2), LastAskedUtc = House.Evening.AddDays(-1),
        };
        candidate.Questions.Add(new CandidateQuestion { Id = house.NextId(), CandidateId = candidate.Id, DedupeKey = "luggage-1", AskedUtc = House.Evening.AddDays(-2) });
        db.ArticleCandidates.Add(candidate);
        await db.SaveChangesAsync();
        return (stay.Id, property);
    }

    internal static async Task<(IPlaywright Playwright, IPage Page, IAsyncDisposable End)> OpenAsync(House house)
    {
        house.UseKestrel(0);
        house.StartServer();
        var playwright = await Playwright.CreateAsync();
        var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Executable, Args = ConsoleWalkTests.Flags });
        var browser = await chromium.NewContextAsync(new() { BaseURL = house.ClientOptions.BaseAddress.ToString() });
        return (playwright, await browser.NewPageAsync(), new Ends(playwright, chromium));
    }

    private sealed class Ends(IPlaywright playwright, IBrowser chromium) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await chromium.DisposeAsync();
            playwright.Dispose();
        }
    }
}
