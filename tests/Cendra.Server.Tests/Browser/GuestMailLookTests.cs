using System.Text.RegularExpressions;
using Cendra.Agent.Prompts;
using Cendra.Domain.Conversations;
using Cendra.Messaging.Email.Writing;
using Cendra.Messaging.WhatsApp;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.Configuration;
using Microsoft.Playwright;

namespace Cendra.Server.Tests.Browser;

/// <summary>Mails to guests as programs show them: on a phone and wide, light and dark, and by programs that drop every style sheet.</summary>
public sealed partial class GuestMailLookTests
{
    private static readonly RunOnlyOptions Everything = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };
    private static readonly RunOnlyOptions ColoursAlone = new() { Type = "rule", Values = ["color-contrast"] };
    private static readonly PromptShelf Shelf = new(new ConfigurationBuilder().Build());

    [ChromiumFact]
    public async Task A_mail_fits_every_screen_can_be_read_in_every_light_and_keeps_its_code_in_one_piece()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Executable, Args = ConsoleWalkTests.Flags });
        var page = await chromium.NewPageAsync();
        var (walk, complaints, asked) = (new PageWalk(page), new List<string>(), new List<string>());
        page.Request += (_, request) => asked.Add(request.Url);
        foreach (var (name, draft) in Drafts())
        {
            var html = MailWriter.Write(draft).HtmlBody!;
            await page.SetContentAsync(html);
            await LookAsync(page, walk, name, complaints, ColorScheme.Light, ColorScheme.Dark);
            await page.SetContentAsync(Sheets().Replace(html, ""));
            await LookAsync(page, walk, $"{name}-bare", complaints, ColorScheme.Dark); // In the light it is the same page.
        }

        walk.AssertQuiet();
        Assert.Equal([], complaints);
        Assert.Equal([], asked);
    }

    private static async Task LookAsync(IPage page, PageWalk walk, string name, List<string> complaints, params ColorScheme[] schemes)
    {
        foreach (var scheme in schemes)
        {
            var word = scheme == ColorScheme.Light ? "light" : "dark";
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (var width in new[] { 360, 700 })
            {
                await page.SetViewportSizeAsync(width, 800);
                var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                var broken = await page.EvaluateAsync<int>("[...document.querySelectorAll('strong')].filter(e => e.getClientRects().length !== 1 || e.offsetWidth === 0).length");
                complaints.AddRange(wide > 0 ? [$"{name} {width}: scrolls sideways by {wide} px"] : []);
                complaints.AddRange(broken > 0 ? [$"{name} {width}: a code is broken or not seen"] : []);
                await walk.KeepAsync($"mail-{name}-{width}-{word}");
            }

            var axe = await page.RunAxe(new AxeRunOptions { RunOnly = scheme == ColorScheme.Light ? Everything : ColoursAlone, ResultTypes = [ResultType.Violations] });
            complaints.AddRange(axe.Violations.Select(v => $"{name} {word}: {v.Id} {v.Help} {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"));
        }
    }

    private static IEnumerable<(string Name, MailDraft Draft)> Drafts()
    {
        yield return ("de", Arrival("de", "482 073", "Frau Lena", "Fr., 4. Dezember, 15:00", "Mo., 7. Dezember, 11:00 (Ortszeit Barcelona)", "Haustür: Code eintippen und bestätigen\nDachwohnung: Tastenfeld mit der Hand berühren, bis es leuchtet; Code eintippen, dann das Häkchen"));
        yield return ("ar", Arrival("ar", "482073", "ليلى", "الجمعة، 4 ديسمبر، 15:00", "الاثنين، 7 ديسمبر، 11:00 (توقيت Barcelona)", "باب الشارع: اكتب الرمز ثم أكّد\nStreet door, then the lift to floor 4\nاتصل بنا: +34 600 111 907"));
        yield return ("zh", Arrival("zh", "482 073", "李娜", "12月4日 星期五 15:00", "12月7日 星期一 11:00（Barcelona 时间）", "大门：输入门码并确认"));
        yield return ("answer-en", Draft(MessageKinds.Answer, "en", "The Wi-Fi is called Sol-5 and its password stands on the router.\n\nParking: the garage in Carrer de Verdi, see https://parking.example.com/garages/verdi-42?from=2026-12-04&until=2026-12-07 for prices. A place must be booked.\n\nYour code is still 482 073, for the attic 9021.", ["482 073", "9021"], MailOccasion.Answer));
        yield return ("host-fr", Draft(MessageKinds.FromHost, "fr", "Bonjour Léa,\n\nje passe vers 18 h 30 pour la lampe. Cela vous convient ?\n\nOriol", [], MailOccasion.Person));
    }

    private static MailDraft Arrival(string language, string code, string guest, string from, string until, string steps)
    {
        var values = new Dictionary<string, string>
        {
            ["guest"] = guest, ["property"] = "Plaça del Sol 5", ["address"] = "Plaça del Sol 5, 08012 Barcelona", ["arrival"] = from, ["codes"] = code, ["from"] = from, ["until"] = until, ["steps"] = steps,
            ["help"] = Shelf.Book("short-words").Text(language, "help").Raw, ["page"] = "https://stay.example.com/g/7Qm2xW9bTzK4nVhR8sLdYc3PfJ6gA1eUoIuEwQ0v",
        };
        return Draft(MessageKinds.PreArrival, language, new MessageTexts(Shelf).Text(TemplateKind.EntryDetails, language, values), [code], MailOccasion.Scheduled);
    }

    private static MailDraft Draft(string kind, string language, string text, string[] codes, MailOccasion occasion)
    {
        var (words, values) = (new MailWords(Shelf), new Dictionary<string, string> { ["property"] = "Plaça del Sol 5" });
        return new MailDraft
        {
            From = "stay@example.com", SenderName = values["property"], To = "guest@example.com", Subject = words.Subject(kind, language, values), Text = text, Codes = codes, Language = language, MessageId = "c.1@example.com",
            Occasion = occasion, Header = values["property"], Foot = words.Foot(language, values, occasion), Date = new DateTimeOffset(2026, 12, 2, 9, 0, 0, TimeSpan.Zero),
        };
    }

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Sheets();
}
