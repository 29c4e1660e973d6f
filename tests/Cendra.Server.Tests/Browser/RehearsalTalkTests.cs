using System.Text.RegularExpressions;
using Cendra.Domain.Conversations;
using Cendra.Server.Tests.Service;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Cendra.Server.Tests.Browser;

/// <summary>
/// The whole story on one screen, with the built program, its virtual doors and phones: the guest is told a day before, asks, gets in, is helped when the code does not work; the host
/// is called, takes it by the link, answers while Cendra is silent, and gives the conversation back.
/// </summary>
public sealed partial class RehearsalTalkTests
{
    private const int Patience = 90_000;

    [ChromiumFact]
    public async Task A_guest_is_told_asks_gets_in_is_helped_and_the_host_answers_and_gives_back()
    {
        using var folder = new TestFolder();
        await using var server = await ServerProcess.StartAsync(folder.Path);
        await ServerProcess.UntilAsync("three made-up bookings are there", async () => await BookingsAsync(folder.Path) == 3);
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Executable, Args = ConsoleWalkTests.Flags });
        await using var browser = await chromium.NewContextAsync(new() { BaseURL = server.Url.ToString(), ViewportSize = new() { Width = 1440, Height = 1000 } });
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(Patience); // A server, a browser and two more processes share what the machine has.
        var walk = new PageWalk(page);
        var link = await File.ReadAllTextAsync(Path.Combine(folder.Path, "data", "rehearsal", "set-up-link.txt"));
        await ConsoleWalkTests.MakeOwnerAsync(page, new Uri(link.Trim().Split('\n')[^1]).AbsolutePath);
        await walk.TellingAsync(() => PlayAsync(page, browser, folder.Path, walk), server.Said);
        walk.AssertQuiet();
    }

    private static async Task PlayAsync(IPage page, IBrowserContext browser, string folder, PageWalk walk)
    {
        await page.GotoAsync("/rehearsal");
        await page.GetByRole(AriaRole.Link, new() { Name = "Amelia Hart" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Rehearsal: Amelia Hart" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "To check-in" }).ClickAsync();
        var told = await SaysAsync(page, "here is how you get in");
        await Assertions.Expect(page.GetByText("on the lock and working")).ToHaveCountAsync(2, new() { Timeout = Patience }); // The clock has walked all the way.
        await AssertToldADayBeforeAsync(folder);

        await AskAsync(page, "how do I get in?");
        var english = await SaysAsync(page, "Your code: " + CodeIn(told));
        Assert.Contains("PERSON", english, StringComparison.Ordinal);
        Assert.Contains("Gate", english, StringComparison.Ordinal);
        await AskAsync(page, "¿Cómo entro en el piso?");
        await SaysAsync(page, "Tu código: " + CodeIn(told));
        await walk.KeepAsync("talk-asked");
        await TypeAsync(page, CodeIn(told));

        await page.Locator(".c-phone").First.GetByRole(AriaRole.Button, new() { Name = "Code does not work" }).Last.ClickAsync();
        await SaysAsync(page, "Esto es lo que he comprobado"); // In the language that is spoken here, whatever the button was in.
        await walk.KeepAsync("talk-trouble");
        await TakeByLinkAsync(page, browser);
        await HostAnswersAsync(page, folder, walk);
        await AskAsync(page, "how do I get in?");
        var back = await SaysAsync(page, "Your code: " + CodeIn(told));
        Assert.DoesNotContain("PERSON", back, StringComparison.Ordinal);
    }

    /// <summary>The arrival message left at the property's send time, or at once where the booking came later than that.</summary>
    private static async Task AssertToldADayBeforeAsync(string folder)
    {
        await using var db = ServerProcess.OpenRehearsal(folder);
        var stay = await db.Stays.SingleAsync(s => s.Reservation!.GuestName == "Amelia Hart");
        var sent = (await db.Messages.SingleAsync(m => m.StayId == stay.Id && m.Kind == MessageKinds.PreArrival)).SentUtc!.Value;
        var due = stay.CheckInUtc!.Value.AddHours(-24);
        due = due > stay.CreatedUtc ? due : stay.CreatedUtc;
        Assert.InRange(sent, due, due.AddMinutes(5));
    }

    /// <summary>The called host taps the link on the phone: looking changes nothing, the button does.</summary>
    private static async Task TakeByLinkAsync(IPage page, IBrowserContext browser)
    {
        var call = page.Locator(".c-phone").Nth(1).Locator(".say").Filter(new() { HasText = "A guest cannot get in" }).Last;
        await call.WaitForAsync(new() { Timeout = Patience });
        var notice = await browser.RunAndWaitForPageAsync(() => call.GetByRole(AriaRole.Link).ClickAsync());
        await Assertions.Expect(notice.GetByText("Nobody has taken it")).ToBeVisibleAsync();
        await notice.GetByRole(AriaRole.Button, new() { Name = "I have it" }).ClickAsync();
        await Assertions.Expect(notice.GetByText("You have it.")).ToBeVisibleAsync();
        await notice.CloseAsync();
    }

    /// <summary>The host writes; what the guest writes then gets no answer from Cendra; the conversation is given back.</summary>
    private static async Task HostAnswersAsync(IPage page, string folder, PageWalk walk)
    {
        var rehearsal = page.Url;
        await page.GotoAsync("/inbox");
        await page.Locator(".c-conv", new() { HasText = "Amelia Hart" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin with this" }).ClickAsync();
        await Assertions.Expect(page.GetByPlaceholder("Write to")).ToHaveValueAsync(new Regex("^Hola, Amelia. Soy Marta"));
        await walk.StandAsync("talk-answering");
        await page.SetViewportSizeAsync(1440, 1000);
        await page.GetByPlaceholder("Write to").FillAsync("Hello Amelia, Marta here. Please turn the handle up first.");
        await page.GetByLabel("Goes by").SelectOptionAsync("SMS only");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("turn the handle up first").First).ToBeVisibleAsync();
        await walk.KeepAsync("talk-host");
        await page.GotoAsync(rehearsal);
        Assert.Contains("SMS", await SaysAsync(page, "turn the handle up first"), StringComparison.Ordinal);
        var answers = await AnswersAsync(folder);
        await AskAsync(page, "what is the code again?");
        await ServerProcess.UntilAsync("the host is told that the guest waits", async () =>
        {
            await using var db = ServerProcess.OpenRehearsal(folder);
            return await db.Messages.AnyAsync(m => m.Direction == MessageDirection.Inbound && m.Body == "what is the code again?" && m.State == MessageState.Answered);
        });
        Assert.Equal(answers, await AnswersAsync(folder));
        await page.GotoAsync("/inbox?list=mine");
        await page.Locator(".c-conv", new() { HasText = "Amelia Hart" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Give back" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Cendra answers here.")).ToBeVisibleAsync();
        await page.GotoAsync(rehearsal);
    }

    private static async Task AskAsync(IPage page, string words)
    {
        var send = page.GetByRole(AriaRole.Button, new() { Name = "Send as Amelia" });
        await Assertions.Expect(send).ToBeEnabledAsync(); // The page is alive: before that what is typed is lost.
        var mine = page.Locator(".c-phone").First.Locator(".say.me").Filter(new() { HasText = words });
        var before = await mine.CountAsync();
        await page.GetByPlaceholder("Write as Amelia").FillAsync(words);
        await send.ClickAsync();
        await Assertions.Expect(mine).ToHaveCountAsync(before + 1, new() { Timeout = Patience });
    }

    /// <summary>Waits until the last bubble of the guest's phone holds these words; the whole bubble.</summary>
    private static async Task<string> SaysAsync(IPage page, string words)
    {
        var last = page.Locator(".c-phone").First.Locator(".say").Last;
        await Assertions.Expect(last).ToContainTextAsync(words, new() { Timeout = Patience });
        return await last.InnerTextAsync();
    }

    private static async Task TypeAsync(IPage page, string code)
    {
        foreach (var digit in code.Where(char.IsAsciiDigit))
        {
            await page.Locator(".c-keys").GetByRole(AriaRole.Button, new() { Name = digit.ToString(), Exact = true }).ClickAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Enter" }).ClickAsync();
        await Assertions.Expect(page.Locator(".c-keypad .led")).ToContainTextAsync("pen");
    }

    private static string CodeIn(string text) => Code().Match(text).Groups[1].Value;

    private static async Task<int> AnswersAsync(string folder)
    {
        await using var db = ServerProcess.OpenRehearsal(folder);
        return await db.Messages.CountAsync(m => m.Kind == MessageKinds.Answer);
    }

    private static async Task<int> BookingsAsync(string folder)
    {
        await using var db = ServerProcess.OpenRehearsal(folder);
        return await db.SourceBookings.CountAsync();
    }

    [GeneratedRegex(@"Your code: (\d{3} \d{3})")]
    private static partial Regex Code();
}
