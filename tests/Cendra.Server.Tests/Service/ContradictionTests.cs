using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Messaging.Hosts;
using Cendra.Simulator.Locks;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Service;

/// <summary>What a message says against what is programmed: no automatic text leaves that contradicts it, and a person is warned and decides.</summary>
public sealed class ContradictionTests
{
    [Fact]
    public async Task An_arrival_message_with_a_wrong_time_waits_a_host_is_told_and_it_leaves_once_the_words_are_mended()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await StepsAsync(world, "Check-in is from 12:00.\nTake the lift.");
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        await world.ClockMovesToAsync("2026-06-02 15:10");

        Assert.Empty(world.Told());
        var held = Assert.Single(await world.MessagesAsync(MessageKinds.PreArrival));
        Assert.Equal(MessageState.Held, held.State);
        Assert.Contains("check-in at 12:00; the code opens from 15:00", held.StateText, StringComparison.Ordinal);
        Assert.Empty(held.Deliveries);
        var call = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal(EscalationPriority.P1, call.Priority);
        Assert.Contains("check-in at 12:00", call.Text, StringComparison.Ordinal);
        Assert.NotEmpty(world.Told(HousePhones.Host));

        await world.ClockMovesAsync(TimeSpan.FromHours(3)); // However often it is looked at.
        Assert.Empty(world.Told());
        Assert.Single(await world.OpenEscalationsAsync());
        await StepsAsync(world, "Check-in is from 15:00.\nTake the lift.");
        await world.WithRowsAsync(async db => (await db.Stays.SingleAsync()).LookAgainBy(world.Now));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));

        Assert.Contains("Check-in is from 15:00.", Assert.Single(world.Told()), StringComparison.Ordinal);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task Words_that_nobody_mends_are_left_out_four_hours_before_check_in_and_the_guest_gets_the_code()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await StepsAsync(world, "Check-in is from 12:00.\nTake the lift.");
        await world.ClockMovesToAsync("2026-06-02 09:00");
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.ClockMovesToAsync("2026-06-02 10:58");
        Assert.Empty(world.Told());
        await world.ClockMovesToAsync("2026-06-02 11:02");

        var told = Assert.Single(world.Told());
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), told, StringComparison.Ordinal);
        Assert.Contains("flat", told, StringComparison.Ordinal);
        Assert.DoesNotContain("12:00", told, StringComparison.Ordinal);
        Assert.DoesNotContain("lift", told, StringComparison.Ordinal);
        var call = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Contains("leaves without them", call.Text, StringComparison.Ordinal);
        Assert.Equal((await world.StayAsync("R1")).Id, Assert.Single(call.Stays).StayId);
        await world.ClockMovesToAsync("2026-06-02 18:00");
        Assert.Single(world.Told());
    }

    [Fact]
    public async Task A_late_booking_waits_ten_minutes_for_the_words_and_no_longer()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await StepsAsync(world, "Check-in is from 12:00.");
        await world.ClockMovesToAsync("2026-06-02 13:00");
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.ClockMovesToAsync("2026-06-02 13:09");
        Assert.Empty(world.Told());
        await world.ClockMovesToAsync("2026-06-02 13:13");
        Assert.DoesNotContain("12:00", Assert.Single(world.Told()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_who_closes_the_call_is_not_called_again_for_the_same_words()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await StepsAsync(world, "Check-in is from 12:00.\nTake the lift.");
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        await world.ClockMovesToAsync("2026-06-02 15:10");
        await world.WithRowsAsync(async db => (await db.Escalations.SingleAsync(e => e.Cause.StartsWith("said:"))).Resolve(AuditActor.Host(ServiceWorld.HostUser), "I told her on the phone.", world.Now));
        await world.WithRowsAsync(async db => (await db.Stays.SingleAsync()).LookAgainBy(world.Now));
        await world.ClockMovesAsync(TimeSpan.FromHours(2));
        Assert.Equal(MessageState.Held, Assert.Single(await world.MessagesAsync(MessageKinds.PreArrival)).State);
        Assert.DoesNotContain(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("said:", StringComparison.Ordinal));

        await StepsAsync(world, "Check-in is from 13:00.\nTake the lift.");
        await world.WithRowsAsync(async db => (await db.Stays.SingleAsync()).LookAgainBy(world.Now));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        Assert.Contains("check-in at 13:00", Assert.Single(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("said:", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_of_the_agent_that_names_another_place_never_leaves_and_the_guest_is_told_that_a_person_answers()
    {
        using var model = new ModelDouble(_ => ModelAnswer.Text("The key of the garage waits in Olot."));
        await using var world = await ServiceWorld.WithAGuestInHouseAsync(new WorldOptions { Model = model.Url });
        await world.HasPropertyAsync("Olot", ServiceWorld.Door("cabin", LockBehaviour.NativeSchedule));
        await world.WithRowsAsync(db =>
        {
            db.Articles.Add(new Article { Id = world.Services.GetRequiredService<IdSource>().Next(), Question = "Key of the garage", Answer = "It waits in Olot.", Language = "en", IsForAll = true, Status = ArticleStatus.Approved });
            return Task.CompletedTask;
        });

        var told = await world.GuestWritesOnWhatsAppAsync("where do I find the key of the garage?");

        Assert.DoesNotContain("Olot", told, StringComparison.Ordinal);
        Assert.Contains("A person will answer you here", told, StringComparison.Ordinal);
        Assert.Contains(await world.MessagesAsync(MessageKinds.Answer), m => m.State == MessageState.Held && m.StateText.Contains("“Olot”", StringComparison.Ordinal));
        Assert.Contains(await world.OpenEscalationsAsync(), e => e.Priority == EscalationPriority.P1 && e.Text.Contains("“Olot”", StringComparison.Ordinal));
        Assert.NotEmpty(world.Told(HousePhones.Host));
    }

    [Fact]
    public async Task A_person_is_warned_and_can_send_all_the_same_and_the_chain_says_so()
    {
        const string text = "Late check-out until 13:00 is fine.";
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        Assert.Equal(DeskOutcome.Contradicts, await world.HostWritesAsync(text));
        Assert.Empty(await world.MessagesAsync(MessageKinds.FromHost));
        Assert.Null((await world.ConversationAsync()).HumanSinceUtc);

        IReadOnlyList<string> findings = [];
        var conversation = await world.ConversationAsync();
        await world.InScopeAsync<ConversationDesk>(async desk => findings = await desk.FindingsAsync(conversation.Id, text, PropertyScope.All, CancellationToken.None));
        Assert.Contains("check-out at 13:00; it is at 11:00", Assert.Single(findings), StringComparison.Ordinal);
        Assert.Equal(DeskOutcome.Contradicts, await ReplyAsync(world, text, ["The message says something else."]));
        Assert.Equal(DeskOutcome.Done, await ReplyAsync(world, text, findings));
        Assert.Equal(text, world.Told()[^1]);

        await using var db = world.Open();
        var line = Assert.Single(await db.AuditEvents.Where(e => e.Kind == AuditKind.MessageSentAnyway).ToListAsync());
        Assert.Equal(AuditActor.Host(ServiceWorld.HostUser), line.Actor);
        Assert.Contains("check-out at 13:00", line.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_holds_needs_no_warning_and_digits_of_another_stay_stay_refused()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        Assert.Equal(DeskOutcome.Done, await world.HostWritesAsync("Check-out is at 11:00, breakfast until 10:30 at the corner."));
        await world.HasPropertyAsync("Olot", ServiceWorld.Door("cabin", LockBehaviour.NativeSchedule));
        await world.PmsSendsAsync("R2", "Olot", "2026-06-01", "2026-06-04", guest: "Noa Weiss", phone: "");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        var foreign = await world.DigitsAsync("R2", "cabin");
        Assert.Equal(DeskOutcome.ForeignCode, await ReplyAsync(world, $"It is {foreign}", ["The message holds digits that are a door code, but not this guest’s now."]));
    }

    private static async Task<DeskOutcome> ReplyAsync(ServiceWorld world, string text, IReadOnlyCollection<string> seen)
    {
        var outcome = await world.HostAsync((desk, id) => desk.ReplyAsync(id, ServiceWorld.HostUser, text, PropertyScope.All, CancellationToken.None, seen));
        await world.ClockMovesAsync(TimeSpan.FromSeconds(5));
        return outcome;
    }

    private static Task StepsAsync(ServiceWorld world, string steps) => world.WithRowsAsync(async db =>
    {
        await db.EntrySteps.ExecuteDeleteAsync();
        db.Add((await db.Properties.SingleAsync()).OnTheWay(steps));
    });
}
