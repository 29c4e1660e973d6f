using Cendra.Domain.Conversations;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Messaging.Inbound;
using Cendra.Server.Console.Queries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Service;

/// <summary>Without a model, from message to message: a menu ends with an answer or a person, and the page of a property counts what became of it all.</summary>
public sealed class BasicRepliesTests
{
    private const string Unclear = "¿Se puede ir a la piscina con perro?";
    private const string Menu = "No estoy seguro de qué quieres saber.";
    private const string Passed = "Se lo he pasado al anfitrión.";

    [Fact]
    public async Task A_guest_who_chooses_from_a_menu_is_answered_and_nobody_is_called()
    {
        await using var world = await WithFactsAsync();
        var menu = await world.GuestWritesOnWhatsAppAsync(Unclear);
        Assert.StartsWith(Menu, menu, StringComparison.Ordinal);
        Assert.Contains("1. Mascotas\n2. Piscina\n3. Una persona", menu, StringComparison.Ordinal);
        Assert.Empty(await world.OpenEscalationsAsync());
        Assert.Contains("On the roof.", await world.GuestWritesOnWhatsAppAsync("2"), StringComparison.Ordinal);
        await world.ClockMovesAsync(MenuWatch.GuestMayTake + MenuWatch.GuestMayTake);
        Assert.Empty(await world.OpenEscalationsAsync());
        Assert.DoesNotContain(world.Told(), t => t.StartsWith(Passed, StringComparison.Ordinal));
        Assert.All(await world.MessagesAsync(MessageKinds.FromGuest), m => Assert.Null(m.DueAtUtc));
    }

    [Fact]
    public async Task A_guest_who_chooses_nothing_hears_once_that_a_person_answers_and_a_person_is_called()
    {
        await using var world = await WithFactsAsync();
        await world.GuestWritesOnWhatsAppAsync(Unclear);
        var told = world.Told().Count;
        await world.ClockMovesAsync(MenuWatch.GuestMayTake - TimeSpan.FromMinutes(1));
        Assert.Equal(told, world.Told().Count);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        Assert.StartsWith(Passed, world.Told()[^1], StringComparison.Ordinal);
        Assert.Equal(("A guest was asked what is meant and has not said", EscalationPriority.P2), (Assert.Single(await world.OpenEscalationsAsync()).Title, (await world.OpenEscalationsAsync())[0].Priority));
        var question = (await world.MessagesAsync(MessageKinds.FromGuest))[^1];
        await world.InScopeAsync<MenuWatch>(watch => watch.RunAsync(question.Id, CancellationToken.None));
        await world.ClockMovesAsync(TimeSpan.FromHours(2));
        Assert.Equal(told + 1, world.Told().Count);
    }

    [Fact]
    public async Task Whoever_takes_over_after_a_menu_ends_it()
    {
        await using var world = await WithFactsAsync();
        await world.GuestWritesOnWhatsAppAsync(Unclear);
        await world.HostWritesAsync("¿Qué perro es?");
        var told = world.Told().Count;
        await world.ClockMovesAsync(MenuWatch.GuestMayTake + TimeSpan.FromMinutes(1));
        Assert.Equal(told, world.Told().Count);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task The_page_of_a_property_counts_answered_suggested_escalated_and_what_a_person_set_right()
    {
        await using var world = await WithFactsAsync();
        await world.GuestWritesOnWhatsAppAsync("¿Hay piscina?");       // answered
        await world.ClockMovesAsync(TimeSpan.FromHours(1));
        await world.GuestWritesOnWhatsAppAsync(Unclear);               // suggested
        await world.GuestWritesOnWhatsAppAsync("1");                   // answered, and set right by a person
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        await world.HostWritesAsync("Este año no, lo siento.");
        await world.HostGivesBackAsync();
        await world.ClockMovesAsync(TimeSpan.FromHours(1));
        await world.GuestWritesOnWhatsAppAsync("¿Cuándo abre el museo de historia?"); // escalated
        await world.GuestWritesOnWhatsAppAsync("Gracias");              // needs nothing
        var coverage = await CoverageAsync(world, PropertyScope.All);
        Assert.Equal((2, 1, 1, 1, 0), (coverage.Answered, coverage.SetRight, coverage.Suggested, coverage.Escalated, coverage.ByModel));
        Assert.Equal(0, (await CoverageAsync(world, PropertyScope.Some([]))).All);
        await world.ClockMovesToAsync("2026-07-10 12:00");
        Assert.Equal(0, (await CoverageAsync(world, PropertyScope.All)).All);
    }

    [Fact]
    public async Task Where_facts_only_suggest_a_person_sends_them_and_the_way_in_does_not_wait()
    {
        await using var world = await WithFactsAsync();
        await world.WithRowsAsync(async db => (await db.Properties.SingleAsync()).FactsWait = true);
        var told = world.Told().Count;
        Assert.Equal("", await world.GuestWritesOnWhatsAppAsync("¿Hay piscina?"));
        var draft = Assert.Single(await world.MessagesAsync(MessageKinds.Answer), m => m.State == MessageState.Draft);
        Assert.Contains("On the roof.", draft.Body, StringComparison.Ordinal);
        Assert.Equal(told, world.Told().Count);
        var wayIn = await world.GuestWritesOnWhatsAppAsync("¿Cuál es el código y hay piscina?");
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), wayIn, StringComparison.Ordinal);
        Assert.DoesNotContain("On the roof.", wayIn, StringComparison.Ordinal);
        Assert.NotEmpty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task Who_asks_for_the_code_while_a_suggestion_waits_hears_that_a_person_answers_the_rest()
    {
        await using var world = await WithFactsAsync();
        await world.WithRowsAsync(async db =>
        {
            (await db.Properties.SingleAsync()).FactsWait = true;
            db.Articles.Add(new Article { Id = world.Services.GetRequiredService<IdSource>().Next(), Question = "Washing machine", Answer = "Turn it to 40.", Topic = "washing", Language = "en", IsForAll = true, Status = ArticleStatus.Approved });
        });
        await world.GuestWritesOnWhatsAppAsync("¿Cómo funciona la lavadora?");
        Assert.Equal((0, 1, 0), Counts(await CoverageAsync(world, PropertyScope.All)));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        var wayIn = await world.GuestWritesOnWhatsAppAsync("¿Cuál es mi código?");
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), wayIn, StringComparison.Ordinal);
        Assert.DoesNotContain("Turn it", wayIn, StringComparison.Ordinal);
        Assert.Contains(await world.OpenEscalationsAsync(), e => e.Title == "A guest asks something that Cendra cannot answer");
        Assert.Equal((0, 0, 1), Counts(await CoverageAsync(world, PropertyScope.All)));
    }

    private static (int, int, int) Counts(Coverage coverage) => (coverage.Answered, coverage.Suggested, coverage.Escalated);

    private static async Task<Coverage> CoverageAsync(ServiceWorld world, PropertyScope scope)
    {
        await using var db = world.Open();
        var property = await db.Properties.Select(p => p.Id).SingleAsync();
        return await world.Services.GetRequiredService<CoverageQuery>().RunAsync(property, scope, CancellationToken.None);
    }

    /// <summary>Five hours after check-in, when a question no longer is about the way in.</summary>
    private static async Task<ServiceWorld> WithFactsAsync()
    {
        var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.WithRowsAsync(async db =>
        {
            var id = world.Services.GetRequiredService<IdSource>();
            db.Articles.AddRange(new[] { ("Pets", "One dog is welcome.", "pets"), ("Pool", "On the roof.", "pool") }.Select(a => new Article
            {
                Id = id.Next(), Question = a.Item1, Answer = a.Item2, Topic = a.Item3, Language = "en", IsForAll = true, Status = ArticleStatus.Approved,
            }));
            await Task.CompletedTask;
        });
        await world.ClockMovesAsync(TimeSpan.FromHours(5));
        return world;
    }
}
