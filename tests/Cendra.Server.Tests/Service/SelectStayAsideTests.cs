using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Time;
using Cendra.Messaging.Inbound;
using Cendra.Simulator.Phones;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Service;

/// <summary>Two flats in the same nights, and everything beside the answer to "which one?": numbers that answer another question, danger, mails that prove nothing, two ways at once, and whoever never says it.</summary>
public sealed class SelectStayAsideTests
{
    private const string HowIn = "¿Cómo entro?";
    private const string Which = "¿De cuál se trata?";
    private const string Passed = "Se lo he pasado al anfitrión.";

    [Fact]
    public async Task At_a_locked_door_the_number_of_the_door_is_no_other_stay()
    {
        await using var world = await SelectStayTests.WithTwoFlatsAsync(streetDoor: true);
        Assert.Contains("Which one is it about?", await world.GuestWritesOnWhatsAppAsync("My code does not work"), StringComparison.Ordinal);
        Assert.Contains("1. street\n2. loft", await world.GuestWritesOnWhatsAppAsync("2"), StringComparison.Ordinal);
        Assert.Contains("the digits that you type", await world.GuestWritesOnWhatsAppAsync("1"), StringComparison.Ordinal);
        Assert.Contains("the digits that you type", string.Join('\n', world.Told().TakeLast(1)), StringComparison.Ordinal);
        var loft = await world.StayAsync("R2");
        await using var db = world.Open();
        var help = await db.LockOuts.SingleAsync();
        Assert.Equal((loft.Id, (await db.SmartLocks.SingleAsync(l => l.DeviceId == "street")).Id), (help.StayId, help.LockId));
        Assert.Equal(loft.Id, (await db.StayChoices.SingleAsync()).ChosenStayId);
    }

    [Fact]
    public async Task The_number_of_a_topic_is_no_other_stay()
    {
        await using var world = await SelectStayTests.WithTwoFlatsAsync();
        await HasFactsAsync(world);
        await world.ClockMovesAsync(TimeSpan.FromHours(5));
        await world.GuestWritesOnWhatsAppAsync("¿Se puede ir a la piscina con perro?");
        Assert.Contains("1. Mascotas\n2. Piscina", await world.GuestWritesOnWhatsAppAsync("2"), StringComparison.Ordinal);
        Assert.Contains("One dog is welcome.", await world.GuestWritesOnWhatsAppAsync("1"), StringComparison.Ordinal);
        await AssertChosenAsync(world, "R2");
    }

    [Fact]
    public async Task The_number_that_a_model_asked_for_is_no_other_stay()
    {
        using var model = new ModelDouble(request => ModelAnswer.Text(request.LastUser.Contains("towels", StringComparison.Ordinal) ? "Would you like one or two of them?" : "I am glad to help."));
        await using var world = await SelectStayTests.WithTwoFlatsAsync(model: model.Url);
        await world.GuestWritesOnWhatsAppAsync("Are there towels?");
        Assert.Contains("one or two", await world.GuestWritesOnWhatsAppAsync("2"), StringComparison.Ordinal);
        await world.ClockMovesAsync(TimeSpan.FromSeconds(10)); // Nobody reads and answers in the same breath.
        await world.GuestWritesOnWhatsAppAsync("1");
        await AssertChosenAsync(world, "R2");
        Assert.Equal(2, world.Wire.ModelRequests.Count());
    }

    [Theory]
    [InlineData("There is smoke coming from the other apartment!")]
    [InlineData("There is smoke in Loft 2!")]
    [InlineData("Fire! Loft 2")]
    public async Task Danger_is_where_the_guest_is_and_not_in_the_flat_of_next_month(string text)
    {
        await using var world = await SelectStayTests.WithTwoFlatsAsync("2026-07-01", "2026-07-04");
        Assert.Contains("112", await world.GuestWritesOnWhatsAppAsync(text), StringComparison.Ordinal);
        var flat = await world.StayAsync("R1");
        var call = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal((EscalationPriority.P0, flat.Id), (call.Priority, Assert.Single(call.Stays).StayId));
        Assert.Equal(flat.Id, (await world.MessagesAsync(MessageKinds.FromGuest))[^1].StayId);
    }

    [Theory]
    [InlineData("There is smoke coming from the other apartment!")]
    [InlineData("Fire! Loft 2")]
    public async Task Danger_in_the_other_flat_of_tonight_is_there_and_waits_for_nothing(string text)
    {
        await using var world = await SelectStayTests.WithTwoFlatsAsync();
        await world.GuestWritesOnWhatsAppAsync("How do I get in?");
        await world.GuestWritesOnWhatsAppAsync("1");
        Assert.Contains("112", await world.GuestWritesOnWhatsAppAsync(text), StringComparison.Ordinal);
        Assert.Equal((await world.StayAsync("R2")).Id, Assert.Single(Assert.Single(await world.OpenEscalationsAsync()).Stays).StayId);
    }

    [Fact]
    public async Task A_mail_that_proves_nothing_leaves_the_question_of_the_guest_open()
    {
        await using var world = await SelectStayTests.WithTwoFlatsAsync();
        await ByMailAsync(world, ServiceWorld.Email, HowIn);
        await ByMailAsync(world, null, "1");
        await using var db = world.Open();
        var choice = await db.StayChoices.SingleAsync();
        Assert.Equal((true, 2, null), (choice.IsOpen, choice.Stays.Count, choice.ChosenStayId));
    }

    [Fact]
    public async Task Whoever_does_not_say_which_hears_after_half_an_hour_that_a_person_answers_and_the_number_still_helps()
    {
        await using var world = await SelectStayTests.WithTwoFlatsAsync();
        var (_, loft) = await SelectStayTests.PinsAsync(world);
        Assert.Contains(Which, await world.GuestWritesOnWhatsAppAsync(HowIn), StringComparison.Ordinal);
        var told = world.Told().Count;
        await world.ClockMovesAsync(MenuWatch.GuestMayTake - TimeSpan.FromMinutes(1));
        Assert.Empty(await world.OpenEscalationsAsync());
        Assert.Equal(told, world.Told().Count);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        var call = Assert.Single(await world.OpenEscalationsAsync());
        Assert.EndsWith(":WhichStay", call.Cause, StringComparison.Ordinal);
        Assert.Equal((EscalationPriority.P2, 2), (call.Priority, call.Stays.Count));
        Assert.StartsWith(Passed, world.Told()[^1], StringComparison.Ordinal);
        await world.ClockMovesAsync(TimeSpan.FromHours(2));
        Assert.Equal(told + 1, world.Told().Count);
        Assert.Contains(loft, await world.GuestWritesOnWhatsAppAsync("2"), StringComparison.Ordinal);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task Whoever_was_asked_again_is_looked_at_from_then_on_and_nobody_is_called_twice()
    {
        await using var world = await SelectStayTests.WithTwoFlatsAsync();
        await world.GuestWritesOnWhatsAppAsync(HowIn);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(20));
        await world.GuestWritesOnWhatsAppAsync("¿Hay ascensor?");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(20));
        Assert.Empty(await world.OpenEscalationsAsync());
        Assert.Contains("he avisado a una persona", await world.GuestWritesOnWhatsAppAsync("En el de siempre"), StringComparison.Ordinal);
        var told = world.Told().Count;
        await world.ClockMovesAsync(TimeSpan.FromHours(2));
        Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal(told, world.Told().Count);
        await using var db = world.Open();
        Assert.False(await db.Messages.AnyAsync(m => m.State == MessageState.Answered && m.DueAtUtc != null));
    }

    [Fact]
    public async Task Who_said_it_in_time_is_left_alone()
    {
        await using var world = await SelectStayTests.WithTwoFlatsAsync();
        await world.GuestWritesOnWhatsAppAsync(HowIn);
        await world.GuestWritesOnWhatsAppAsync("1");
        var told = world.Told().Count;
        await world.ClockMovesAsync(TimeSpan.FromHours(1));
        Assert.Empty(await world.OpenEscalationsAsync());
        Assert.Equal(told, world.Told().Count);
    }

    [Fact]
    public async Task What_waited_in_the_very_conversation_of_the_chosen_stay_is_woken()
    {
        await using var world = await SelectStayTests.WithTwoFlatsAsync();
        await world.GuestWritesOnWhatsAppAsync(HowIn);
        var flat = await world.StayAsync("R1");
        Guid conversation;
        await using (var db = world.Open())
        {
            conversation = (await db.Messages.SingleAsync(m => m.AwaitsChoice)).ConversationId!.Value;
            Assert.Equal(flat.ReservationId, (await db.Conversations.SingleAsync(c => c.Id == conversation)).ReservationId);
        }

        var before = WakesOf(world, conversation);
        await world.GuestWritesOnWhatsAppAsync("1");
        Assert.True(WakesOf(world, conversation) > before);
    }

    [Fact]
    public async Task Who_writes_in_two_ways_in_one_breath_is_asked_in_each_and_told_no_code()
    {
        await using var world = await SelectStayTests.WithTwoFlatsAsync();
        var (flat, loft) = await SelectStayTests.PinsAsync(world);
        var told = world.Told().Count;
        await world.WhatsAppArrivesAsync("Hola, buenas");
        await world.SmsArrivesAsync(HowIn);
        await world.ClockMovesAsync(TimeSpan.FromSeconds(20));
        var said = world.Told().Skip(told).ToList();
        Assert.All(said, t => Assert.DoesNotContain(flat, t, StringComparison.Ordinal));
        Assert.All(said, t => Assert.DoesNotContain(loft, t, StringComparison.Ordinal));
        Assert.Contains(Which, string.Join('\n', world.Told(channel: PhoneChannels.Sms)), StringComparison.Ordinal);

        await world.SmsArrivesAsync("2");
        await world.ClockMovesAsync(TimeSpan.FromSeconds(20));
        Assert.Contains(loft, world.Told()[^1], StringComparison.Ordinal);
    }

    private static async Task AssertChosenAsync(ServiceWorld world, string reservation)
    {
        var stay = await world.StayAsync(reservation);
        await using var db = world.Open();
        Assert.Equal(stay.Id, (await db.StayChoices.SingleAsync()).ChosenStayId);
        Assert.Equal(stay.Id, (await db.Messages.Where(m => m.Direction == MessageDirection.Inbound).OrderBy(m => m.CreatedUtc).LastAsync()).StayId);
    }

    private static Task ByMailAsync(ServiceWorld world, string? attested, string text) => world.InScopeAsync<IServiceProvider>(async services =>
    {
        await services.GetRequiredService<Senders>().OfAsync(ChannelKind.Email, ServiceWorld.Email, attested, new Saying { Text = text, WrittenUtc = world.Now }, CancellationToken.None);
        await services.GetRequiredService<CendraDbContext>().SaveChangesAsync();
    });

    private static int WakesOf(ServiceWorld world, Guid conversation) =>
        world.Services.GetRequiredService<JobStorage>().GetMonitoringApi().ScheduledJobs(0, 1000).Count(j => j.Value.Job?.Type == typeof(AnswerGuestJob) && conversation.Equals(j.Value.Job.Args[0]));

    private static Task HasFactsAsync(ServiceWorld world) => world.WithRowsAsync(async db =>
    {
        var id = world.Services.GetRequiredService<IdSource>();
        db.Articles.AddRange(new[] { ("Pets", "One dog is welcome.", "pets"), ("Pool", "On the roof.", "pool") }.Select(a => new Article
        {
            Id = id.Next(), Question = a.Item1, Answer = a.Item2, Topic = a.Item3, Language = "en", IsForAll = true, Status = ArticleStatus.Approved,
        }));
        await Task.CompletedTask;
    });
}
