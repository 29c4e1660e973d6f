using Cendra.Domain.Conversations;
using Cendra.Domain.Knowledge;
using Cendra.Messaging.Inbound;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Cendra.Server.Tests.Browser;

/// <summary>A host decides to see answers first, reads what Cendra wrote to a guest, sends one as it is and another in their own words, and teaches that.</summary>
public sealed class DraftWalkTests
{
    private const string Question = "Is there a washing machine?";

    [ChromiumFact]
    public async Task A_host_sets_drafts_on_a_property_sends_one_and_changes_another()
    {
        await using var house = new House(startUtc: TonightInFourFlats.NightBefore, jobsRun: false);
        var (_, page, end) = await KnowledgeWalkTests.OpenAsync(house);
        await using var browser = end;
        await TonightInFourFlats.FillAsync(house);
        var (conversation, property) = await TalkAsync(house);
        await ConsoleWalkTests.MakeOwnerAsync(page, await house.SetUpPathAsync());
        var walk = new PageWalk(page);
        await walk.TellingAsync(() => PlayAsync(house, page, walk, conversation, property), () => []);
        await using var db = house.Database.Open();
        var answers = await db.Messages.Where(m => m.ConversationId == conversation.Id && m.Direction == MessageDirection.Outbound).OrderBy(m => m.CreatedUtc).ThenBy(m => m.Author == MessageAuthor.Host).ToListAsync();
        Assert.Equal([(MessageAuthor.Template, MessageState.Queued), (MessageAuthor.Template, MessageState.Withdrawn), (MessageAuthor.Host, MessageState.Queued)], answers.Select(m => (m.Author, m.State)));
        Assert.Equal("Yes, it is in the kitchen.", answers[^1].Body);
        Assert.True(await db.ArticleCandidates.AnyAsync(c => c.PropertyId == property));
        walk.AssertQuiet();
    }

    private static async Task PlayAsync(House house, IPage page, PageWalk walk, Conversation conversation, Guid property)
    {
        await page.GotoAsync($"/properties/{property}");
        await walk.StandAsync("property-before"); // Alive from here on: what was chosen before it was is lost.
        await page.GetByRole(AriaRole.Region, new() { Name = "Who answers guests" }).GetByLabel("Usually").SelectOptionAsync("Drafts: Cendra writes, you send");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add exception" }).ClickAsync();
        var exception = page.GetByRole(AriaRole.Group, new() { Name = "Exception" });
        await exception.GetByLabel("From").FillAsync("22:00");
        await exception.GetByLabel("Until").FillAsync("07:00");
        await exception.GetByLabel("Then").SelectOptionAsync("Autopilot: Cendra answers");
        await page.GetByText("Topics that always go to a person: none").ClickAsync();
        await page.GetByLabel("Payment, invoice and taxes").CheckAsync();
        await page.GetByLabel("Late check-out").SelectOptionAsync("Free, where there is room");
        await page.GetByLabel("Free until").FillAsync("13:00");
        await walk.StandAsync("property-answers");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save property" }).ClickAsync();
        await page.WaitForURLAsync("**/properties");
        await AskAsync(house, conversation, Question);
        await page.GotoAsync("/inbox");
        await page.Locator(".c-conv", new() { HasText = "Draft to approve" }).ClickAsync();
        var draft = page.Locator(".c-draft");
        await Assertions.Expect(draft).ToContainTextAsync("Yes, in the bathroom.");
        await walk.StandAsync("draft");
        await draft.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Assertions.Expect(draft).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("sent by Marta Puig")).ToBeVisibleAsync();
        await AskAsync(house, conversation, "And where is the washing machine?");
        await page.ReloadAsync();
        await draft.GetByRole(AriaRole.Button, new() { Name = "Edit and send" }).ClickAsync();
        await draft.GetByRole(AriaRole.Textbox).FillAsync("Yes, it is in the kitchen.");
        await draft.GetByLabel("Teach").CheckAsync();
        await walk.StandAsync("draft-editing");
        await draft.GetByRole(AriaRole.Button, new() { Name = "Send your words" }).ClickAsync();
        await Assertions.Expect(draft).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("You answer here. Cendra is silent.")).ToBeVisibleAsync();
        await walk.StandAsync("draft-sent");
    }

    /// <summary>The guest writes, and the answer is made.</summary>
    private static async Task AskAsync(House house, Conversation conversation, string text)
    {
        house.Time.Advance(TimeSpan.FromMinutes(1));
        await new Talk(house).GuestAsync(conversation, text, house.Time.GetUtcNow(), MessageState.Queued);
        await using (var db = house.Database.Open())
        {
            await db.Messages.Where(m => m.ConversationId == conversation.Id && m.Direction == MessageDirection.Inbound).ExecuteUpdateAsync(s => s.SetProperty(m => m.GuestVersion, 1));
        }

        await using var scope = house.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AnswerGuestJob>().RunAsync(conversation.Id, CancellationToken.None);
    }

    private static async Task<(Conversation Conversation, Guid Property)> TalkAsync(House house)
    {
        await using var db = house.Database.Open();
        var stay = await db.Stays.Include(s => s.Property).SingleAsync(s => s.Reservation!.GuestName == "Nora Lindqvist");
        db.Articles.Add(new Article { Id = house.NextId(), Question = Question, Answer = "Yes, in the bathroom.", Topic = "washing", Language = "en", IsForAll = true, Status = ArticleStatus.Approved });
        await db.SaveChangesAsync();
        return (await new Talk(house).BeginAsync(stay, "+46701234567", "en"), stay.PropertyId!.Value);
    }
}
