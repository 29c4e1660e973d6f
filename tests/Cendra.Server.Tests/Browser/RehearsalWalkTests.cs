using Cendra.Server.Tests.World;
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
        await walk.WalkAsync(("/rehearsal", "rehearsal"));
        walk.AssertQuiet();
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
