using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>By which way a message reaches the guest, and what becomes of it when a way is closed. Whatever happens it arrives once, or a host is called.</summary>
public sealed class WaysToThePhoneTests
{
    [Fact]
    public async Task Before_the_guest_wrote_an_approved_text_goes_and_afterwards_free_text()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        var arrival = Assert.Single(await world.MessagesAsync(MessageKinds.PreArrival));
        Assert.Equal((ChannelKind.WhatsApp, DeliveryForm.Template), Way(arrival));
        Assert.Contains("te contamos cómo entrar", Assert.Single(world.Told()), StringComparison.Ordinal);
        Assert.DoesNotContain("{{", world.Told()[0], StringComparison.Ordinal);

        await world.GuestWritesOnWhatsAppAsync("¿Cuál es el código?");
        Assert.Equal((ChannelKind.WhatsApp, DeliveryForm.FreeText), Way(Assert.Single(await world.MessagesAsync(MessageKinds.Answer))));
    }

    [Fact]
    public async Task A_window_that_had_closed_unseen_costs_one_more_try_and_the_approved_text_arrives()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.WhatsAppArrivesAsync("Hola");
        await world.ClockMovesToAsync("2026-06-04 14:00");
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-05", "2026-06-08");
        await world.WithRowsAsync(async db => (await db.ChannelIdentities.SingleAsync()).LastInboundUtc = world.Now);
        await world.ClockMovesToAsync("2026-06-04 15:05");
        Assert.Contains("te contamos cómo entrar", world.Told()[^1], StringComparison.Ordinal);
        Assert.Equal(2, world.Told().Count);
        var deliveries = Assert.Single(await world.MessagesAsync(MessageKinds.PreArrival)).Deliveries.OrderBy(d => d.CreatedUtc).ToList();
        Assert.Equal([("63016", DeliveryForm.FreeText, DeliveryStatus.Failed), ("", DeliveryForm.Template, DeliveryStatus.Read)], deliveries.Select(d => (d.ErrorCode, d.Form, d.Status)));
    }

    [Fact]
    public async Task A_number_that_WhatsApp_does_not_know_gets_an_SMS()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        world.Doors.LeaveWhatsApp(HousePhones.Guest);
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04");
        await world.ClockMovesToAsync("2026-06-01 15:10");
        Assert.Contains(ServiceWorld.Spoken(Pin(world)), Assert.Single(world.Told(channel: "sms")), StringComparison.Ordinal);
        Assert.Single(world.Told());
        var arrival = Assert.Single(await world.MessagesAsync(MessageKinds.PreArrival));
        Assert.Equal((MessageState.Sent, 2), (arrival.State, arrival.Deliveries.Count));
        Assert.Equal("63003", arrival.Deliveries.Single(d => d.Channel == ChannelKind.WhatsApp).ErrorCode);
    }

    [Fact]
    public async Task A_guest_who_writes_an_SMS_is_answered_by_SMS()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.GuestWritesOnWhatsAppAsync("Hola");
        await world.SmsArrivesAsync("¿Cuál es el código?");
        await world.ClockMovesAsync(TimeSpan.FromSeconds(10));
        Assert.Contains(ServiceWorld.Spoken(Pin(world)), Assert.Single(world.Told(channel: "sms")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_way_is_left_the_message_has_failed_and_one_call_for_a_host_says_so_however_often_one_looks()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync(WithoutSms());
        world.Doors.LeaveWhatsApp(HousePhones.Guest);
        var told = Pin(world);
        await world.WithRowsAsync(async db =>
        {
            var stay = await db.Stays.Include(s => s.Pins).SingleAsync();
            stay.Pins.Single().ReplacedUtc = world.Now;
            stay.LookAgainBy(world.Now);
        });
        await world.ClockMovesAsync(TimeSpan.FromHours(3));

        var news = Assert.Single(await world.MessagesAsync(MessageKinds.CodeChanged));
        Assert.Equal(MessageState.Failed, news.State);
        var call = Assert.Single(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("undelivered:", StringComparison.Ordinal));
        Assert.Equal(EscalationPriority.P1, call.Priority);
        Assert.Contains("WhatsApp", call.Text, StringComparison.Ordinal);
        Assert.Single(world.Told());
        Assert.NotEmpty(world.Told(HousePhones.Host));
        Assert.NotEqual(told, await world.DigitsAsync("R1", "flat"));
    }

    [Fact]
    public async Task A_guest_who_stopped_WhatsApp_long_ago_and_writes_again_is_answered()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync(WithoutSms());
        await world.WhatsAppArrivesAsync("STOP");
        await world.ClockMovesAsync(TimeSpan.FromHours(2));
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04");
        await world.ClockMovesToAsync("2026-06-01 15:10");
        Assert.Empty(world.Told());
        Assert.Contains(ServiceWorld.Spoken(Pin(world)), await world.GuestWritesOnWhatsAppAsync("¿Cuál es el código?"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_arrival_message_that_no_way_takes_calls_a_host_once()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync(WithoutSms());
        await world.WhatsAppArrivesAsync("STOP");
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-04");
        await world.ClockMovesToAsync("2026-06-01 18:00");
        Assert.Single(await world.MessagesAsync(MessageKinds.PreArrival));
        Assert.Single(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("undelivered:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[[code:ZZZZZZ]]")]
    [InlineData("[[link]]")]
    [InlineData("[[]]")]
    public async Task A_text_with_a_token_that_nobody_granted_never_leaves_and_a_host_is_called(string token)
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        var stay = await world.StayAsync("R1");
        var conversation = await world.ConversationAsync();
        await world.WithRowsAsync(db =>
        {
            db.Messages.Add(new Message
            {
                Id = new Guid(7, 7, 7, 1, 1, 1, 1, 1, 1, 1, 1), ConversationId = conversation.Id, ReservationId = stay.ReservationId, StayId = stay.Id, GuestVersion = stay.Reservation!.GuestVersion,
                Direction = MessageDirection.Outbound, Author = MessageAuthor.Agent, Kind = MessageKinds.Answer, DedupeKey = "planted", Body = $"Your code: {token}", DueAtUtc = world.Now, CreatedUtc = world.Now,
            });
            return Task.CompletedTask;
        });
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        Assert.Single(world.Told());
        Assert.Equal((MessageState.Failed, "blocked: it holds a token that was not granted to it"), (await world.MessagesAsync(MessageKinds.Answer)).Select(m => (m.State, m.StateText)).Single());
        Assert.Contains(await world.OpenEscalationsAsync(), e => e is { Priority: EscalationPriority.P1 } && e.Cause.StartsWith("blocked:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_line_that_a_code_was_disclosed_stands_before_its_digits_leave()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        var (lines, claims) = (new List<int>(), new List<int>());
        world.Wire.Passing = moment =>
        {
            if (moment.StartsWith("before /2010-04-01/", StringComparison.Ordinal))
            {
                using var db = world.Open();
                lines.Add(db.AuditEvents.Count(e => e.Kind == AuditKind.CodeDisclosed));
                claims.Add(db.Deliveries.Count(d => d.Status == DeliveryStatus.OutcomeUnknown));
            }
        };
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04");
        await world.ClockMovesToAsync("2026-06-01 15:10");
        Assert.Equal([1], lines);
        await world.GuestWritesOnWhatsAppAsync("¿Cuál es el código?");
        Assert.Equal([1, 2], lines);
        Assert.Equal([1, 1], claims);
        world.Wire.Passing = null;
        Assert.Equal(2, world.Told().Count(t => t.Contains(ServiceWorld.Spoken(Pin(world)), StringComparison.Ordinal)));
        Assert.Empty((await world.VerifyAuditAsync()).Problems);
    }

    private static WorldOptions WithoutSms() => new() { Settings = new Dictionary<string, string> { ["Twilio:SmsFrom"] = "" } };

    private static string Pin(ServiceWorld world) => world.Doors.PhysicalCodes("flat").Single().Digits;

    private static (ChannelKind Channel, DeliveryForm Form) Way(Message message) => (Assert.Single(message.Deliveries).Channel, message.Deliveries[0].Form);
}
