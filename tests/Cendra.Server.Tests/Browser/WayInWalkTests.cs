using Cendra.Server.Tests.World;
using Cendra.Tests.Photos;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Cendra.Server.Tests.Browser;

/// <summary>A host writes the way in with keys and a picture in a real browser; what is wrong elsewhere takes nothing of it away.</summary>
public sealed class WayInWalkTests
{
    [ChromiumFact]
    public async Task Steps_are_written_moved_pictured_and_saved_and_an_error_elsewhere_loses_nothing()
    {
        await using var house = new House(jobsRun: false);
        house.UseKestrel(0);
        house.StartServer();
        var around = new Neighbourhood(house);
        await around.ConnectAsync();
        var sol = await around.PropertyAsync("Plaça del Sol 5", "Barcelona", "Europe/Madrid", "Street door", "Attic");
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Executable, Args = ConsoleWalkTests.Flags });
        await using var browser = await chromium.NewContextAsync(new() { BaseURL = house.ClientOptions.BaseAddress.ToString(), ViewportSize = new() { Width = 390, Height = 844 } });
        var page = await browser.NewPageAsync();
        var walk = new PageWalk(page);
        await ConsoleWalkTests.MakeOwnerAsync(page, await house.SetUpPathAsync());
        await walk.TellingAsync(() => WriteAsync(page, walk, sol.Id), () => []);
        walk.AssertQuiet();

        await using var db = house.Database.Open();
        var steps = await db.EntrySteps.OrderBy(s => s.DoorId).ThenBy(s => s.Position).ToListAsync();
        Assert.Equal([(null, 1, "Cross the yard.", ""), (null, 2, "Walk past the bakery.", ""), (sol.Doors[0].Id, 1, "", "Type the code, then the tick")], steps.Select(s => (s.DoorId, s.Position, s.Words, s.Typing)));
        Assert.Equal("Pull the door", steps[2].IfItFails);
        var photo = await db.EntryPhotos.SingleAsync();
        Assert.Equal((photo.Id, "The green door"), (steps[0].PhotoId, photo.Words));
    }

    private static async Task WriteAsync(IPage page, PageWalk walk, Guid id)
    {
        await page.GotoAsync($"/properties/{id}");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var way = page.GetByRole(AriaRole.Button, new() { Name = "Add step, From the street" });
        await way.PressAsync("Enter");
        await Step(page, 1, "From the street").GetByLabel("What to do or look for").FillAsync("Walk past the bakery.");
        await way.PressAsync("Enter");
        var yard = Step(page, 2, "From the street");
        await yard.GetByLabel("What to do or look for").FillAsync("Cross the yard.");
        await yard.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "door.png", MimeType = "image/png", Buffer = "<svg onload=alert(1)>"u8.ToArray() });
        await page.GetByText("This is no JPEG, PNG or WebP picture.").WaitForAsync();
        await yard.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "door.png", MimeType = "image/png", Buffer = Pictures.PngOfAProgram() });
        await yard.GetByLabel("What the picture shows").FillAsync("The green door");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move step 2 earlier, From the street" }).PressAsync("Enter");
        await page.WaitForFunctionAsync("() => document.activeElement.getAttribute('aria-label')?.startsWith('Step 1 of 2')"); // Whoever works with keys stays at the step.

        await page.GetByRole(AriaRole.Button, new() { Name = "Add step, Street door" }).ClickAsync();
        await Step(page, 1, "Street door").GetByLabel("How the code is typed").FillAsync("Type the code, then the tick");
        await Step(page, 1, "Street door").GetByLabel("If it does not work").FillAsync("Pull the door");
        await page.GetByLabel("Check-in from").FillAsync("soon");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save property" }).ClickAsync();
        await page.GetByText("Not saved.").WaitForAsync();
        Assert.Equal("Cross the yard.", await Step(page, 1, "From the street").GetByLabel("What to do or look for").InputValueAsync());
        Assert.True(await page.GetByAltText("The green door").IsVisibleAsync());
        await walk.StandAsync("property-steps");
        await page.GetByLabel("Check-in from").FillAsync("16:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save property" }).ClickAsync();
        await page.WaitForURLAsync("**/properties");
        await walk.WalkAsync(($"/properties/{id}", "property-with-steps"));
        Assert.Equal(1, await page.GetByAltText("The green door").EvaluateAsync<int>("image => image.naturalWidth"));
    }

    private static ILocator Step(IPage page, int number, string place) => page.GetByRole(AriaRole.Listitem).And(page.Locator($"[aria-label^='Step {number} of'][aria-label$=', {place}']"));
}
