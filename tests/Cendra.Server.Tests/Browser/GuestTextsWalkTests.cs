using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Cendra.Server.Tests.Browser;

/// <summary>An owner switches a message on and gives it words of the house's own, in a real browser, wide and narrow.</summary>
public sealed class GuestTextsWalkTests
{
    [ChromiumFact]
    public async Task A_message_is_switched_on_and_its_words_are_written_with_a_preview_and_taken_back()
    {
        await using var house = new House();
        house.UseKestrel(0);
        house.StartServer();
        var id = house.NextId();
        await using (var db = house.Database.Open())
        {
            db.Properties.Add(new Property { Id = id, Name = "Casa Sol", TimeZoneId = "Europe/Madrid" });
            await db.SaveChangesAsync();
        }

        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Executable, Args = ConsoleWalkTests.Flags });
        await using var browser = await chromium.NewContextAsync(new() { BaseURL = house.ClientOptions.BaseAddress.ToString() });
        var page = await browser.NewPageAsync();
        await ConsoleWalkTests.MakeOwnerAsync(page, await house.SetUpPathAsync());
        var walk = new PageWalk(page);
        await walk.WalkAsync(($"/properties/{id}/messages", "messages"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch on: Thanks" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch off: Thanks" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Words of Thanks" }).ClickAsync();
        await walk.StandAsync("messages-words");

        var words = page.GetByRole(AriaRole.Textbox, new() { Name = "Words" });
        await words.FillAsync("Bye {{gest}}");
        await Assertions.Expect(page.GetByText("Nobody knows the place {{gest}}")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save words" })).ToBeDisabledAsync();
        await words.FillAsync("Bye {{guest}}, come again!");
        await Assertions.Expect(page.Locator("[data-preview]")).ToHaveTextAsync("Bye Anna, come again!");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save words" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Built-in words again" }).WaitForAsync();
        await walk.StandAsync("messages-own");
        await using (var db = house.Database.Open())
        {
            Assert.Equal("Bye {{guest}}, come again!", (await db.PropertyTexts.SingleAsync(t => t.Kind == MessageKinds.Thanks)).Body);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Built-in words again" }).ClickAsync();
        await Assertions.Expect(words).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("thank you for your stay"));
        walk.AssertQuiet();
    }
}
