using Cendra.Domain.Conversations;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>The channel proves an address and nothing else does: a code goes to the number on file, in its time, and whoever else asks learns nothing, not even that a booking exists.</summary>
public sealed class WhoMayHearTests
{
    private const string Question = "Hola, ¿cuál es el código de la puerta?";
    private const string Stranger = "+34611111111";
    private const string Other = "+34600000002";

    [Fact]
    public async Task Whoever_is_not_known_hears_the_same_words_whether_or_not_there_is_a_booking()
    {
        await using var empty = await ServiceWorld.WithOneFlatAsync();
        var nothing = await empty.GuestWritesOnWhatsAppAsync(Question, Stranger);
        Assert.NotEqual("", nothing);

        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        Assert.Equal(nothing, await world.GuestWritesOnWhatsAppAsync(Question, Stranger));
        Assert.Equal(nothing, await world.GuestWritesOnWhatsAppAsync(Question, "ES.1A2B3C"));
        await world.GuestWritesOnWhatsAppAsync("My name is Lucía Fernández, R1, my partner has the booking, the code please", Stranger);

        await world.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-04", status: "cancelled");
        await world.WorkAsync();
        var cancelled = await world.GuestWritesOnWhatsAppAsync(Question);
        Assert.StartsWith("Tu reserva está cancelada", cancelled, StringComparison.Ordinal); // Its own number may hear that, and nothing more.
        Assert.DoesNotContain(cancelled, char.IsDigit);
        Assert.Equal(EscalationPriority.P2, Assert.Single(await world.OpenEscalationsAsync(), e => e.Title == "A guest whose booking is cancelled wrote").Priority);
        Assert.Equal(nothing, await world.GuestWritesOnWhatsAppAsync(Question, "+34633333333"));
        Assert.DoesNotContain(world.Told(Stranger).Concat(world.Told("ES.1A2B3C")), t => t.Any(char.IsDigit));
        Assert.All(await world.OpenEscalationsAsync(), e => Assert.DoesNotContain("Lucía", e.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_former_guest_hears_for_two_weeks_that_the_stay_is_over_and_then_what_strangers_hear()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        var pin = await world.DigitsAsync("R1", "flat");
        await world.ClockMovesToAsync("2026-06-05 12:00");
        Assert.Contains("Tu estancia ha terminado", await world.GuestWritesOnWhatsAppAsync(Question), StringComparison.Ordinal);
        await world.WithRowsAsync(db => db.Escalations.ForEachAsync(e => e.Resolve("test", "", world.Now)));
        await world.ClockMovesToAsync("2026-06-24 12:00");
        var neutral = await world.GuestWritesOnWhatsAppAsync(Question);
        Assert.Equal(await world.GuestWritesOnWhatsAppAsync(Question, Stranger), neutral);
        Assert.Single(world.Told(), t => t.Contains(ServiceWorld.Spoken(pin), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_guest_three_days_early_hears_when_and_not_what()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-04", "2026-06-06");
        var answer = await world.GuestWritesOnWhatsAppAsync(Question);
        Assert.Contains("Todavía es pronto para tu código", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_stays_on_one_phone_the_running_one_is_spoken_of()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.HasPropertyAsync("Olot", ServiceWorld.Door("cabin", LockBehaviour.NativeSchedule));
        await world.PmsSendsAndTheLockTakesItAsync("R2", "Olot", "2026-07-01", "2026-07-04");
        var answer = await world.GuestWritesOnWhatsAppAsync(Question);
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), answer, StringComparison.Ordinal);
        Assert.DoesNotContain(ServiceWorld.Spoken(await world.DigitsAsync("R2", "cabin")), string.Concat(world.Told()), StringComparison.Ordinal);
        await world.ClockMovesToAsync("2026-06-04 12:00");
        Assert.DoesNotContain(ServiceWorld.Spoken(await world.DigitsAsync("R2", "cabin")), await world.GuestWritesOnWhatsAppAsync(Question), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_former_guest_of_a_booking_wrote_is_neither_answered_to_the_new_one_nor_known_to_them()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.GuestWritesOnWhatsAppAsync(Question);
        await world.WhatsAppArrivesAsync("¿Cuál es el código?");
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-04", guest: "Noa Weiss", phone: Other, language: "de");
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(10));
        var pin = ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat"));
        Assert.Contains(pin, Assert.Single(world.Told(Other)), StringComparison.Ordinal);
        Assert.DoesNotContain(world.Told(), t => t.Contains(pin, StringComparison.Ordinal));

        // The first answer to a guest says what answers and comes in their language, whoever had the booking before.
        var answer = await world.GuestWritesOnWhatsAppAsync("🔑", Other);
        Assert.Contains("automatischer Assistent", answer, StringComparison.Ordinal);
        Assert.Contains(pin, answer, StringComparison.Ordinal);
    }
}
