using Cendra.Domain.Database;
using Cendra.Server.Security;
using Cendra.Server.Tests.Browser;
using Cendra.Server.Tests.Service;
using Cendra.Server.Tests.World;
using Microsoft.Playwright;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>The console of a house in a real browser, and the owner who looks at it. Time passes in the world alone, so pages are opened anew after it did.</summary>
internal sealed class MailConsole : IAsyncDisposable
{
    private const string Owner = "marta@puig-stays.example";
    private const int Patience = 60_000;
    private readonly IPlaywright _playwright;
    private readonly IBrowser _chromium;

    private MailConsole(IPlaywright playwright, IBrowser chromium, IPage page) => (_playwright, _chromium, Page, Walk) = (playwright, chromium, page, new PageWalk(page));

    public IPage Page { get; }

    public PageWalk Walk { get; }

    /// <summary>A browser that nobody signed in with. The world listens on a port.</summary>
    public static async Task<MailConsole> OpenAsync(ServiceWorld world)
    {
        await world.InScopeAsync<Accounts>(accounts => accounts.MakeAsync(new NewAccount("Marta Puig", Owner, House.Password), HostRoles.Owner));
        var playwright = await Playwright.CreateAsync();
        var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Executable, Args = ConsoleWalkTests.Flags });
        var browser = await chromium.NewContextAsync(new() { BaseURL = world.Server.ClientOptions.BaseAddress.ToString(), ViewportSize = new() { Width = 1440, Height = 900 } });
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        return new MailConsole(playwright, chromium, page);
    }

    /// <summary>The owner signs in; after twelve hours without a look that is to be done again.</summary>
    public async Task SignInAsync()
    {
        await Page.SetViewportSizeAsync(1440, 900);
        await Page.GotoAsync("/sign-in");
        await Page.GetByLabel("Email").FillAsync(Owner);
        await Page.GetByLabel("Password").FillAsync(House.Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Page.GetByRole(AriaRole.Navigation, new() { Name = "Main", Exact = true }).First.WaitForAsync();
    }

    /// <summary>A page, alive.</summary>
    public async Task GoAsync(string path)
    {
        await Page.SetViewportSizeAsync(1440, 900);
        await Page.GotoAsync(path);
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    public Task PressAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();

    public Task SeesAsync(string words) => Assertions.Expect(Page.GetByText(words).Filter(new() { Visible = true }).First).ToBeVisibleAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _chromium.CloseAsync();
        _playwright.Dispose();
    }
}
