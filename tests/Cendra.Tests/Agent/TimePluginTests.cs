using Cendra.Agent;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Orders;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>A model may ask for other times and say what the host's rules answered, and nothing beyond it. The stay ends on Thursday 26 November, 11:00, and a late check-out is free until 12:00.</summary>
public sealed class TimePluginTests : IDisposable
{
    /// <summary>Nothing that rules read as a time.</summary>
    private const string Asked = "Our train leaves in the afternoon, is there any way to have the flat a bit longer on the last day?";

    private readonly ModelWorld _model = new();
    private readonly GuestWorld _world;

    public TimePluginTests()
    {
        _world = new GuestWorld { Now = GuestWorld.CheckIn.AddHours(20) }.WithCodeOnDoors();
        (_world.Property.LateCheckOut, _world.Property.LatestCheckOut) = (TimeChangePermission.Free, new TimeOnly(12, 0));
        _world.Room = new StayRoom(_world.Stay);
    }

    [Fact]
    public async Task What_a_rule_grants_may_be_told_and_is_moved()
    {
        Request("12:00").Says("You can stay until Thursday 26 November, 12:00 (Barcelona time).");
        var reply = await _model.AnswerAsync(_world.Writes(Asked));
        Assert.Equal(("agent", new TimeMove(TimeChangeKind.LateCheckOut, new TimeOnly(12, 0))), (reply.Record.Responder, reply.Moves));
    }

    [Fact]
    public async Task What_goes_beyond_the_rule_is_sent_to_the_host_and_moves_nothing()
    {
        Request("15:00").Says("I have asked the host. Until then check-out is Thursday 26 November, 11:00.");
        var reply = await _model.AnswerAsync(_world.Writes(Asked));
        Assert.Equal("A guest asks to leave later: Thursday 26 November, 15:00", reply.Handover!.Title);
        Assert.Null(reply.Moves);
    }

    [Fact]
    public async Task A_promise_beyond_what_was_granted_is_not_sent_and_moves_nothing()
    {
        Request("15:00").Says("You can leave later, at 15:00.");
        var reply = await _model.AnswerAsync(_world.Writes(Asked));
        Assert.DoesNotContain("15:00", reply.Text, StringComparison.Ordinal);
        Assert.Null(reply.Moves);
    }

    [Theory]
    [InlineData("""{"kind":"Forever","time":"12:00"}""")]
    [InlineData("""{"kind":"LateCheckOut","time":"noon"}""")]
    [InlineData("""{"kind":"7","time":"12:00"}""")]
    public async Task What_is_no_kind_or_no_time_is_refused(string arguments)
    {
        _model.Calls(("Stay-RequestTimeChange", arguments)).Says("You can stay until 12:00.");
        Assert.Null((await _model.AnswerAsync(_world.Writes(Asked))).Moves);
    }

    [Fact]
    public async Task Without_a_room_the_tool_is_not_offered()
    {
        _world.Room = null;
        _model.Says("The host will answer you.");
        await _model.AnswerAsync(_world.Writes(Asked));
        Assert.DoesNotContain("RequestTimeChange", _model.Bodies[0].Split("\"tools\"")[^1], StringComparison.Ordinal);
    }

    private ModelWorld Request(string time) => _model.Calls(("Stay-RequestTimeChange", $$"""{"kind":"LateCheckOut","time":"{{time}}"}"""));

    public void Dispose() => _model.Dispose();
}
