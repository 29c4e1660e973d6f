using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Messaging.Inbound;
using Cendra.Server.Console.Queries;
using Cendra.Simulator.Phones;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>An emoji on a message asks nothing, opens nothing and stands beside what it is on; "stop" and "start" are taken in every word that Twilio knows for them.</summary>
public sealed class ReactionsTests
{
    [Fact]
    public async Task An_emoji_on_a_message_is_kept_and_answered_by_nobody()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        var arrival = Assert.Single(await world.MessagesAsync(MessageKinds.PreArrival));
        await world.GuestSendsAsync(new PhoneText { From = HousePhones.Guest, Body = "👍", IsReaction = true, Quotes = arrival.Deliveries.Single().ProviderId, Count = 2 });
        var kept = Assert.Single(await world.MessagesAsync(MessageKinds.Reaction));
        Assert.Equal(("👍", MessageState.Answered, arrival.Id), (kept.Body, kept.State, kept.QuotesId));
        await world.GuestSendsAsync(new PhoneText { From = HousePhones.Guest, Body = "🎉", IsReaction = true, Quotes = arrival.Deliveries.Single().ProviderId });
        await world.GuestSendsAsync(new PhoneText { From = HousePhones.Guest, Body = "", IsReaction = true, Quotes = arrival.Deliveries.Single().ProviderId });
        Assert.All(await world.MessagesAsync(MessageKinds.Reaction), m => Assert.Equal(MessageState.Withdrawn, m.State));
        Assert.Single(world.Told());
        Assert.Empty(await world.OpenEscalationsAsync());
        Assert.Null((await world.ConversationAsync()).LastInboundUtc);
    }

    [Fact]
    public async Task A_guest_who_stops_WhatsApp_gets_the_changed_code_by_SMS_a_host_is_told_once_and_start_ends_it()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.GuestSendsAsync(new PhoneText { From = HousePhones.Guest, Body = "BAJA", OptOutType = "STOP", Count = 2 });
        await world.GuestSendsAsync(new PhoneText { From = HousePhones.Guest, Body = "Stop!" });
        var told = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal((EscalationPriority.P2, "A guest wants no messages by WhatsApp"), (told.Priority, told.Title)); // Its word is none of the plain ones: a person looks.
        Assert.Single(world.Told());

        await world.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-05");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(20));
        Assert.Single(world.Told(channel: "sms"));
        Assert.Single(world.Told(channel: "whatsapp"));

        await world.GuestSendsAsync(new PhoneText { From = HousePhones.Guest, Body = "START" });
        Assert.Empty(await world.OpenEscalationsAsync());
        await using var db = world.Open();
        Assert.All(await db.ChannelIdentities.ToListAsync(), identity => Assert.Null(identity.OptedOutUtc));
    }

    [Fact]
    public async Task Yes_is_an_answer_and_no_wish_unless_the_guest_had_stopped()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.GuestSendsAsync(new PhoneText { From = HousePhones.Guest, Body = "yes", OptOutType = "START" });
        Assert.Equal("", Assert.Single(await world.MessagesAsync(MessageKinds.FromGuest)).StateText);
        Assert.Equal(2, world.Told().Count);
    }

    [Fact]
    public async Task Of_stop_and_start_the_later_one_counts_in_whatever_order_they_come()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.Doors.PhoneWritesAsync(new PhoneText { From = HousePhones.Guest, Body = "START", Drop = true });
        await world.ClockMovesAsync(TimeSpan.FromSeconds(20));
        await world.GuestSendsAsync(new PhoneText { From = HousePhones.Guest, Body = "STOP" });
        await ListedAsync(world);
        await using (var db = world.Open())
        {
            Assert.All(await db.ChannelIdentities.ToListAsync(), identity => Assert.NotNull(identity.OptedOutUtc));
        }

        await world.Doors.PhoneWritesAsync(new PhoneText { From = HousePhones.Guest, Body = "STOP", Drop = true });
        await world.ClockMovesAsync(TimeSpan.FromSeconds(20));
        await world.GuestSendsAsync(new PhoneText { From = HousePhones.Guest, Body = "START" });
        await ListedAsync(world);
        Assert.Empty(await world.OpenEscalationsAsync());
        await using (var db = world.Open())
        {
            Assert.All(await db.ChannelIdentities.ToListAsync(), identity => Assert.Null(identity.OptedOutUtc));
        }
    }

    [Fact]
    public async Task Who_stopped_and_asks_again_is_answered_and_the_word_to_the_host_is_over()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.GuestSendsAsync(new PhoneText { From = HousePhones.Guest, Body = "stop" });
        Assert.Equal(EscalationPriority.P3, Assert.Single(await world.OpenEscalationsAsync()).Priority);
        Assert.Equal(["WhatsApp"], await RefusedAsync(world));
        await AskedAsync(world);
        Assert.Empty(await world.OpenEscalationsAsync());
        Assert.Empty(await RefusedAsync(world));
    }

    [Fact]
    public async Task A_word_that_only_tells_keeps_no_conversation_with_a_person()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.GuestWritesOnWhatsAppAsync("Hola");
        await world.HostWritesAsync("Soy Marta.");
        await world.GuestSendsAsync(new PhoneText { From = HousePhones.Guest, Body = "stop" });
        await world.ClockMovesAsync(TimeSpan.FromHours(12.1));
        Assert.Null((await world.ConversationAsync()).HumanSinceUtc);
    }

    private static async Task AskedAsync(ServiceWorld world) =>
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), await world.GuestWritesOnWhatsAppAsync("¿Cuál es el código?"), StringComparison.Ordinal);

    private static async Task<IReadOnlyList<string>> RefusedAsync(ServiceWorld world)
    {
        IReadOnlyList<string> refused = [];
        var id = (await world.ConversationAsync()).Id;
        await world.InScopeAsync<ConversationQuery>(async query => refused = (await query.RunAsync(id, PropertyScope.All, CancellationToken.None))!.Refused);
        return refused;
    }

    private static async Task ListedAsync(ServiceWorld world)
    {
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        await world.InScopeAsync<MissedMessagesSweep>(sweep => sweep.RunAsync(CancellationToken.None));
        await world.WorkAsync();
    }
}
