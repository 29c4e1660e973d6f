using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>
/// One telephone and two flats: the stay of now counts without a question; of two in the same nights the guest is asked once, and every word after it goes to the one they said, with its own code and its own rules.
/// </summary>
public sealed class SelectStayTests
{
    private const string HowIn = "¿Cómo entro?";
    private const string Fails = "El código no funciona";
    private const string Stranger = "+34611111111";

    [Theory]
    [InlineData(HowIn, "¿De cuál se trata?", "2", "2026-06-01 15:10")]
    [InlineData("How do I get in?", "Which one is it about?", "the second one please", "2026-06-01 15:10")]
    [InlineData("Wie komme ich in die Wohnung?", "Um welchen geht es?", "Loft 2", "2026-06-01 15:10")]
    [InlineData("How do I get in?", "Which one is it about?", "the loft", "2026-06-01 11:00")]
    public async Task Of_two_flats_tonight_the_guest_says_one_and_gets_its_code_alone(string question, string asked, string choice, string at)
    {
        await using var world = await WithTwoFlatsAsync(at: at);
        var (flat, loft) = await PinsAsync(world);
        var first = await world.GuestWritesOnWhatsAppAsync(question);
        Assert.Contains(asked, first, StringComparison.Ordinal);
        Assert.Contains("1. Born 9, ", first, StringComparison.Ordinal);
        Assert.Contains("2. Loft 2, ", first, StringComparison.Ordinal);
        AssertHoldsNone(first, flat, loft);

        var second = await world.GuestWritesOnWhatsAppAsync(choice);
        Assert.Contains(loft, second, StringComparison.Ordinal);
        AssertHoldsNone(second, flat);
        Assert.DoesNotContain(asked, second, StringComparison.Ordinal);

        // From now on it is the loft, and the chain of the loft says so.
        Assert.Contains(loft, await world.GuestWritesOnWhatsAppAsync(question), StringComparison.Ordinal);
        var stay = await world.StayAsync("R2");
        await using var db = world.Open();
        Assert.Single(await db.AuditEvents.Where(e => e.Stream == $"stay:{stay.Id:N}" && e.Kind == AuditKind.StayChosen).ToListAsync());
        Assert.Equal(stay.Id, (await db.StayChoices.SingleAsync()).ChosenStayId);
        Assert.False(await db.Messages.AnyAsync(m => m.AwaitsChoice));
        Assert.True((await world.VerifyAuditAsync()).Problems.Count == 0);
    }

    [Fact]
    public async Task Who_is_in_one_flat_and_comes_to_another_next_month_is_asked_nothing()
    {
        await using var world = await WithTwoFlatsAsync("2026-07-01", "2026-07-04");
        var flat = ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat"));
        Assert.Contains(flat, await world.GuestWritesOnWhatsAppAsync(HowIn), StringComparison.Ordinal);

        // "And for the other flat?" has its own window, and what follows a while later is of the one of now again.
        var other = await world.GuestWritesOnWhatsAppAsync("¿Y para el otro piso, cuál es el código?");
        AssertHoldsNone(other, flat);
        Assert.Contains("30 de junio", other, StringComparison.Ordinal);
        AssertHoldsNone(await world.GuestWritesOnWhatsAppAsync(HowIn), flat);
        Assert.Contains(flat, await world.GuestWritesOnWhatsAppAsync("El código de la puerta no funciona"), StringComparison.Ordinal); // Whoever stands at a door stands at the one of now.
        await world.ClockMovesAsync(StayChoice.AsideFor);
        Assert.Contains(flat, await world.GuestWritesOnWhatsAppAsync(HowIn), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_other_flat_is_a_word_away_and_its_name_too()
    {
        await using var world = await WithTwoFlatsAsync();
        var (flat, loft) = await PinsAsync(world);
        await world.GuestWritesOnWhatsAppAsync(HowIn);
        Assert.Contains(flat, await world.GuestWritesOnWhatsAppAsync("1"), StringComparison.Ordinal);
        var other = await world.GuestWritesOnWhatsAppAsync("¿Y cómo entro en el otro piso?");
        Assert.Contains(loft, other, StringComparison.Ordinal);
        AssertHoldsNone(other, flat);
        Assert.Contains(flat, await world.GuestWritesOnWhatsAppAsync("¿Y cómo entro en Born 9?"), StringComparison.Ordinal);
        Assert.Contains("Born 9", await world.GuestWritesOnWhatsAppAsync("1"), StringComparison.Ordinal); // Nobody asked, a moment after: it is that one, and nothing else was wanted.
    }

    [Fact]
    public async Task Two_answers_that_name_none_call_a_person_and_the_number_still_helps()
    {
        await using var world = await WithTwoFlatsAsync();
        var (_, loft) = await PinsAsync(world);
        await world.GuestWritesOnWhatsAppAsync(HowIn);
        Assert.Contains("solo el número", await world.GuestWritesOnWhatsAppAsync("¿Hay ascensor?"), StringComparison.Ordinal);
        Assert.Contains("he avisado a una persona", await world.GuestWritesOnWhatsAppAsync("No lo sé, en el de siempre"), StringComparison.Ordinal);
        var call = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal((EscalationPriority.P2, 2), (call.Priority, call.Stays.Count));
        Assert.Contains(loft, await world.GuestWritesOnWhatsAppAsync("2"), StringComparison.Ordinal);
        Assert.DoesNotContain(await world.OpenEscalationsAsync(), e => e.Cause.EndsWith(":WhichStay", StringComparison.Ordinal));
    }

    [Fact]
    public async Task At_a_locked_door_a_person_is_called_with_the_question_and_the_help_begins_at_the_right_one()
    {
        await using var world = await WithTwoFlatsAsync();
        var (flat, loft) = await PinsAsync(world);
        Assert.Contains("2. Loft 2", await world.GuestWritesOnWhatsAppAsync(Fails), StringComparison.Ordinal);
        Assert.Equal(EscalationPriority.P1, Assert.Single(await world.OpenEscalationsAsync()).Priority);
        await using (var db = world.Open())
        {
            Assert.Empty(await db.LockOuts.ToListAsync());
        }

        var help = await world.GuestWritesOnWhatsAppAsync("2");
        AssertHoldsNone(help, flat);
        var stay = await world.StayAsync("R2");
        await using (var db = world.Open())
        {
            Assert.Equal(stay.Id, (await db.LockOuts.SingleAsync()).StayId);
        }

        Assert.Equal(stay.Id, Assert.Single(Assert.Single(await world.OpenEscalationsAsync()).Stays).StayId);
        Assert.True(await world.GuestTypesAsync("loft", loft.Replace(" ", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_code_that_is_typed_says_which_door_it_is()
    {
        await using var world = await WithTwoFlatsAsync();
        var digits = await world.DigitsAsync("R2", "loft");
        var help = await world.GuestWritesOnWhatsAppAsync($"{digits} no funciona");
        Assert.DoesNotContain("¿De cuál se trata?", help, StringComparison.Ordinal);
        await using var db = world.Open();
        Assert.Equal((await world.StayAsync("R2")).Id, (await db.LockOuts.SingleAsync()).StayId);
        Assert.Equal(TypedCode.Match, (await db.Messages.SingleAsync(m => m.Direction == MessageDirection.Inbound)).Typed);
        Assert.DoesNotContain(await RowTexts.OfAsync(world), t => t.Contains(digits, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Danger_waits_for_no_question()
    {
        await using var world = await WithTwoFlatsAsync();
        var said = await world.GuestWritesOnWhatsAppAsync("¡Huele a gas!");
        Assert.Contains("112", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Loft 2", said, StringComparison.Ordinal);
        var call = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal((EscalationPriority.P0, 2), (call.Priority, call.Stays.Count));
    }

    [Fact]
    public async Task Whoever_proved_one_stay_hears_of_that_one_alone_and_strangers_of_none()
    {
        await using var world = await WithTwoFlatsAsync("2026-06-01", "2026-06-03");
        var (flat, loft) = await PinsAsync(world);
        await world.GuestWritesOnWhatsAppAsync($"Soy el marido, su teléfono es {HousePhones.Guest}", Stranger);
        var digits = System.Text.RegularExpressions.Regex.Match(world.Told().Last(t => System.Text.RegularExpressions.Regex.IsMatch(t, "[0-9]{3} ?[0-9]{3}")), "[0-9]{3} ?[0-9]{3}").Value;
        await world.GuestWritesOnWhatsAppAsync(digits, Stranger);
        var answer = await world.GuestWritesOnWhatsAppAsync(HowIn, Stranger);
        Assert.Contains(loft, answer, StringComparison.Ordinal); // The one that ends first was the one that they proved.
        foreach (var attempt in new[] { "2", "1", "¿Y cómo entro en Born 9?", "¿Y el otro piso?", "la primera" })
        {
            AssertHoldsNone(await world.GuestWritesOnWhatsAppAsync(attempt, Stranger), flat);
        }

        foreach (var attempt in new[] { "1", "Loft 2", "¿Y cómo entro en Born 9?", HowIn })
        {
            var said = await world.GuestWritesOnWhatsAppAsync(attempt, "+34622222222");
            AssertHoldsNone(said, flat, loft);
            Assert.DoesNotContain("Loft 2", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Twice_the_same_call_asks_once_and_answers_once()
    {
        await using var world = await WithTwoFlatsAsync();
        world.CopiesAtOnce = 3;
        var (_, loft) = await PinsAsync(world);
        await world.GuestWritesOnWhatsAppAsync(HowIn);
        var told = world.Told().Count;
        await world.GuestWritesOnWhatsAppAsync("2");
        Assert.Equal(told + 1, world.Told().Count);
        Assert.Single(world.Told(), t => t.Contains("¿De cuál se trata?", StringComparison.Ordinal));
        Assert.Contains(loft, world.Told()[^1], StringComparison.Ordinal);

        // A second tap on the same number asks nothing new, and nobody is left in silence.
        Assert.Contains("Loft 2", await world.GuestWritesOnWhatsAppAsync("2"), StringComparison.Ordinal);
        await using var db = world.Open();
        Assert.Single(await db.StayChoices.ToListAsync());
    }

    [Fact]
    public async Task A_moment_after_another_number_takes_its_place()
    {
        await using var world = await WithTwoFlatsAsync();
        var (flat, _) = await PinsAsync(world);
        await world.GuestWritesOnWhatsAppAsync(HowIn);
        await world.GuestWritesOnWhatsAppAsync("2");
        Assert.Contains("Born 9", await world.GuestWritesOnWhatsAppAsync("1"), StringComparison.Ordinal);
        Assert.Contains(flat, await world.GuestWritesOnWhatsAppAsync(HowIn), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_written_in_one_breath_is_answered_together_when_the_stay_is_said()
    {
        await using var world = await WithTwoFlatsAsync();
        var (_, loft) = await PinsAsync(world);
        await world.WhatsAppArrivesAsync("Hola, buenas");
        await world.WhatsAppArrivesAsync(HowIn);
        Assert.Contains("¿De cuál se trata?", await world.GuestWritesOnWhatsAppAsync("somos cuatro"), StringComparison.Ordinal);
        Assert.Single(world.Told(), t => t.Contains("¿De cuál se trata?", StringComparison.Ordinal));
        Assert.Contains(loft, await world.GuestWritesOnWhatsAppAsync("2"), StringComparison.Ordinal);
        await using var db = world.Open();
        Assert.Equal(5, await db.Messages.CountAsync(m => m.Direction == MessageDirection.Inbound) + 1);
        Assert.True(await db.Messages.Where(m => m.Direction == MessageDirection.Inbound).AllAsync(m => m.State == MessageState.Answered));
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("replaced")]
    public async Task A_stay_that_is_theirs_no_more_is_chosen_no_more(string how)
    {
        await using var world = await WithTwoFlatsAsync();
        var (flat, loft) = await PinsAsync(world);
        await world.GuestWritesOnWhatsAppAsync(HowIn);
        await world.GuestWritesOnWhatsAppAsync("2");
        if (how == "cancelled")
        {
            await world.PmsSendsAsync("R2", "Loft 2", "2026-06-01", "2026-06-04", "cancelled");
        }
        else
        {
            await world.PmsSendsAsync("R2", "Loft 2", "2026-06-01", "2026-06-04", guest: "Otto Weber", phone: "+34600000777", email: "o@guest.example");
        }

        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        var answer = await world.GuestWritesOnWhatsAppAsync(HowIn);
        Assert.Contains(flat, answer, StringComparison.Ordinal);
        AssertHoldsNone(answer, loft);
    }

    [Fact]
    public async Task Two_flats_of_one_booking_share_a_conversation_and_nothing_else()
    {
        await using var world = await WithTwoFlatsAsync();
        var (one, two) = (await world.StayAsync("R1"), await world.StayAsync("R2"));
        await world.WithRowsAsync(async db => (await db.Stays.SingleAsync(s => s.Id == two.Id)).ReservationId = one.ReservationId);
        string PinOf(Stay stay) => ServiceWorld.Spoken(world.Vault.Reveal(stay.Pins.Single().Sealed!));
        Assert.Contains("¿De cuál se trata?", await world.GuestWritesOnWhatsAppAsync(HowIn), StringComparison.Ordinal);
        Assert.Contains(PinOf(two), await world.GuestWritesOnWhatsAppAsync("2"), StringComparison.Ordinal);
        var other = await world.GuestWritesOnWhatsAppAsync("¿Y cómo entro en el otro piso?");
        Assert.Contains(PinOf(one), other, StringComparison.Ordinal);
        AssertHoldsNone(other, PinOf(two));
    }

    [Fact]
    public async Task A_model_leads_over_to_the_other_stay_and_no_request_holds_both()
    {
        using var model = new ModelDouble(request => request.Body.Contains("Born 9", StringComparison.Ordinal) && request.Body.Contains("SelectStay", StringComparison.Ordinal) && request.LastUser.Contains("seaside", StringComparison.Ordinal)
            ? ModelAnswer.Calls(("Stay-SelectStay", """{"option":"2"}""")) : ModelAnswer.Text("I am glad to help."));
        await using var world = await WithTwoFlatsAsync(model: model.Url);
        await world.GuestWritesOnWhatsAppAsync("Is there a lift?");
        Assert.Empty(world.Wire.ModelRequests); // Before the guest said which, no model is asked.
        await world.GuestWritesOnWhatsAppAsync("1");
        Assert.Contains("glad to help", await world.GuestWritesOnWhatsAppAsync("Is there a lift at the seaside place?"), StringComparison.Ordinal);
        var last = world.Wire.ModelRequests.Last();
        Assert.Contains("Loft 2", last, StringComparison.Ordinal);
        Assert.All(world.Wire.ModelRequests, r => Assert.DoesNotContain("Which one is it about", r, StringComparison.Ordinal));
        Assert.DoesNotContain("Born 9", last, StringComparison.Ordinal);
        Assert.DoesNotContain("SelectStay", last, StringComparison.Ordinal); // It went over once.
        await using var db = world.Open();
        Assert.Equal((await world.StayAsync("R2")).Id, (await db.StayChoices.SingleAsync()).ChosenStayId);
        var (flat, loft) = await PinsAsync(world);
        Assert.All(world.Wire.ModelRequests, r => AssertHoldsNone(r, flat, loft, flat.Replace(" ", "", StringComparison.Ordinal), loft.Replace(" ", "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("0")]
    [InlineData("R2")]
    public async Task A_model_that_points_elsewhere_moves_nothing(string option)
    {
        using var model = new ModelDouble(request => request.LastRole == "tool" ? ModelAnswer.Text("I am glad to help.") : ModelAnswer.Calls(("Stay-SelectStay", $$"""{"option":"{{option}}"}""")));
        await using var world = await WithTwoFlatsAsync(model: model.Url);
        await world.GuestWritesOnWhatsAppAsync("Is there a lift?");
        await world.GuestWritesOnWhatsAppAsync("1");
        await using var db = world.Open();
        Assert.Equal((await world.StayAsync("R1")).Id, (await db.StayChoices.SingleAsync()).ChosenStayId);
    }

    /// <summary>Both flats of one guest: the first from 1 to 4 June, the other one then too unless said otherwise.</summary>
    internal static async Task<ServiceWorld> WithTwoFlatsAsync(string from = "2026-06-01", string until = "2026-06-04", string at = "2026-06-01 15:10", Uri? model = null, bool streetDoor = false)
    {
        var world = await ServiceWorld.WithOneFlatAsync(new WorldOptions { Model = model });
        var loft = ServiceWorld.Door("loft", LockBehaviour.NativeSchedule);
        await world.HasPropertyAsync("Loft 2", streetDoor ? [ServiceWorld.Door("street", LockBehaviour.NativeSchedule), loft] : [loft]);
        await world.WithRowsAsync(async db => (await db.Properties.Include(p => p.Doors).SelectMany(p => p.Doors).Where(d => d.DoorName == "street").ToListAsync()).ForEach(d => d.Role = DoorRole.Entrance));
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04");
        await world.PmsSendsAndTheLockTakesItAsync("R2", "Loft 2", from, until);
        await world.ClockMovesToAsync(at);
        return world;
    }

    internal static async Task<(string Flat, string Loft)> PinsAsync(ServiceWorld world) =>
        (ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), ServiceWorld.Spoken(await world.DigitsAsync("R2", "loft")));

    private static void AssertHoldsNone(string text, params string[] digits) => Assert.All(digits, d => Assert.DoesNotContain(d, text, StringComparison.Ordinal));
}
