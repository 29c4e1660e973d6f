using Cendra.Agent;
using Cendra.Agent.Models;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>However a model fails: who stands at the door gets the way in by rules, who asks anything else gets a person, and nobody gets silence (P10, P12).</summary>
public sealed class ModelFaultsTests
{
    private static readonly Dictionary<string, (Action<ModelWorld> Lay, string Why)> Faults = new(StringComparer.Ordinal)
    {
        ["down"] = (w => w.Body(500, "{}"), "The model's endpoint answered 500"),
        ["unavailable for a while"] = (w => w.Body(503, "{}"), "The model's endpoint answered 503"),
        ["too many requests"] = (w => w.Body(429, "{}"), "The model's endpoint answered 429"),
        ["too many requests, wait long"] = (w => w.Body(429, "{}", retryAfter: "3600"), "The model's endpoint answered 429"),
        ["too many requests, wait until a date that is past"] = (w => w.Body(429, "{}", retryAfter: "Sun, 06 Nov 1994 08:49:37 GMT"), "The model's endpoint answered 429"),
        ["wrong key"] = (w => w.Body(401, "{}"), "The model's endpoint answered 401"),
        ["no such deployment"] = (w => w.Body(404, "{}"), "The model's endpoint answered 404"),
        ["leads elsewhere"] = (w => w.Body(302, "{}"), "The model"),
        ["filtered before"] = (w => w.Body(400, """{"error":{"code":"content_filter"}}"""), "The model's endpoint answered 400"),
        ["filtered after"] = (w => w.Message("", "content_filter"), "It did not end as an answer ends."),
        ["cut off"] = (w => w.Message("""{"reply":"Your door is""", "length"), "It did not end as an answer ends."),
        ["page of a proxy"] = (w => w.Body(200, "<html><body>Maintenance</body></html>"), "The model's endpoint answered something else than JSON"),
        ["nothing"] = (w => w.Body(200, ""), "The model"),
        ["no choices"] = (w => w.Body(200, """{"choices":[]}"""), "The model"),
        ["not the object that was asked for"] = (w => w.Message("{\"text\":\"hello\"}"), "It is not the JSON object"),
        ["half an object"] = (w => w.Message("{\"reply\":\"hel"), "It is not the JSON object"),
        ["ten megabytes"] = (w => w.Body(200, new string('x', 10 * 1024 * 1024)), "The model's endpoint answered more than it may"),
        ["tools without end"] = (w => w.Calls(("Stay-GetAccessCode", "{}")), "The model was asked as often as a turn allows"),
        ["many tools at once"] = (w => w.Calls([.. Enumerable.Repeat(("Stay-GetAccessCode", "{}"), 9)]), "The model called more tools than a turn allows"),
        ["tools that do not exist"] = (w => w.Calls(("Stay-Unlock", "{}")), "The model was asked as often as a turn allows"),
        ["arguments that do not exist"] = (w => w.Calls(("Stay-GetAccessCode", """{"stayId":"1"}""")), "The model was asked as often as a turn allows"),
        ["another language"] = (w => w.Says("Der Aufzug ist links neben der Tür und nicht kaputt.", "de"), "It "),
        ["a made-up code"] = (w => w.Says("Your code is 4821."), "It holds digits"),
    };

    public static TheoryData<string> Names()
    {
        var names = new TheoryData<string>();
        foreach (var name in Faults.Keys)
        {
            names.Add(name);
        }

        return names;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Whoever_asks_for_the_way_in_gets_it_by_rules(string fault)
    {
        using var world = new ModelWorld();
        Faults[fault].Lay(world);
        var reply = await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes("how do I get in?"));
        Assert.Equal("basic-replies", reply.Record.Responder);
        Assert.StartsWith(Faults[fault].Why, reply.Record.Outcome, StringComparison.Ordinal);
        Assert.Contains(Assert.Single(reply.Grants).InText, reply.Text, StringComparison.Ordinal);
        Assert.NotNull(reply.Record.Use);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Whoever_asks_what_rules_do_not_know_is_told_that_a_person_answers_who_is_called(string fault)
    {
        using var world = new ModelWorld();
        Faults[fault].Lay(world);
        var reply = await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().At(GuestWorld.CheckIn.AddDays(1)).Writes("do you sell bicycles?"));
        Assert.StartsWith("I cannot answer that myself. I have passed it to the host", reply.Text, StringComparison.Ordinal);
        Assert.Equal(HandoverReason.NoSafeAnswer, reply.Handover!.Reason);
        Assert.Equal("rules", reply.Record.Responder);
    }

    [Theory]
    [InlineData(21, "The model did not answer in time")]
    [InlineData(46, "The model took longer than a turn may take")]
    public async Task A_model_that_never_answers_is_waited_for_as_long_as_a_request_or_a_turn_may_take(int seconds, string why)
    {
        var clock = new FakeTimeProvider(GuestWorld.CheckIn);
        using var silent = new SilentModel();
        using var world = new AnswersWorld(silent.Settings(seconds > 45 ? "00:02:00" : "00:00:20"), clock);
        var answering = world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes("how do I get in?"));
        await silent.Asked.WaitAsync(TimeSpan.FromSeconds(60));
        clock.Advance(TimeSpan.FromSeconds(seconds - 2));
        Assert.False(answering.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2));
        var reply = await answering.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(("basic-replies", why), (reply.Record.Responder, reply.Record.Outcome));
        Assert.NotEmpty(reply.Grants);
        Assert.True(reply.Record.Use is { ModelCalls: 1, IsEstimated: true, InputTokens: > 100 });
    }

    public static TheoryData<string> NoReplies => ["", " ", "{}", "[]", "null", "true", "42", "{\"reply\":null}", "{\"reply\":{}}", "{\"reply\":\" \"}", "```", "```json", "```json\n```", "[\"a\"]", "{\"reply\":\"\\ud800\"}", "{\"reply\":\"a\"", new('{', 5000)];

    [Theory]
    [MemberData(nameof(NoReplies))]
    public void What_is_no_reply_is_never_read_as_words_for_the_guest(string content) => Assert.Null(ModelReply.Read(content));

    [Theory]
    [InlineData("{\"reply\":\"Yes.\",\"sources\":\"A1\",\"intent\":7,\"done\":\"no\"}")]
    [InlineData("```json\n{\"reply\":\" Yes. \"}\n```")]
    [InlineData("```\nYes.\n```")]
    [InlineData("Yes.")]
    public void A_reply_is_read_although_what_stands_beside_it_is_wrong(string content)
    {
        var reply = ModelReply.Read(content)!;
        Assert.Equal(("Yes.", "", true), (reply.Reply, reply.Intent, reply.Done));
        Assert.Empty(reply.Sources);
    }
}
