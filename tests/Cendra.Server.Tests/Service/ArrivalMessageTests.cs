using Cendra.Domain.Conversations;
using Cendra.Simulator.Locks;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>What the stay itself makes due: the guest is told once, at the right time, in their language, with the code that opens.</summary>
public sealed class ArrivalMessageTests
{
    [Fact]
    public async Task The_guest_is_told_24_hours_before_in_their_language_with_the_code_that_opens()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-05", "2026-06-08");
        await world.ClockMovesToAsync("2026-06-04 14:59");
        Assert.Empty(world.Told());

        await world.ClockMovesToAsync("2026-06-04 15:01");

        var text = Assert.Single(world.Told());
        var pin = await world.DigitsAsync("R1", "flat");
        Assert.Contains(ServiceWorld.Spoken(pin), text, StringComparison.Ordinal);
        Assert.Contains("Lucía", text, StringComparison.Ordinal);
        Assert.Contains("viernes", text, StringComparison.Ordinal);
        Assert.Contains("flat", text, StringComparison.Ordinal);
        await world.ClockMovesToAsync("2026-06-05 15:05");
        Assert.True(await world.GuestTypesAsync("flat", pin));
        Assert.Single(world.Told());
        var message = Assert.Single(await world.MessagesAsync(MessageKinds.PreArrival));
        Assert.DoesNotContain(pin, message.Body, StringComparison.Ordinal);
        Assert.Equal(DeliveryStatus.Read, Assert.Single(message.Deliveries).Status);
    }

    [Fact]
    public async Task A_late_booking_is_told_at_once()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-03");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));

        var text = Assert.Single(world.Told());
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_propertys_own_send_time_holds()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.SqlAsync("UPDATE \"Properties\" SET \"SendLeadMinutes\" = 180");
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-05", "2026-06-08");
        await world.ClockMovesToAsync("2026-06-05 11:59");
        Assert.Empty(world.Told());
        await world.ClockMovesToAsync("2026-06-05 12:01");
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), Assert.Single(world.Told()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_guest_reads_their_own_language_and_everybody_else_English()
    {
        await using var world = await ServiceWorld.OpenAsync(new WorldOptions { Phones = true, Polls = true });
        (string Language, string Phone, string Words)[] guests =
        [
            ("de-AT", "+4366012345678", "so kommen Sie in Ihre Unterkunft"), ("fr", "+33612345678", "voici comment entrer"), ("en-GB", "+447911123456", "here is how you get in"),
            ("zh", "+8613812345678", "以下是入住方式"), ("it", "+393312345678", "ecco come entrare"), ("pt-BR", "+351912345678", "eis como entrar"), ("nl", "+31612345678", "zo komt u binnen"),
            ("ru", "+79161234567", "Вот как войти"), ("ar", "+971501234567", "طريقة الدخول"), ("ja", "+819012345678", "入り方をご案内します"), ("tr", "+905321234567", "Noa"), ("sv", "+46701234567", "here is how you get in"),
        ];
        foreach (var (language, phone, _) in guests)
        {
            await world.HasPropertyAsync(language, ServiceWorld.Door($"door {language}", LockBehaviour.NativeSchedule));
            await world.PmsSendsAsync($"R {language}", language, "2026-06-02", "2026-06-04", guest: "Noa Weiss", phone: phone, language: language);
        }

        await world.WorkAsync();
        await world.ClockMovesToAsync("2026-06-01 15:01");

        foreach (var (language, phone, words) in guests)
        {
            var text = Assert.Single(world.Told(phone));
            Assert.Contains(words, text, StringComparison.Ordinal);
            var digits = await world.DigitsAsync($"R {language}", $"door {language}");
            Assert.Contains(language == "ar" ? digits : ServiceWorld.Spoken(digits), text, StringComparison.Ordinal); // From right to left two groups would change places.
        }
    }

    [Fact]
    public async Task Where_no_text_in_the_guests_language_is_approved_the_English_one_is_English_throughout()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync(new WorldOptions { Settings = new() { ["Twilio:Templates:entry-details:it"] = "" } });
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-04", language: "it");
        await world.ClockMovesToAsync("2026-06-01 15:01");

        var text = Assert.Single(world.Told());
        Assert.Contains("here is how you get in", text, StringComparison.Ordinal);
        Assert.Contains("Tuesday 2 June, 15:00", text, StringComparison.Ordinal);
        Assert.Contains("flat: type the code and confirm", text, StringComparison.Ordinal);
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), text, StringComparison.Ordinal);
        Assert.DoesNotContain("digita", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_doors_of_which_one_chooses_its_own_digits_are_told_in_one_message()
    {
        await using var world = await ServiceWorld.OpenAsync(new WorldOptions { Phones = true, Polls = true });
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("street", LockBehaviour.NativeSchedule), ServiceWorld.Door("cabin", LockBehaviour.OfflineCode));
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-05", "2026-06-08");
        await world.ClockMovesToAsync("2026-06-04 15:30");

        var text = Assert.Single(world.Told());
        var (street, cabin) = (await world.DigitsAsync("R1", "street"), await world.DigitsAsync("R1", "cabin"));
        Assert.NotEqual(street, cabin);
        Assert.Contains($"{ServiceWorld.Spoken(street)} (street)", text, StringComparison.Ordinal);
        Assert.Contains($"{ServiceWorld.Spoken(cabin)} (cabin)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_telephone_number_written_as_people_write_it_is_still_the_guests()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-03", phone: "0034 600-000.001");
        await world.ClockMovesToAsync("2026-06-01 15:05");
        var pin = ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat"));
        Assert.Contains(pin, Assert.Single(world.Told()), StringComparison.Ordinal);
        Assert.Contains(pin, await world.GuestWritesOnWhatsAppAsync("¿Cuál es el código?"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+525512345678", "+5215512345678")]
    [InlineData("+5491123456789", "+541123456789")]
    [InlineData("+5511961234567", "+551161234567")]
    public async Task A_number_that_WhatsApp_writes_in_its_own_way_is_still_the_guests(string onFile, string onWhatsApp)
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-03", phone: onFile);
        await world.ClockMovesToAsync("2026-06-01 15:05");
        await world.GuestWritesOnWhatsAppAsync("¿Cuál es el código?", onWhatsApp);
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), world.Told(onFile)[^1], StringComparison.Ordinal);
        Assert.Equal(2, world.Told(onFile).Count);
        Assert.Equal(MessageState.Sent, Assert.Single(await world.MessagesAsync(MessageKinds.Answer)).State);
    }

    [Fact]
    public async Task Long_instructions_of_the_host_arrive_as_free_text_and_as_an_approved_one()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        var steps = string.Join('\n', Enumerable.Range(1, 40).Select(i => $"Step {i:D2}: turn left at the house with the blue door, then go on."));
        await world.WithRowsAsync(async db => db.Add((await db.Properties.SingleAsync()).OnTheWay(steps)));
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-03");
        await world.ClockMovesToAsync("2026-06-01 15:05");
        var pin = ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat"));
        Assert.Contains(pin, Assert.Single(world.Told()), StringComparison.Ordinal);

        var answer = await world.GuestWritesOnWhatsAppAsync("¿Cómo entro?");
        Assert.Contains(pin, answer, StringComparison.Ordinal);
        Assert.Contains("Step 01", answer, StringComparison.Ordinal);
        Assert.Contains("Step 40", answer, StringComparison.Ordinal);

        // Inside the window now: the news goes as free text.
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-05");
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(10));
        await world.HasPropertyAsync("Olot", ServiceWorld.Door("cabin", LockBehaviour.NativeSchedule));
        await world.WithRowsAsync(async db => db.Add((await db.Properties.SingleAsync(p => p.Name == "Olot")).OnTheWay(steps)));
        await world.PmsSendsAndTheLockTakesItAsync("R2", "Olot", "2026-06-01", "2026-06-03");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(10));
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R2", "cabin")), world.Told()[^1], StringComparison.Ordinal);
        Assert.Equal([DeliveryForm.Template, DeliveryForm.FreeText], (await world.MessagesAsync(MessageKinds.PreArrival)).Select(m => m.Deliveries.Single().Form));
        Assert.DoesNotContain(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("undelivered", StringComparison.Ordinal));
    }
}
