using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Cendra.Server.Tests.Browser;

/// <summary>The main job by hand: book, reveal, move the clock, type at the door.</summary>
public sealed class RehearsalWalkTests
{
    [ChromiumFact]
    public async Task A_revealed_code_opens_the_virtual_door_in_its_window_and_every_page_says_that_nothing_is_real()
    {
        await using var house = new House(rehearsal: true);
        house.UseKestrel(0);
        house.StartServer();
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Executable, Args = ConsoleWalkTests.Flags });
        await using var browser = await chromium.NewContextAsync(new() { BaseURL = house.ClientOptions.BaseAddress.ToString(), ViewportSize = new() { Width = 1440, Height = 900 } });
        var page = await browser.NewPageAsync();
        var walk = new PageWalk(page);
        await ConsoleWalkTests.MakeOwnerAsync(page, await house.SetUpPathAsync());
        foreach (var path in new[] { "/locks", "/properties", "/rehearsal" })
        {
            await page.GotoAsync(path);
            await Assertions.Expect(page.GetByText("Nothing here is real")).ToBeVisibleAsync();
        }

        await AssertAnEarlyChoiceCountsAsync(browser);
        await walk.KeepAsync("rehearsal-start");
        await page.GetByRole(AriaRole.Button, new() { Name = "To check-in" }).ClickAsync();
        await Assertions.Expect(page.GetByText("on the lock and working").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        foreach (var digit in await RevealAsync(page))
        {
            await page.Locator(".c-keys").GetByRole(AriaRole.Button, new() { Name = digit.ToString(), Exact = true }).ClickAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Enter" }).ClickAsync();
        await Assertions.Expect(page.Locator(".c-keypad .led")).ToContainTextAsync("pen");
        await walk.KeepAsync("rehearsal-open");
        await AssertWhoBooksGetsCodesAsync(house, page);
        await walk.WalkAsync(("/rehearsal", "rehearsal"));
        walk.AssertQuiet();
    }

    /// <summary>
    /// A click before the page is alive loads the chosen page as a whole. Patched into the page that is just coming alive, the choice would be lost on it: the address named one stay, and the
    /// page went on with the other.
    /// </summary>
    private static async Task AssertAnEarlyChoiceCountsAsync(IBrowserContext browser)
    {
        var early = await browser.NewPageAsync();
        await early.RouteAsync("**/_blazor/**", route => route.AbortAsync()); // It never comes alive.
        await early.GotoAsync("/rehearsal");
        await early.EvaluateAsync("window.wasHereBefore = true");
        var other = early.Locator("nav[aria-label=Stay] a:not([aria-current])").First;
        var name = await other.InnerTextAsync();
        await other.ClickAsync();
        await Assertions.Expect(early.GetByRole(AriaRole.Heading, new() { Name = "Rehearsal: " + name })).ToBeVisibleAsync();
        Assert.False(await early.EvaluateAsync<bool>("window.wasHereBefore === true"), "The page was patched.");
        await early.CloseAsync();
    }

    /// <summary>In nights that nobody has: of two stays in the same nights the second would wait for its host.</summary>
    private static async Task AssertWhoBooksGetsCodesAsync(House house, IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Let a guest book" }).ClickAsync();
        await Assertions.Expect(page.Locator("nav[aria-label=Stay] a")).ToHaveCountAsync(4, new() { Timeout = 30_000 });
        await using var db = house.Services.GetRequiredService<CendraDatabase>().Open();
        var stays = await db.Stays.Include(s => s.Codes).ToListAsync();
        Assert.All(stays, s => Assert.DoesNotContain(s.Codes, c => c.Fault == AccessCodeFault.Withheld));
        Assert.All(stays, s => Assert.NotEmpty(s.Codes));
    }

    private static async Task<string> RevealAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Reveal" }).ClickAsync();
        await page.GetByLabel("Why do you need it?").FillAsync("Trying the door");
        await page.GetByRole(AriaRole.Button, new() { Name = "Reveal for 20 seconds" }).ClickAsync();
        await page.GetByText("hides in").WaitForAsync();
        return new string([.. (await page.Locator(".c-pin").First.InnerTextAsync()).Where(char.IsAsciiDigit)]);
    }
}
