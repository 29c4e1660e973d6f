using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Messaging.Hosts;
using Cendra.Server.Console.Commands;
using Cendra.Server.Security;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Cendra.Server.Tests.Browser;

/// <summary>Walks every page in a real browser, wide and narrow, light and dark.</summary>
public sealed class ConsoleWalkTests
{
    internal static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    [ChromiumFact]
    public async Task Every_page_is_quiet_fits_its_width_and_passes_axe()
    {
        await using var house = new House(startUtc: TonightInFourFlats.NightBefore);
        house.UseKestrel(0);
        house.StartServer();
        var (stay, smartLock, property) = await TonightInFourFlats.FillAsync(house);
        var words = await WordsInFourFlats.FillAsync(house);
        await CodesOnTheLock.FillAsync(house, smartLock);
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Executable, Args = Flags });
        var root = house.ClientOptions.BaseAddress;
        await using var browser = await chromium.NewContextAsync(new() { BaseURL = root.ToString() });
        var page = await browser.NewPageAsync();
        var walk = new PageWalk(page);
        await walk.WalkAsync((await house.SetUpPathAsync(), "set-up"), ("/sign-in", "sign-in"));
        await MakeOwnerAsync(page, await house.SetUpPathAsync());
        await walk.WalkAsync(
            ("/", "arrivals"), ("/?list=risk", "arrivals-risk"), ($"/stays/{stay}", "stay"), ($"/stays/{stay}/rehearse", "rehearse"), ("/locks", "locks"), ("/locks/capacity", "capacity"), ("/locks/lock-outs", "lock-outs"), ($"/locks/{smartLock}", "lock"), ("/locks/audit", "locks-audit"),
            ("/properties", "properties"), ("/knowledge", "knowledge-empty"), ($"/properties/{property}", "property"), ("/properties/new", "property-new"), ("/staff", "staff"), ("/connections", "connections"), ("/connections/keys", "keys"), ("/connections/upload", "upload-empty"), ("/connections/webhooks", "webhooks"), ("/connections/write-back", "write-back"), ("/connections/whatsapp", "whatsapp-texts"), ("/releases", "releases"), ("/releases/draft", "releases-no-draft"), ("/releases/cases", "cases-none"),
            ("/account", "account"), ("/not-allowed", "not-allowed"));
        await CleanAsync(house, stay, property);
        await walk.WalkAsync(("/staff", "staff-codes"), ($"/stays/{stay}", "stay-cancelled-in-house"), ($"/stays/{stay}/rehearse", "rehearse-cannot"));
        await TakeOverAsync(house, words.Answered);
        await walk.WalkAsync(
            ("/inbox", "inbox"), ("/inbox?list=all", "inbox-all"), ($"/inbox/{words.Answered}?list=all", "inbox-mine"), ($"/inbox/{words.Locked}", "inbox-waiting"),
            ($"/inbox/{words.Stranger}?list=all", "inbox-stranger"), ("/escalations", "escalations"), ($"/escalations/{words.Alarm}", "escalation"), ($"/escalations/{words.Taken}", "escalation-taken"),
            ($"/escalations/{words.Closed}", "escalation-closed"), ("/more", "more"), ($"/a/{words.OpenLink}", "notice"), ($"/a/{words.TakenLink}", "notice-taken"));
        await StopAsync(house);
        await walk.WalkAsync(("/connections", "connections-stopped"), ($"/inbox/{words.Locked}", "inbox-stopped"));
        walk.AssertQuiet();
    }

    /// <summary>Somebody cleans in one flat; the guest of another is in the house when the booking is cancelled.</summary>
    private static async Task CleanAsync(House house, Guid stayId, Guid propertyId)
    {
        var until = House.Evening.AddDays(90).Date;
        var marta = new SignedInHost(Guid.Empty, "Marta Puig", HostRoles.Owner, PropertyScope.All);
        Assert.Equal("", (await house.Services.GetRequiredService<StayControl>().MakeWorkCodeAsync(new("Pilar Soto", StayKind.Cleaner, propertyId, House.Evening.Date, until), marta, CancellationToken.None)).Problem);
        await using var db = house.Database.Open();
        var stay = await db.Stays.Include(s => s.Codes).SingleAsync(s => s.Id == stayId);
        stay.Cancel(House.Evening);
        var cleaner = await db.Stays.SingleAsync(s => s.Kind == StayKind.Cleaner);
        (cleaner.CheckInUtc, cleaner.CheckOutUtc, cleaner.CodeEndUtc) = (House.Evening, House.Evening.AddDays(90), House.Evening.AddDays(90));
        await db.SaveChangesAsync();
    }

    private static async Task TakeOverAsync(House house, Guid conversationId)
    {
        await using var db = house.Database.Open();
        var marta = await db.Users.SingleAsync();
        (await db.Conversations.SingleAsync(c => c.Id == conversationId)).TakeOver(marta.Id, House.Evening);
        await db.SaveChangesAsync();
    }

    private static async Task StopAsync(House house)
    {
        await using var scope = house.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OutboundDesk>().StopAsync(true, Guid.Empty, CancellationToken.None);
    }

    internal static async Task MakeOwnerAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.GetByLabel("Your name").FillAsync("Marta Puig");
        await page.GetByLabel("Email").FillAsync("marta@puig-stays.example");
        await page.GetByLabel("Password").FillAsync(House.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make account" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First.WaitForAsync();
    }
}
