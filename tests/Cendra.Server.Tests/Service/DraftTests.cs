using Cendra.Domain.Conversations;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Messaging.Hosts;
using Cendra.Messaging.Inbound;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Service;

/// <summary>Where a person decides on answers nothing leaves before one does, what leaves is decided on at that moment, and no guest is left without a word.</summary>
public sealed class DraftTests
{
    /// <summary>Ten minutes after check-in a greeting is answered with the way in and its code.</summary>
    private const string Greeting = "¡Hola! ¿Qué tal?";
    private const string Question = "¿Hay lavadora?";

    [Fact]
    public async Task A_draft_does_not_leave_by_itself_and_leaves_once_with_the_code_when_a_person_sends_it()
    {
        await using var world = await InDraftModeAsync();
        Assert.Equal("", await world.GuestWritesOnWhatsAppAsync(Greeting));
        var draft = await DraftAsync(world);
        Assert.Single(draft.Secrets);
        Assert.Equal("Drafts at this property.", (await TurnAsync(world, draft.Id)).Outcome);
        Assert.Equal(DeskOutcome.Done, await SendAsync(world, draft.Id));
        Assert.Equal(DeskOutcome.Done, await SendAsync(world, draft.Id));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), world.Told()[^1], StringComparison.Ordinal);
        Assert.Equal(2, world.Told().Count);
        var sent = Assert.Single(await world.MessagesAsync(MessageKinds.Answer));
        Assert.Equal((MessageState.Sent, ServiceWorld.HostUser), (sent.State, sent.AuthorUserId));
        Assert.Null((await world.ConversationAsync()).HumanSinceUtc);
        Assert.Empty((await world.VerifyAuditAsync()).Problems);
    }

    [Fact]
    public async Task After_check_out_the_code_in_a_draft_may_not_be_told_any_more()
    {
        await using var world = await InDraftModeAsync();
        await world.GuestWritesOnWhatsAppAsync(Greeting);
        var draft = await DraftAsync(world);
        await world.ClockMovesToAsync("2026-06-04 12:00");
        var told = world.Told().Count;
        Assert.Equal(DeskOutcome.CodeMayNotBeTold, await SendAsync(world, draft.Id));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((told, MessageState.Draft), (world.Told().Count, (await DraftAsync(world)).State));
    }

    [Fact]
    public async Task A_draft_that_the_guest_overtook_is_none_and_the_new_one_answers_both_messages()
    {
        await using var world = await InDraftModeAsync();
        await world.GuestWritesOnWhatsAppAsync(Greeting);
        var first = await DraftAsync(world);
        await world.WhatsAppArrivesAsync(Question);
        Assert.Equal(DeskOutcome.Overtaken, await SendAsync(world, first.Id));
        await world.ClockMovesAsync(TimeSpan.FromSeconds(15));
        var second = await DraftAsync(world);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(DeskOutcome.Overtaken, await SendAsync(world, first.Id));
        Assert.Single(second.Secrets);
        Assert.Equal(DeskOutcome.Done, await SendAsync(world, second.Id));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(2, world.Told().Count);
        Assert.All(await world.MessagesAsync(MessageKinds.FromGuest), m => Assert.Equal((MessageState.Answered, ""), (m.State, m.StateText)));
    }

    [Fact]
    public async Task What_a_person_writes_instead_ends_the_draft()
    {
        await using var world = await InDraftModeAsync();
        await world.GuestWritesOnWhatsAppAsync(Question);
        var draft = await DraftAsync(world);
        Assert.Equal(DeskOutcome.Done, await world.HostWritesAsync("Sí, en el baño."));
        Assert.Equal(DeskOutcome.Overtaken, await SendAsync(world, draft.Id));
        Assert.Equal("A person wrote instead.", (await world.MessagesAsync(MessageKinds.Answer))[^1].StateText);
        await world.ClockMovesAsync(TimeSpan.FromHours(2));
        Assert.Equal("Sí, en el baño.", world.Told()[^1]);
    }

    [Fact]
    public async Task Where_nobody_decides_the_guest_hears_once_that_a_person_answers_and_a_person_is_called()
    {
        await using var world = await InDraftModeAsync();
        await world.GuestWritesOnWhatsAppAsync(Question);
        Assert.Single(world.Told());
        await world.ClockMovesAsync(Drafts.GuestHears);
        Assert.StartsWith("Se lo he pasado al anfitrión.", world.Told()[^1], StringComparison.Ordinal);
        Assert.Empty(await world.OpenEscalationsAsync());
        await world.GuestWritesOnWhatsAppAsync("Gracias"); // Which ends the draft: the new one is for the same question.
        await world.ClockMovesAsync(TimeSpan.FromHours(3));
        Assert.Equal(2, world.Told().Count);
        var call = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal(("A draft waits for you", EscalationPriority.P2), (call.Title, call.Priority));
        Assert.Equal(DeskOutcome.Done, await SendAsync(world, (await DraftAsync(world)).Id));
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task A_changed_draft_is_the_persons_word_and_becomes_the_answer_to_what_was_asked_where_they_teach_it()
    {
        await using var world = await InDraftModeAsync();
        await world.GuestWritesOnWhatsAppAsync(Question);
        var draft = await DraftAsync(world);
        for (var click = 0; click < 2; click++)
        {
            Assert.Equal(DeskOutcome.Done, await ActAsync(world, (desk, id) => desk.ChangeAsync(id, draft.Id, ServiceWorld.HostUser, "Sí, la lavadora está en el baño.", true, PropertyScope.All, CancellationToken.None)));
        }

        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        Assert.Equal("Sí, la lavadora está en el baño.", world.Told()[^1]);
        Assert.Equal(2, world.Told().Count);
        Assert.Equal(ServiceWorld.HostUser, (await world.ConversationAsync()).HumanUserId);
        await using var db = world.Open();
        var candidate = await db.ArticleCandidates.SingleAsync();
        Assert.Equal((Question, "Sí, la lavadora está en el baño."), (candidate.Question, candidate.Answer));
    }

    [Fact]
    public async Task A_draft_that_is_thrown_away_leaves_the_guest_to_that_person()
    {
        await using var world = await InDraftModeAsync();
        await world.GuestWritesOnWhatsAppAsync(Question);
        var draft = await DraftAsync(world);
        Assert.Equal(DeskOutcome.Done, await ActAsync(world, (desk, id) => desk.DiscardAsync(id, draft.Id, ServiceWorld.HostUser, PropertyScope.All, CancellationToken.None)));
        await world.ClockMovesAsync(TimeSpan.FromHours(2));
        Assert.Single(world.Told());
        Assert.Equal(ServiceWorld.HostUser, (await world.ConversationAsync()).HumanUserId);
        Assert.Equal("A guest waits for your answer", Assert.Single(await world.OpenEscalationsAsync()).Title);
        await world.HostWritesAsync("Sí, en el baño.");
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task The_door_is_answered_at_once_in_every_mode_and_all_else_is_a_persons_where_one_answers()
    {
        await using var world = await InDraftModeAsync(p => (p.AnswerMode, p.RestrictedTopics) = (AnswerMode.Off, ""));
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), await world.GuestWritesOnWhatsAppAsync("¿Cuál es el código de la puerta?"), StringComparison.Ordinal);
        Assert.Empty(await world.OpenEscalationsAsync());
        Assert.StartsWith("Se lo he pasado al anfitrión.", await world.GuestWritesOnWhatsAppAsync(Question), StringComparison.Ordinal);
        Assert.Equal("", await world.GuestWritesOnWhatsAppAsync("¿Y secadora?"));
        Assert.Equal("A person answers at this property. The guest was told that a person answers.", Assert.Single(await world.OpenEscalationsAsync()).Text);
        await using var db = world.Open();
        var last = (await world.MessagesAsync(MessageKinds.FromGuest))[^1];
        Assert.Equal("A person answers at this property.", (await db.AgentTurns.SingleAsync(t => t.QuestionId == last.Id)).Outcome);
    }

    [Fact]
    public async Task A_kept_topic_goes_to_a_person_while_all_else_is_answered()
    {
        await using var world = await InDraftModeAsync(p => (p.AnswerMode, p.RestrictedTopics) = (AnswerMode.Autopilot, "pets"));
        Assert.StartsWith("Se lo he pasado al anfitrión.", await world.GuestWritesOnWhatsAppAsync("¿Podemos traer un perro?"), StringComparison.Ordinal);
        Assert.Equal("A guest asks about what you keep for a person", Assert.Single(await world.OpenEscalationsAsync()).Title);
        Assert.Contains("bathroom", await world.GuestWritesOnWhatsAppAsync(Question), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_late_check_out_by_the_hosts_rule_moves_the_code_in_the_save_of_the_answer()
    {
        await using var world = await InDraftModeAsync(p => (p.AnswerMode, p.LateCheckOut, p.LatestCheckOut) = (AnswerMode.Autopilot, TimeChangePermission.Free, new TimeOnly(12, 0)));
        var answer = await world.GuestWritesOnWhatsAppAsync("¿Podemos hacer el check out a las 12:00?");
        Assert.StartsWith("Sí, puedes quedarte hasta el jueves 4 de junio, 12:00", answer, StringComparison.Ordinal);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(3));
        var stay = await world.StayAsync("R1");
        Assert.Equal((new TimeOnly(12, 0), ServiceWorld.Utc("2026-06-04 12:00")), (stay.HostCheckOutTime, stay.CheckOutUtc!.Value));
        Assert.Equal(ServiceWorld.Utc("2026-06-04 12:30"), (await world.CodeAsync("R1", "flat")).IntendedUntilUtc);
        await using var db = world.Open();
        Assert.Empty(await db.Commitments.ToListAsync());
    }

    [Fact]
    public async Task In_draft_mode_the_stay_moves_when_the_person_sends_the_promise_and_not_into_a_stay_that_came_meanwhile()
    {
        await using var world = await InDraftModeAsync(p => (p.LateCheckOut, p.LatestCheckOut) = (TimeChangePermission.Free, new TimeOnly(12, 0)));
        Assert.Equal("", await world.GuestWritesOnWhatsAppAsync("¿Podemos hacer el check out a las 12:00?"));
        var draft = await DraftAsync(world);
        Assert.Equal((TimeChangeKind.LateCheckOut, new TimeOnly(12, 0)), (draft.Moves, draft.MovesToLocal));
        Assert.Null((await world.StayAsync("R1")).HostCheckOutTime);
        await world.PmsSendsAndTheLockTakesItAsync("R2", "Born 9", "2026-06-04", "2026-06-06", guest: "Jonas Weber", phone: "+4915112345678");
        Assert.Equal(DeskOutcome.TimeNotFree, await SendAsync(world, draft.Id));
        Assert.Null((await world.StayAsync("R1")).HostCheckOutTime);
        await world.PmsSendsAsync("R2", "Born 9", "2026-06-04", "2026-06-06", "cancelled", guest: "Jonas Weber", phone: "+4915112345678");
        await world.WorkAsync();
        Assert.Equal(DeskOutcome.Done, await SendAsync(world, draft.Id));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(ServiceWorld.Utc("2026-06-04 12:00"), (await world.StayAsync("R1")).CheckOutUtc);
        Assert.Contains(world.Told(), t => t.StartsWith("Sí, puedes quedarte", StringComparison.Ordinal));
    }

    private static async Task<ServiceWorld> InDraftModeAsync(Action<Property>? otherwise = null)
    {
        var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.WithRowsAsync(async db =>
        {
            var property = await db.Properties.SingleAsync();
            property.AnswerMode = AnswerMode.Draft;
            otherwise?.Invoke(property);
            var id = world.Services.GetRequiredService<IdSource>();
            db.Articles.Add(new Article { Id = id.Next(), Question = "Is there a washing machine?", Answer = "Yes, in the bathroom.", Topic = "washing", Language = "en", IsForAll = true, Status = ArticleStatus.Approved });
        });
        return world;
    }

    private static async Task<Message> DraftAsync(ServiceWorld world) => Assert.Single(await world.MessagesAsync(MessageKinds.Answer), m => m.State == MessageState.Draft);

    private static async Task<AgentTurn> TurnAsync(ServiceWorld world, Guid messageId)
    {
        await using var db = world.Open();
        return await db.AgentTurns.SingleAsync(t => t.MessageId == messageId);
    }

    private static Task<DeskOutcome> SendAsync(ServiceWorld world, Guid draft) => ActAsync(world, (desk, id) => desk.SendAsync(id, draft, ServiceWorld.HostUser, PropertyScope.All, CancellationToken.None));

    private static async Task<DeskOutcome> ActAsync(ServiceWorld world, Func<DraftDesk, Guid, Task<DeskOutcome>> act)
    {
        Guid conversation;
        await using (var db = world.Open())
        {
            var stay = (await world.StayAsync("R1")).ReservationId;
            conversation = await db.Conversations.Where(c => c.ReservationId == stay).Select(c => c.Id).SingleAsync();
        }

        var outcome = DeskOutcome.NotFound;
        await world.InScopeAsync<DraftDesk>(async desk => outcome = await act(desk, conversation));
        await world.WorkAsync();
        return outcome;
    }
}
