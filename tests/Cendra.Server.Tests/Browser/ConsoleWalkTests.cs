using Cendra.Server.Tests.World;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Cendra.Server.Tests.Browser;

/// <summary>Walks every page in a real browser, wide and narrow, light and dark.</summary>
public sealed class ConsoleWalkTests
{
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly List<string> _complaints = [];

    [ChromiumFact]
    public async Task Every_page_is_quiet_fits_its_width_and_passes_axe()
    {
        await using var house = new House();
        house.UseKestrel(0);
        house.StartServer();
        var (stay, smartLock, property) = await TonightInFourFlats.FillAsync(house);
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Executable, Args = Flags });
        var root = house.ClientOptions.BaseAddress;
        await using var browser = await chromium.NewContextAsync(new() { BaseURL = root.ToString() });
        var page = await browser.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Add($"{page.Url}: {message.Text}");
            }
        };
        page.PageError += (_, error) => _complaints.Add($"{page.Url}: {error}");
        await WalkAsync(page, [(await house.SetUpPathAsync(), "set-up"), ("/sign-in", "sign-in")]);
        await MakeOwnerAsync(page, await house.SetUpPathAsync());
        await WalkAsync(page,
        [
            ("/", "arrivals"), ("/?list=risk", "arrivals-risk"), ($"/stays/{stay}", "stay"), ("/locks", "locks"), ($"/locks/{smartLock}", "lock"),
            ("/properties", "properties"), ($"/properties/{property}", "property"), ("/properties/new", "property-new"), ("/connections", "connections"),
            ("/account", "account"), ("/not-allowed", "not-allowed"),
        ]);
        Assert.Empty(_complaints);
    }

    private static async Task MakeOwnerAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.GetByLabel("Your name").FillAsync("Marta Puig");
        await page.GetByLabel("Email").FillAsync("marta@puig-stays.example");
        await page.GetByLabel("Password").FillAsync(House.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make account" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First.WaitForAsync();
    }

    private async Task WalkAsync(IPage page, (string Path, string Name)[] pages)
    {
        foreach (var (path, name) in pages)
        {
            foreach (var theme in new[] { "light", "dark" })
            {
                await page.Context.AddCookiesAsync([new() { Name = "cendra-theme", Value = theme, Url = new Uri(new Uri(page.Url == "about:blank" ? await BaseAsync(page) : page.Url), "/").ToString() }]);
                foreach (var width in new[] { 1440, 390, 320 })
                {
                    await LookAsync(page, path, $"{name}-{width}-{theme}", width);
                }
            }
        }
    }

    private static async Task<string> BaseAsync(IPage page)
    {
        await page.GotoAsync("/health/live");
        return page.Url;
    }

    private async Task LookAsync(IPage page, string path, string name, int width)
    {
        await page.SetViewportSizeAsync(width, width == 1440 ? 900 : 844);
        await page.GotoAsync(path);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (wide > 0)
        {
            _complaints.Add($"{name}: scrolls sideways by {wide} px");
        }

        if (width != 320)
        {
            var axe = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });
            _complaints.AddRange(axe.Violations.Select(v => $"{name}: {v.Id} {v.Help} {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"));
            await KeepPictureAsync(page, name);
        }
    }

    private static async Task KeepPictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CENDRA_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }
}
