using System.Text.Json;
using Cendra.Agent;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>An answer is held to what it says of itself.</summary>
public sealed class ReplyContractTests
{
    private const string Lift = "There is a lift on the left.";

    [Theory]
    [InlineData("""{"reply":"There is a lift on the left.","lang":"en","sources":["A1"],"intent":"answer","done":true}""")]
    [InlineData("""{"reply":"There is a lift on the left.","lang":"EN","sources":["a1 ","FACTS"],"intent":"Answer","done":false}""")]
    [InlineData("""{"reply":"There is a lift on the left.","lang":"english","sources":[]}""")]
    [InlineData("""{"reply":"Hello! How can I help you?","lang":"en","sources":[],"intent":"greet","done":true}""")]
    [InlineData("""{"reply":"What do you want to know?","lang":"en","sources":[],"intent":"clarify","done":false}""")]
    public async Task What_keeps_to_the_contract_is_sent(string content)
    {
        using var world = new ModelWorld().Message(content);
        Assert.Equal("agent", (await AskAsync(world)).Record.Responder);
    }

    [Theory]
    [InlineData("""{"reply":"There is a lift on the left.","lang":"de","sources":["A1"],"intent":"answer","done":true}""", "It says that its language is another than English.")]
    [InlineData("""{"reply":"There is a lift on the left.","lang":"en","sources":["A7"],"intent":"answer","done":true}""", "It names a source that it was not shown.")]
    [InlineData("""{"reply":"There is a lift on the left.","lang":"en","sources":["GetAccessCode"],"intent":"answer","done":true}""", "It names a source that it was not shown.")]
    [InlineData("""{"reply":"There is a lift on the left.","lang":"en","sources":[],"intent":"answer","done":true}""", "It names no source.")]
    [InlineData("""{"reply":"There is a lift on the left.","lang":"en","sources":["A1"],"intent":"unlock","done":true}""", "Its intent is none of those that there are.")]
    [InlineData("""{"reply":"A person will answer you here.","lang":"en","sources":[],"intent":"escalated","done":false}""", "It says that it called the host, but EscalateToHost was not called.")]
    public async Task What_does_not_is_written_again_with_the_reason(string content, string why)
    {
        using var world = new ModelWorld().Message(content).Says(Lift);
        var reply = await AskAsync(world);
        Assert.Equal(("agent", Lift), (reply.Record.Responder, reply.Text));
        Assert.Contains(reply.Record.Steps, s => s.StartsWith($"A draft was refused: {why}", StringComparison.Ordinal));
        Assert.Contains(JsonSerializer.Serialize(why)[1..^1], world.Bodies[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_told_something_is_a_source()
    {
        using var world = new ModelWorld().Calls(("Stay-GetEntryInstructions", "{}"))
            .Message("""{"reply":"Walk past the bakery.","lang":"en","sources":["Stay-GetEntryInstructions"],"intent":"answer","done":true}""");
        Assert.Equal("agent", (await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes("how do I get in?"))).Record.Responder);
    }

    [Fact]
    public async Task The_schema_that_is_sent_names_all_five_fields()
    {
        using var world = new ModelWorld().Says(Lift);
        await AskAsync(world);
        var schema = JsonDocument.Parse(world.Bodies[0]).RootElement.GetProperty("response_format").GetProperty("json_schema").GetProperty("schema");
        Assert.Equal(["done", "intent", "lang", "reply", "sources"], schema.GetProperty("required").EnumerateArray().Select(r => r.GetString()!).Order(StringComparer.Ordinal));
    }

    private static Task<AgentReply> AskAsync(ModelWorld world) => world.AnswerAsync(new GuestWorld().WithCodeOnDoors().At(GuestWorld.CheckIn.AddDays(-3)).Wrote("Lift", Lift).Writes("Is there a lift?"));
}
