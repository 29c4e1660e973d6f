using Cendra.Domain.Conversations;
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
        await SendsAsync(world, new PhoneText { From = HousePhones.Guest, Body = "👍", IsReaction = true, Quotes = arrival.Deliveries.Single().ProviderId, Count = 2 });
        await SendsAsync(world, new PhoneText { From = HousePhones.Guest, Body = "", IsReaction = true, Quotes = arrival.Deliveries.Single().ProviderId });
        var kept = Assert.Single(await world.MessagesAsync(MessageKinds.Reaction));
        Assert.Equal(("👍", MessageState.Answered, arrival.Id), (kept.Body, kept.State, kept.QuotesId));
        Assert.Single(world.Told());
        Assert.Empty(await world.OpenEscalationsAsync());
        Assert.Null((await world.ConversationAsync()).LastInboundUtc);
    }

    [Fact]
    public async Task A_guest_who_stops_WhatsApp_gets_the_changed_code_by_SMS_a_host_is_told_once_and_start_ends_it()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await SendsAsync(world, new PhoneText { From = HousePhones.Guest, Body = "BAJA", OptOutType = "STOP", Count = 2 });
        await SendsAsync(world, new PhoneText { From = HousePhones.Guest, Body = "Stop!" });
        var told = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal((EscalationPriority.P3, "A guest wants no messages by WhatsApp"), (told.Priority, told.Title));
        Assert.Single(world.Told());

        await world.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-05");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(20));
        Assert.Single(world.Told(channel: "sms"));
        Assert.Single(world.Told(channel: "whatsapp"));

        await SendsAsync(world, new PhoneText { From = HousePhones.Guest, Body = "START" });
        Assert.Empty(await world.OpenEscalationsAsync());
        await using var db = world.Open();
        Assert.All(await db.ChannelIdentities.ToListAsync(), identity => Assert.Null(identity.OptedOutUtc));
    }

    [Fact]
    public async Task Who_stopped_and_asks_again_is_answered()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await SendsAsync(world, new PhoneText { From = HousePhones.Guest, Body = "stop" });
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), await world.GuestWritesOnWhatsAppAsync("¿Cuál es el código?"), StringComparison.Ordinal);
    }

    private static async Task SendsAsync(ServiceWorld world, PhoneText text)
    {
        await world.Doors.PhoneWritesAsync(text);
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromSeconds(15));
    }
}
