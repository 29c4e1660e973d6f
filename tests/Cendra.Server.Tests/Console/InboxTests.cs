using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Messaging.Hosts;
using Cendra.Server.Console.Commands;
using Cendra.Server.Console.Queries;
using Cendra.Server.Console.Words;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Console;

public sealed class InboxTests
{
    private const string Marta = "marta@puig-stays.example";

    [Fact]
    public async Task Each_conversation_stands_in_the_list_of_whoever_has_to_do_something()
    {
        await using var house = new House(startUtc: TonightInFourFlats.NightBefore);
        var words = await FillAsync(house);
        await TakeOverAsync(house, words.Answered);
        Assert.Equal([words.Locked], await ListAsync(house, InboxTab.Waiting));
        Assert.Equal([words.Stranger], await ListAsync(house, InboxTab.Cendra));
        Assert.Equal([words.Answered], await ListAsync(house, InboxTab.Mine));
        var all = await house.Services.GetRequiredService<InboxQuery>().RunAsync(InboxTab.All, Me, PropertyScope.All, CancellationToken.None);
        Assert.Equal([words.Locked, words.Answered, words.Stranger], all.Rows.Select(r => r.Id));
        Assert.Equal([1, 1, 1, 3], Enum.GetValues<InboxTab>().Select(t => all.Counts[t]));
        Assert.Equal(["Needs you", "Person has it", "Not delivered, Unknown sender"], all.Rows.Select(r => string.Join(", ", r.Chips.Select(c => c.Text))));
        Assert.Equal(1, (await house.Services.GetRequiredService<ShellQuery>().RunAsync(PropertyScope.All, CancellationToken.None)).Waiting);
    }

    [Fact]
    public async Task Whoever_sees_one_property_sees_its_conversations_and_no_unknown_sender()
    {
        await using var house = new House(startUtc: TonightInFourFlats.NightBefore);
        var words = await FillAsync(house);
        await using var db = house.Database.Open();
        var verdi = PropertyScope.Some([(await db.Properties.SingleAsync(p => p.Name.StartsWith("Carrer de Verdi"))).Id]);
        Assert.Equal([words.Locked], await ListAsync(house, InboxTab.All, verdi));
        Assert.Empty(await ListAsync(house, InboxTab.All, PropertyScope.Some([])));
        var query = house.Services.GetRequiredService<ConversationQuery>();
        Assert.NotNull(await query.RunAsync(words.Locked, verdi, CancellationToken.None));
        Assert.Null(await query.RunAsync(words.Answered, verdi, CancellationToken.None));
        Assert.Null(await query.RunAsync(words.Stranger, verdi, CancellationToken.None));
        Assert.Equal(1, (await house.Services.GetRequiredService<ShellQuery>().RunAsync(verdi, CancellationToken.None)).Waiting);
    }

    [Fact]
    public async Task A_conversation_shows_dots_and_words_where_codes_stand_and_masks_the_number()
    {
        await using var house = new House(startUtc: TonightInFourFlats.NightBefore);
        var words = await FillAsync(house);
        await house.AccountAsync(Marta, HostRoles.Owner, null);
        var client = await house.SignedInAsync(Marta);
        var page = System.Net.WebUtility.HtmlDecode(await client.GetStringAsync(new Uri($"/inbox/{words.Answered}?list=all", UriKind.Relative)));
        Assert.Contains(SpokenText.Dots, page, StringComparison.Ordinal);
        Assert.Contains(SpokenText.TypedWords, page, StringComparison.Ordinal);
        Assert.Contains("What the guest typed is this stay’s code.", page, StringComparison.Ordinal);
        Assert.Contains("+351 ···· 907", page, StringComparison.Ordinal);
        Assert.Contains("WhatsApp window open 23 h 46 min", page, StringComparison.Ordinal);
        Assert.Contains("Cendra answers here.", page, StringComparison.Ordinal);
        Assert.Contains("Read “Parking at Casa Tramuntana”", page, StringComparison.Ordinal);
        Assert.All([Neighbourhood.Pin, "K7Q2", "351912345907", "[["], secret => Assert.DoesNotContain(secret, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_account_that_only_looks_reads_everything_and_finds_nothing_to_press()
    {
        await using var house = new House(startUtc: TonightInFourFlats.NightBefore);
        var words = await FillAsync(house);
        var viewer = await house.AccountAsync(Marta, HostRoles.Viewer, null);
        var page = System.Net.WebUtility.HtmlDecode(await (await house.SignedInAsync(Marta)).GetStringAsync(new Uri($"/inbox/{words.Locked}", UriKind.Relative)));
        Assert.Contains("Wo ist der Code?", page, StringComparison.Ordinal);
        Assert.Contains("Your account looks and does not answer.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Take over", page, StringComparison.Ordinal);
        await using var scope = house.Services.CreateAsyncScope();
        var acts = scope.ServiceProvider.GetRequiredService<ConversationActs>();
        Assert.Equal(DeskOutcome.NotFound, await acts.TakeOverAsync(words.Locked, viewer, CancellationToken.None));
        Assert.Equal(DeskOutcome.NotFound, await acts.ReplyAsync(words.Locked, "Hello", viewer, CancellationToken.None));
        Assert.Equal(DeskOutcome.NotFound, await acts.HandBackAsync(words.Locked, viewer, CancellationToken.None));
    }

    [Fact]
    public async Task Who_has_it_gets_a_field_to_write_in_and_others_read_who_has_it()
    {
        await using var house = new House(startUtc: TonightInFourFlats.NightBefore);
        var words = await FillAsync(house);
        var marta = await house.AccountAsync(Marta, HostRoles.Manager, null);
        await house.AccountAsync("oriol@puig-stays.example", HostRoles.Manager, null);
        await TakeOverAsync(house, words.Answered, marta.Id);
        var path = new Uri($"/inbox/{words.Answered}", UriKind.Relative);
        Assert.Contains("You answer here. Cendra is silent.", await (await house.SignedInAsync(Marta)).GetStringAsync(path), StringComparison.Ordinal);
        var other = await (await house.SignedInAsync("oriol@puig-stays.example")).GetStringAsync(path);
        Assert.Contains("Marta Puig answers here.", other, StringComparison.Ordinal);
        Assert.DoesNotContain("<textarea", other, StringComparison.Ordinal);
    }

    private static readonly Guid Me = new("0c0ffee0-0000-7000-8000-0000000000aa");

    private static async Task<WordsInFourFlats.Places> FillAsync(House house)
    {
        _ = house.CreateClient();
        await TonightInFourFlats.FillAsync(house);
        return await WordsInFourFlats.FillAsync(house);
    }

    private static async Task TakeOverAsync(House house, Guid conversationId, Guid? by = null)
    {
        await using var db = house.Database.Open();
        (await db.Conversations.SingleAsync(c => c.Id == conversationId)).TakeOver(by ?? Me, House.Evening);
        await db.SaveChangesAsync();
    }

    private static async Task<IReadOnlyList<Guid>> ListAsync(House house, InboxTab tab, PropertyScope? scope = null) =>
        [.. (await house.Services.GetRequiredService<InboxQuery>().RunAsync(tab, Me, scope ?? PropertyScope.All, CancellationToken.None)).Rows.Select(r => r.Id)];
}
