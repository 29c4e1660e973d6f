using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Cendra.Server.Tests.Browser;

/// <summary>Looks at pages as a person with any screen would: wide and narrow, light and dark, and listens to what the browser complains of.</summary>
internal sealed class PageWalk
{
    private static readonly RunOnlyOptions Everything = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };

    /// <summary>A page in the dark is the page that was judged in the light, in other colours.</summary>
    private static readonly RunOnlyOptions ColoursAlone = new() { Type = "rule", Values = ["color-contrast"] };

    /// <summary>What passed is not told node by node: that is most of what axe would say.</summary>
    private static readonly HashSet<ResultType> ViolationsAlone = [ResultType.Violations];

    private readonly List<string> _complaints = [];
    private readonly IPage _page;

    public PageWalk(IPage page)
    {
        _page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Add($"{page.Url}: {message.Text}");
            }
        };
        page.PageError += (_, error) => _complaints.Add($"{page.Url}: {error}");
    }

    /// <summary>Fails with all complaints.</summary>
    public void AssertQuiet() => Assert.True(_complaints.Count == 0, string.Join(Environment.NewLine, _complaints));

    /// <summary>A walk that breaks off says where it stood: the address, what the page showed, what the browser complained of and what the server wrote last.</summary>
    public async Task TellingAsync(Func<Task> walk, Func<IEnumerable<string>> log)
    {
        try
        {
            await walk();
        }
        catch (Exception failure)
        {
            var shown = await _page.Locator("body").InnerTextAsync();
            throw new InvalidOperationException($"{failure.Message}\nAt {_page.Url}\n{shown}\nThe browser said:\n{string.Join('\n', _complaints)}\nThe server said:\n{string.Join('\n', log().TakeLast(60))}", failure);
        }
    }

    /// <summary>Every page in every width and theme: no sideways scroll, no axe violation. In the dark the phone's layout is judged on the first page of a walk: what it has of its own stands on each of them.</summary>
    public async Task WalkAsync(params (string Path, string Name)[] pages)
    {
        foreach (var (path, name) in pages)
        {
            foreach (var theme in new[] { "light", "dark" })
            {
                int[] widths = theme == "light" || path == pages[0].Path ? [1440, 390, 320] : [1440, 320];
                await _page.Context.AddCookiesAsync([new() { Name = "cendra-theme", Value = theme, Url = new Uri(new Uri(_page.Url == "about:blank" ? await BaseAsync() : _page.Url), "/").ToString() }]);
                await _page.SetViewportSizeAsync(1440, 900);
                await _page.GotoAsync(path);
                await _page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                foreach (var width in widths)
                {
                    await LookAsync($"{name}-{width}-{theme}", width, theme == "light" ? Everything : ColoursAlone);
                }
            }
        }
    }

    /// <summary>The page as it stands, after clicks: wide and narrow, without going anywhere.</summary>
    public async Task StandAsync(string name)
    {
        foreach (var width in new[] { 1440, 390 })
        {
            await _page.SetViewportSizeAsync(width, width == 1440 ? 900 : 844);
            await JudgeAsync($"{name}-{width}", width, Everything);
        }
    }

    private async Task<string> BaseAsync()
    {
        await _page.GotoAsync("/health/live");
        return _page.Url;
    }

    private async Task LookAsync(string name, int width, RunOnlyOptions rules)
    {
        await _page.SetViewportSizeAsync(width, width == 1440 ? 900 : 844);
        await JudgeAsync(name, width, rules);
    }

    private async Task JudgeAsync(string name, int width, RunOnlyOptions rules)
    {
        await _page.WaitForFunctionAsync("document.title.length > 0"); // For a moment, while a page comes alive, it has none.
        var wide = await _page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (wide > 0)
        {
            _complaints.Add($"{name}: scrolls sideways by {wide} px");
        }

        if (await _page.GetByText("Not done.").CountAsync() > 0)
        {
            _complaints.Add($"{name}: says that something was not done, and nothing failed");
        }

        if (width != 320)
        {
            var axe = await _page.RunAxe(new AxeRunOptions { RunOnly = rules, ResultTypes = ViolationsAlone });
            _complaints.AddRange(axe.Violations.Select(v => $"{name}: {v.Id} {v.Help} {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"));
            await KeepAsync(name);
        }
    }

    /// <summary>A picture into the folder of CENDRA_SCREENSHOTS, when that is set.</summary>
    public async Task KeepAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("CENDRA_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await _page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }
}
