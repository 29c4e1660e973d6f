using Cendra.Domain.Access;
using Cendra.Domain.Stays;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Cendra.Server.Tests.Browser;

/// <summary>A host orders in a real browser: the forms on the page of a stay, the second of two stays in the same nights, a guest nobody can write to, and a code for staff.</summary>
public sealed class OrderFormsTests
{
    private const string Digits = "407285";

    [ChromiumFact]
    public async Task A_host_changes_times_chooses_digits_and_replaces_a_code_on_the_page_of_a_stay()
    {
        await using var host = await HostAtWorkAsync();
        var (house, page) = (host.House, host.Page);
        var stay = await StayOfAsync(house, "Nora Lindqvist");
        await OpenAsync(page, $"/stays/{stay}");

        await PressAsync(page, "Change times");
        await page.GetByLabel("Check-in from").FillAsync("noon");
        await PressAsync(page, "Save times");
        await Assertions.Expect(page.GetByText("Write times like 12:00.")).ToBeVisibleAsync();
        await host.Walk.KeepAsync("orders-times-refused");
        await page.GetByLabel("Check-in from").FillAsync("12:30");
        await PressAsync(page, "Save times");
        await Assertions.Expect(page.GetByText("Saved. The locks get the new times.")).ToBeVisibleAsync();

        await PressAsync(page, "Choose the digits");
        await page.GetByLabel("New digits").FillAsync("123456");
        await PressAsync(page, "Give the stay these digits");
        await Assertions.Expect(page.GetByText("These digits are among the first that people guess")).ToBeVisibleAsync();
        await page.GetByLabel("New digits").FillAsync(Digits);
        await PressAsync(page, "Give the stay these digits");
        await Assertions.Expect(page.GetByText("The new digits are on their way to the locks.")).ToBeVisibleAsync();
        Assert.DoesNotContain(Digits, await page.ContentAsync(), StringComparison.Ordinal);

        await PressAsync(page, "Replace the code");
        await Assertions.Expect(page.GetByText("Nothing has happened yet.")).ToBeVisibleAsync();
        await host.Walk.KeepAsync("orders-rotation");
        await PressAsync(page, "Not now");
        await Assertions.Expect(page.GetByText("Nothing has happened yet.")).ToBeHiddenAsync();
        Assert.Equal([PinSource.Host], await HoldingAsync(house, stay));
        await PressAsync(page, "Replace the code");
        await PressAsync(page, "Replace the code now");
        await Assertions.Expect(page.GetByText("The new code is on its way to the locks.")).ToBeVisibleAsync();

        await using var db = house.Database.Open();
        Assert.Equal(new TimeOnly(12, 30), (await db.Stays.SingleAsync(s => s.Id == stay)).HostCheckInTime);
        Assert.All(await db.StayPins.Where(p => p.StayId == stay && p.Source != PinSource.Cendra).ToListAsync(), p => Assert.NotNull(p.ReplacedUtc));
        host.Walk.AssertQuiet();
    }

    [ChromiumFact]
    public async Task A_host_lets_the_second_of_two_stays_in_and_says_that_a_guest_was_told()
    {
        await using var host = await HostAtWorkAsync();
        var (house, page) = (host.House, host.Page);
        var second = await SecondInTheSameNightsAsync(house);
        await host.Walk.WalkAsync(($"/stays/{second}", "stay-held-back"));
        await page.SetViewportSizeAsync(1440, 900);
        await OpenAsync(page, $"/stays/{second}");
        await Assertions.Expect(page.GetByText("Another confirmed stay has the same nights here and came first.")).ToBeVisibleAsync();
        await PressAsync(page, "Let this stay in too");
        await Assertions.Expect(page.GetByText("Another confirmed stay has the same nights here and came first.")).ToBeHiddenAsync();

        await PressAsync(page, "I told the guest the code");
        await Assertions.Expect(page.GetByText("No number that can be written to is on file")).ToBeHiddenAsync();
        await using var db = house.Database.Open();
        Assert.NotNull((await db.Stays.SingleAsync(s => s.Id == second)).OverlapAcceptedUtc);
        Assert.All(await db.StayPins.Where(p => p.StayId == second && p.ReplacedUtc == null && p.CreatedUtc <= House.Evening).ToListAsync(), p => Assert.NotNull(p.ToldUtc));
        host.Walk.AssertQuiet();
    }

    [ChromiumFact]
    public async Task A_host_makes_a_code_for_staff_and_what_was_typed_is_not_lost_to_a_refusal()
    {
        await using var host = await HostAtWorkAsync();
        var (house, page) = (host.House, host.Page);
        await OpenAsync(page, "/staff");
        await PressAsync(page, "New staff code");
        await page.GetByLabel("Name").FillAsync("Pilar Soto");
        await page.GetByLabel("Works as").SelectOptionAsync("Staff");
        await page.GetByLabel("From").FillAsync("2026-11-24T09:00");
        await PressAsync(page, "Make the code");
        await Assertions.Expect(page.GetByText("A code for work always has an end.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Name")).ToHaveValueAsync("Pilar Soto");
        await host.Walk.KeepAsync("staff-refused");
        await page.GetByLabel("Until").FillAsync("2027-02-24T18:00");
        await PressAsync(page, "Make the code");
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "Pilar Soto" })).ToBeVisibleAsync();
        await using var db = house.Database.Open();
        var made = await db.Stays.SingleAsync(s => s.Kind == StayKind.Staff);
        Assert.Equal((new DateOnly(2026, 11, 24), new TimeOnly(9, 0), new DateOnly(2027, 2, 24), new TimeOnly(18, 0)), (made.CheckInLocal, made.HostCheckInTime!.Value, made.CheckOutLocal, made.HostCheckOutTime!.Value));
        host.Walk.AssertQuiet();
    }

    /// <summary>A button works only once the page is alive.</summary>
    private static async Task PressAsync(IPage page, string name)
    {
        var button = page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
        await Assertions.Expect(button).ToBeEnabledAsync();
        await button.ClickAsync();
    }

    private static async Task OpenAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    private static async Task<Guid> StayOfAsync(House house, string guest)
    {
        await using var db = house.Database.Open();
        return await db.Stays.Where(s => s.Reservation!.GuestName == guest).Select(s => s.Id).SingleAsync();
    }

    private static async Task<IReadOnlyList<PinSource>> HoldingAsync(House house, Guid stay)
    {
        await using var db = house.Database.Open();
        return await db.StayPins.Where(p => p.StayId == stay && p.ReplacedUtc == null).Select(p => p.Source).ToListAsync();
    }

    /// <summary>Booked for Nora's nights after her: it has digits and no code on any lock.</summary>
    private static async Task<Guid> SecondInTheSameNightsAsync(House house)
    {
        await using var db = house.Database.Open();
        var first = await db.Stays.Include(s => s.Property!.Doors).ThenInclude(d => d.Lock).SingleAsync(s => s.Reservation!.GuestName == "Nora Lindqvist");
        var reservation = new Reservation { Id = house.NextId(), GuestName = "Ida Berg", CreatedUtc = House.Evening };
        var stay = new Stay
        {
            Id = house.NextId(), ReservationId = reservation.Id, PropertyId = first.PropertyId, Status = StayStatus.Confirmed, Readiness = Readiness.AtRisk, WorstReason = "Another confirmed stay has the same nights here.",
            CheckInLocal = first.CheckInLocal, CheckOutLocal = first.CheckOutLocal, CheckInUtc = first.CheckInUtc, CheckOutUtc = first.CheckOutUtc, CodeEndUtc = first.CodeEndUtc, CreatedUtc = House.Evening,
        };
        var pin = new StayPin { Id = house.NextId(), StayId = stay.Id, PinVersion = 1, Sealed = house.Services.GetRequiredService<PinVault>().Seal("593174"), CreatedUtc = House.Evening };
        db.AddRange(reservation, stay, pin);
        foreach (var door in first.Property!.Doors.OrderBy(d => d.WalkingOrder))
        {
            var code = AccessCode.Plan(house.NextId(), pin, door, $"Ida {door.WalkingOrder}", new CodeWindow(stay.CheckInUtc!.Value, stay.CodeEndUtc!.Value, stay.CheckInUtc.Value), House.Evening);
            code.SetFault(AccessCodeFault.Withheld, "Another confirmed stay has the same nights here. A host decides who gets in.", House.Evening);
            db.AccessCodes.Add(code);
        }

        await db.SaveChangesAsync();
        return stay.Id;
    }

    private static async Task<HostAtWork> HostAtWorkAsync()
    {
        var house = new House(startUtc: TonightInFourFlats.NightBefore);
        house.UseKestrel(0);
        house.StartServer();
        await TonightInFourFlats.FillAsync(house);
        var playwright = await Playwright.CreateAsync();
        var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Executable, Args = ConsoleWalkTests.Flags });
        var browser = await chromium.NewContextAsync(new() { BaseURL = house.ClientOptions.BaseAddress.ToString(), ViewportSize = new() { Width = 1440, Height = 900 } });
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        Assertions.SetDefaultExpectTimeout(60_000);
        var walk = new PageWalk(page);
        await ConsoleWalkTests.MakeOwnerAsync(page, await house.SetUpPathAsync());
        return new HostAtWork(house, playwright, chromium, page, walk);
    }

    /// <summary>A house by evening, and its owner at a browser.</summary>
    private sealed record HostAtWork(House House, IPlaywright Playwright, IBrowser Browser, IPage Page, PageWalk Walk) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Browser.CloseAsync();
            Playwright.Dispose();
            await House.DisposeAsync();
        }
    }
}
