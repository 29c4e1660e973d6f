using System.Text.RegularExpressions;
using Cendra.Domain.Portfolio;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Cendra.Server.Tests.Browser;

/// <summary>A host rehearses a stay in a real browser.</summary>
public sealed partial class RehearseStayWalkTests
{
    [ChromiumFact]
    public async Task A_host_plays_a_stay_and_reads_what_would_happen_and_no_digits_of_a_code_are_in_the_page()
    {
        await using var house = new House(startUtc: TonightInFourFlats.NightBefore);
        house.UseKestrel(0);
        house.StartServer();
        var (stay, _, _) = await TonightInFourFlats.FillAsync(house);
        await ReachAsync(house, stay);
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Executable, Args = ConsoleWalkTests.Flags });
        await using var browser = await chromium.NewContextAsync(new() { BaseURL = house.ClientOptions.BaseAddress.ToString() });
        var page = await browser.NewPageAsync();
        var walk = new PageWalk(page);
        await ConsoleWalkTests.MakeOwnerAsync(page, await house.SetUpPathAsync());
        await page.GotoAsync($"/stays/{stay}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Rehearse this stay" }).ClickAsync();
        foreach (var (scenario, name) in new[] { ("Nothing goes wrong", "rehearsed-plain"), ("Cancelled while the lock is offline", "rehearsed-cancelled") })
        {
            await page.GetByRole(AriaRole.Button, new() { Name = scenario }).ClickAsync();
            await page.GetByRole(AriaRole.Heading, new() { Name = "What would happen, and when" }).WaitForAsync(new() { Timeout = 60_000 });
            await page.GetByRole(AriaRole.Heading, new() { Level = 2, Name = scenario }).WaitForAsync();
            var html = await page.ContentAsync();
            Assert.DoesNotContain(Neighbourhood.Pin, html, StringComparison.Ordinal);
            Assert.Empty(Digits().Matches(await page.Locator("main").EvaluateAsync<string>("e => e.textContent")).Select(m => m.Value));
            await walk.StandAsync(name);
        }

        walk.AssertQuiet();
    }

    /// <summary>The guest has a telephone, and somebody is called.</summary>
    private static async Task ReachAsync(House house, Guid stay)
    {
        await using var db = house.Database.Open();
        (await db.Reservations.SingleAsync(r => r.Stays.Any(s => s.Id == stay))).GuestPhone = "+447700900104";
        db.HostContacts.Add(new HostContact { Id = house.NextId(), Name = "Marta", Phone = "+34611222333", CallOrder = 1 });
        await db.SaveChangesAsync();
    }

    /// <summary>Four digits or more in a row, which no word of this page has but a year.</summary>
    [GeneratedRegex("(?!20[0-9]{2}(?![0-9]))(?<![0-9])[0-9](?:[ -]?[0-9]){3,}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Digits();
}
