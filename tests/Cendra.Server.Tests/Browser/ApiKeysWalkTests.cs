using Cendra.Server.Tests.World;
using Microsoft.Playwright;

namespace Cendra.Server.Tests.Browser;

/// <summary>An owner makes a key for a program, sees it once, and revokes it, in a real browser, wide and narrow.</summary>
public sealed class ApiKeysWalkTests
{
    [ChromiumFact]
    public async Task A_key_is_made_for_a_new_connection_seen_once_and_revoked()
    {
        await using var house = new House();
        house.UseKestrel(0);
        house.StartServer();
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Executable, Args = ConsoleWalkTests.Flags });
        await using var browser = await chromium.NewContextAsync(new() { BaseURL = house.ClientOptions.BaseAddress.ToString() });
        var page = await browser.NewPageAsync();
        await ConsoleWalkTests.MakeOwnerAsync(page, await house.SetUpPathAsync());
        var walk = new PageWalk(page);
        await walk.WalkAsync(("/connections/keys", "keys"));
        await page.GotoAsync("/connections");
        await page.GetByRole(AriaRole.Link, new() { Name = "Keys for programs" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New key" }).ClickAsync();
        await walk.StandAsync("keys-form");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        await page.GetByPlaceholder("Booking engine").FillAsync("Booking engine");
        await page.GetByPlaceholder("my-website").FillAsync("my-website");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        var shown = await page.Locator("code.c-secret").InnerTextAsync();
        Assert.Matches("^cendra_[A-Za-z0-9_-]{43}$", shown);
        await walk.StandAsync("keys-made");
        await page.GetByRole(AriaRole.Button, new() { Name = "I have it" }).ClickAsync();
        await Assertions.Expect(page.GetByText(shown[..11] + "…")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke the key Booking engine" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, revoke it" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Revoked just now")).ToBeVisibleAsync();
        await page.ReloadAsync();
        Assert.DoesNotContain(shown, await page.ContentAsync(), StringComparison.Ordinal);
        await walk.WalkAsync(("/connections/keys", "keys-revoked"));
        walk.AssertQuiet();
    }
}
