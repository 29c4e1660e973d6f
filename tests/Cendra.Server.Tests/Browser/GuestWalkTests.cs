using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Knowledge.Photos;
using Cendra.Messaging.Outbound;
using Cendra.Server.Tests.World;
using Cendra.Tests.Photos;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Cendra.Server.Tests.Browser;

/// <summary>The guest's page on a phone in a real browser: in English, Arabic and Chinese, light and dark, with and without scripts.</summary>
public sealed class GuestWalkTests
{
    [ChromiumFact]
    public async Task The_page_works_on_a_phone_in_every_direction_and_passes_axe()
    {
        await using var house = Open();
        var (live, early, over) = await FillAsync(house);
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Executable, Args = ConsoleWalkTests.Flags });
        await using var phone = await chromium.NewContextAsync(new() { BaseURL = house.ClientOptions.BaseAddress.ToString(), JavaScriptEnabled = true });
        var page = await phone.NewPageAsync();
        var walk = new PageWalk(page);
        await walk.WalkAsync(
            ($"/g/{live}?lang=en", "guest-live"), ($"/g/{early}?lang=en", "guest-before"), ($"/g/{over}?lang=en", "guest-over"), ($"/g/{live}/help?lang=en", "guest-help"), ($"/g/{live}/help?lang=en&saw=red", "guest-help-red"),
            ($"/g/{live}?lang=ar", "guest-live-ar"), ($"/g/{live}/help?lang=ar", "guest-help-ar"), ($"/g/{early}?lang=zh", "guest-before-zh"), ($"/g/{live}/help?lang=zh&saw=dark", "guest-help-zh"));
        foreach (var (language, show) in new[] { ("en", "Show my code"), ("ar", "إظهار رمزي"), ("zh", "显示我的密码") })
        {
            await page.GotoAsync($"/g/{live}?lang={language}");
            await page.GetByRole(AriaRole.Button, new() { Name = show }).ClickAsync();
            await page.Locator(".c-digits:not(.is-hidden)").WaitForAsync();
            Assert.Equal(Neighbourhood.Pin, string.Concat(await page.Locator(".c-digits b").AllInnerTextsAsync()));
            await walk.StandAsync($"guest-shown-{language}");
        }

        await page.GotoAsync($"/g/{live}?lang=en");
        var photo = page.GetByAltText("The keypad, left of the green door");
        await photo.ScrollIntoViewIfNeededAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('.c-guest-photo').complete");
        Assert.Equal(1, await photo.EvaluateAsync<int>("image => image.naturalWidth"));
        await PrintAsync(page, live);
        walk.AssertQuiet();
    }

    [ChromiumFact]
    public async Task Without_any_script_the_code_is_shown_the_language_changes_and_a_person_is_called()
    {
        await using var house = Open();
        var (live, _, _) = await FillAsync(house);
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Executable, Args = ConsoleWalkTests.Flags });
        await using var old = await chromium.NewContextAsync(new() { BaseURL = house.ClientOptions.BaseAddress.ToString(), JavaScriptEnabled = false, ViewportSize = new() { Width = 390, Height = 844 } });
        var page = await old.NewPageAsync();
        await page.GotoAsync($"/g/{live}?lang=en");
        Assert.False(await page.Locator("[data-print]").IsVisibleAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Show my code" }).ClickAsync();
        Assert.Equal("Your code: 4 8 2 0 7 3", await page.Locator(".c-digits").GetAttributeAsync("aria-label"));
        await page.Locator(".c-lang summary").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Deutsch" }).ClickAsync();
        Assert.Equal(0, await page.Locator(".c-digits:not(.is-hidden)").CountAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Mein Code funktioniert nicht" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Es blinkt rot" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Einen Menschen rufen" }).ClickAsync();
        await page.GetByText("Wir rufen Ihren Gastgeber").WaitForAsync();
        await new PageWalk(page).KeepAsync("guest-called-390");
        await page.GetByRole(AriaRole.Link, new() { Name = "Zurück zu meinem Code" }).ClickAsync();
        Assert.Contains("Wir rufen Ihren Gastgeber", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    /// <summary>On paper: no digits unless they were shown, no buttons, no menu.</summary>
    private static async Task PrintAsync(IPage page, string live)
    {
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.GotoAsync($"/g/{live}?lang=en");
        Assert.DoesNotContain("Show my code", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await page.Locator(".c-digits.is-hidden").IsVisibleAsync());
        Assert.False(await page.Locator(".c-lang").IsVisibleAsync());
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        Assert.True(await page.Locator("[data-print]").IsVisibleAsync());
    }

    private static House Open()
    {
        // Connected to nobody: without jobs no message leaves; the page shows the number that guests would write to.
        var house = new House(jobsRun: false, settings: new Dictionary<string, string>
        {
            ["Server:PublicUrl"] = "https://stay.example.com", ["Twilio:AccountSid"] = "AC0", ["Twilio:AuthToken"] = "none", ["Twilio:WhatsAppFrom"] = "+34930000000",
        });
        house.UseKestrel(0);
        house.StartServer();
        return house;
    }

    /// <summary>One guest who has just come, one who comes in four days, one who left; the tokens of their pages.</summary>
    private static async Task<(string Live, string Early, string Over)> FillAsync(House house)
    {
        var (around, evening) = (new Neighbourhood(house), House.Evening);
        await around.ConnectAsync();
        var sol = await around.PropertyAsync("Plaça del Sol 5", "Barcelona", "Europe/Madrid", "Street door", "Attic");
        await using (var db = house.Database.Open())
        {
            var property = await db.Properties.Include(p => p.Doors).SingleAsync(p => p.Id == sol.Id);
            property.Address = "Plaça del Sol 5, attic, 08012";
            var photo = house.Services.GetRequiredService<SealedPhotos>().Seal(house.NextId(), property.Id, PlainPicture.Of(Pictures.PngOfAProgram(), out _)!, "The keypad, left of the green door", house.Time.GetUtcNow());
            db.AddRange(
                photo, property.OnTheWay("Green door between the bakery and number 7."), property.OnTheWay("Lift to floor 4, then one flight of stairs.", position: 2),
                property.At(property.Doors.Single(d => d.WalkingOrder == 1), "Touch the keypad with your palm until it lights up\nType the code, then the tick", ifItFails: "Pull the door towards you and type it again.", photo: photo.Id));
            db.HostContacts.Add(new HostContact { Id = house.NextId(), Name = "Oriol Serra", Phone = "+34600222333", CallOrder = 1 });
            await db.SaveChangesAsync();
        }

        var live = await around.StayAsync(sol, "Lucía Fernández", 2, evening.AddMinutes(-102), evening.AddDays(3));
        var early = await around.StayAsync(sol, "Lucía Fernández", 2, evening.AddDays(4), evening.AddDays(8));
        var over = await around.StayAsync(sol, "Noa Weiss", 2, evening.AddDays(-3), evening.AddHours(-2));
        return (await LinkAsync(house, live), await LinkAsync(house, early), await LinkAsync(house, over));
    }

    private static async Task<string> LinkAsync(House house, Stay stay)
    {
        await using var db = house.Database.Open();
        var guest = await db.Reservations.SingleAsync(r => r.Id == stay.ReservationId);
        guest.GuestPhone = "+34600111907";
        var own = await db.Stays.SingleAsync(s => s.Id == stay.Id);
        var page = await house.Services.GetRequiredService<GuestLinks>().ForAsync(db, own, guest, new GuestAddresses(guest.GuestPhone, null), CancellationToken.None);
        await db.SaveChangesAsync();
        return page.ByPhone.Split('/')[^1];
    }
}
