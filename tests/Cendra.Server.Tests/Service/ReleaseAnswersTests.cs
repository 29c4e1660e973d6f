using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Releases;
using Cendra.Server.Tests.Console;
using Cendra.Simulator.Locks;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>Guests read what is in force and nothing else, every answer names it, and an answer becomes a test case that holds nothing of the guest.</summary>
public sealed class ReleaseAnswersTests
{
    private const string Published = "A person of the house reads this soon.";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task An_answer_has_the_published_words_after_they_were_published_and_not_before_and_its_turn_names_the_release()
    {
        await using var world = await OpenAsync();
        await using var gate = new ReleaseGate(world.Services);
        Assert.DoesNotContain(Published, await world.GuestWritesOnWhatsAppAsync("I want to talk to a person"), StringComparison.Ordinal);
        await gate.WriteAsync(Published);
        await world.ClockMovesAsync(TimeSpan.FromHours(2));
        Assert.DoesNotContain(Published, await world.GuestWritesOnWhatsAppAsync("Can I speak with a human please?"), StringComparison.Ordinal);
        await gate.RunAsync();
        Assert.Equal("", await gate.PublishAsync());
        await world.ClockMovesAsync(TimeSpan.FromHours(2));
        Assert.Contains(Published, await world.GuestWritesOnWhatsAppAsync("I would like to speak to somebody of the house, a person"), StringComparison.Ordinal);
        await world.RestartAsync();
        await world.ClockMovesAsync(TimeSpan.FromHours(2));
        Assert.Contains(Published, await world.GuestWritesOnWhatsAppAsync("Please let me talk to a human being"), StringComparison.Ordinal);
        await using var db = world.Open();
        Assert.Equal([1, 1, 2, 2], await db.AgentTurns.Where(t => t.MessageId != null).OrderBy(t => t.StartedUtc).Select(t => t.Release).ToListAsync());
        Assert.Empty((await world.VerifyAuditAsync()).Problems);
    }

    [Fact]
    public async Task A_topic_that_the_policy_keeps_for_a_person_goes_to_one_from_the_moment_it_is_published()
    {
        await using var world = await OpenAsync();
        await using var gate = new ReleaseGate(world.Services);
        Assert.Equal("", (await gate.Acts.BeginAsync(null, ReleaseGate.Owner, None)).Problem);
        var draft = (await gate.LookAsync()).Draft!.Row;
        var policy = new Agent.Prompts.HousePolicy(Agent.Prompts.HousePolicy.Tools.ToDictionary(t => t.Name, t => t.MostCalls), ["pets"], 1500);
        Assert.Equal("", (await gate.Acts.SavePolicyAsync(draft.Id, draft.Version, policy, ReleaseGate.Owner, None)).Problem);
        await gate.RunAsync();
        Assert.Equal("", await gate.PublishAsync());
        await world.GuestWritesOnWhatsAppAsync("May I bring my dog?");
        await using var db = world.Open();
        Assert.Contains("goes to a person in the whole house", (await db.AgentTurns.SingleAsync(t => t.MessageId != null)).Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_kept_as_a_case_once_without_anything_of_the_guest_and_runs_with_the_next_release()
    {
        await using var world = await OpenAsync();
        await using var gate = new ReleaseGate(world.Services);
        var pin = await world.DigitsAsync("R1", "flat");
        await world.GuestWritesOnWhatsAppAsync("Hello, Amelia here, +34 600 000 001. Do you sell bicycles? My friend Zebedee wants 2 of them.");
        var answer = (await world.MessagesAsync(MessageKinds.Answer))[^1];
        Assert.Equal("", (await gate.Acts.KeepCaseAsync(answer.ConversationId!.Value, answer.Id, ReleaseGate.Owner, None)).Problem);
        Assert.Equal("", (await gate.Acts.KeepCaseAsync(answer.ConversationId!.Value, answer.Id, ReleaseGate.Owner, None)).Problem);
        var elsewhere = ReleaseGate.Owner with { Scope = PropertyScope.Some([]) };
        Assert.True((await gate.Acts.KeepCaseAsync(answer.ConversationId!.Value, answer.Id, elsewhere, None)).IsRefused);
        await using (var db = world.Open())
        {
            var kept = await db.EvalCases.SingleAsync();
            Assert.Contains("bicycles", kept.Words, StringComparison.Ordinal);
            Assert.All(["Amelia", "Zebedee", "600", pin, "2 of"], gone => Assert.DoesNotContain(gone, kept.Words, StringComparison.Ordinal));
            Assert.Equal((true, false, CaseOrigin.PersonCalled, StayStage.ArrivalDay, 0), (kept.CallsPerson, kept.TellsNoCode, kept.Origin, kept.Stage, kept.HoursFromCheckIn));
            new PinScan(pin).AssertAbsentFromTexts([kept.Words, kept.NotSaid, kept.OriginKey]);
            Assert.Equal("", (await gate.Acts.ChangeCaseAsync(kept.Id, kept.Version, $"Do you sell bicycles, asks Pedro of {pin}?", true, true, "We sell them", ReleaseGate.Owner, None)).Problem);
        }

        await gate.WriteAsync(Published);
        await gate.RunAsync();
        var run = Assert.Single(gate.Kept);
        Assert.Equal("We sell them", run.NotSaid);
        Assert.DoesNotContain("Pedro", run.Words, StringComparison.Ordinal);
        new PinScan(pin).AssertAbsentFromTexts([run.Words, .. await RowTexts.OfAsync(world)]);
        Assert.Equal("", (await gate.Acts.RemoveCaseAsync(run.Id, ReleaseGate.Owner, None)).Problem);
        Assert.Equal(0, (await gate.LookAsync()).Cases);
    }

    private static async Task<ServiceWorld> OpenAsync()
    {
        var world = await ServiceWorld.OpenAsync(new WorldOptions { Phones = true, Polls = true });
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule) with { SupportedCodeLengths = [8] });
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.ClockMovesToAsync("2026-06-02 15:10");
        return world;
    }
}
