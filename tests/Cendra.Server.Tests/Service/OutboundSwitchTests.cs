using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>The safety net around everything that leaves: who may be written to at all, and the switch that stops whatever nobody wrote by hand.</summary>
public sealed class OutboundSwitchTests
{
    private const string Allowed = "+34600000002";

    [Fact]
    public async Task Until_messages_go_to_all_only_the_allow_list_is_written_to_and_the_rest_is_held_and_follows()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync(new WorldOptions
        {
            Settings = new Dictionary<string, string> { ["Outbound:Live"] = "false", ["Outbound:AllowList"] = $"+34600000077, {Allowed}" },
        });
        await world.HasPropertyAsync("Olot", ServiceWorld.Door("cabin", LockBehaviour.NativeSchedule));
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-03");
        await world.PmsSendsAndTheLockTakesItAsync("R2", "Olot", "2026-06-01", "2026-06-03", guest: "Noa Weiss", phone: Allowed);
        await world.ClockMovesToAsync("2026-06-01 15:05");
        Assert.Single(world.Told(Allowed));
        Assert.Empty(world.Told());
        var held = Assert.Single(await world.MessagesAsync(MessageKinds.PreArrival), m => m.State != MessageState.Sent);
        Assert.Equal((MessageState.Held, "held: not on the allow-list"), (held.State, held.StateText));
        Assert.All(held.Secrets, s => Assert.Null(s.LeftUtc));
        Assert.Equal("", await world.GuestWritesOnWhatsAppAsync("¿Cuál es el código?"));

        await world.SwitchAsync(desk => desk.GoLiveAsync(live: true, ServiceWorld.HostUser, CancellationToken.None));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(2, world.Told().Count);
        Assert.All(world.Told(), t => Assert.Contains(ServiceWorld.Spoken(Pin(world)), t, StringComparison.Ordinal));
        Assert.Single(world.Told(Allowed));
    }

    [Fact]
    public async Task An_answer_that_was_held_for_days_is_not_given_any_more()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync(new WorldOptions { Settings = new Dictionary<string, string> { ["Outbound:Live"] = "false" } });
        await world.GuestWritesOnWhatsAppAsync("¿Cuál es el código?");
        await world.ClockMovesToAsync("2026-06-03 09:00");
        await world.SwitchAsync(desk => desk.GoLiveAsync(live: true, ServiceWorld.HostUser, CancellationToken.None));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(MessageState.Withdrawn, Assert.Single(await world.MessagesAsync(MessageKinds.Answer)).State);
        Assert.Contains(ServiceWorld.Spoken(Pin(world)), Assert.Single(world.Told()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopped_messages_are_held_while_codes_go_on_and_what_a_person_writes_leaves()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.HasPropertyAsync("Olot", ServiceWorld.Door("cabin", LockBehaviour.NativeSchedule));
        await StopAsync(world, stop: true);
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-03");
        await world.PmsSendsAndTheLockTakesItAsync("R2", "Olot", "2026-06-01", "2026-06-03", guest: "Noa Weiss", phone: Allowed);
        await world.ClockMovesToAsync("2026-06-01 15:05");
        Assert.Empty(world.Told());
        Assert.All(await world.MessagesAsync(MessageKinds.PreArrival), m => Assert.Equal("held: all automatic messages are stopped", m.StateText));
        Assert.True(await world.GuestTypesAsync("flat", Pin(world)));

        Guid conversation = default;
        await using (var db = world.Open())
        {
            var stay = await world.StayAsync("R1");
            conversation = await db.Conversations.Where(c => c.StayId == stay.Id).Select(c => c.Id).SingleAsync();
        }

        await world.InScopeAsync<Messaging.Hosts.ConversationDesk>(desk => desk.ReplyAsync(conversation, ServiceWorld.HostUser, "Call me when you are there.", PropertyScope.All, CancellationToken.None));
        await world.ClockMovesAsync(TimeSpan.FromSeconds(10));
        Assert.Equal("Call me when you are there.", Assert.Single(world.Told(channel: "sms")));

        await world.PmsSendsAsync("R2", "Olot", "2026-06-01", "2026-06-03", status: "cancelled", guest: "Noa Weiss", phone: Allowed);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        await StopAsync(world, stop: false);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        Assert.Empty(world.Told(Allowed));
        Assert.Equal(2, world.Told().Count);
        Assert.Contains(ServiceWorld.Spoken(Pin(world)), world.Told()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_while_messages_are_stopped_are_told_once_when_they_leave_again()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await StopAsync(world, stop: true);
        for (var day = 5; day < 9; day++)
        {
            await world.PmsSendsAsync("R1", "Born 9", "2026-06-01", $"2026-06-0{day}");
            await world.WorkAsync();
            await world.ClockMovesAsync(TimeSpan.FromMinutes(20));
        }

        Assert.Single(await world.MessagesAsync(MessageKinds.CodeChanged));
        await StopAsync(world, stop: false);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(20));
        Assert.Equal(2, world.Told().Count);
        Assert.Contains("8 de junio", world.Told()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_switch_that_is_thrown_while_a_held_message_changes_is_thrown_all_the_same()
    {
        var overtaken = new Overtaken(rows => rows.Entries<OutboundSwitch>().Any(e => e.State == EntityState.Modified), "UPDATE \"Messages\" SET \"Version\" = \"Version\" + 1");
        await using var world = await ServiceWorld.WithOneFlatAsync(new WorldOptions { Also = overtaken.AddTo });
        await StopAsync(world, stop: true);
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-03");
        await world.ClockMovesToAsync("2026-06-01 15:05");
        overtaken.Times = 2;
        await StopAsync(world, stop: false);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        Assert.Single(world.Told());
    }

    [Theory]
    [InlineData("There is a smell of gas in the kitchen", EscalationPriority.P0)]
    [InlineData("The door does not open", EscalationPriority.P0)]
    [InlineData("Is there a hair dryer?", EscalationPriority.P2)]
    public async Task While_messages_are_stopped_a_guest_who_writes_calls_a_person_as_fast_as_it_needs(string text, EscalationPriority priority)
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await StopAsync(world, stop: true);
        Assert.Equal("", await world.GuestWritesOnWhatsAppAsync(text));
        Assert.Equal(priority, Assert.Single(await world.OpenEscalationsAsync()).Priority);
        Assert.NotEmpty(world.Told(HousePhones.Host));
    }

    private static string Pin(ServiceWorld world) => world.Doors.PhysicalCodes("flat").Single().Digits;

    private static Task StopAsync(ServiceWorld world, bool stop) => world.SwitchAsync(desk => desk.StopAsync(stop, ServiceWorld.HostUser, CancellationToken.None));
}
