using Cendra.Agent;
using Cendra.Domain.Portfolio;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>Servers as they are: some refuse a format, some count no tokens, some fail for a while, and one sends without end.</summary>
public sealed class ModelWireTests
{
    private const string Lift = "There is a lift on the left.";

    private static GuestWorld House => new GuestWorld().WithCodeOnDoors().Wrote("Lift", Lift);

    [Theory]
    [InlineData(400, """{"error":{"message":"response_format is not supported"}}""")]
    [InlineData(422, """{"detail":"unknown field"}""")]
    public async Task A_server_that_refuses_the_format_is_asked_without_it_and_remembered(int status, string refusal)
    {
        using var world = new ModelWorld();
        world.Body(status, refusal).Says(Lift);
        var first = await world.AnswerAsync(House.Writes("Is there a lift?"));
        Assert.Equal(("agent", Lift), (first.Record.Responder, first.Text));
        Assert.Equal(2, first.Record.Use!.ModelCalls);
        var second = await world.AnswerAsync(House.Writes("Is there a lift?"));
        Assert.Equal(1, second.Record.Use!.ModelCalls);
        Assert.Equal([true, false, false], world.Bodies.Select(b => b.Contains("response_format", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"error":{"code":"content_filter","message":"no"}}""")]
    [InlineData("""{"error":{"code":"context_length_exceeded"}}""")]
    public async Task A_request_that_is_refused_for_its_content_is_not_sent_again(string refusal)
    {
        using var world = new ModelWorld();
        world.Body(400, refusal);
        Assert.Equal("basic-replies", (await world.AnswerAsync(House.Writes("how do I get in?"))).Record.Responder);
        Assert.Single(world.Bodies);
    }

    [Fact]
    public async Task A_server_that_refuses_both_forms_is_not_remembered_as_one_that_takes_no_format()
    {
        using var world = new ModelWorld();
        world.Body(400, "{}").Body(400, "{}").Says(Lift);
        Assert.Equal("The model's endpoint answered 400", (await world.AnswerAsync(House.Writes("how do I get in?"))).Record.Outcome);
        await world.AnswerAsync(House.Writes("Is there a lift?"));
        Assert.Contains("response_format", world.Bodies[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_that_the_endpoint_does_not_count_are_estimated_and_said_to_be()
    {
        using var world = new ModelWorld();
        world.SaysUncounted(Lift);
        var use = (await world.AnswerAsync(House.Writes("Is there a lift?"))).Record.Use!;
        Assert.True(use.IsEstimated);
        Assert.InRange(use.InputTokens, world.Bodies[0].Length / 6, world.Bodies[0].Length / 2);
        Assert.InRange(use.OutputTokens, Lift.Length / 3, Lift.Length);
        var reply = await world.AnswerAsync(House.Writes("Is there a lift?"));
        Assert.Contains(reply.Record.Steps, s => s.StartsWith("Tokens are estimated", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_turn_that_templates_answer_still_tells_what_its_rejected_drafts_cost()
    {
        using var world = new ModelWorld();
        world.Says("Your code is 4821.");
        var reply = await world.AnswerAsync(House.Writes("how do I get in?"));
        Assert.Equal("basic-replies", reply.Record.Responder);
        Assert.Equal(new ModelUse("test-model", 2, 0, 240, 36), reply.Record.Use);
    }

    [Fact]
    public async Task What_an_endpoint_may_have_worked_on_before_it_failed_is_counted_too()
    {
        using var world = new ModelWorld();
        world.Calls(("Stay-GetAccessCode", "{}")).Body(500, "{}");
        var use = (await world.AnswerAsync(House.Writes("how do I get in?"))).Record.Use!;
        Assert.Equal((2, true), (use.ModelCalls, use.IsEstimated));
        Assert.True(use.InputTokens > 120 + 400, $"{use.InputTokens}");
        using var refused = new ModelWorld();
        refused.Body(401, "{}");
        var none = (await refused.AnswerAsync(House.Writes("how do I get in?"))).Record.Use!;
        Assert.Equal(new ModelUse("test-model", 1, 0, 0, 0), none);
    }

    [Fact]
    public async Task After_five_failures_no_request_leaves_for_a_minute_and_guests_get_basic_replies_at_once()
    {
        var clock = new FakeTimeProvider(GuestWorld.CheckIn);
        using var world = new ModelWorld(clock: clock);
        world.Body(404, "{}");
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("basic-replies", (await world.AnswerAsync(House.Writes("how do I get in?"))).Record.Responder);
        }

        Assert.True(world.Health.IsResting);
        var reply = await world.AnswerAsync(House.Writes("how do I get in?"));
        Assert.Equal(("basic-replies", "The model failed again and again and is not asked now"), (reply.Record.Responder, reply.Record.Outcome));
        Assert.Equal((5, 0), (world.Bodies.Count, reply.Record.Use!.ModelCalls));
        Assert.NotEmpty(reply.Grants);

        clock.Advance(TimeSpan.FromSeconds(61));
        await world.AnswerAsync(House.Writes("how do I get in?")); // One is tried, and fails.
        Assert.Equal(6, world.Bodies.Count);
        await world.AnswerAsync(House.Writes("how do I get in?"));
        Assert.Equal(6, world.Bodies.Count);
        Assert.Single(world.LogLines, l => l.Contains("is not asked now", StringComparison.Ordinal) && l.Contains("within 60 seconds", StringComparison.Ordinal));

        world.Says(Lift);
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("agent", (await world.AnswerAsync(House.Writes("Is there a lift?"))).Record.Responder);
        Assert.Equal((false, ConnectionState.Good), (world.Health.IsResting, world.Health.Read().State));
    }

    [Fact]
    public async Task A_few_failures_among_many_answers_stop_nothing()
    {
        using var world = new ModelWorld(clock: new FakeTimeProvider(GuestWorld.CheckIn));
        for (var i = 0; i < 6; i++)
        {
            world.Says(Lift).Body(404, "{}").Says(Lift);
        }

        for (var i = 0; i < 18; i++)
        {
            await world.AnswerAsync(House.Writes("Is there a lift?"));
        }

        Assert.False(world.Health.IsResting);
    }

    [Fact]
    public async Task An_answer_of_ten_megabytes_is_not_read_and_not_asked_for_again()
    {
        using var world = new ModelWorld();
        world.Body(200, new string(' ', 10 * 1024 * 1024));
        var reply = await world.AnswerAsync(House.Writes("how do I get in?"));
        Assert.Equal(("basic-replies", "The model's endpoint answered more than it may"), (reply.Record.Responder, reply.Record.Outcome));
        Assert.Single(world.Bodies);
    }
}
