using Cendra.Domain.Releases;
using Cendra.Server.Releases;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Cendra.Server.Tests.Browser;

/// <summary>An owner changes what guests read: edits, sees the difference, is kept from publishing what failed, publishes what held, goes back; and keeps an answer of the inbox as a test case.</summary>
public sealed class ReleaseWalkTests
{
    private const string Words = "A person of the house reads this soon.";

    private volatile bool _holds;

    [ChromiumFact]
    public async Task An_owner_edits_a_text_is_kept_from_what_failed_publishes_what_held_and_keeps_a_case()
    {
        await using var house = new House(startUtc: TonightInFourFlats.NightBefore, jobsRun: false, also: services => services.AddSingleton<SafetyScenarios>(PlayAsync));
        var (_, page, end) = await KnowledgeWalkTests.OpenAsync(house);
        await using var browser = end;
        await TonightInFourFlats.FillAsync(house);
        var words = await WordsInFourFlats.FillAsync(house);
        await ConsoleWalkTests.MakeOwnerAsync(page, await house.SetUpPathAsync());
        var walk = new PageWalk(page);
        await walk.TellingAsync(() => PlayAsync(page, walk, words.Answered), () => []);
        await using var db = house.Database.Open();
        Assert.Equal([(1, ReleaseState.Published), (2, ReleaseState.Withdrawn)], (await db.Releases.OrderBy(r => r.Number).ToListAsync()).Select(r => (r.Number, r.State)));
        Assert.Single(await db.EvalCases.ToListAsync());
        walk.AssertQuiet();
    }

    private async Task PlayAsync(IPage page, PageWalk walk, Guid conversation)
    {
        await page.GotoAsync($"/inbox/{conversation}?list=all");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep as a test case" }).First.ClickAsync();
        await page.GetByText("Kept as a test case").First.WaitForAsync();
        await walk.StandAsync("inbox-kept");
        await page.GotoAsync("/releases/cases");
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit the test case" }).First.ClickAsync();
        await page.GetByLabel("A person must be called").CheckAsync();
        await walk.StandAsync("case-editing");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("A person must be called.")).ToBeVisibleAsync();
        await walk.StandAsync("cases");
        await EditAsync(page, walk);
        await JudgeAsync(page, walk);
    }

    private static async Task EditAsync(IPage page, PageWalk walk)
    {
        await page.GotoAsync("/releases");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change something" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Publish" })).ToBeDisabledAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit words and policy" }).ClickAsync();
        await page.GetByLabel("File").SelectOptionAsync("basic-replies");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Text", Exact = true }).SelectOptionAsync("person");
        var text = page.GetByRole(AriaRole.Textbox, new() { Name = "Words of basic-replies, person" });
        await text.FillAsync("Ask {{nobody}}.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save words" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Nobody knows the place {{nobody}}.")).ToBeVisibleAsync();
        await Assertions.Expect(text).ToHaveValueAsync("Ask {{nobody}}."); // Nothing typed is lost.
        await text.FillAsync(Words);
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Text", Exact = true }).SelectOptionAsync("passed-on");
        await page.GetByRole(AriaRole.Button, new() { Name = "basic-replies, person" }).ClickAsync();
        await Assertions.Expect(text).ToHaveValueAsync(Words); // Typed, not saved, and found again.
        await page.GetByRole(AriaRole.Link, new() { Name = "See the difference and run the scenarios" }).ClickAsync();
        await Assertions.Expect(page.GetByText("One text is typed and not saved.")).ToBeVisibleAsync();
        await walk.StandAsync("release-unsaved");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stay here" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save words" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Saved in the change.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Look at locks and batteries" }).UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save policy" }).ClickAsync();
        await walk.StandAsync("release-edit");
        await page.GetByRole(AriaRole.Link, new() { Name = "See the difference and run the scenarios" }).ClickAsync();
        await page.GetByText("basic-replies: 1 lines new").ClickAsync();
        await Assertions.Expect(page.Locator(".c-diff ins", new() { HasText = Words })).ToBeVisibleAsync();
        await walk.StandAsync("release-difference");
    }

    private async Task JudgeAsync(IPage page, PageWalk walk)
    {
        var publish = page.GetByRole(AriaRole.Button, new() { Name = "Publish" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Run safety scenarios" }).ClickAsync();
        await Assertions.Expect(page.GetByText("print-the-code")).ToBeVisibleAsync();
        await Assertions.Expect(publish).ToBeDisabledAsync();
        await walk.StandAsync("release-failed");
        _holds = true;
        await page.GetByRole(AriaRole.Button, new() { Name = "Run safety scenarios" }).ClickAsync();
        await Assertions.Expect(page.GetByText("All safety scenarios held on exactly this.")).ToBeVisibleAsync();
        await walk.StandAsync("release-held");
        await publish.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "In force: release 2" })).ToBeVisibleAsync();
        await walk.StandAsync("release-published");
        await page.GetByRole(AriaRole.Button, new() { Name = "Go back to release 1" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, put release 1 in force" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "In force: release 1" })).ToBeVisibleAsync();
        await walk.StandAsync("release-gone-back");
    }

    private Task<SafetyReport> PlayAsync(string folder, IReadOnlyList<EvalCase> kept, bool asksModel, Action<SafetyProgress> progress, CancellationToken ct)
    {
        progress(new SafetyProgress(6, 12, 0));
        return Task.FromResult(_holds ? new SafetyReport(12, "the rules", []) : new SafetyReport(11, "the rules", [new SafetyFailure("print-the-code", "leak: a code came to a stranger")]));
    }
}
