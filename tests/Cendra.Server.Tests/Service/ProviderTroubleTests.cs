using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>Twilio is busy, down, silent, forgetful or has lost its trust in us: the guest still gets each message once, and what is known of it only grows.</summary>
public sealed class ProviderTroubleTests
{
    [Fact]
    public async Task Too_many_requests_cost_a_little_time()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        world.Doors.RefuseNextMessages(12);
        await TellAsync(world);
        await AssertToldOnceAsync(world);
    }

    [Fact]
    public async Task An_outage_of_half_an_hour_costs_half_an_hour()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        world.Doors.StartMessagesOutage();
        await TellAsync(world);
        Assert.Empty(world.Told());
        world.Doors.EndMessagesOutage();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(11));
        await AssertToldOnceAsync(world);
    }

    [Fact]
    public async Task A_lost_answer_does_not_make_a_second_message()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        world.Doors.LoseNextMessageAnswers();
        await TellAsync(world);
        await AssertToldOnceAsync(world);
    }

    [Fact]
    public async Task A_lost_answer_without_any_report_is_found_in_the_list()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        world.Doors.LoseNextMessageAnswers();
        world.Doors.DropNextCallbacks(100);
        await TellAsync(world);
        await AssertToldOnceAsync(world);
    }

    [Fact]
    public async Task A_lost_answer_whose_fate_cannot_be_asked_for_is_not_sent_again_on_a_guess()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        world.Doors.LoseNextMessageAnswers();
        world.Doors.DropNextCallbacks(100);
        var calls = 0;
        world.Wire.Passing = moment =>
        {
            if (moment.StartsWith("before /2010-04-01/", StringComparison.Ordinal) && ++calls == 2)
            {
                world.Doors.StartMessagesOutage(); // Right after it took the message.
            }
        };
        await TellAsync(world);
        world.Wire.Passing = null;
        Assert.Equal(1, world.Doors.AcceptedMessages());
        Assert.Contains(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("undelivered:", StringComparison.Ordinal));
        world.Doors.EndMessagesOutage();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(11));
        await AssertToldOnceAsync(world);
        Assert.DoesNotContain(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("undelivered:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_alike_answers_that_were_both_cut_off_are_not_taken_for_each_other()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.GuestWritesOnWhatsAppAsync("¿Cuál es el código?");
        world.Doors.DropNextCallbacks(100);
        for (var i = 0; i < 2; i++)
        {
            world.Doors.LoseNextMessageAnswers();
            await world.WhatsAppArrivesAsync("¿Cuál es el código?");
            await world.ClockMovesAsync(TimeSpan.FromSeconds(6));
            world.Doors.StartMessagesOutage();
            await world.ClockMovesAsync(TimeSpan.FromMinutes(4));
            if (i == 0)
            {
                world.Doors.EndMessagesOutage();
                world.Time.Advance(TimeSpan.FromSeconds(1)); // The next message is there before anybody asks.
            }
        }

        world.Doors.EndMessagesOutage();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(11));
        Assert.Equal(4, world.Told().Count);
        var sids = (await world.MessagesAsync(MessageKinds.Answer)).SelectMany(m => m.Deliveries).Select(d => d.ProviderId).Order(StringComparer.Ordinal);
        Assert.Equal(world.Doors.Phone(HousePhones.Guest).Where(m => m.Direction == "in").Skip(1).Select(m => m.Sid).Order(StringComparer.Ordinal), sids);
    }

    [Fact]
    public async Task A_key_that_was_withdrawn_is_shown_and_what_waited_leaves_once_it_is_mended()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync(new WorldOptions { Settings = new Dictionary<string, string> { ["Twilio:ApiKeySid"] = "SK00", ["Twilio:ApiKeySecret"] = "withdrawn" } });
        await TellAsync(world);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(75));
        Assert.Empty(world.Told());
        await using (var db = world.Open())
        {
            Assert.Equal(ConnectionState.NeedsSignIn, (await db.Connections.SingleAsync(c => c.Name == "twilio")).State);
        }

        Assert.Contains(await world.OpenEscalationsAsync(), e => e is { Cause: "twilio-sign-in", Priority: EscalationPriority.P1 });
        world.Settings.Clear();
        await world.RestartAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(20));
        await AssertToldOnceAsync(world);
        Assert.DoesNotContain(await world.OpenEscalationsAsync(), e => e.Cause == "twilio-sign-in");
        await using (var db = world.Open())
        {
            Assert.Equal(ConnectionState.Good, (await db.Connections.SingleAsync(c => c.Name == "twilio")).State);
        }
    }

    [Fact]
    public async Task Reports_that_come_twice_and_in_any_order_end_where_the_message_is()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        world.Doors.ReorderNextCallbacks(3);
        world.Doors.DuplicateNextCallbacks(3);
        await TellAsync(world);
        var delivery = await AssertToldOnceAsync(world);
        Assert.Equal(DeliveryStatus.Read, delivery.Status);
        Assert.True(delivery.AcceptedUtc <= delivery.DeliveredUtc && delivery.DeliveredUtc <= delivery.ReadUtc);
        await using var db = world.Open();
        Assert.Equal(1, await db.AuditEvents.CountAsync(e => e.Kind == AuditKind.MessageSent));
    }

    [Fact]
    public async Task Without_any_report_a_message_that_was_taken_stays_sent()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        world.Doors.DropNextCallbacks(100);
        await TellAsync(world);
        Assert.Equal(DeliveryStatus.Accepted, (await AssertToldOnceAsync(world)).Status);
    }

    [Fact]
    public async Task A_report_that_overtakes_the_answer_is_not_undone_by_it()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        world.Doors.LoseNextMessageAnswers();
        await TellAsync(world);
        var delivery = await AssertToldOnceAsync(world);
        Assert.Equal(DeliveryStatus.Read, delivery.Status);
        await using var db = world.Open();
        Assert.Equal((1, 1), (await db.AuditEvents.CountAsync(e => e.Kind == AuditKind.MessageSent), await db.AuditEvents.CountAsync(e => e.Kind == AuditKind.MessageDelivered)));
    }

    /// <summary>A booking of today; half an hour passes.</summary>
    private static async Task TellAsync(ServiceWorld world)
    {
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(30));
    }

    private static async Task<Delivery> AssertToldOnceAsync(ServiceWorld world)
    {
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), Assert.Single(world.Told()), StringComparison.Ordinal);
        var message = Assert.Single(await world.MessagesAsync(MessageKinds.PreArrival));
        Assert.Equal(MessageState.Sent, message.State);
        return Assert.Single(message.Deliveries);
    }
}
