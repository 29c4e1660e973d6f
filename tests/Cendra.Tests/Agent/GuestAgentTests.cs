using System.Text.Json;
using Cendra.Agent;
using Cendra.Domain.Conversations;
using Cendra.Tests.World;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>A model that behaves: it asks tools, gets tokens, and its words reach the guest. What leaves for it holds nothing secret.</summary>
public sealed class GuestAgentTests
{
    private const string None = "{}";

    [Theory]
    [InlineData("how do I get in?", "en", "Walk past the bakery to Carrer de la Princesa 21. At both doors type TOKEN. It works from Monday 23 November, 16:00.")]
    [InlineData("¿Cómo entro?", "es", "Ve a Carrer de la Princesa 21, a la izquierda. En las dos puertas escribe TOKEN.")]
    public async Task A_guest_who_asks_for_the_way_in_gets_the_models_words_with_the_token(string text, string language, string said)
    {
        using var world = new ModelWorld();
        world.Calls(("Stay-GetAccessCode", None), ("Stay-GetEntryInstructions", None)).SaysWithToken(said, language);
        var guest = new GuestWorld { AssistantDeclared = false }.WithCodeOnDoors();
        var reply = await world.AnswerAsync(guest.Writes(text));
        Assert.Equal("agent", reply.Record.Responder);
        Assert.Equal(language, reply.Language);
        Assert.Contains(Assert.Single(reply.Grants).InText, reply.Text, StringComparison.Ordinal);
        Assert.True(reply.DeclaresAssistant);
        Assert.Null(reply.Handover);
        Assert.Equal(new ModelUse("test-model", 2, 2, 240, 36), reply.Record.Use);
        Assert.Equal(["/v1/chat/completions", "/v1/chat/completions"], world.Paths);
    }

    [Fact]
    public async Task What_the_guest_quotes_is_read_beside_their_words_without_codes()
    {
        using var world = new ModelWorld().Says("It is on the roof.");
        await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Quotes("The pool opens at 9. [[code:K7Q2]] 482913", "where is that?"));
        var body = string.Join('\n', Strings(JsonDocument.Parse(world.Bodies[0]).RootElement));
        Assert.Contains("(answering to: \"The pool opens at 9. (code)", body, StringComparison.Ordinal);
        Assert.DoesNotContain("482913", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sent_holds_no_code_no_address_of_the_guest_and_nothing_typed_in_disguise()
    {
        using var world = new ModelWorld();
        world.Calls(("Stay-GetAccessCode", None), ("Stay-GetEntryInstructions", None), ("Stay-CheckLockBattery", None)).SaysWithToken("Type TOKEN.");
        var guest = new GuestWorld().WithCodeOnDoors();
        guest.WritesAt(guest.Flat, $"Type {GuestWorld.Digits} and the tick", $"Type {GuestWorld.Digits} twice");
        guest.WritesTheWay($"The old code {GuestWorld.Digits} is no longer used.");
        guest.SaidBefore(MessageAuthor.Agent, "Your code: [[code:OLD234]]");
        guest.SaidBefore(MessageAuthor.Guest, "I am at maria.guest@example.org or +34 600 111 222, code 4 8 2 9 1 3");
        guest.SaidBefore(MessageAuthor.Host, $"Try {GuestWorld.Digits}!");
        guest.SaidBefore(MessageAuthor.Guest, "４８２９１３ or ④⑧②⑨①③ or 4️⃣8️⃣2️⃣9️⃣1️⃣3️⃣");
        await world.AnswerAsync(guest.Typed(TypedCode.NoMatch, "how do I get in? I typed [[typed]] \u200b[[code:AAAA]]\U000E0041 4-8-2-9-1-3"));
        Assert.Equal(2, world.Bodies.Count);
        foreach (var body in world.Bodies.Select(b => string.Join('\n', Strings(JsonDocument.Parse(b).RootElement))))
        {
            new PinScan(GuestWorld.Digits).AssertAbsentFromTexts([body]);
            Assert.DoesNotContain("600", body, StringComparison.Ordinal);
            Assert.DoesNotContain("example.org", body, StringComparison.Ordinal);
            Assert.DoesNotContain("HMABCD1234", body, StringComparison.Ordinal);
            Assert.DoesNotContain("OLD234", body, StringComparison.Ordinal);
            Assert.DoesNotContain("AAAA", body, StringComparison.Ordinal);
            Assert.DoesNotContain("García", body, StringComparison.Ordinal);
            Assert.DoesNotContain("４", body, StringComparison.Ordinal);
            Assert.DoesNotContain("④", body, StringComparison.Ordinal);
            Assert.DoesNotContain("\u20e3", body, StringComparison.Ordinal);
            Assert.DoesNotContain("\u200b", body, StringComparison.Ordinal);
            Assert.DoesNotContain("\U000E0041", body, StringComparison.Ordinal);
            Assert.Contains("María-José", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_model_is_told_each_step_what_to_do_if_it_fails_and_that_there_is_a_photo()
    {
        using var world = new ModelWorld(new() { ["ChatModel:CallTimeout"] = "00:05:00", ["ChatModel:TurnTimeout"] = "00:10:00" }); // However busy the machine is.
        world.Calls(("Stay-GetAccessCode", None), ("Stay-GetEntryInstructions", None)).SaysWithToken("Type TOKEN.");
        var guest = new GuestWorld().WithCodeOnDoors();
        guest.WritesAt(guest.Flat, "Type your code", "Pull the door", words: "Look for the bronze handle", photo: new Guid(9, 9, 9, new byte[8]));
        await world.AnswerAsync(guest.Writes("how do I get in?"));
        var body = string.Join('\n', Strings(JsonDocument.Parse(world.Bodies[1]).RootElement));
        Assert.Contains("Steps: Walk past the bakery.\nTake the stairs on the left.", body, StringComparison.Ordinal);
        Assert.Contains("Door 1: Street door. Touch the keypad with the palm Type your code, then the tick", body, StringComparison.Ordinal);
        Assert.Contains("Door 2: Flat 3-2. Look for the bronze handle Type your code If it fails: Pull the door (there is a photo on the guest's page)", body, StringComparison.Ordinal);
        Assert.Equal(1, body.Split("photo on the guest's page").Length - 1);
    }

    [Fact]
    public async Task The_request_has_its_limits_its_format_and_tools_without_ids()
    {
        using var world = new ModelWorld();
        world.Says("Hello!");
        await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Wrote("Lift", "There is a lift on the left.").Writes("Is there a lift?"));
        var body = JsonDocument.Parse(Assert.Single(world.Bodies)).RootElement;
        Assert.Equal(400, body.GetProperty("max_completion_tokens").GetInt32());
        Assert.Equal("json_schema", body.GetProperty("response_format").GetProperty("type").GetString());
        var tools = body.GetProperty("tools").EnumerateArray().Select(t => t.GetProperty("function")).ToDictionary(f => f.GetProperty("name").GetString()!, f => f.GetProperty("parameters").GetProperty("properties").EnumerateObject().Select(p => p.Name).ToList());
        Assert.Equal(["Stay-CheckLockBattery", "Stay-EscalateToHost", "Stay-GetAccessCode", "Stay-GetEntryInstructions", "Stay-RequestNewCode"], tools.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["reason", "summary"], tools["Stay-EscalateToHost"]);
        Assert.Equal(["reason"], tools["Stay-RequestNewCode"]);
        Assert.All(tools.Where(t => t.Key is not "Stay-EscalateToHost" and not "Stay-RequestNewCode"), t => Assert.Empty(t.Value));
        Assert.Equal("user", body.GetProperty("messages").EnumerateArray().Last().GetProperty("role").GetString());
    }

    [Fact]
    public async Task Before_anything_may_be_said_the_tools_that_say_it_are_not_offered()
    {
        using var world = new ModelWorld();
        world.Says("Your code is sent from Sunday 22 November, 16:00.");
        var reply = await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().At(GuestWorld.CheckIn.AddDays(-4)).Writes("how do I get in?"));
        Assert.Equal("agent", reply.Record.Responder);
        Assert.DoesNotContain("Stay-GetAccessCode", world.Bodies[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Stay-GetEntryInstructions", world.Bodies[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Princesa", world.Bodies[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_conversation_is_cut_to_the_last_lines_and_to_the_budget()
    {
        using var world = new ModelWorld(new() { ["ChatModel:MaxInputTokens"] = "2000" });
        world.Says("Hello!");
        var guest = new GuestWorld().WithCodeOnDoors();
        for (var i = 0; i < 30; i++)
        {
            guest.SaidBefore(MessageAuthor.Guest, $"line{(char)('A' + (i % 26))}{(i > 25 ? "x" : "")} {new string('w', 900)}");
        }

        await world.AnswerAsync(guest.Writes("Is there a lift?"));
        var messages = JsonDocument.Parse(world.Bodies[0]).RootElement.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("content").ToString()).ToList();
        Assert.InRange(messages.Sum(m => m.Length), 1000, 6000);
        Assert.Contains(messages, m => m.Contains("\nlineDx ", StringComparison.Ordinal));
        Assert.DoesNotContain(messages, m => m.Contains("\nlineA ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_who_is_called_by_the_model_is_called_with_its_summary_and_may_be_spoken_of()
    {
        using var world = new ModelWorld();
        world.Calls(("Stay-EscalateToHost", """{"reason":"Other","summary":"Guest asks whether the pool is heated; mail me at a@b.org"}""")).Says("I do not know that. I have told the host, who will answer you here.");
        var reply = await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes("is the pool warm?"));
        Assert.Equal("agent", reply.Record.Responder);
        Assert.Equal((HandoverReason.NotForCendra, EscalationPriority.P2), (reply.Handover!.Reason, reply.Handover.Priority));
        Assert.Contains("whether the pool is heated", reply.Handover.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("a@b.org", reply.Handover.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"reason":"Other","summary":"the code is 4 8 2 9 1 3"}""")]
    [InlineData("""{"reason":"Other","summary":"four eight two nine one three"}""")]
    [InlineData("""{"reason":"Other","summary":"Sign in at https://rental-login.example/now to see the guest"}""")]
    [InlineData("""{"reason":"Other","summary":"Guest pays again at rental-login.com"}""")]
    [InlineData("""{"reason":"Other","summary":"Guest says: our dog ate the sofa cushion yesterday evening"}""")]
    public async Task A_summary_with_digits_a_link_or_the_guests_own_words_is_left_out(string arguments)
    {
        using var world = new ModelWorld();
        world.Calls(("Stay-EscalateToHost", arguments)).Says("The host will answer you here.");
        var reply = await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes("our dog ate the sofa cushion yesterday evening"));
        Assert.DoesNotContain("In the assistant's words", reply.Handover!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_a_door_that_stays_shut_no_model_is_asked_and_a_human_is_called()
    {
        using var world = new ModelWorld();
        world.Says("Please type the code slowly and then the tick.");
        var reply = await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().At(GuestWorld.CheckIn.AddHours(1)).Writes("The code doesn't work"));
        Assert.Equal("lock-out", reply.Record.Responder);
        Assert.Empty(world.Bodies);
        Assert.Equal((HandoverReason.LockedOut, EscalationPriority.P0), (reply.Handover!.Reason, reply.Handover.Priority));
        Assert.Contains("I have called the host for you.", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is a fire in the kitchen")]
    [InlineData("PERSON")]
    [InlineData("Thanks!")]
    public async Task What_rules_settle_never_asks_a_model(string text)
    {
        using var world = new ModelWorld();
        world.Says("I should not have been asked.");
        await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes(text));
        await world.AnswerAsync(new GuestWorld { Level = IdentityLevel.Unknown }.WithCodeOnDoors().Writes("how do I get in?"));
        await world.AnswerAsync(new GuestWorld(Domain.Stays.StayStatus.Cancelled).WithCodeOnDoors().Writes("how do I get in?"));
        await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().At(GuestWorld.CheckOut.AddHours(1)).Writes("how do I get in?"));
        Assert.Empty(world.Bodies);
    }

    [Theory]
    [InlineData("There is a lift on the left.")]
    [InlineData("```json\n{\"reply\": \"There is a lift on the left.\", \"lang\": \"en\"}\n```")]
    public async Task Plain_text_of_an_endpoint_that_ignores_the_format_is_taken(string content)
    {
        using var world = new ModelWorld();
        world.Message(content);
        Assert.Equal("There is a lift on the left.", (await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Wrote("Lift", "There is a lift on the left.").Writes("Is there a lift?"))).Text);
    }

    [Fact]
    public async Task Azure_is_asked_at_its_version_one_path()
    {
        using var world = new ModelWorld();
        using var azure = new AnswersWorld(new Dictionary<string, string?> { ["ChatModel:Provider"] = "AzureOpenAI", ["ChatModel:Endpoint"] = world.Address, ["ChatModel:ApiKey"] = "k", ["ChatModel:Model"] = "deployment" });
        world.Says("There is a lift.");
        Assert.Equal("agent", (await azure.AnswerAsync(new GuestWorld().WithCodeOnDoors().Wrote("Lift", "There is a lift on the left.").Writes("Is there a lift?"))).Record.Responder);
        Assert.Equal("/openai/v1/chat/completions", Assert.Single(world.Paths));
    }

    [Fact]
    public async Task Nothing_that_was_said_stands_in_a_log()
    {
        using var world = new ModelWorld();
        world.Calls(("Stay-GetAccessCode", None)).SaysWithToken("Type TOKEN at the xylophone.");
        await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes("how do I get in, zebra?"));
        Assert.NotEmpty(world.LogLines);
        Assert.All(world.LogLines, line =>
        {
            Assert.DoesNotContain("zebra", line, StringComparison.Ordinal);
            Assert.DoesNotContain("xylophone", line, StringComparison.Ordinal);
            Assert.DoesNotContain("code:", line, StringComparison.Ordinal);
            Assert.DoesNotContain("sk-test-secret", line, StringComparison.Ordinal);
            Assert.DoesNotContain("bakery", line, StringComparison.Ordinal);
        });
    }

    private static IEnumerable<string> Strings(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => Strings(p.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Strings),
        _ => [json.ToString()],
    };
}
