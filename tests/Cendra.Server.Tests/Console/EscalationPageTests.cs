using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Server.Console.Queries;
using Cendra.Server.Console.Words;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Console;

public sealed class EscalationPageTests
{
    [Fact]
    public async Task The_page_says_what_is_wrong_what_the_guest_said_and_was_told_and_when_people_are_called_next()
    {
        await using var house = new House(startUtc: TonightInFourFlats.NightBefore);
        var words = await FillAsync(house);
        var view = (await house.Services.GetRequiredService<EscalationPageQuery>().RunAsync(words.Alarm, PropertyScope.All, CancellationToken.None))!;
        Assert.True(view.IsAlarm);
        Assert.Equal("Wir sind in einer Stunde da. Wo ist der Code?", view.Guest!.Parts[0].Text);
        Assert.Equal("Held back", view.Told!.Facts!.Text);
        Assert.Equal(("Jonas", "+491701234555"), view.Call);
        Assert.Equal(House.Evening.AddSeconds(48), view.NextNoticeUtc);
        await house.AccountAsync("marta@puig-stays.example", HostRoles.Viewer, null);
        var page = System.Net.WebUtility.HtmlDecode(await (await house.SignedInAsync("marta@puig-stays.example")).GetStringAsync(new Uri($"/escalations/{words.Alarm}", UriKind.Relative)));
        Assert.Contains("Called again at 17:42, in 48 s", page, StringComparison.Ordinal);
        Assert.Contains("tel:+491701234555", page, StringComparison.Ordinal);
        Assert.DoesNotContain("I have it", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_taken_names_who_has_it_and_one_that_is_over_stays_in_the_list_for_a_week()
    {
        await using var house = new House(startUtc: TonightInFourFlats.NightBefore);
        var words = await FillAsync(house);
        var query = house.Services.GetRequiredService<EscalationsQuery>();
        Assert.Equal("Rui Costa", (await query.RunAsync(PropertyScope.All, CancellationToken.None)).Single(e => e.Id == words.Taken).AcknowledgedBy);
        Assert.Equal([words.Closed], (await query.ClosedAsync(PropertyScope.All, CancellationToken.None)).Select(e => e.Id));
        house.Time.Advance(TimeSpan.FromDays(7));
        Assert.Empty(await query.ClosedAsync(PropertyScope.All, CancellationToken.None));
    }

    [Fact]
    public async Task Outside_the_scope_there_is_no_escalation_open_or_closed()
    {
        await using var house = new House(startUtc: TonightInFourFlats.NightBefore);
        var words = await FillAsync(house);
        await using var db = house.Database.Open();
        var bica = PropertyScope.Some([(await db.Properties.SingleAsync(p => p.City == "Lisbon")).Id]);
        var page = house.Services.GetRequiredService<EscalationPageQuery>();
        Assert.Null(await page.RunAsync(words.Alarm, bica, CancellationToken.None));
        Assert.NotNull(await page.RunAsync(words.Taken, bica, CancellationToken.None));
        Assert.Null(await page.RunAsync(words.Closed, bica, CancellationToken.None));
        var stranger = await new Neighbourhood(house).EscalateAsync("A stranger asks for a code", "Nobody knows the number.", null, conversationId: words.Stranger);
        Assert.Null(await page.RunAsync(stranger.Id, bica, CancellationToken.None));
        Assert.NotNull(await page.RunAsync(stranger.Id, PropertyScope.All, CancellationToken.None));
    }

    [Theory]
    [InlineData(0, "00:00")]
    [InlineData(252, "04:12")]
    [InlineData(7452, "2:04:12")]
    [InlineData(200_000, "2 days")]
    [InlineData(-5, "00:00")]
    public void A_running_clock_never_runs_backwards(int seconds, string shown) => Assert.Equal(shown, EscalationWords.Running(TimeSpan.FromSeconds(seconds)));

    private static async Task<WordsInFourFlats.Places> FillAsync(House house)
    {
        _ = house.CreateClient();
        await TonightInFourFlats.FillAsync(house);
        return await WordsInFourFlats.FillAsync(house);
    }
}
