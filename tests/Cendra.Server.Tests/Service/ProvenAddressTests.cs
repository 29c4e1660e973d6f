using System.Text.RegularExpressions;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Messaging.Hosts;
using Cendra.Messaging.Proofs;
using Cendra.Server.Console.Queries;
using Cendra.Simulator.Phones;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>
/// Whoever asks from another address gets nothing until six digits that went to the address on file are typed in the channel that asked, within ten minutes and three tries; then they are
/// answered there until the stay ends, another guest comes, the number of the booking changes, or a host takes it back. Whoever tries learns of no booking.
/// </summary>
public sealed partial class ProvenAddressTests
{
    private const string Question = "¿Cuál es el código de la puerta?";
    private const string Stranger = "+34611111111";
    private const string Hidden = "ES.1A2B3C";
    private const string NoBooking = "+34699999999";

    [Theory]
    [InlineData(Stranger)]
    [InlineData(Hidden)]
    public async Task The_digits_that_went_to_the_address_on_file_open_the_channel_in_which_they_are_typed(string asker)
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        var pin = ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat"));
        Assert.DoesNotContain(pin, await world.GuestWritesOnWhatsAppAsync(Question, asker), StringComparison.Ordinal);
        await world.GuestWritesOnWhatsAppAsync($"Soy el marido de Lucía, su teléfono es {HousePhones.Guest}", asker);
        var digits = Sent(world);
        Assert.Contains("también te respondo aquí", await world.GuestWritesOnWhatsAppAsync(digits, asker), StringComparison.Ordinal);
        Assert.Contains(pin, await world.GuestWritesOnWhatsAppAsync(Question, asker), StringComparison.Ordinal);

        // Whoever has the address on file and the host know of it, and the chain says so.
        Assert.Contains(world.Told(), t => t.Contains("se han escrito en otra dirección", StringComparison.Ordinal) && t.Contains(asker == Hidden ? Hidden : "+34 611 11 11 11", StringComparison.Ordinal));
        Assert.Contains(await world.OpenEscalationsAsync(), e => e is { Priority: EscalationPriority.P3, Title: "A guest is answered at another address too" });
        await using var db = world.Open();
        var stay = await world.StayAsync("R1");
        var lines = await db.AuditEvents.Where(e => e.Stream == $"stay:{stay.Id:N}").ToListAsync();
        Assert.Single(lines, e => e.Kind == AuditKind.AddressProven);
        Assert.Contains(lines, e => e.Kind == AuditKind.CodeDisclosed);

        // What the guest asks is answered to the guest, and the other one hears nothing of it.
        var before = world.Told(asker).Count;
        Assert.Contains(pin, await world.GuestWritesOnWhatsAppAsync(Question), StringComparison.Ordinal);
        Assert.Equal(before, world.Told(asker).Count);

        // The six digits stand nowhere that is read or shown.
        Assert.DoesNotContain(await db.Messages.Select(m => m.Body).ToListAsync(), b => b.Contains(digits, StringComparison.Ordinal));
        Assert.DoesNotContain(world.Log.Lines, l => l.Contains(digits, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whether_there_is_a_booking_shows_in_no_answer()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        var none = await world.GuestWritesOnWhatsAppAsync($"My booking has the number {NoBooking}", Hidden);
        Assert.NotEqual("", none);
        Assert.Equal(none, await world.GuestWritesOnWhatsAppAsync($"My booking has the number {HousePhones.Guest}", Stranger));
        Assert.Equal(none, await world.GuestWritesOnWhatsAppAsync("The number of my booking is HMXQ44TT2", "+34622222222"));
        Assert.Single(Codes(world));

        // Nor in what is answered to digits: those of nobody, those of a door, wrong ones and right ones of somebody else.
        var wrong = await world.GuestWritesOnWhatsAppAsync("000000 or so", "+34633333333");
        var pin = await world.DigitsAsync("R1", "flat");
        Assert.Equal(wrong, await world.GuestWritesOnWhatsAppAsync($"{pin} or so", "+34644444444"));
        Assert.Equal(wrong, await world.GuestWritesOnWhatsAppAsync($"{Sent(world)} or so", "+34655555555"));
        Assert.StartsWith(await world.GuestWritesOnWhatsAppAsync($"{Other(Sent(world))} or so", Stranger), wrong, StringComparison.Ordinal); // Told before what answers here.
        Assert.Empty(await ProvenAsync(world));
    }

    [Fact]
    public async Task Three_tries_and_ten_minutes_are_all_and_another_one_goes_out_twelve_hours_later()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.GuestWritesOnWhatsAppAsync(HousePhones.Guest, Stranger);
        var first = Sent(world);
        for (var i = 0; i < OneTimeCode.MostTries; i++)
        {
            await world.GuestWritesOnWhatsAppAsync(Other(first), Stranger);
        }

        await world.GuestWritesOnWhatsAppAsync(first, Stranger);
        Assert.Empty(await ProvenAsync(world));

        await world.ClockMovesToAsync("2026-06-02 03:00");
        await world.GuestWritesOnWhatsAppAsync(HousePhones.Guest, Stranger);
        await world.GuestWritesOnWhatsAppAsync(HousePhones.Guest, Hidden); // Whoever asks: it is the address that is spared.
        Assert.Single(Codes(world));

        await world.ClockMovesToAsync("2026-06-02 15:12");
        await world.GuestWritesOnWhatsAppAsync(HousePhones.Guest, Stranger);
        Assert.Equal(2, Codes(world).Count);
        var second = Sent(world);
        Assert.NotEqual(first, second);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(10));
        await world.GuestWritesOnWhatsAppAsync(second, Stranger);
        Assert.Empty(await ProvenAsync(world));

        await world.ClockMovesToAsync("2026-06-03 03:30");
        await world.GuestWritesOnWhatsAppAsync(HousePhones.Guest, Stranger);
        await world.GuestWritesOnWhatsAppAsync(first, Stranger);
        await world.GuestWritesOnWhatsAppAsync(second, Stranger);
        Assert.Empty(await ProvenAsync(world));
        var third = Sent(world);
        await world.GuestWritesOnWhatsAppAsync($"{third[..3]} {third[3..]}", Stranger);
        Assert.Single(await ProvenAsync(world));
    }

    [Fact]
    public async Task Digits_that_are_typed_elsewhere_prove_nothing_and_stand_in_no_text()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.GuestWritesOnWhatsAppAsync(HousePhones.Guest, Stranger);
        var digits = Sent(world);
        await world.GuestWritesOnWhatsAppAsync($"I got {digits}, what is it?");
        await world.GuestWritesOnWhatsAppAsync(digits, Hidden);
        await world.SmsArrivesAsync(digits, Stranger);
        await world.ClockMovesAsync(TimeSpan.FromSeconds(10));
        Assert.Empty(await ProvenAsync(world));
        await using var db = world.Open();
        var bodies = await db.Messages.Select(m => m.Body).ToListAsync();
        Assert.DoesNotContain(bodies, b => b.Contains(digits, StringComparison.Ordinal));
        Assert.Contains(bodies, b => b.Contains("I got [[typed]]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_message_again_proves_once_and_answers_once()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.WhatsAppArrivesAsync(HousePhones.Guest, Stranger, count: 3);
        await world.ClockMovesAsync(TimeSpan.FromSeconds(10));
        Assert.Single(Codes(world));
        var before = world.Told(Stranger).Count;
        await world.WhatsAppArrivesAsync(Sent(world), Stranger, count: 3);
        await world.ClockMovesAsync(TimeSpan.FromSeconds(10));
        Assert.Single(await ProvenAsync(world));
        Assert.Equal(before + 1, world.Told(Stranger).Count);
        Assert.Single(await world.MessagesAsync(MessageKinds.AddressAdded));
    }

    [Theory]
    [InlineData("the stay is over")]
    [InlineData("another guest")]
    [InlineData("another number in the booking")]
    [InlineData("cancelled")]
    [InlineData("taken back")]
    public async Task What_was_proven_ends_with_what_it_was_proven_for(string how)
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await ProveAsync(world, Stranger);
        var pins = new List<string> { ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")) };
        switch (how)
        {
            case "the stay is over":
                await world.ClockMovesToAsync("2026-06-04 11:30");
                break;
            case "another guest":
                await world.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-04", guest: "Noa Weiss", phone: "+34600000002", language: "de");
                break;
            case "another number in the booking":
                await world.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-04", phone: "+34600000002");
                break;
            case "cancelled":
                await world.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-04", status: "cancelled");
                break;
            default:
                var proven = Assert.Single(await ProvenAsync(world));
                await world.InScopeAsync<AddressDesk>(async desk =>
                {
                    Assert.False(await desk.RevokeAsync(proven.Id, ServiceWorld.HostUser, PropertyScope.Some([]), CancellationToken.None));
                    Assert.True(await desk.RevokeAsync(proven.Id, ServiceWorld.HostUser, PropertyScope.All, CancellationToken.None));
                    Assert.True(await desk.RevokeAsync(proven.Id, ServiceWorld.HostUser, PropertyScope.All, CancellationToken.None));
                });
                break;
        }

        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(10));
        pins.Add(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")));
        var before = world.Told(Stranger).Count;
        var answer = await world.GuestWritesOnWhatsAppAsync(Question, Stranger);
        Assert.Contains("Desde esta dirección no puedo ayudar", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(world.Told(Stranger).Skip(before), t => pins.Exists(p => t.Contains(p, StringComparison.Ordinal)));
        Assert.DoesNotContain(await world.OpenEscalationsAsync(), e => how == "taken back" && e.Title == "A guest is answered at another address too");
    }

    [Fact]
    public async Task An_answer_that_was_written_for_an_address_that_was_taken_back_meanwhile_does_not_leave()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await ProveAsync(world, Stranger);
        world.Doors.RefuseNextMessages(1_000);
        await world.GuestWritesOnWhatsAppAsync(Question, Stranger);
        var answer = (await world.MessagesAsync(MessageKinds.Answer))[^1];
        Assert.Equal(MessageState.Queued, answer.State);
        var proven = Assert.Single(await ProvenAsync(world));
        await world.InScopeAsync<AddressDesk>(desk => desk.RevokeAsync(proven.Id, ServiceWorld.HostUser, PropertyScope.All, CancellationToken.None));
        world.Doors.RefuseNextMessages(0);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(MessageState.Withdrawn, (await world.MessagesAsync(MessageKinds.Answer)).Single(m => m.Id == answer.Id).State);
    }

    [Fact]
    public async Task Guest_and_companion_who_write_at_once_are_each_answered_where_they_wrote_and_a_person_too_answers_there()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await ProveAsync(world, Stranger);
        var (guest, companion) = (world.Told().Count, world.Told(Stranger).Count);
        await world.WhatsAppArrivesAsync("¿A qué hora es la salida?");
        await world.ClockMovesAsync(TimeSpan.FromSeconds(1));
        await world.WhatsAppArrivesAsync(Question, Stranger);
        await world.ClockMovesAsync(TimeSpan.FromSeconds(15));
        Assert.Equal((guest + 1, companion + 1), (world.Told().Count, world.Told(Stranger).Count));
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), world.Told(Stranger)[^1], StringComparison.Ordinal);

        var seen = await SeenAsync(world);
        Assert.Equal("WhatsApp, +34 ···· 111", seen.AnswersTo);
        Assert.Single(seen.Identity, i => i.Revocable is not null);
        Assert.Contains(seen.Lines, l => l.AuthorName == "+34 ···· 111");
        Assert.Equal(DeskOutcome.Done, await world.HostAsync((desk, id) => desk.ReplyAsync(id, ServiceWorld.HostUser, "Dejad las llaves en la mesa, por favor.", PropertyScope.All, CancellationToken.None, to: seen.AnswersToId)));
        await world.ClockMovesAsync(TimeSpan.FromSeconds(5));
        Assert.Equal((guest + 1, companion + 2), (world.Told().Count, world.Told(Stranger).Count));
    }

    [Theory]
    [InlineData("+34 600 000 001")]
    [InlineData("0034 600 000 001")]
    public async Task A_number_as_people_write_it_names_the_booking_and_is_no_try(string written)
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.GuestWritesOnWhatsAppAsync($"The phone of the booking is {written}, 2 persons", Stranger);
        await world.GuestWritesOnWhatsAppAsync($"The phone of the booking is {written}, 2 persons", Stranger);
        var digits = Sent(world);
        Assert.Equal(0, (await RowAsync(world)).Tries);
        await world.GuestWritesOnWhatsAppAsync($"for 202 611 it is {digits}", Stranger);
        Assert.Single(await ProvenAsync(world));
    }

    [Fact]
    public async Task After_the_number_of_the_booking_changed_the_same_channel_can_prove_itself_anew()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await ProveAsync(world, Stranger);
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-04", phone: "+34600000002");
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        await world.GuestWritesOnWhatsAppAsync("Es el +34600000002", Stranger);
        var digits = SixDigits().Match(world.Told("+34600000002").Last(t => t.Contains("otra dirección sobre", StringComparison.Ordinal))).Value;
        await world.GuestWritesOnWhatsAppAsync(digits, Stranger);
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), await world.GuestWritesOnWhatsAppAsync(Question, Stranger), StringComparison.Ordinal);
        Assert.Equal(2, (await world.MessagesAsync(MessageKinds.AddressAdded)).Count);
    }

    [Fact]
    public async Task What_a_host_took_back_is_not_proven_anew()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await ProveAsync(world, Stranger);
        var proven = Assert.Single(await ProvenAsync(world));
        await world.InScopeAsync<AddressDesk>(desk => desk.RevokeAsync(proven.Id, ServiceWorld.HostUser, PropertyScope.All, CancellationToken.None));
        await world.ClockMovesAsync(TimeSpan.FromHours(13));
        await world.GuestWritesOnWhatsAppAsync(HousePhones.Guest, Stranger);
        await world.GuestWritesOnWhatsAppAsync(Sent(world), Stranger);
        Assert.DoesNotContain(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), await world.GuestWritesOnWhatsAppAsync(Question, Stranger), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Danger_at_one_address_does_not_wait_for_a_locked_door_at_the_other()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await ProveAsync(world, Stranger);
        await world.HostWritesAsync("Soy Marta, te ayudo yo.");
        await world.WhatsAppArrivesAsync("La puerta no se abre, estamos fuera");
        await world.ClockMovesAsync(TimeSpan.FromSeconds(2));
        await world.WhatsAppArrivesAsync("Huele a gas en la cocina", Stranger);
        await world.ClockMovesAsync(TimeSpan.FromSeconds(10));
        Assert.Contains("112", world.Told(Stranger)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_hides_a_number_that_was_seen_with_their_id_is_who_has_the_number()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.Doors.PhoneWritesAsync(new PhoneText { From = HousePhones.Guest, Body = "Hola", UserId = Hidden });
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromSeconds(10));
        var pin = ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat"));
        var before = world.Told().Count(t => t.Contains(pin, StringComparison.Ordinal));
        await world.GuestWritesOnWhatsAppAsync(Question, Hidden);
        Assert.Equal(before + 1, world.Told().Count(t => t.Contains(pin, StringComparison.Ordinal))); // To the number on file, as ever.

        // The number went to another person, as the new id beside it shows: the old id speaks for nobody.
        await world.Doors.PhoneWritesAsync(new PhoneText { From = HousePhones.Guest, Body = "Hola", UserId = "ES.9Z9Z9Z" });
        await world.WorkAsync();
        Assert.Contains("Desde esta dirección no puedo ayudar", await world.GuestWritesOnWhatsAppAsync(Question, Hidden), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_way_leads_to_the_address_on_file_a_person_is_called()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        world.Doors.LeaveWhatsApp(HousePhones.Guest);
        await world.WithRowsAsync(db => db.ChannelIdentities.ForEachAsync(i => i.OptedOutUtc = world.Now));
        await world.SmsArrivesAsync("STOP");
        await world.GuestWritesOnWhatsAppAsync(HousePhones.Guest, Stranger);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        Assert.Empty(Codes(world));
        Assert.Contains(await world.OpenEscalationsAsync(), e => e.Title == "One-time code for somebody who asks from another address did not reach the guest");
    }

    private static async Task<OneTimeCode> RowAsync(ServiceWorld world)
    {
        await using var db = world.Open();
        return await db.OneTimeCodes.SingleAsync();
    }

    private static async Task<ConversationView> SeenAsync(ServiceWorld world)
    {
        var id = (await world.ConversationAsync()).Id;
        ConversationView? seen = null;
        await world.InScopeAsync<ConversationQuery>(async query => seen = await query.RunAsync(id, PropertyScope.All, CancellationToken.None));
        return seen!;
    }

    private static async Task ProveAsync(ServiceWorld world, string asker)
    {
        await world.GuestWritesOnWhatsAppAsync($"Hola, el teléfono de la reserva es {HousePhones.Guest}", asker);
        await world.GuestWritesOnWhatsAppAsync(Sent(world), asker);
        Assert.Single(await ProvenAsync(world));
    }

    private static async Task<List<ChannelIdentity>> ProvenAsync(ServiceWorld world)
    {
        await using var db = world.Open();
        return await db.ChannelIdentities.Where(i => i.Level == IdentityLevel.Verified).ToListAsync();
    }

    /// <summary>The last digits that stand on the guest's own phone.</summary>
    private static string Sent(ServiceWorld world) => Codes(world)[^1];

    private static List<string> Codes(ServiceWorld world) =>
        [.. world.Told().Where(t => t.Contains("otra dirección sobre", StringComparison.Ordinal)).Select(t => SixDigits().Match(t).Value)];

    private static string Other(string digits) => digits == "000000" ? "000001" : "000000";

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex SixDigits();
}
