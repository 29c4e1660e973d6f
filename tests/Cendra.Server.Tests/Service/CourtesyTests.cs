using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Messaging.Scheduled;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>Confirmation, changed times, reminder and thanks: sent only where switched on, at their time of the property's day, once an occasion, and never into the night.</summary>
public sealed class CourtesyTests
{
    [Fact]
    public async Task Without_an_owners_word_a_guest_gets_what_the_way_in_needs_and_nothing_else()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-03", "2026-06-05", language: "en");
        await world.ClockMovesToAsync("2026-06-06 12:00");
        Assert.Single(world.Told());
        Assert.Empty(await KindsAsync(world));
    }

    [Fact]
    public async Task A_stay_with_all_of_them_on_gets_each_at_its_time()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await SwitchAllOnAsync(world);
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-10", "2026-06-12", language: "en");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        Assert.Contains("is booked", Assert.Single(world.Told(channel: "sms")), StringComparison.Ordinal); // No text of it is approved: not by WhatsApp.
        Assert.Contains("Wednesday 10 June, 15:00", world.Told()[0], StringComparison.Ordinal);

        await world.ClockMovesToAsync("2026-06-11 17:59");
        Assert.Equal([MessageKinds.BookingConfirmed], await SentAsync(world));
        await world.ClockMovesToAsync("2026-06-11 18:01");
        Assert.Equal([MessageKinds.BookingConfirmed, MessageKinds.CheckOutReminder], await SentAsync(world));
        Assert.Contains("Check-out: Friday 12 June, 11:00", world.Told()[^1], StringComparison.Ordinal);
        await world.ClockMovesToAsync("2026-06-12 11:59");
        Assert.Equal(2, (await SentAsync(world)).Count);
        await world.ClockMovesToAsync("2026-06-12 12:01");
        Assert.Contains("thank you", world.Told()[^1], StringComparison.Ordinal);
        await world.ClockMovesToAsync("2026-06-16 12:00");
        Assert.Equal([MessageKinds.BookingConfirmed, MessageKinds.CheckOutReminder, MessageKinds.Thanks], await SentAsync(world));
    }

    [Fact]
    public async Task A_booking_in_the_night_is_confirmed_in_the_morning_and_a_cancelled_one_never()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await SwitchAllOnAsync(world);
        await world.ClockMovesToAsync("2026-06-01 22:30");
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-10", "2026-06-12", language: "en");
        await world.PmsSendsAsync("R2", "Born 9", "2026-06-20", "2026-06-22", language: "en", guest: "Noa Weiss", phone: "+34600000002");
        await world.ClockMovesToAsync("2026-06-02 03:00");
        Assert.Empty(world.Told());
        await world.PmsSendsAsync("R2", "Born 9", "2026-06-20", "2026-06-22", language: "en", guest: "Noa Weiss", phone: "+34600000002", status: "cancelled");
        await world.ClockMovesToAsync("2026-06-02 08:59");
        Assert.Empty(world.Told());
        await world.ClockMovesToAsync("2026-06-02 09:01");
        Assert.Single(world.Told());
        Assert.Empty(world.Told("+34600000002"));
        Assert.DoesNotContain(await world.OpenEscalationsAsync(), e => e.Title.Contains("did not reach", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Times_that_change_before_the_code_was_told_are_told_once_and_afterwards_with_the_code()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await SwitchAllOnAsync(world);
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-10", "2026-06-12", language: "en");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-10", "2026-06-13", language: "en");
        await world.ClockMovesAsync(TimeSpan.FromHours(2));
        Assert.Contains("have changed", world.Told()[^1], StringComparison.Ordinal);
        Assert.Contains("Saturday 13 June, 11:00", world.Told()[^1], StringComparison.Ordinal);
        Assert.Equal(2, world.Told().Count);

        await world.ClockMovesToAsync("2026-06-09 16:00");
        Assert.Equal(3, world.Told().Count); // The arrival message.
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-10", "2026-06-14", language: "en");
        await world.ClockMovesAsync(TimeSpan.FromHours(1));
        Assert.Single(await world.MessagesAsync(MessageKinds.TimeChanged));
        Assert.Single(await world.MessagesAsync(MessageKinds.CodeChanged));
    }

    [Fact]
    public async Task Who_wants_no_messages_gets_none_and_no_host_is_called_for_it()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-04", language: "en");
        await world.ClockMovesToAsync("2026-06-02 16:00");
        await world.GuestWritesOnWhatsAppAsync("STOP");
        await world.SmsArrivesAsync("STOP");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        var told = world.Told().Count;
        await SwitchAllOnAsync(world);
        await world.ClockMovesToAsync("2026-06-04 20:00");
        Assert.Equal(told, world.Told().Count);
        Assert.DoesNotContain(await world.OpenEscalationsAsync(), e => e.Title.Contains("Thanks", StringComparison.Ordinal) || e.Title.Contains("reminder", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_owners_words_take_the_place_of_the_built_in_ones_and_an_unknown_place_is_named_and_costs_nothing()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await SwitchAllOnAsync(world);
        await DeskAsync(world, (desk, id) => desk.SaveAsync(id, MessageKinds.BookingConfirmed, "en", "See you at {{property}}, {{guest}}!\nFrom {{arrival}}", "host:x", PropertyScope.All, CancellationToken.None), "");
        await DeskAsync(world, (desk, id) => desk.SaveAsync(id, MessageKinds.BookingConfirmed, "en", "Hello {{gest}}", "host:x", PropertyScope.All, CancellationToken.None), "{{gest}}");
        await DeskAsync(world, (desk, id) => desk.SaveAsync(id, MessageKinds.BookingConfirmed, "en", "Your code: [[code]]", "host:x", PropertyScope.All, CancellationToken.None), "double square brackets");
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-10", "2026-06-12", language: "en");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        Assert.StartsWith("See you at Born 9, ", Assert.Single(world.Told()), StringComparison.Ordinal);
        await DeskAsync(world, (desk, id) => desk.ResetAsync(id, MessageKinds.BookingConfirmed, "en", "host:x", PropertyScope.All, CancellationToken.None), "");
        await using var db = world.Open();
        Assert.Empty(await db.PropertyTexts.ToListAsync());
    }

    [Fact]
    public async Task Words_of_an_owner_that_contradict_the_stay_never_leave()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await SwitchAllOnAsync(world);
        await DeskAsync(world, (desk, id) => desk.SaveAsync(id, MessageKinds.BookingConfirmed, "en", "Hello {{guest}}, check-in is from 12:00.", "host:x", PropertyScope.All, CancellationToken.None), "");
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-10", "2026-06-12", language: "en");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        Assert.Empty(world.Told());
        Assert.Contains(await world.OpenEscalationsAsync(), e => e.Text.Contains("check-in at 12:00", StringComparison.Ordinal));
    }

    internal static async Task SwitchAllOnAsync(ServiceWorld world)
    {
        foreach (var kind in CourtesyKinds.All)
        {
            await DeskAsync(world, (desk, id) => desk.SwitchAsync(id, kind.Kind, true, "host:x", PropertyScope.All, CancellationToken.None), "");
        }
    }

    private static async Task DeskAsync(ServiceWorld world, Func<CourtesyDesk, Guid, Task<Lifecycle.Orders.Ordered>> act, string problem)
    {
        await using var db = world.Open();
        var id = await db.Properties.Select(p => p.Id).SingleAsync();
        await world.InScopeAsync<CourtesyDesk>(async desk => Assert.Contains(problem, (await act(desk, id)).Problem, StringComparison.Ordinal));
    }

    private static async Task<List<string>> SentAsync(ServiceWorld world) => [.. (await KindsAsync(world)).Where(m => m.State == MessageState.Sent).Select(m => m.Kind)];

    private static async Task<List<Message>> KindsAsync(ServiceWorld world)
    {
        await using var db = world.Open();
        return await db.Messages.Where(m => CourtesyKinds.Names.Contains(m.Kind)).OrderBy(m => m.SentUtc).ToListAsync();
    }
}
