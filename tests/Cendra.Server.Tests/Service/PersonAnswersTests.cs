using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Messaging.Hosts;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>P8: where a person answers Cendra is silent until it is given back, but never where somebody is in danger or stands at a locked door without a word.</summary>
public sealed class PersonAnswersTests
{
    private const string Question = "¿Cuál es el código?";

    [Fact]
    public async Task A_code_among_words_that_run_from_right_to_left_stands_in_one_piece()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        Assert.Equal(DeskOutcome.Done, await world.HostWritesAsync("رمزك هو [[code]] الآن"));
        Assert.Contains(await world.DigitsAsync("R1", "flat"), world.Told()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_person_wrote_no_answer_is_sent_and_the_person_is_called_each_time_the_guest_waits_again()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        Assert.Equal(DeskOutcome.Done, await world.HostWritesAsync("Hola, soy Marta."));
        Assert.Equal("", await world.GuestWritesOnWhatsAppAsync(Question));
        Assert.Equal(EscalationPriority.P2, Assert.Single(await world.OpenEscalationsAsync()).Priority);
        var calls = await CallsAsync(world);
        Assert.True(calls > 0);

        await world.HostWritesAsync("Ahora te lo digo.");
        Assert.Empty(await world.OpenEscalationsAsync());
        await world.ClockMovesAsync(TimeSpan.FromHours(3));
        Assert.Equal(calls, await CallsAsync(world));
        Assert.Equal("", await world.GuestWritesOnWhatsAppAsync("¿Y el wifi?"));
        Assert.True(await CallsAsync(world) > calls, "the guest waits again and nobody is called");
        Assert.Empty(await world.MessagesAsync(MessageKinds.Answer));
        Assert.All(await world.MessagesAsync(MessageKinds.FromGuest), m => Assert.Equal(MessageState.Answered, m.State));
    }

    [Fact]
    public async Task Given_back_Cendra_answers_again()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.HostWritesAsync("Hola, soy Marta.");
        await world.GuestWritesOnWhatsAppAsync(Question);
        Assert.Equal(DeskOutcome.Done, await world.HostGivesBackAsync());
        Assert.Empty(await world.OpenEscalationsAsync());
        await world.ClockMovesAsync(TimeSpan.FromSeconds(5));
        Assert.Contains(Spoken(world), world.Told()[^1], StringComparison.Ordinal); // The person gave it back without a word: the question is not left alone.
        Assert.Contains(Spoken(world), await world.GuestWritesOnWhatsAppAsync(Question), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_back_what_the_person_answered_or_what_is_of_yesterday_is_not_answered_again()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.HostWritesAsync("Hola, soy Marta.");
        await world.GuestWritesOnWhatsAppAsync(Question);
        await world.HostWritesAsync("[[code]]");
        var told = world.Told().Count;
        Assert.Equal(DeskOutcome.Done, await world.HostGivesBackAsync());
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(told, world.Told().Count);

        await world.HostWritesAsync("Soy Marta.");
        await world.GuestWritesOnWhatsAppAsync(Question);
        await world.ClockMovesAsync(TimeSpan.FromHours(13));
        told = world.Told().Count;
        Assert.Equal(DeskOutcome.Done, await world.HostGivesBackAsync());
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(told, world.Told().Count);
    }

    [Fact]
    public async Task A_conversation_that_a_person_left_is_Cendras_again_after_twelve_hours()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.HostWritesAsync("Hola, soy Marta.");
        await world.ClockMovesAsync(TimeSpan.FromMinutes((11 * 60) + 59));
        Assert.NotNull((await world.ConversationAsync()).HumanSinceUtc);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        Assert.Null((await world.ConversationAsync()).HumanSinceUtc);
        Assert.Contains(Spoken(world), await world.GuestWritesOnWhatsAppAsync(Question), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_somebody_is_still_called_for_a_conversation_it_stays_with_the_person()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.HostWritesAsync("Hola, soy Marta.");
        await world.GuestWritesOnWhatsAppAsync(Question);
        await world.ClockMovesAsync(TimeSpan.FromHours(13));
        Assert.NotNull((await world.ConversationAsync()).HumanSinceUtc);
        Assert.Equal("", await world.GuestWritesOnWhatsAppAsync(Question));
    }

    [Theory]
    [InlineData("Huele a gas en la cocina", "112")]
    [InlineData("There is a fire in the kitchen", "112")]
    public async Task Words_of_danger_are_answered_all_the_same_and_at_once(string text, string words)
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.HostWritesAsync("Hola, soy Marta.");
        await world.WhatsAppArrivesAsync(text);
        await world.ClockMovesAsync(TimeSpan.FromSeconds(3));
        Assert.Contains(words, world.Told()[^1], StringComparison.Ordinal);
        Assert.Equal(MessageKinds.Safety, Assert.Single(await world.MessagesAsync(MessageKinds.Safety)).Kind);
        Assert.Contains(await world.OpenEscalationsAsync(), e => e.Priority == EscalationPriority.P0);
    }

    [Fact]
    public async Task At_a_locked_door_the_person_is_paged_at_once_and_after_five_minutes_without_a_word_the_help_answers()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.HostWritesAsync("Hola, soy Marta.");
        await world.WhatsAppArrivesAsync("La puerta no abre");
        await world.ClockMovesAsync(TimeSpan.FromSeconds(3));
        Assert.Equal(EscalationPriority.P0, Assert.Single(await world.OpenEscalationsAsync()).Priority);
        Assert.NotEmpty(world.Told(HousePhones.Host));
        await world.HostAsync((desk, id) => desk.TakeOverAsync(id, ServiceWorld.HostUser, PropertyScope.All, CancellationToken.None)); // Looks, and writes nothing.
        await world.ClockMovesAsync(TimeSpan.FromSeconds(290));
        Assert.Equal(2, world.Told().Count);
        await world.ClockMovesAsync(TimeSpan.FromSeconds(15));
        Assert.Contains(Spoken(world), world.Told()[^1], StringComparison.Ordinal);
        Assert.Equal(3, world.Told().Count);
        Assert.Equal(MessageState.Sent, Assert.Single(await world.MessagesAsync(MessageKinds.LockOutHelp)).State);
        await world.ClockMovesAsync(TimeSpan.FromHours(1));
        Assert.Equal(4, world.Told().Count);
        Assert.Contains("¿Has podido entrar ya?", world.Told()[^1], StringComparison.Ordinal); // Asked once, while still nobody writes.
    }

    [Fact]
    public async Task At_a_locked_door_the_help_answers_at_once_where_the_person_gives_it_back()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.HostWritesAsync("Hola, soy Marta.");
        await world.WhatsAppArrivesAsync("La puerta no abre");
        await world.ClockMovesAsync(TimeSpan.FromSeconds(20));
        Assert.Empty(await world.MessagesAsync(MessageKinds.LockOutHelp));
        Assert.Equal(DeskOutcome.Done, await world.HostGivesBackAsync());
        await world.ClockMovesAsync(TimeSpan.FromSeconds(5));
        Assert.Contains(Spoken(world), world.Told()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_a_locked_door_the_help_is_silent_where_the_person_wrote()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.HostWritesAsync("Hola, soy Marta.");
        await world.WhatsAppArrivesAsync("La puerta no abre");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(4));
        await world.HostWritesAsync("Voy para allá.");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(20));
        Assert.Equal("Voy para allá.", world.Told()[^1]);
        Assert.Empty(await world.MessagesAsync(MessageKinds.LockOutHelp));
    }

    [Fact]
    public async Task A_person_chooses_the_way_of_their_words()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.GuestWritesOnWhatsAppAsync(Question);
        Task<DeskOutcome> Writes(string text, ChannelKind? by) => world.HostAsync((desk, id) => desk.ReplyAsync(id, ServiceWorld.HostUser, text, PropertyScope.All, CancellationToken.None, by: by));
        Assert.Equal(DeskOutcome.Done, await Writes("Por SMS.", ChannelKind.Sms));
        Assert.Equal(DeskOutcome.Done, await Writes("Por donde sea.", null));
        await world.ClockMovesAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("Por SMS.", Assert.Single(world.Told(channel: "sms")));
        Assert.Equal("Por donde sea.", world.Told(channel: "whatsapp")[^1]);

        world.Doors.LeaveWhatsApp(HousePhones.Guest);
        Assert.Equal(DeskOutcome.Done, await Writes("Solo por WhatsApp.", ChannelKind.WhatsApp));
        await world.ClockMovesAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(MessageState.Failed, (await world.MessagesAsync(MessageKinds.FromHost))[^1].State);
        Assert.Single(world.Told(channel: "sms"));
        Assert.Contains(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("undelivered:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_draft_that_was_being_written_when_the_person_wrote_is_dropped()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync(new WorldOptions { Model = new Uri("https://model.test") });
        var asked = 0;
        world.Wire.PlaysModel = async _ =>
        {
            if (asked++ == 0)
            {
                var conversation = await world.ConversationAsync();
                await world.InScopeAsync<ConversationDesk>(desk => desk.ReplyAsync(conversation.Id, ServiceWorld.HostUser, "Soy Marta, un momento.", PropertyScope.All, CancellationToken.None));
            }

            return new HttpResponseMessage(System.Net.HttpStatusCode.BadRequest);
        };
        await world.GuestWritesOnWhatsAppAsync(Question);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        Assert.True(asked > 0, "The model was never asked.");
        Assert.Equal("Soy Marta, un momento.", world.Told()[^1]);
        Assert.Equal(2, world.Told().Count);
        Assert.Empty(await world.MessagesAsync(MessageKinds.Answer));
        Assert.All(await world.MessagesAsync(MessageKinds.FromGuest), m => Assert.Equal(MessageState.Answered, m.State));
    }

    [Fact]
    public async Task An_answer_that_waits_to_leave_when_the_person_writes_never_leaves()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.WhatsAppArrivesAsync(Question);
        world.Doors.RefuseNextMessages(5);
        await world.ClockMovesAsync(TimeSpan.FromSeconds(5));
        Assert.Single(world.Told());
        await world.HostWritesAsync("Soy Marta, te lo mando yo.");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(15));
        Assert.Equal("Soy Marta, te lo mando yo.", world.Told()[^1]);
        Assert.Equal(2, world.Told().Count);
        Assert.Equal(MessageState.Withdrawn, Assert.Single(await world.MessagesAsync(MessageKinds.Answer)).State);
    }

    [Fact]
    public async Task What_the_stay_itself_makes_due_leaves_also_while_a_person_answers()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.HostWritesAsync("Hola, soy Marta.");
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-06");
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(20));
        Assert.Contains("6 de junio", world.Told()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_guests_code_in_a_persons_words_leaves_as_digits_and_stands_nowhere_as_such()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        var digits = await world.DigitsAsync("R1", "flat");
        Assert.Equal(DeskOutcome.Done, await world.HostWritesAsync($"El código es {digits}, suerte"));
        Assert.Equal(DeskOutcome.Done, await world.HostWritesAsync("Otra vez: [[code]]"));
        await world.ClockMovesAsync(TimeSpan.FromSeconds(10));
        Assert.Equal([$"El código es {ServiceWorld.Spoken(digits)}, suerte", $"Otra vez:  {ServiceWorld.Spoken(digits)}".Replace("  ", " ", StringComparison.Ordinal)], world.Told().Skip(1).Select(t => t.Replace("  ", " ", StringComparison.Ordinal).Trim()));
        var written = await world.MessagesAsync(MessageKinds.FromHost);
        Assert.All(written, m => Assert.DoesNotContain(digits, m.Body, StringComparison.Ordinal));
        Assert.All(written, m => Assert.Single(m.Secrets));
    }

    [Fact]
    public async Task Somebody_elses_code_a_code_before_its_time_and_nothing_at_all_are_refused_and_not_kept()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.HasPropertyAsync("Olot", ServiceWorld.Door("cabin", LockBehaviour.NativeSchedule));
        await world.PmsSendsAsync("R2", "Olot", "2026-06-01", "2026-06-04", guest: "Noa Weiss", phone: "");
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-10", "2026-06-12");
        await world.GuestWritesOnWhatsAppAsync("Hola");
        var (own, foreign) = (await world.DigitsAsync("R1", "flat"), await world.DigitsAsync("R2", "cabin"));
        Assert.Equal(DeskOutcome.ForeignCode, await world.HostWritesAsync($"It is {foreign}"));
        Assert.Equal(DeskOutcome.ForeignCode, await world.HostWritesAsync($"It is {own} or {foreign}"));
        Assert.Equal(DeskOutcome.CodeMayNotBeTold, await world.HostWritesAsync("It is [[code]]"));
        Assert.Equal(DeskOutcome.CodeMayNotBeTold, await world.HostWritesAsync($"It is {own}"));
        Assert.Equal(DeskOutcome.Empty, await world.HostWritesAsync("  "));
        Assert.Equal(DeskOutcome.TooLong, await world.HostWritesAsync(new string('x', 1501)));
        Assert.Empty(await world.MessagesAsync(MessageKinds.FromHost));
        Assert.Null((await world.ConversationAsync()).HumanSinceUtc);
    }

    private static string Spoken(ServiceWorld world) => ServiceWorld.Spoken(world.Doors.PhysicalCodes("flat").Single().Digits);

    private static async Task<int> CallsAsync(ServiceWorld world) => (await world.MessagesAsync(MessageKinds.HostCalled)).Count(m => m.State == MessageState.Sent);
}
