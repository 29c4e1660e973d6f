using Cendra.Agent;
using Cendra.Domain.Conversations;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>What a model may do about a code: look whether what was typed is it, and ask the host for another. It changes none.</summary>
public sealed class CodePluginTests
{
    [Fact]
    public async Task A_wish_for_another_code_goes_to_the_host_once_and_changes_nothing()
    {
        using var world = new ModelWorld();
        world.Calls(("Stay-RequestNewCode", """{"reason":"SeenByOthers"}""")).Calls(("Stay-RequestNewCode", """{"reason":"Other"}""")).Says("I have asked the host for a new code. Yours stays valid until then.");
        var reply = await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes("somebody saw me typing, can I have another code please"));
        Assert.Equal((HandoverReason.NewCodeWanted, EscalationPriority.P2), (reply.Handover!.Reason, reply.Handover.Priority));
        Assert.Contains("others may know the code", reply.Handover.Text, StringComparison.Ordinal);
        Assert.Contains("Refused: RequestNewCode was called too often", reply.Record.Steps);
        Assert.Empty(reply.Grants);
    }

    [Fact]
    public async Task Two_calls_of_one_turn_reach_the_host_both()
    {
        using var world = new ModelWorld();
        world.Calls(("Stay-RequestNewCode", """{"reason":"SeenByOthers"}"""), ("Stay-EscalateToHost", """{"reason":"Other","summary":"wants to know whether the pool is heated"}"""))
            .Says("I have asked the host for a new code. Yours stays valid until then.");
        var call = (await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes("somebody saw me typing, and is the water warm?"))).Handover!;
        Assert.Equal(HandoverReason.NewCodeWanted, call.Reason);
        Assert.Contains("others may know the code", call.Text, StringComparison.Ordinal);
        Assert.Contains("whether the pool is heated", call.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TypedCode.Match, "It is this stay")]
    [InlineData(TypedCode.Swapped, "two digits beside each other")]
    [InlineData(TypedCode.NoMatch, "It is not.")]
    public async Task What_was_typed_is_told_to_a_model_without_digits(TypedCode typed, string told)
    {
        using var world = new ModelWorld();
        world.Calls(("Stay-CheckTypedCode", "{}")).Says("Let me look at that with you.");
        await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().At(GuestWorld.CheckIn.AddDays(-1)).Typed(typed, "is [[typed]] the right one for the door tomorrow?"));
        Assert.Contains(world.Bodies, b => b.Contains(told, StringComparison.Ordinal));
        Assert.DoesNotContain(world.Bodies, b => b.Contains(GuestWorld.Digits, StringComparison.Ordinal));
    }
}
