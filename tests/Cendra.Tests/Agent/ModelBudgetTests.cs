using Cendra.Agent;
using Cendra.Domain.Conversations;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>A budget that is used up costs a guest the words of the model, and never the way in.</summary>
public sealed class ModelBudgetTests
{
    public static TheoryData<int, int, bool, string> Spent => new()
    {
        { 0, 1000, false, "This conversation has asked the model as often as it may in a day" },
        { 10, 0, false, "This conversation has used the model's tokens of a day" },
        { 10, 1000, true, "The model's tokens of this month are used up" },
    };

    [Theory]
    [MemberData(nameof(Spent))]
    public async Task A_used_up_budget_asks_no_model_tells_the_guest_and_calls_a_person(int calls, int tokens, bool month, string why)
    {
        using var world = new ModelWorld().Says("The pool is warm.");
        var guest = new GuestWorld { Budget = new ModelBudget(calls, tokens, month) }.WithCodeOnDoors().At(GuestWorld.CheckIn.AddDays(1));
        var reply = await world.AnswerAsync(guest.Writes("do you sell bicycles?"));
        Assert.Equal(("rules", why), (reply.Record.Responder, reply.Record.Outcome));
        Assert.StartsWith("I cannot answer that myself. I have passed it to the host", reply.Text, StringComparison.Ordinal);
        Assert.Equal((HandoverReason.NoSafeAnswer, EscalationPriority.P2), (reply.Handover!.Reason, reply.Handover.Priority));
        Assert.Contains(why, reply.Handover.Text, StringComparison.Ordinal);
        Assert.Empty(world.Bodies);
    }

    [Theory]
    [InlineData("how do I get in?", false)]
    [InlineData("the code does not work", true)]
    public async Task With_a_used_up_budget_doors_are_answered_by_rules(string text, bool calls)
    {
        using var world = new ModelWorld().Says("I should not have been asked.");
        var reply = await world.AnswerAsync(new GuestWorld { Budget = new ModelBudget(0, 0, true) }.WithCodeOnDoors().Writes(text));
        Assert.Equal(calls ? "lock-out" : "basic-replies", reply.Record.Responder);
        Assert.Contains(Assert.Single(reply.Grants).InText, reply.Text, StringComparison.Ordinal);
        Assert.Equal(calls, reply.Handover is not null);
        Assert.Empty(world.Bodies);
    }

    [Fact]
    public async Task Within_a_turn_no_more_requests_are_made_than_are_left()
    {
        using var world = new ModelWorld();
        world.Calls(("Stay-GetAccessCode", "{}"));
        var one = await world.AnswerAsync(new GuestWorld { Budget = new ModelBudget(1, 100_000, false) }.WithCodeOnDoors().Writes("how do I get in?"));
        Assert.Equal(("basic-replies", 1), (one.Record.Responder, one.Record.Use!.ModelCalls));
        var two = await world.AnswerAsync(new GuestWorld { Budget = new ModelBudget(9, 150, false) }.WithCodeOnDoors().Writes("how do I get in?"));
        Assert.Equal((2, "This conversation has used the model's tokens of a day"), (two.Record.Use!.ModelCalls, two.Record.Outcome));
    }
}
