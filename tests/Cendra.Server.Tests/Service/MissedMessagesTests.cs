using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Messaging.Inbound;
using Cendra.Messaging.Twilio;
using Cendra.Simulator.Phones;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>What Twilio could not tell, because nobody listened in that moment, is found in its list: no guest is left without an answer, and none is answered twice.</summary>
public sealed class MissedMessagesTests
{
    private const string Question = "¿Cuál es el código?";

    [Fact]
    public async Task A_message_that_no_webhook_brought_is_answered_once()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await WriteUnheardAsync(world);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(3));
        var before = world.Told().Count;
        await AskAsync(world);
        await AskAsync(world);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(15));
        await AskAsync(world);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(before + 1, world.Told().Count);
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), world.Told()[^1], StringComparison.Ordinal);
        var heard = Assert.Single(await world.MessagesAsync(MessageKinds.FromGuest));
        Assert.Equal((MessageState.Answered, ServiceWorld.Utc("2026-06-01 15:10")), (heard.State, heard.CreatedUtc));
    }

    [Fact]
    public async Task A_place_that_no_webhook_brought_is_shown_without_it_and_ends_in_no_silence()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.Doors.PhoneWritesAsync(new PhoneText { From = HousePhones.Guest, Place = (41.385064, 2.173404), Drop = true });
        await world.ClockMovesAsync(TimeSpan.FromMinutes(3));
        var before = world.Told().Count;
        await AskAsync(world);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(before + 1, world.Told().Count);
        Assert.NotEmpty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task A_webhook_that_comes_after_the_list_had_shown_its_message_changes_nothing()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await WriteUnheardAsync(world);
        await AskAsync(world);
        var sid = Assert.Single(await world.MessagesAsync(MessageKinds.FromGuest)).DedupeKey;
        using var late = await world.CallAsync(TwilioCalls.Of(TwilioCalls.Messages, TwilioCalls.MessageOf(sid, Question)));
        Assert.True(late.IsSuccessStatusCode);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        Assert.Single(await world.MessagesAsync(MessageKinds.FromGuest));
        Assert.Single(await world.MessagesAsync(MessageKinds.Answer));
    }

    [Fact]
    public async Task A_message_written_while_the_server_was_down_is_found_when_it_is_up_again()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.StopServerAsync();
        await world.Doors.PhoneWritesAsync(new PhoneText { From = HousePhones.Guest, Body = Question });
        world.Time.Advance(TimeSpan.FromHours(5));
        await world.StartServerAsync();
        await AskAsync(world);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), world.Told()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_became_of_a_message_is_read_where_its_report_was_lost()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-05", "2026-06-08");
        world.Doors.DropNextCallbacks(1000);
        await world.ClockMovesToAsync("2026-06-04 16:00");
        Assert.Equal(DeliveryStatus.Accepted, await ArrivalAsync(world));
        await AskAsync(world);
        Assert.True(await ArrivalAsync(world) is DeliveryStatus.Delivered or DeliveryStatus.Read);
        Assert.Contains("MessageDelivered", await KindsAsync(world));
    }

    [Fact]
    public async Task A_failure_whose_report_was_lost_leads_to_the_next_way()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-05", "2026-06-08");
        world.Doors.LeaveWhatsApp(HousePhones.Guest);
        world.Doors.DropNextCallbacks(1000);
        await world.ClockMovesToAsync("2026-06-04 16:00");
        Assert.Empty(world.Told());
        await AskAsync(world);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        Assert.Single(world.Told(channel: PhoneChannels.Sms));
    }

    [Fact]
    public async Task What_was_written_to_the_number_before_the_house_had_it_is_not_answered()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await WriteUnheardAsync(world);
        world.Time.Advance(TimeSpan.FromHours(2));
        await world.WithRowsAsync(db => db.Connections.Where(c => c.Kind == ConnectionKind.Twilio)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.WatermarkUtc, (DateTimeOffset?)null).SetProperty(c => c.CreatedUtc, world.Now - TimeSpan.FromMinutes(5))));
        world.Time.Advance(TimeSpan.FromMinutes(5));
        await AskAsync(world);
        Assert.Empty(await world.MessagesAsync(MessageKinds.FromGuest));
    }

    [Fact]
    public async Task While_Twilio_cannot_be_read_nothing_is_passed_over()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await AskAsync(world);
        await WriteUnheardAsync(world);
        world.Doors.StartMessagesOutage();
        for (var hour = 0; hour < 3; hour++)
        {
            world.Time.Advance(TimeSpan.FromHours(1));
            await Assert.ThrowsAsync<TwilioException>(() => AskAsync(world));
        }

        world.Doors.EndMessagesOutage();
        await AskAsync(world);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        Assert.Single(await world.MessagesAsync(MessageKinds.Answer));
    }

    /// <summary>The guest writes and the webhook is never made.</summary>
    private static Task WriteUnheardAsync(ServiceWorld world) => world.Doors.PhoneWritesAsync(new PhoneText { From = HousePhones.Guest, Body = Question, Drop = true });

    private static async Task AskAsync(ServiceWorld world)
    {
        await world.InScopeAsync<MissedMessagesSweep>(sweep => sweep.RunAsync(CancellationToken.None));
        await world.WorkAsync();
    }

    private static async Task<DeliveryStatus> ArrivalAsync(ServiceWorld world) => Assert.Single(Assert.Single(await world.MessagesAsync(MessageKinds.PreArrival)).Deliveries).Status;

    private static async Task<IReadOnlyList<string>> KindsAsync(ServiceWorld world)
    {
        await using var db = world.Open();
        return [.. (await db.AuditEvents.Select(e => e.Kind).ToListAsync()).Select(k => k.ToString())];
    }
}
