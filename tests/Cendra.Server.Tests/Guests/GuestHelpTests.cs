using System.Net;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Messaging.WhatsApp;
using Cendra.Server.Console.Queries;
using Cendra.Server.Tests.Service;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Guests;

/// <summary>"My code is not working": calm checks in order, then one call for a person, the same as a message makes.</summary>
public sealed class GuestHelpTests
{
    private const string Help = "/help?lang=en";

    [Fact]
    public async Task One_question_a_page_with_a_person_within_reach_on_each()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        var question = await guest.PageAsync(Help);
        Assert.Contains("Does the keypad light up when you touch it?", question, StringComparison.Ordinal);
        Assert.Contains("flat: your code is on the lock", question, StringComparison.Ordinal);
        Assert.Contains("Your time: until Thursday 4 June, 11:00", question, StringComparison.Ordinal);
        Assert.Contains("Call a person for me", question, StringComparison.Ordinal);
        var red = await guest.PageAsync(Help + "&saw=red");
        string[] order = ["Are you at the right door? In order: flat.", "Wait one minute and touch nothing", "type it slowly", "open at once", "Call a person for me"];
        Assert.Equal(order.Order(Comparer<string>.Create((a, b) => red.IndexOf(a, StringComparison.Ordinal) - red.IndexOf(b, StringComparison.Ordinal))), order);
        Assert.All(order, step => Assert.Contains(step, red, StringComparison.Ordinal));
        Assert.Contains("Lay your whole palm", await guest.PageAsync(Help + "&saw=dark"), StringComparison.Ordinal);
        Assert.DoesNotContain("Wait one minute", await guest.PageAsync(Help + "&saw=lights"), StringComparison.Ordinal);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task A_tap_calls_the_host_and_helps_on_the_phone_as_the_same_words_in_a_message_do()
    {
        await using var written = await ServiceWorld.WithAGuestInHouseAsync();
        var answer = await written.GuestWritesOnWhatsAppAsync(QuickReplies.CodeFailsIn("es"));
        await using var tapped = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(tapped);
        await guest.TappedAsync("/help");
        await tapped.ClockMovesAsync(TimeSpan.FromSeconds(10));

        var (asked, called) = (Assert.Single(await written.OpenEscalationsAsync()), Assert.Single(await tapped.OpenEscalationsAsync()));
        Assert.Equal(EscalationPriority.P0, called.Priority);
        Assert.Equal((asked.Title, asked.Priority, asked.Cause.Split(':')[2]), (called.Title, called.Priority, called.Cause.Split(':')[2]));
        Assert.StartsWith("guest:", called.Cause, StringComparison.Ordinal);
        Assert.Equal(Plain(answer), Plain(tapped.Told()[^1]));
        Assert.Contains(ServiceWorld.Spoken(await tapped.DigitsAsync("R1", "flat")), tapped.Told()[^1], StringComparison.Ordinal);
        Assert.Single(tapped.Told(HousePhones.Host, "sms"));
    }

    [Fact]
    public async Task Two_taps_and_many_at_once_are_one_call()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        var seal = GuestBrowser.SealIn(await guest.PageAsync(Help));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => guest.PostAsync(Help, seal)));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        await world.ClockMovesAsync(TimeSpan.FromSeconds(10));
        using var again = await guest.PostAsync(Help, seal);
        await world.ClockMovesAsync(TimeSpan.FromSeconds(10));
        Assert.Single(await world.OpenEscalationsAsync());
        Assert.Single(await world.MessagesAsync(MessageKinds.FromPage));
        Assert.Single(await world.MessagesAsync(MessageKinds.Answer));
        await using var db = world.Open();
        Assert.Equal(1, await db.AuditEvents.CountAsync(e => e.What.StartsWith("The guest tapped")));
    }

    [Fact]
    public async Task A_guest_who_wrote_and_then_taps_joins_the_same_call()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.GuestWritesOnWhatsAppAsync("La puerta no abre");
        var call = Assert.Single(await world.OpenEscalationsAsync());
        using var guest = GuestBrowser.Of(world);
        await guest.TappedAsync(Help);
        await world.ClockMovesAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(call.Id, Assert.Single(await world.OpenEscalationsAsync()).Id);
    }

    [Fact]
    public async Task The_page_says_how_far_the_call_is_and_never_more()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        var before = await guest.TappedAsync(Help);
        Assert.Contains("We are calling your host", before, StringComparison.Ordinal);
        Assert.Contains("Since 15:10.", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Call a person for me", before, StringComparison.Ordinal);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        Assert.Contains("Your host has been told", await guest.PageAsync(Help), StringComparison.Ordinal);
        await world.WithRowsAsync(async db => (await db.Escalations.SingleAsync()).Acknowledge(ServiceWorld.HostUser, "Marta", world.Now));
        var taken = await guest.PageAsync("?lang=en");
        Assert.Contains("A person is taking care of it", taken, StringComparison.Ordinal);
        Assert.DoesNotContain("Marta", taken, StringComparison.Ordinal);
        await world.WithRowsAsync(async db => (await db.Escalations.SingleAsync()).Resolve("test", "Opened", world.Now));
        Assert.Contains("Call a person for me", await guest.PageAsync(Help), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_is_there_to_be_called_nobody_is_said_to_be()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.SqlAsync("UPDATE \"HostContacts\" SET \"IsActive\" = 'false'".Replace("'false'", world.Database.Provider == Domain.Database.DatabaseProvider.Sqlite ? "0" : "false", StringComparison.Ordinal));
        using var guest = GuestBrowser.Of(world);
        Assert.DoesNotContain("we call your host", await guest.PageAsync("?lang=en"), StringComparison.Ordinal);
        var page = await guest.TappedAsync(Help);
        Assert.Contains("Your message is waiting for your host", page, StringComparison.Ordinal);
        Assert.DoesNotContain("We are calling", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_while_a_guest_who_still_stands_outside_calls_again()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        var seal = GuestBrowser.SealIn(await guest.PageAsync(Help));
        using var first = await guest.PostAsync(Help, seal);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        await world.WithRowsAsync(async db => (await db.Escalations.SingleAsync()).Acknowledge(ServiceWorld.HostUser, "Marta", world.Now));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(6));
        using var second = await guest.PostAsync(Help, seal);
        await world.ClockMovesAsync(TimeSpan.FromSeconds(10));
        var call = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Null(call.AcknowledgedUtc);
        Assert.Equal(2, (await world.MessagesAsync(MessageKinds.FromPage)).Count);
    }

    [Fact]
    public async Task While_a_person_answers_the_tap_calls_that_person_and_the_page_says_so()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.GuestWritesOnWhatsAppAsync("Hola");
        await world.HostWritesAsync("Soy Marta, dime.");
        using var guest = GuestBrowser.Of(world);
        await guest.TappedAsync(Help);
        await world.ClockMovesAsync(TimeSpan.FromSeconds(10));
        Assert.Contains(await world.OpenEscalationsAsync(), e => e is { Priority: EscalationPriority.P0 } && e.Cause.EndsWith(":locked-out", StringComparison.Ordinal));
        Assert.Empty(await world.MessagesAsync(MessageKinds.LockOutHelp));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(6));
        Assert.Single(await world.MessagesAsync(MessageKinds.LockOutHelp));
        Assert.Contains("Your host has been told", await guest.PageAsync(Help), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_all_messages_are_stopped_the_host_is_called_all_the_same()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.SwitchAsync(desk => desk.StopAsync(true, ServiceWorld.HostUser, CancellationToken.None));
        using var guest = GuestBrowser.Of(world);
        await guest.TappedAsync(Help);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        Assert.Contains(await world.OpenEscalationsAsync(), e => e is { Priority: EscalationPriority.P0 });
        Assert.Contains("Your host has been told", await guest.PageAsync(Help), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tap_opens_no_window_of_WhatsApp_for_a_host_who_wants_to_answer()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.GuestWritesOnWhatsAppAsync("Hola");
        var wrote = (await world.MessagesAsync(MessageKinds.FromGuest))[^1].CreatedUtc;
        await world.ClockMovesAsync(TimeSpan.FromHours(2));
        using var guest = GuestBrowser.Of(world);
        await guest.TappedAsync(Help);
        await world.ClockMovesAsync(TimeSpan.FromSeconds(10));
        var shown = await world.Services.GetRequiredService<ConversationQuery>().RunAsync((await world.ConversationAsync()).Id, PropertyScope.All, CancellationToken.None);
        Assert.Equal(wrote.AddHours(24), shown!.WhatsAppUntilUtc);
        Assert.Contains(shown.Lines, l => l.Kind == "tapped on the guest page");
    }

    [Theory]
    [InlineData("ar", "ar")]
    [InlineData("de", "de")]
    [InlineData("zh", "zh")]
    [InlineData("ru", "en")]
    public async Task The_words_in_the_conversation_are_ones_that_the_rules_know_for_a_locked_door(string language, string words)
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        await guest.TappedAsync($"/help?lang={language}");
        await world.ClockMovesAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(QuickReplies.CodeFailsIn(words), Assert.Single(await world.MessagesAsync(MessageKinds.FromPage)).Body);
        Assert.Equal(EscalationPriority.P0, Assert.Single(await world.OpenEscalationsAsync()).Priority);
    }

    [Fact]
    public async Task After_check_out_the_page_offers_no_call_and_a_tap_from_before_is_answered_as_a_message_would_be()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        await world.ClockMovesToAsync("2026-06-04 11:05");
        var page = await guest.PageAsync(Help);
        Assert.DoesNotContain("Call a person for me", page, StringComparison.Ordinal);
        Assert.Contains($"https://wa.me/{HousePhones.Number[1..]}", page, StringComparison.Ordinal);
        await guest.TappedAsync(Help);
        await world.ClockMovesAsync(TimeSpan.FromSeconds(10));
        Assert.Contains("Your stay has ended", Assert.Single(await world.MessagesAsync(MessageKinds.Answer)).Body, StringComparison.Ordinal);
        Assert.Equal(EscalationPriority.P1, Assert.Single(await world.OpenEscalationsAsync()).Priority);
    }

    /// <summary>Codes of two houses differ, and so do the moments.</summary>
    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsDigit(c)));
}
